/** What is offered while somebody types an option. Looks at the latest only, so that it is there before the next letter. */
import { channelName } from '../digest/subscription.ts';
import { ALL_TOPICS } from '../digest/topic.ts';
import { knownZones, readOffset, zonesAhead, zonesMeant } from '../digest/zones.ts';
import type { Choice } from '../message/control.ts';
import { commandNamed } from './catalogue.ts';
import { type Args, type Caller, type Completion, isForManagers } from './command.ts';
import { choice, MOST_CHOICES } from './everyone/choose.ts';
import { actorsLately, followedBy, sourcesLately } from './everyone/followed.ts';
import { beginsWords, folded, matching } from './everyone/likeness.ts';
import { type Sight, sightOf, visibleStory } from './everyone/sight.ts';
import { allSubscriptions, topicsKnownTo } from './known.ts';
import type { Room } from './room.ts';

export interface CompletionRequest {
  readonly caller: Caller;
  /** A command's full name. */
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  readonly args: Args;
}

/** At most 25 choices for what was typed so far, best first; none for an option that offers nothing. */
export async function completions(request: CompletionRequest, room: Room): Promise<Choice[]> {
  const command = commandNamed(request.command);
  const complete = command?.options.find(({ name }) => name === request.option)?.complete;
  if (!command || !complete || (isForManagers(command) && !request.caller.manager)) return [];
  const typed = request.typed
    .slice(0, MOST_TYPED)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ');
  return (await offer[complete]({ ...request, typed }, room)).slice(0, MOST_CHOICES);
}

/** No name is longer. UTF-16 code units. */
const MOST_TYPED = 200;
/** Fewer letters than these are in nearly every text, and tell nothing. */
const ENOUGH_TO_SEARCH = 3;

type Offer = (request: CompletionRequest, room: Room) => Promise<Choice[]>;

const offer: Readonly<Record<Completion, Offer>> = {
  topic: topics,
  zone: zones,
  story: stories,
  followable,
  followed: async (request, room) =>
    named(request.typed, await followedBy(request.caller, await seenBy(request, room), room)),
  'subscribed-topic': subscribedTopics,
  'made-topic': madeTopics,
  muted,
};

const seenBy = ({ caller }: CompletionRequest, room: Room) => sightOf(caller, room);

/** Names as they are, those that match. */
function named(typed: string, names: readonly string[]): Choice[] {
  return matching(typed, names, (name) => [name]).flatMap((name) => choice(name, name));
}

// ---- topics ------------------------------------------------------------------------------------------------------------

const SUBSCRIBE = 'news-admin subscribe';

/** For subscribing, everything too, and at the end what was typed itself, of which a topic can be made. */
async function topics(request: CompletionRequest, room: Room): Promise<Choice[]> {
  const { caller, command } = request;
  const typed = request.typed.trim();
  const known = (await topicsKnownTo(caller, room)).map(({ topic }) => topic);
  const all = { name: ALL_TOPICS, description: 'Everything' };
  const offered = command === SUBSCRIBE ? [all, ...known] : known;
  const found = matching(typed, offered, ({ name, description }) =>
    typed.length < ENOUGH_TO_SEARCH ? [name] : [name, description],
  );
  const choices = found.flatMap(({ name, description }) =>
    choice(description ? `${name}: ${description}` : name, name),
  );
  const isKnown = offered.some(({ name }) => folded(name) === folded(typed));
  if (command !== SUBSCRIBE || isKnown || folded(typed) === '') return choices;
  return [...choices.slice(0, MOST_CHOICES - 1), ...choice(`Make a new topic: “${typed}”`, typed)];
}

/** Of the channel that the command is about, as far as the caller's own may know them. */
async function subscribedTopics(request: CompletionRequest, room: Room): Promise<Choice[]> {
  const channel = request.args['channel'] ?? channelName(request.caller.channel);
  const sight = await seenBy(request, room);
  const ofChannel = (await allSubscriptions(room)).filter(
    ({ subscription }) => channelName(subscription.channel) === channel,
  );
  // That the caller may name the channel was looked at by the adapter; here, that it is no other workspace's.
  if (ofChannel.some(({ kept }) => kept !== null && kept.workspace !== request.caller.workspace)) return [];
  const names = [...new Set(ofChannel.flatMap(({ subscription }) => subscription.topics))];
  const nameable = names.filter((name) => name === ALL_TOPICS || sight.nameable([name]).length > 0);
  const everything = choice('Everything: no digest here any more', 'everything');
  return [...named(request.typed, nameable), ...(beginsWords(request.typed, 'everything') ? everything : [])];
}

