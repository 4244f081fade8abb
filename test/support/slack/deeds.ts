/** What people do on Slack, as the payloads that Slack sends an app. https://docs.slack.dev/reference/interaction-payloads */
import type { SlackServer, SlackView } from '../slack-server.ts';
import { BOT_USER, NEWS_CHANNEL, TEAM_ID } from '../slack-server.ts';

/** As Socket Mode wraps it; over HTTP, the type tells the form of the body. */
export interface SlackEvent {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Readonly<Record<string, unknown>>;
}

const user = (id: string) => ({ id, username: id.toLowerCase(), team_id: TEAM_ID });
const team = { id: TEAM_ID, domain: 'harbour-desk' };

export function types(
  server: SlackServer,
  text: string,
  { command = '/news', person = 'U0MARA', channel = NEWS_CHANNEL.id, trigger = server.trigger() } = {},
): SlackEvent {
  const who = { user_id: person, user_name: person.toLowerCase(), team_id: TEAM_ID, team_domain: team.domain };
  const where = { channel_id: channel, channel_name: 'news' };
  const answers = { response_url: server.hook(), trigger_id: trigger };
  return { type: 'slash_commands', payload: { token: 'old', command, text, ...who, ...where, ...answers } };
}

/** An element of an actions block as it stands in a message, used by somebody. */
export function uses(
  server: SlackServer,
  element: unknown,
  place: {
    readonly ts: string;
    readonly channel?: string;
    readonly threadTs?: string;
    readonly ephemeral?: boolean;
    readonly person?: string;
    readonly chosen?: string;
  },
): SlackEvent {
  const { ts, channel = NEWS_CHANNEL.id, threadTs, ephemeral = false, person = 'U0MARA', chosen } = place;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return {
    type: 'interactive',
    payload: {
      type: 'block_actions',
      user: user(person),
      team,
      api_app_id: 'A0NEWSDESK',
      trigger_id: server.trigger(),
      response_url: server.hook(),
      channel: { id: channel, name: 'news' },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral, ...thread },
      ...(ephemeral ? {} : { message: { type: 'message', ts, text: 'A digest', ...thread } }),
      actions: [usedElement(element, chosen)],
    },
  };
}

export function usesAtHome(server: SlackServer, element: unknown, { person = 'U0MARA' } = {}): SlackEvent {
  return {
    type: 'interactive',
    payload: {
      type: 'block_actions',
      user: user(person),
      team,
      trigger_id: server.trigger(),
      container: { type: 'view', view_id: 'V1' },
      view: { id: 'V1', type: 'home', hash: '1.abc', private_metadata: '', blocks: [] },
      actions: [usedElement(element, undefined)],
    },
  };
}

function usedElement(element: unknown, chosen: string | undefined): object {
  const { options, placeholder, ...rest } = element as Record<string, unknown>;
  const option = (options as { value: string }[] | undefined)?.find(({ value }) => value === chosen);
  return { block_id: 'b1', action_ts: '1.1', ...rest, ...(option ? { selected_option: option } : {}) };
}

type FieldState = Readonly<Record<string, unknown>>;

/** Presses the modal's button, with what was filled in by block and field. */
export function submits(
  server: SlackServer,
  { id, hash, view }: SlackView,
  values: Readonly<Record<string, FieldState>>,
  { person = 'U0MARA' } = {},
): SlackEvent {
  const state = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }]));
  return {
    type: 'interactive',
    payload: {
      type: 'view_submission',
      user: user(person),
      team,
      trigger_id: server.trigger(),
      view: { id, hash, ...view, state: { values: state } },
      response_urls: [],
    },
  };
}

/** Types into a menu of the modal whose choices we offer. */
export function looksFor(
  { id, hash, view }: SlackView,
  option: string,
  typed: string,
  { person = 'U0MARA' } = {},
): SlackEvent {
  const shown = { id, hash, ...view, state: { values: {} } };
  const asked = { type: 'block_suggestion', action_id: option, block_id: option, value: typed };
  return {
    type: 'interactive',
    payload: { ...asked, user: user(person), team, view: shown, container: { type: 'view' } },
  };
}

let events = 0;

function happened(event: Readonly<Record<string, unknown>>, eventId = `Ev${++events}`): SlackEvent {
  const envelope = { team_id: TEAM_ID, api_app_id: 'A0NEWSDESK', type: 'event_callback', event_id: eventId };
  return { type: 'events_api', payload: { ...envelope, event_time: 1_795_500_000, event } };
}

interface Saying {
  readonly person?: string;
  readonly channel?: string;
  readonly ts?: string;
  readonly threadTs?: string;
  /** Anything else that the event holds. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export function mentions(text: string, saying: Saying = {}): SlackEvent {
  const { person = 'U0MARA', channel = NEWS_CHANNEL.id, ts = '1795500000.000100', threadTs, more = {} } = saying;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const said = { type: 'app_mention', user: person, text: `<@${BOT_USER}> ${text}`, ts, channel, event_ts: ts };
  return happened({ ...said, ...thread, ...more });
}

export function writesTo(channel: string, text: string, saying: Saying = {}): SlackEvent {
  const { person = 'U0MARA', ts = '1795500000.000100', threadTs, more = {} } = saying;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const said = { type: 'message', channel_type: 'im', user: person, text, ts, channel, event_ts: ts };
  return happened({ ...said, ...thread, ...more });
}

export function opensHome(person = 'U0MARA', tab: 'home' | 'messages' = 'home'): SlackEvent {
  return happened({ type: 'app_home_opened', user: person, channel: `D${person.slice(1)}`, tab, event_ts: '1.1' });
}
