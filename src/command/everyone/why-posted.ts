/** Whether an article was posted in the channel where that is asked; if not, at which gate it was held back. */
import type { Delivery } from '../../delivery/delivery.ts';
import type { Window } from '../../digest/digest.ts';
import { selectStories } from '../../digest/select.ts';
import { channelName } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import type { Posting, Trace } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import { type KnownSubscription, subscriptionsOf } from '../known.ts';
import type { Room } from '../room.ts';
import { nextDigest } from './place.ts';
import { type Sight, visibleCandidates } from './sight.ts';

interface Place {
  readonly zone: string;
  readonly room: Room;
}

/** Sentences, the first of which is the answer. */
export async function inThisChannel(trace: Trace, caller: Caller, sight: Sight, place: Place): Promise<string[]> {
  const here = channelName(caller.channel);
  const postings = trace.postings.filter(({ channel }) => channelName(channel) === here);
  if (postings.length > 0) return postings.map((posting) => postingWords(posting, place));
  if (trace.reading.state !== 'read' && trace.duplicateOf === null) {
    return ['Not posted here: what nobody could read is in no digest.'];
  }
  const subscriptions = await subscriptionsOf(caller.channel, place.room);
  if (subscriptions.length === 0) return ['Not posted here: this channel has no digest.'];
  return Promise.all(subscriptions.map((known) => heldBackWords(trace, known, sight, place)));
}

function postingWords({ window, deliveries }: Posting, { zone }: Place): string {
  const root = deliveries.find(({ part }) => part === 0) ?? deliveries[0];
  return `In this channel’s digest of ${moment(window.to, zone)}: ${root ? stateWords(root, zone) : 'nothing was to be sent'}.`;
}

function stateWords({ state }: Delivery, zone: string): string {
  if (state.kind === 'sent') return `posted ${moment(state.at, zone)}`;
  if (state.kind === 'rejected') return `not posted, since ${state.reason}`;
  if (state.kind === 'ambiguous') return `perhaps posted; ${state.reason}`;
  return 'on its way';
}

/** A digest comes once a week at least. */
const LONGEST_WINDOW_MS = 8 * 86_400_000;

/** The gates are asked again, as they stand now, for the window that the article fell in. */
async function heldBackWords(
  trace: Trace,
  { subscription, paused }: KnownSubscription,
  sight: Sight,
  { zone, room }: Place,
): Promise<string> {
  const { archive, clock } = room;
  const last = await archive.lastWindow(subscription.id);
  const readable = trace.reading.readAt ?? trace.takenAt;
  const isPast = last !== null && readable < last.to;
  const end = Math.min(isPast ? last.to.getTime() : clock.now().getTime(), readable.getTime() + LONGEST_WINDOW_MS);
  const window = { from: trace.takenAt, to: new Date(end) };
  const gate = await gateOf(trace, subscription, window, sight, room);
  if (gate !== null) return `Not posted here — ${gate}.`;
  if (isPast)
    return 'Not posted here: it was there before this channel’s digests began, or they asked for something else then.';
  if (paused !== null) return 'Not posted yet: the digests of this channel are paused.';
  return `Not posted yet: it will be in the digest of ${moment(await nextDigest(subscription, room), zone)}.`;
}

/** Why it is held back, in one clause; null when it is not. */
async function gateOf(
  { article }: Trace,
  { channel, topics, actors }: KnownSubscription['subscription'],
  window: Window,
  sight: Sight,
  { archive }: Room,
): Promise<string | null> {
  const candidates = visibleCandidates(await archive.candidates(channel, window), sight);
  const { withheld } = selectStories({
    candidates,
    topics,
    actors,
    mutes: await archive.mutes(channel, window.to),
    hiddenTopics: sight.hiddenTopics,
    knownTopics: sight.topics.map(({ name }) => name),
  });
  return withheld.find(({ articleId }) => articleId === article.id)?.reason ?? null;
}