async function madeTopics({ caller, typed }: CompletionRequest, room: Room): Promise<Choice[]> {
  const known = await topicsKnownTo(caller, room);
  return named(
    typed,
    known.filter(({ kept }) => kept !== null).map(({ topic }) => topic.name),
  );
}

async function followable(request: CompletionRequest, room: Room): Promise<Choice[]> {
  const sight = await seenBy(request, room);
  const names = [...sight.topics.map(({ name }) => name), ...(await actorsLately(sight, room))];
  const typed = request.typed.trim();
  const found = named(typed, names);
  if (folded(typed) === '' || names.some((name) => folded(name) === folded(typed))) return found;
  // Whoever acts in the news one day need not have acted before.
  const asTyped = choice(`The name “${typed}”, whenever it comes up`, `"${typed.replaceAll('"', '')}"`);
  return [...found.slice(0, MOST_CHOICES - 1), ...asTyped];
}

// ---- zones -------------------------------------------------------------------------------------------------------------

/** The caller's own and the room's first; the others by their name, city, country, letters (`CET`) or offset (`+2`). */
async function zones({ caller, typed }: CompletionRequest, { zone: here, clock }: Room): Promise<Choice[]> {
  const likely = [caller.zone, here].filter((zone) => zone !== null);
  const offset = readOffset(typed);
  const ahead = offset === null ? null : zonesAhead(offset, clock.now());
  const all = knownZones().filter(({ zone }) => ahead === null || ahead.includes(zone));
  const ofLikely = likely.flatMap((zone) => all.find((one) => one.zone === zone) ?? []);
  const known = [...new Set([...ofLikely, ...all])];
  const found = ahead === null ? matching(typed, known, ({ zone, names }) => [zone, ...names]) : known;
  if (found.length === 0) return zonesMeant(typed).flatMap((zone) => choice(zone, zone));
  return found.slice(0, MOST_CHOICES).flatMap(({ zone, names }) => choice(zoneLabel(zone, names, typed), zone));
}

/** With the name by which it was found, where its own does not tell: `Asia/Kolkata (India)`. */
function zoneLabel(zone: string, names: readonly string[], typed: string): string {
  const name = beginsWords(typed, zone) ? undefined : names.find((one) => beginsWords(typed, one));
  return name === undefined ? zone : `${zone} (${name})`;
}

// ---- stories -----------------------------------------------------------------------------------------------------------

const LATEST_STORIES = 200;
/** With fewer than so many titles that match, the articles are searched too. */
const FEW = 5;

async function stories(request: CompletionRequest, room: Room): Promise<Choice[]> {
  const typed = request.typed.trim();
  const sight = await seenBy(request, room);
  const latest = await room.archive.stories({ hiddenTopics: sight.hiddenTopics, limit: LATEST_STORIES });
  const found = latest.filter(({ title }) => beginsWords(typed, title)).slice(0, MOST_CHOICES);
  if (found.length < FEW && typed.length >= ENOUGH_TO_SEARCH) {
    const known = new Set(found.map(({ id }) => id));
    found.push(...(await storiesOfArticles(typed, sight, room)).filter(({ id }) => !known.has(id)));
  }
  return found.flatMap(({ id, title }) => choice(title, id));
}

async function storiesOfArticles(typed: string, sight: Sight, room: Room) {
  const hits = await room.archive.search(typed, FEW, { hiddenTopics: sight.hiddenTopics });
  const ids = new Set(await Promise.all(hits.map(({ article }) => room.archive.storyOf(article.id))));
  const found = await Promise.all([...ids].map((id) => (id === null ? null : visibleStory(id, sight, room))));
  return found.filter((story) => story !== null);
}

/** By what is to be kept out; what is kept out already comes first, since muting it again undoes it. */
async function muted(request: CompletionRequest, room: Room): Promise<Choice[]> {
  const { typed, args, caller } = request;
  const what = args['what']?.toLowerCase().replace(/^an? /, '') ?? 'story';
  const sight = await seenBy(request, room);
  const mutes = (await room.archive.mutes(caller.channel, room.clock.now())).filter(({ kind }) => kind === what);
  const undo = matching(typed, mutes, ({ label, subject }) => [label, subject]).flatMap(({ label, subject }) =>
    choice(`${label} (muted now; again to undo)`, subject),
  );
  const names = what === 'source' ? await sourcesLately(sight, room) : await actorsLately(sight, room);
  const others = what === 'story' ? await stories(request, room) : named(typed, names);
  const already = new Set(mutes.map(({ subject }) => folded(subject)));
  return [...undo, ...others.filter(({ value }) => !already.has(folded(value)))];
}
