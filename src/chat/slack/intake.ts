/** Slack's events, by kind, as deeds. Each is acknowledged before anything else is done. */
import type { App } from '@slack/bolt';
import { parseCommand, parseMention } from '../../command/parse.ts';
import type { Action } from '../../message/control.ts';
import type { Clock, Log } from '../../ports.ts';
import { inertText } from './blocks.ts';
import { isTs } from './client.ts';
import { type UsedControl, usedAction } from './controls.ts';
import { FORM_CALLBACK, readForm } from './forms.ts';
import type { Home } from './home.ts';
import type { Seal } from './seal.ts';
import { type Hook, hookFor } from './spot.ts';
import type { Deed, Talk } from './talk.ts';
import { plainWords, withChannelNames, withoutMarks, withoutMention } from './words.ts';

export interface IntakeParts {
  readonly talk: Talk;
  readonly home: Home;
  /** The channel of direct messages with a person. */
  readonly direct: (person: string) => Promise<string | null>;
  readonly seal: Seal;
  /** The bot's own user id. */
  readonly bot: string;
  readonly apiUrl: string | null;
}

/** Hangs the listeners onto the app. */
export function takeIn(app: App, parts: IntakeParts, ports: { clock: Clock; log: Log }): void {
  takeCommands(app, parts, ports);
  takeControls(app, parts, ports);
  takeForms(app, parts);
  takeMentions(app, parts);
  app.event('app_home_opened', ({ event }) => (event.tab === 'home' ? parts.home.open(event.user) : Promise.resolve()));
  app.error(async (error) =>
    ports.log.error('slack: an event came to nothing', { error: error.name, code: error.code }),
  );
}

function hook(url: unknown, { apiUrl }: IntakeParts, clock: Clock): Hook | null {
  return hookFor(url, apiUrl, clock);
}

/** Whatever they are called in this workspace: of two, the managers' ends in `-admin`. Slack has none in threads. */
function takeCommands(app: App, parts: IntakeParts, { clock }: { clock: Clock }): void {
  app.command(/^\//, async ({ ack, command }) => {
    await ack();
    const root = command.command.endsWith('-admin') ? 'news-admin' : 'news';
    await parts.talk.act({
      event: command.trigger_id,
      action: named(parseCommand(root, plainWords(command.text ?? ''))),
      via: 'command',
      spot: {
        person: command.user_id,
        channel: command.channel_id,
        thread: null,
        lookingAt: null,
        hook: hook(command.response_url, parts, clock),
      },
      place: null,
      trigger: command.trigger_id,
    });
  });
}

/** The parts of `block_actions` that say where a control stood. */
interface ControlBody {
  readonly trigger_id: string;
  readonly response_url?: string;
  readonly user: { readonly id: string };
  readonly channel?: { readonly id: string };
  readonly container?: {
    readonly type?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
    readonly channel_id?: string;
    readonly is_ephemeral?: boolean;
  };
  readonly message?: { readonly thread_ts?: string };
  readonly view?: { readonly type?: string };
}

function takeControls(app: App, parts: IntakeParts, { clock, log }: { clock: Clock; log: Log }): void {
  app.action({ type: 'block_actions' }, async ({ ack, action, body }) => {
    await ack();
    const used = usedAction(action as UsedControl);
    const where = body as unknown as ControlBody;
    const spot = await spotOf(where, parts, clock);
    if (used === null || spot === null) return log.debug('slack: a control was none of ours');
    const place = where.container?.type === 'view' ? 'direct' : null;
    const deed: Deed = {
      event: where.trigger_id,
      action: used,
      via: 'control',
      spot,
      place,
      trigger: where.trigger_id,
      atHome: place === 'direct',
    };
    await parts.talk.act(deed);
  });
}

/** On the Home tab, which is no channel, answers come as direct messages. Null for controls in a form. */
async function spotOf(body: ControlBody, parts: IntakeParts, clock: Clock): Promise<Deed['spot'] | null> {
  const { container = {}, user, message, view } = body;
  if (container.type === 'view') {
    const channel = view?.type === 'home' ? ((await parts.direct(user.id)) ?? user.id) : null;
    return channel === null ? null : { person: user.id, channel, thread: null, lookingAt: null, hook: null };
  }
  const channel = body.channel?.id ?? container.channel_id;
  if (channel === undefined) return null;
  const inThread = tsOf(container.thread_ts ?? message?.thread_ts);
  // What only one person sees is no message that others could answer under.
  const root = inThread ?? (container.is_ephemeral ? null : tsOf(container.message_ts));
  return {
    person: user.id,
    channel,
    thread: root,
    lookingAt: inThread,
    hook: hook(body.response_url, parts, clock),
  };
}

