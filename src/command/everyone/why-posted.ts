/** Whether an article or a story was told in the channel where that is asked; if not, at which gate it was held back. */
import type { Delivery } from '../../delivery/delivery.ts';
import type { Digest, DigestStory, Window } from '../../digest/digest.ts';
import { selectStories } from '../../digest/select.ts';
import { channelName, type Subscription } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Posting, Trace } from '../../ports/history.ts';
import { DAY_MS } from '../../spans.ts';
import type { Caller } from '../command.ts';
import { type KnownSubscription, subscriptionsOf } from '../known.ts';
import type { Room } from '../room.ts';
import { materialFor, type Place } from './material.ts';
import { nextDigest } from './place.ts';
import { visibleCandidates } from './sight.ts';
import { type Asking, replacing } from './why-way.ts';

/** Sentences, the first of which is the answer. `others` are the articles of its story. */
export async function inThisChannel(trace: Trace, others: readonly Trace[], asking: Asking): Promise<string[]> {
  const { caller, room } = asking;
  const here = channelName(caller.channel);
  const postings = trace.postings.filter(({ channel }) => channelName(channel) === here);
  const elsewhere = await inPublic(trace, asking);
  if (postings.length > 0) {
    const told: string[] = [];
    for (const posting of postings) told.push(...(await postingWords(posting, trace, asking)));
    return [...told, ...elsewhere];
  }
  const newer = replacing(trace, others);
  if (newer)
    return [`Not posted here: its newer version, “${newer.article.title}”, stands in its place.`, ...elsewhere];
  const unread = await unreadWords(trace, room);
  if (unread !== null) return [unread, ...elsewhere];
  const subscriptions = await subscriptionsOf(caller.channel, room);
  if (subscriptions.length === 0) return ['Not posted here: this channel has no digest.', ...elsewhere];
  const held = await Promise.all(subscriptions.map((known) => heldBackWords(trace, known, asking)));
  return [...held, ...elsewhere];
}

/** Of a copy, its original is what is read. */
async function unreadWords(trace: Trace, { archive }: Room): Promise<string | null> {
  const { duplicateOf } = trace;
  const read = duplicateOf === null ? trace : ((await archive.trace(duplicateOf)) ?? trace);
  switch (read.reading.state) {
    case 'unread':
    case 'reading':
      return 'Not posted yet: it has not been read, and what nobody has read is in no digest.';
    case 'failed':
      return 'Not posted yet: it could not be read so far, and will be tried again.';
    case 'given-up':
      return 'Not posted here: it could not be read, and what nobody could read is in no digest.';
    default:
      return null;
  }
}

// ---- posted ----------------------------------------------------------------------------------------------------------

async function postingWords(posting: Posting, trace: Trace, { zone, room }: Asking): Promise<string[]> {
  const { window, deliveries, digestId } = posting;
  const digest = (await room.archive.digest(digestId))?.digest;
  const of = `this channel’s digest of ${moment(window.to, zone)}`;
  const story = digest && storyTelling(trace, digest);
  if (digest && !story) return [`Not in ${of}: it said nothing that the channel had not been told.`];
  const told = `In ${of}: ${deliveryWords(deliveries, zone)}.`;
  return digest && story ? [told, ...toldWords(story, digest, zone)] : [told];
}

/** What a digest told of an article's story. What rested on the article may rest on its newer version since. */
function storyTelling({ article, storyId }: Trace, { stories }: Digest): DigestStory | null {
  const naming = stories.find(({ sources }) => sources.some(({ articleId }) => articleId === article.id));
  const corrected = stories.find((story) => story.storyId === storyId && story.corrections.length > 0);
  return naming ?? corrected ?? null;
}

/** Where it stood in the digest and why; what was set right in it since. */
export function toldWords(story: DigestStory, { stories }: Pick<Digest, 'stories'>, zone: string): string[] {
  const place = stories.findIndex(({ storyId }) => storyId === story.storyId) + 1;
  const rank = stories.length === 1 ? 'The only story there' : `Number ${place} of ${stories.length} stories there`;
  const why = story.reasons.length > 0 ? `: ${story.reasons.join('; ')}` : '';
  return [`${rank}${why}.`, ...story.corrections.map(({ text, at }) => `Corrected there ${moment(at, zone)}: ${text}`)];
}

/** A digest is posted part by part: the first opens it, the others follow in its thread. */
export function deliveryWords(deliveries: readonly Delivery[], zone: string): string {
  const [root, ...others] = [...deliveries].sort((one, other) => one.part - other.part);
  if (!root) return 'nothing was to be sent';
  const missing = root.state.kind === 'sent' ? others.find(({ state }) => state.kind !== 'sent') : undefined;
  if (!missing) return stateWords(root, zone);
  const which = `part ${missing.part + 1} of ${counted(deliveries.length, 'part')}`;
  return `${stateWords(root, zone)}, but ${which}: ${stateWords(missing, zone)}`;
}

