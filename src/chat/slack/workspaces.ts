/**
 * Slack in several workspaces as one Chat: each has the chat of a single one, with its own token, limits and conversation. Here
 * is only what joins them: in which workspace a channel is, and to which one an event belongs.
 */
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Found, Outcome } from '../../delivery/delivery.ts';
import type { AreaNews, Limits, PacedCall } from '../../delivery/limits.ts';
import type { Channel } from '../../digest/subscription.ts';
import type { Installations } from '../../ports/installations.ts';
import type { Chat, Clock, Desk, Log } from '../../ports.ts';
import { type ChannelMap, createChannelMap, type Lost, NOBODY } from './channel-map.ts';
import { INSTALL_PATH, type InstallOptions, installPages } from './install.ts';
import { httpLine, type ListenOptions, type OpenLine } from './listen.ts';
import { createMembers, type Member, type Members } from './members.ts';
import { forOwnChannels } from './own-channels.ts';
import { createSlackLimits, type SlackRates } from './pace.ts';
import { renderSlack } from './render.ts';
import { unpackBack } from './spot.ts';
import { farewellOf, workspaceOfEvent } from './whereabouts.ts';

export interface WorkspacesOptions extends Pick<ListenOptions, 'apiUrl' | 'managers' | 'timeoutMs'> {
  readonly signingSecret: string;
  /** Where Slack's requests arrive, and the people who install Newsdesk. */
  readonly port: number;
  readonly install: InstallOptions;
  /** Of each workspace; Slack's own limits when left out. */
  readonly rates?: SlackRates;
}

interface Parts {
  readonly members: Members;
  readonly map: ChannelMap;
  readonly installations: Installations;
  readonly ports: { readonly clock: Clock; readonly log: Log };
}

/** Makes no call yet, as `createSlackChat`. */
export function createSlackWorkspaces(
  options: WorkspacesOptions,
  installations: Installations,
  ports: { readonly clock: Clock; readonly log: Log },
): Chat {
  const each = { ...options, appToken: null, allowed: options.install.workspaces };
  const followers: AreaNews[] = [];
  const members = createMembers(each, installations, ports, (member) => passNews(member, followers));
  const map = createChannelMap(members, installations);
  const parts: Parts = { members, map, installations, ports };
  const closing = new AbortController();
  const lines = new Set<OpenLine>();

  async function through<T>(channel: Channel, act: (member: Member) => Promise<T>, lost: (why: Lost) => T): Promise<T> {
    const member = await map.find(channel).catch((): Lost => NOT_LOOKED_UP);
    return member.kind === 'member' ? act(member) : lost(member);
  }

  return {
    platform: 'slack',
    limits: limitsOfSeveral(members, map, followers, options.rates),
    render: renderSlack,
    post: (post) => through(post.channel, async (one) => ofMember(await one.chat.post(post), one), outcomeOfLost),
    edit: (edit) => through(edit.channel, async (one) => ofMember(await one.chat.edit(edit), one), outcomeOfLost),
    find: (post) => through(post.channel, (one) => one.chat.find(post), foundOfLost),
    say: (to, message) =>
      through(to.channel, async (one) => ofMember(await one.chat.say(to, message), one), outcomeOfLost),
    async answerLate(back, reply) {
      const spot = unpackBack(back);
      if (spot === null) return true;
      return through(
        { platform: 'slack', id: spot.channel },
        async ({ chat }) => (await chat.answerLate?.(back, reply)) ?? true,
        ({ kind }) => kind !== 'unclear',
      );
    },
    direct: (person) =>
      through(
        { platform: 'slack', id: person },
        (one) => one.chat.direct(person),
        () => null,
      ),
    check: (channels) => checkAll(channels, parts),
    async listen(desk, signal) {
      const ending = AbortSignal.any([signal, closing.signal]);
      const line = await openDoor(options, parts, desk, ending);
      lines.add(line);
      if (ending.aborted) await line.hangUp();
      else ending.addEventListener('abort', () => void line.hangUp(), { once: true });
    },
    async close() {
      closing.abort();
      await Promise.all([...lines].map((line) => line.hangUp()));
      await members.close();
    },
  };
}

// ---- what happens in the workspaces --------------------------------------------------------------------------------

/** One address for all: events, and the two pages by which a workspace installs Newsdesk. */
async function openDoor(options: WorkspacesOptions, parts: Parts, desk: Desk, signal: AbortSignal): Promise<OpenLine> {
  const { members, installations, ports } = parts;
  const hear = (member: Member) => member.hear(deskOf(member, desk, parts.map), signal);
  const pages = await installPages({
    options: { ...options.install, apiUrl: options.apiUrl, signingSecret: options.signingSecret },
    installations,
    ports,
  });
  const line = httpLine({ ports }, { signingSecret: options.signingSecret, port: options.port, pages });
  const front = { processEvent: (event: ReceiverEvent) => passOn(event, hear, parts) };
  line.receiver.init(front as App);
  await line.connect();
  // Beside everything else, so that no call to Slack stands between their first events and the acknowledgement.
  const hearAll = async () => {
    for (const member of await members.all()) {
      if (member.kind === 'member') hear(member).catch(() => refusedToken(member.workspace, ports.log));
      else ports.log.error('slack: a workspace is not listened to', { reason: member.reason });
    }
  };
  hearAll().catch(() => ports.log.warn('slack: the workspaces are looked up at their first events'));
  return line;
}

const refusedToken = (workspace: string, log: Log) =>
  log.error('slack: a workspace is not listened to, for Slack refuses its token', { workspace });

