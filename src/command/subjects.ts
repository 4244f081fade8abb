/**
 * What people mean when they name a story, a digest or a topic. What their channel may not see is as if it did not
 * exist: it is not found, not offered and not counted.
 */
import type { Digest } from '../digest/digest.ts';
import { channelName } from '../digest/subscription.ts';
import { ALL_TOPICS } from '../digest/topic.ts';
import { counted } from '../digest/words.ts';
import type { Story } from '../story/story.ts';
import type { Invocation, Reply } from './command.ts';
import { askWhich, button, choice, MOST_CHOICES } from './everyone/choose.ts';
import { folded, matching, nearest, shareOfWords } from './everyone/likeness.ts';
import { type Sight, sightOf, visibleStory } from './everyone/sight.ts';
import { type KnownTopic, topicsHiddenFrom, topicsKnownTo } from './known.ts';
import { echoed, sentence, toCaller } from './reply.ts';
import type { Call, Room } from './room.ts';

/** What was meant, or what to say to somebody of whom that can't be told. */
export type Meant<T> = { readonly found: T } | { readonly reply: Reply };

// ---- stories -----------------------------------------------------------------------------------------------------------

/** How many of the latest stories go by their titles; older ones are found by the words of their articles. */
const LATEST_STORIES = 300;
const MOST_HITS = 10;
/** A title with less than this share of the words typed is not near. */
const NEAR = 0.5;

/**
 * The story of an id, of an article's id, of a file's name, of its number in the digest, or else the one whose title comes
 * nearest. Several that come equally near are offered to be chosen from.
 */
export async function storyMeant(words: string, call: Call, room: Room): Promise<Meant<Story>> {
  const sight = await sightOf(call.invocation.caller, room);
  const named = await storyNamed(words, sight, room);
  if (named) return { found: named };
  const [, number] = NUMBER.exec(words.trim()) ?? [];
  if (number !== undefined) return storyNumbered(Number(number), call, sight, room);
  if (ID.test(words)) return { reply: sentence('That story is not in the archive any more.') };
  const near = await storiesNear(words, sight, room);
  if (near.length === 1) return { found: near[0] as Story };
  if (near.length > 1)
    return {
      reply: await askForStory(near, `Several stories may be meant by ${echoed(words)}: which one?`, call, room),
    };
  return { reply: await noStory(words, sight, call, room) };
}