function stateWords({ state }: Delivery, zone: string): string {
  switch (state.kind) {
    case 'sent':
      return `posted ${moment(state.at, zone)}`;
    case 'rejected':
      return `not posted, since ${state.reason}`;
    case 'ambiguous':
      return `perhaps posted; ${state.reason}`;
    case 'failed':
      return `not posted yet, since ${state.reason}; tried again ${moment(state.nextAt, zone)}`;
    case 'unknown':
      return `perhaps posted; ${state.reason}; looked up ${moment(state.nextAt, zone)}`;
    default:
      return 'on its way';
  }
}

// ---- elsewhere -------------------------------------------------------------------------------------------------------

/** In channels of the same workspace that everybody there can see; of others nothing is said, nor how many they are. */
async function inPublic(trace: Trace, asking: Asking): Promise<string[]> {
  const { caller, zone, room } = asking;
  const open = await publicChannels(caller, room);
  const lines: string[] = [];
  for (const { channel, digestId, deliveries } of trace.postings) {
    const name = channelName(channel);
    if (name === channelName(caller.channel) || !open.has(name)) continue;
    const digest = (await room.archive.digest(digestId))?.digest;
    if (digest && storyTelling(trace, digest)) lines.push(`In ${name}: ${deliveryWords(deliveries, zone)}.`);
  }
  return lines;
}

/** Where it cannot be told whether a channel is public, it is taken for private. */
async function publicChannels({ platform, workspace }: Caller, { archive }: Room): Promise<Set<string>> {
  if (workspace === null) return new Set();
  const ofWorkspace = (await archive.keptSubscriptions()).filter(
    (kept) => kept.channel.platform === platform && kept.workspace === workspace,
  );
  const closed = new Set(
    ofWorkspace.filter(({ place }) => place !== 'public').map(({ channel }) => channelName(channel)),
  );
  return new Set(ofWorkspace.map(({ channel }) => channelName(channel))).difference(closed);
}

// ---- held back -------------------------------------------------------------------------------------------------------

/** The gates are asked again, as they stand now, for the window that the article fell in. */
async function heldBackWords(
  trace: Trace,
  { subscription, kept, paused }: KnownSubscription,
  asking: Asking,
): Promise<string> {
  const { zone, room } = asking;
  const last = await room.archive.lastWindow(subscription.id);
  const isPast = last !== null && readableAt(trace) < last.to;
  const window = await windowOf(trace, last, room);
  const wanting: Wanting = {
    ...subscription,
    zone,
    ...(kept && { workspace: kept.workspace }),
    ...(isPast && { before: window.to }),
  };
  const gate = await gateOf(trace, wanting, window, asking);
  if (gate !== null) return `Not posted here — ${gate}.`;
  if (isPast)
    return 'Not posted here: it was there before this channel’s digests began, or they asked for something else then.';
  if (paused !== null) return 'Not posted yet: the digests of this channel are paused.';
  return `Not posted yet: it will be in the digest of ${moment(await nextDigest(subscription, room), zone)}.`;
}

/** A digest comes once a week at least. */
const LONGEST_WINDOW_MS = 8 * DAY_MS;

/** The one to come, or the last one; of those before only the last is known, and the longest is taken for them. */
async function windowOf(trace: Trace, last: Window | null, { archive, clock }: Room): Promise<Window> {
  const readable = readableAt(trace);
  if (last !== null && readable >= last.to) return { from: last.to, to: clock.now() };
  if (last !== null && readable >= last.from) return last;
  const original = trace.duplicateOf === null ? null : await archive.trace(trace.duplicateOf);
  const from = new Date(Math.min(trace.takenAt.getTime(), (original?.takenAt ?? trace.takenAt).getTime()));
  const end = Math.min((last?.to ?? clock.now()).getTime(), readable.getTime() + LONGEST_WINDOW_MS);
  return { from, to: new Date(end) };
}

const readableAt = ({ reading, takenAt }: Trace) => reading.readAt ?? takenAt;

type Wanting = Subscription & Place & { readonly zone: string };

/** Why it is held back, in one clause; null when it is not. */
async function gateOf(
  { article }: Trace,
  wanting: Wanting,
  window: Window,
  { sight, room: { archive } }: Asking,
): Promise<string | null> {
  const { channel, topics, actors, zone } = wanting;
  const candidates = visibleCandidates(await archive.candidates(channel, window), sight);
  const { withheld } = selectStories({
    ...(await materialFor(candidates, wanting, archive)),
    topics,
    actors,
    zone,
    mutes: await archive.mutes(channel, window.to),
    hiddenTopics: sight.hiddenTopics,
    knownTopics: sight.topics.map(({ name }) => name),
  });
  return withheld.find(({ articleId }) => articleId === article.id)?.reason ?? null;
}