function deskOf({ workspace }: Member, desk: Desk, map: ChannelMap): Desk {
  return forOwnChannels(desk, async (id) => {
    const place = await map.find({ platform: 'slack', id }).catch((): Lost => NOT_LOOKED_UP);
    if (place.kind === 'unclear') return 'unclear';
    return place.kind === 'member' && place.workspace === workspace ? 'yes' : 'no';
  });
}

async function passOn(
  event: ReceiverEvent,
  hear: (member: Member) => ReturnType<Member['hear']>,
  { members, installations, ports }: Parts,
): Promise<void> {
  const workspace = workspaceOfEvent(event.body);
  if (workspace === null) return event.ack();
  const farewell = farewellOf(event.body);
  if (farewell) {
    // Before the acknowledgement: if it can't be written, Slack tells of it again.
    if (await installations.drop(workspace, farewell))
      ports.log.warn('slack: a workspace removed Newsdesk', { workspace });
    await members.at(workspace);
    return event.ack();
  }
  const { inTime, over } = acknowledgedInTime(event, ports.clock);
  try {
    const member = await members.at(workspace);
    if (member.kind !== 'member') {
      ports.log.warn('slack: an event of a workspace without a token', { workspace });
      return inTime.ack();
    }
    const app = await hear(member).catch(() => {
      refusedToken(workspace, ports.log);
      return null;
    });
    return await (app ? app.processEvent(inTime) : inTime.ack());
  } finally {
    over();
  }
}

/** Slack waits three seconds; what the archive and Slack itself are asked first may take longer. Milliseconds. */
const ACKNOWLEDGED_MS = 1_500;

/** The same event, acknowledged when it takes too long: an empty menu is better than Slack's word that the app does not answer. */
function acknowledgedInTime(event: ReceiverEvent, clock: Clock) {
  let isAcknowledged = false;
  const ack: ReceiverEvent['ack'] = async (answer) => {
    if (isAcknowledged) return;
    isAcknowledged = true;
    await event.ack(answer);
  };
  const done = new AbortController();
  const nothing = event.body['type'] === 'block_suggestion' ? { options: [] } : undefined;
  clock
    .sleep(ACKNOWLEDGED_MS, done.signal)
    .then(() => (done.signal.aborted ? undefined : ack(nothing)))
    // Whoever waited has hung up.
    .catch(() => {});
  return { inTime: { ...event, ack }, over: () => done.abort() };
}

// ---- where nobody can be spoken to -----------------------------------------------------------------------------------

/** Nothing was called yet. */
const NOT_LOOKED_UP: Lost = { kind: 'unclear', reason: 'The archive, which knows the workspaces, does not answer.' };

function outcomeOfLost({ kind, reason }: Lost): Outcome {
  if (kind === 'unclear') return { kind: 'failed', reason };
  return { kind: 'refused', scope: kind === 'unreadable' ? 'token' : 'channel', reason };
}

function foundOfLost({ kind, reason }: Lost): Found {
  return { kind: kind === 'unclear' || kind === 'unreadable' ? 'unavailable' : 'untellable', reason };
}

/** What Slack says of a token is mended otherwise here than where it stands in a setting. */
function ofMember(outcome: Outcome, { name, workspace }: Member): Outcome {
  if (outcome.kind !== 'refused' || outcome.scope !== 'token') return outcome;
  const reason = `Slack no longer takes Newsdesk's token for the workspace ${name} (${workspace}), or it lacks a right: install it there again at ${INSTALL_PATH}.`;
  return { ...outcome, reason };
}

async function checkAll(channels: readonly Channel[], { members, map }: Parts) {
  const all = await members.all();
  if (all.length === 0) return [{ ok: false, text: NOBODY }];
  const places = await Promise.all(channels.map(async (channel) => ({ channel, place: await map.find(channel) })));
  const lines: { ok: boolean; text: string }[] = [];
  for (const one of all) {
    if (one.kind !== 'member') lines.push({ ok: false, text: one.reason });
    else
      lines.push(...(await one.chat.check(places.filter(({ place }) => place === one).map(({ channel }) => channel))));
  }
  for (const { channel, place } of places) {
    if (place.kind !== 'member') lines.push({ ok: false, text: `slack:${channel.id}: ${place.reason}` });
  }
  return lines;
}

// ---- limits --------------------------------------------------------------------------------------------------------

/** Each workspace's own; a channel that nobody looked for yet is held up by none. */
function limitsOfSeveral(
  members: Members,
  map: ChannelMap,
  followers: AreaNews[],
  rates: SlackRates | undefined,
): Limits {
  const unplaced = createSlackLimits(rates);
  const at = ({ channel }: PacedCall) => members.opened().get(map.last(channel) ?? '')?.chat.limits ?? unplaced;
  return {
    areaOf: (call) => areaIn(map.last(call.channel) ?? '', at(call).areaOf(call)),
    callsFor: (call) => at(call).callsFor(call),
    perSecond: (call) => at(call).perSecond(call),
    seen: (call, when) => at(call).seen(call, when),
    follow: (news) => void followers.push(news),
    waits: (call, ahead, now) => at(call).waits(call, ahead, now),
    spend: (call, now) => at(call).spend(call, now),
    postsWithin(ms, most, now) {
      let room = 0;
      for (const { chat } of members.opened().values()) room += chat.limits.postsWithin(ms, most, now);
      return room === 0 && members.opened().size === 0 ? unplaced.postsWithin(ms, most, now) : Math.min(room, most);
    },
  };
}

const areaIn = (workspace: string, area: string) => `${workspace} ${area}`;

function passNews({ workspace, chat }: Member, followers: readonly AreaNews[]): void {
  chat.limits.follow({
    called(area, perSecond) {
      for (const news of followers) news.called(areaIn(workspace, area), perSecond);
    },
    refused(area, forMs) {
      for (const news of followers) news.refused(areaIn(workspace, area), forMs);
    },
  });
}