const tsOf = (ts: unknown) => (isTs(ts) ? ts : null);

function takeForms(app: App, { talk, seal }: IntakeParts): void {
  app.view(FORM_CALLBACK, async ({ ack, body, view }) => {
    const filled = readForm(view, body.user.id, seal);
    const errors = errorsIn(view.blocks as readonly FormBlock[], filled === null ? null : talk.wrongIn(filled));
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    await ack();
    if (filled === null) return;
    await talk.act({
      event: `${view.id}:${view.hash}`,
      action: filled.action,
      via: 'form',
      spot: { ...filled.spot, person: body.user.id },
      place: null,
      // Of the submission itself: what is still missing can be asked for once more.
      trigger: (body as { trigger_id?: string }).trigger_id ?? null,
    });
  });
  app.options({ type: 'block_suggestion' }, async ({ ack, options, body }) => {
    const filled = options.view ? readForm(options.view, body.user.id, seal) : null;
    const offered = filled ? await talk.offer(body.user.id, filled, options.action_id, options.value) : [];
    // Bolt's type is that of the dialogs of old; a form's menus take blocks' options.
    await ack({ options: offered } as never);
  });
}

interface FormBlock {
  readonly type: string;
  readonly block_id?: string;
}

const NOT_OURS = 'This form can’t be used any more. Please close it and give the command again.';

/** What Slack shows under the fields, while the form stays open with what was filled in. `wrong` is null for a form not ours. */
function errorsIn(blocks: readonly FormBlock[], wrong: Readonly<Record<string, string>> | null) {
  const names = blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id !== undefined ? [block_id] : []));
  if (wrong === null) return Object.fromEntries(names.slice(0, 1).map((name) => [name, NOT_OURS]));
  const shown = Object.entries(wrong).filter(([name]) => names.includes(name));
  // What was typed is named in them.
  return Object.fromEntries(shown.map(([name, words]) => [name, inertText(words)]));
}

/** The parts of a message that are read, whichever event brought it. */
interface Said {
  readonly text?: string;
  readonly user?: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly edited?: unknown;
}

function takeMentions(app: App, parts: IntakeParts): void {
  app.event('app_mention', ({ event }) => {
    const said = event as Said;
    // Direct messages come as such too, and either of the two events may be the first.
    const isDirect = said.channel_type === 'im' || said.channel.startsWith('D');
    return isPersons(said, parts.bot) ? parts.talk.act(deedOf(said, parts.bot, isDirect)) : Promise.resolve();
  });
  app.event('message', ({ event }) => {
    const said = event as Said;
    const isForUs = said.channel_type === 'im' && isPersons(said, parts.bot);
    return isForUs ? parts.talk.act(deedOf(said, parts.bot, true)) : Promise.resolve();
  });
}

/** What people say in these ways too: with a file, from a thread to the channel as well, with /me. */
const SAYINGS = ['file_share', 'thread_broadcast', 'me_message'];

/** Said by a person, now: not by a bot (ourselves among them), and no edit, deletion or notice that somebody joined. */
function isPersons({ user, bot_id, subtype, edited }: Said, bot: string): boolean {
  const isSaying = subtype === undefined || SAYINGS.includes(subtype);
  return isSaying && user !== undefined && user !== bot && bot_id === undefined && edited === undefined;
}

/** Channels that are no channel of a command are spoken of. */
function named({ command, args }: Action): Action {
  const entries = Object.entries(args).map(([name, value]) => [name, withChannelNames(value)]);
  return { command, args: Object.fromEntries(entries) };
}

/** Known by channel and ts, since Slack may tell of one message in several events. */
function deedOf(said: Said, bot: string, isDirect: boolean): Deed {
  const inThread = tsOf(said.thread_ts);
  return {
    event: `${said.channel}:${said.ts}`,
    action: named(parseMention(plainWords(withoutMarks(withoutMention(said.text ?? '', bot))))),
    via: 'mention',
    spot: {
      person: said.user ?? '',
      channel: said.channel,
      thread: isDirect ? inThread : (inThread ?? tsOf(said.ts)),
      lookingAt: inThread,
      hook: null,
    },
    place: isDirect ? 'direct' : null,
    trigger: null,
  };
}