/** `3`, `#3`, `no. 3`, `story 3`: as the digest numbers its stories. */
const NUMBER = /^(?:story\s+)?(?:#|no\.?\s*)?(\d{1,2})\.?$/i;
/** Of a story or an article, as a button has it: nobody calls one so. */
const ID = /^(?:s[0-9a-f]{16}(?:-\d+)?|[0-9a-f]{32})$/;

/** What was looked through, and what to try: the latest stories are there to be chosen from. */
async function noStory(words: string, sight: Sight, call: Call, room: Room): Promise<Reply> {
  const latest = await room.archive.stories({ hiddenTopics: sight.hiddenTopics, limit: MOST_CHOICES });
  const say = `No story here goes by ${echoed(words)}, by title or in its articles.`;
  if (latest.length === 0) return sentence(`${say} There is no story yet: no article was read.`);
  return askForStory(latest, `${say} Try fewer words, or choose one of the latest.`, call, room);
}

/** In a digest's thread, of that digest; elsewhere, of the last one that the channel got. */
async function storyNumbered(number: number, call: Call, sight: Sight, room: Room): Promise<Meant<Story>> {
  const { invocation } = call;
  const { channel } = invocation.caller;
  const inThread = await wholeDigestMeant(invocation, room);
  const digest = inThread ?? (await room.archive.lastDigest(channel))?.digest ?? null;
  const which = inThread ? 'This digest' : 'The last digest here';
  if (!digest)
    return { reply: sentence(`There is no digest here yet, so no number ${number}. Name a story by its title.`) };
  const told = digest.stories[number - 1];
  if (!told) return { reply: sentence(`${which} has ${counted(digest.stories.length, 'story', 'stories')}.`) };
  const story = await visibleStory(told.storyId, sight, room);
  if (story) return { found: story };
  return { reply: sentence(`Nothing is left of number ${number}: that story is not in the archive any more.`) };
}

/** Asks which of a digest's stories is meant, or takes the only one. */
export async function storyOfDigest(digest: Digest, call: Call, room: Room): Promise<Meant<Story>> {
  const sight = await sightOf(call.invocation.caller, room);
  const stories: Story[] = [];
  for (const { storyId } of digest.stories) {
    const story = await visibleStory(storyId, sight, room);
    // Two that were told may be one by now.
    if (story && !stories.some(({ id }) => id === story.id)) stories.push(story);
  }
  if (stories.length === 1) return { found: stories[0] as Story };
  if (stories.length === 0) return { reply: sentence(digest.stories.length === 0 ? NO_STORY : NOTHING_LEFT) };
  return { reply: await askForStory(stories, 'Which story of this digest?', call, room) };
}

const NO_STORY = 'This digest tells of no story.';
const NOTHING_LEFT = 'The stories of this digest are not in the archive any more.';

function askForStory(stories: readonly Story[], say: string, call: Call, room: Room): Promise<Reply> {
  const choices = stories.flatMap(({ title, id }) => choice(title, id));
  return askWhich(say, { fills: 'story', label: 'Choose a story', choices }, call, room);
}

async function storyNamed(words: string, sight: Sight, room: Room): Promise<Story | null> {
  if (/\s/.test(words)) return null;
  const ofArticle = await room.archive.storyOf(words);
  return visibleStory(ofArticle ?? words, sight, room);
}

async function storiesNear(words: string, sight: Sight, room: Room): Promise<Story[]> {
  const { hiddenTopics } = sight;
  const latest = await room.archive.stories({ hiddenTopics, limit: LATEST_STORIES });
  const exact = latest.filter((story) => namesOf(story).some((name) => folded(name) === folded(words)));
  if (exact.length > 0) return exact;
  const found = await storiesFound(words, sight, room);
  const ranked = [...new Map([...latest, ...found].map((story) => [story.id, story])).values()]
    .map((story) => ({ story, share: shareOfWords(words, namesOf(story)) }))
    .filter(({ share }) => share >= NEAR)
    .sort((one, other) => other.share - one.share);
  const best = ranked.filter(({ share }) => share === ranked[0]?.share).map(({ story }) => story);
  // No title comes near, but an article may speak of it.
  return best.length > 0 ? best : found;
}

function namesOf({ title, articles }: Story): string[] {
  return [title, ...articles.flatMap((article) => [article.title, article.file])];
}

async function storiesFound(words: string, sight: Sight, room: Room): Promise<Story[]> {
  const { archive } = room;
  const stories: Story[] = [];
  for (const { article } of await archive.search(words, MOST_HITS, { hiddenTopics: sight.hiddenTopics })) {
    const id = await archive.storyOf(article.id);
    const story = id === null || stories.some((known) => known.id === id) ? null : await visibleStory(id, sight, room);
    if (story) stories.push(story);
  }
  return stories;
}

// ---- digests -----------------------------------------------------------------------------------------------------------

/** The digest that a button names, or in whose thread it was said: of the caller's own channel, never of another. */
export async function digestMeant(invocation: Invocation, room: Room): Promise<Digest | null> {
  const digest = await wholeDigestMeant(invocation, room);
  if (!digest) return null;
  // What was kept to other channels since it was posted is no longer spoken of.
  const hidden = topicsHiddenFrom(invocation.caller.channel, room);
  return { ...digest, stories: digest.stories.filter(({ topics }) => !topics.some((topic) => hidden.includes(topic))) };
}

/** With all its stories, for their numbers: they are not all to be spoken of. */
async function wholeDigestMeant({ caller, args, thread }: Invocation, room: Room): Promise<Digest | null> {
  const { digest: id } = args;
  const { archive } = room;
  const named = id === undefined ? null : ((await archive.digest(id))?.digest ?? null);
  const digest = id === undefined && thread !== null ? await archive.digestAt(caller.channel, thread) : named;
  return digest && channelName(digest.channel) === channelName(caller.channel) ? digest : null;
}

// ---- topics ------------------------------------------------------------------------------------------------------------

/** The topic of that name; null for everything, when nothing or `all` was said. Otherwise says which there are. */
export async function topicMeant(words: string | undefined, call: Call, room: Room): Promise<Meant<KnownTopic | null>> {
  if (words === undefined || folded(words) === ALL_TOPICS) return { found: null };
  const known = await topicsKnownTo(call.invocation.caller, room);
  const exact = known.find(({ topic }) => folded(topic.name) === folded(words));
  if (exact) return { found: exact };
  const names = known.map(({ topic }) => topic.name);
  if (names.length === 0) return { reply: sentence(`There is no topic ${echoed(words)}, nor any other yet.`) };
  const near = nearest(words, names);
  const offered = near === null ? matching(words, names, (name) => [name]) : [near];
  const [only, ...others] = offered;
  if (only !== undefined && others.length === 0) return { reply: await topicNear(words, only, call, room) };
  const question =
    offered.length > 0
      ? `There is no topic ${echoed(words)}. Which of these?`
      : `There is no topic ${echoed(words)}. These there are:`;
  const choices = (offered.length > 0 ? offered : names).flatMap((name) => choice(name, name));
  return { reply: await askWhich(question, { fills: 'topic', label: 'Choose a topic', choices }, call, room) };
}

async function topicNear(words: string, name: string, call: Call, room: Room): Promise<Reply> {
  const say = `There is no topic ${echoed(words)}. Did you mean ${name}?`;
  const controls = button('Yes', call.invocation.command, { ...call.args, topic: name }, 'primary');
  if (controls.length > 0) return toCaller({ say, controls });
  return askWhich(say, { fills: 'topic', label: 'Choose a topic', choices: choice(name, name) }, call, room);
}
