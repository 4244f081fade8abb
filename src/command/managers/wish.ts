/** What is asked for by `topic`: topics that are known, or words of which a topic is to be made. */
import { ALL_TOPICS, type Topic } from '../../digest/topic.ts';
import { isOpenTo } from '../../digest/visible.ts';
import type { Caller } from '../command.ts';
import { topicsKnownTo } from '../known.ts';
import type { Room } from '../room.ts';
import { MOST_TOPICS, slugOf, topicOfWords } from './new-topic.ts';
import { callerAt, listed, type Target, type Wrong } from './target.ts';

export type Wish =
  /** `names` are `['all']` for everything; `topics` are then null. */
  | { readonly kind: 'known'; readonly names: readonly string[]; readonly topics: readonly Topic[] | null }
  | { readonly kind: 'new'; readonly topic: Topic };

/** Longer than any topic people mean; more is a text. Characters. */
const LONGEST_WISH = 200;
/** Named when one is not known. */
const MOST_NAMED = 12;

/** Reads a name, several with commas, `all`, or any words. */
export async function readWish(words: string, target: Target, caller: Caller, room: Room): Promise<Wish | Wrong> {
  if (words.length > LONGEST_WISH)
    return { wrong: `That is too long for a topic: ${LONGEST_WISH} characters at most.` };
  const known = (await topicsKnownTo(callerAt(target, caller), room)).map(({ topic }) => topic);
  const parts = words
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.some(isEverything)) return { kind: 'known', names: [ALL_TOPICS], topics: null };
  const topics = parts.map((part) => topicNamed(part, known));
  const found = [...new Set(topics.filter((topic) => topic !== null))];
  const unknown = parts.filter((_, index) => topics[index] === null);
  if (found.length > 0 && unknown.length === 0) {
    return { kind: 'known', names: found.map(({ name }) => name), topics: found };
  }
  if (found.length > 0) return unknownAmong(unknown, known);
  return newTopic(words, target, caller, room);
}

const isEverything = (part: string) => /^(?:all|everything)$/i.test(part);

export function topicNamed(words: string, topics: readonly Topic[]): Topic | null {
  const name = words.toLowerCase();
  return topics.find((topic) => topic.name === name) ?? topics.find((topic) => topic.name === slugOf(words)) ?? null;
}

function unknownAmong(unknown: readonly string[], known: readonly Topic[]): Wrong {
  const missing = unknown.map((part) => `“${part}”`);
  const names = known.slice(0, MOST_NAMED).map(({ name }) => name);
  return {
    wrong:
      `There is no topic ${listed(missing, 'or')} here. ` +
      `There are ${listed(names)}${known.length > names.length ? ' and more: see /news topics' : ''}. ` +
      'To make a topic of words, give those words alone.',
  };
}

async function newTopic(words: string, target: Target, caller: Caller, room: Room): Promise<Wish | Wrong> {
  const knownHere = target.here ? [] : (await topicsKnownTo(caller, room)).map(({ topic }) => topic);
  if (topicNamed(words, knownHere)) {
    return { wrong: `The topic “${words}” is kept to this channel and can’t be brought to another.` };
  }
  const tooMany = await tooManyTopics(caller, room);
  if (tooMany) return tooMany;
  const topic = topicOfWords(words, await namesTaken(room));
  return 'wrong' in topic ? topic : { kind: 'new', topic };
}

export async function tooManyTopics({ platform, workspace }: Caller, { archive }: Room): Promise<Wrong | null> {
  const made = (await archive.keptTopics()).filter((one) => one.platform === platform && one.workspace === workspace);
  return made.length < MOST_TOPICS
    ? null
    : {
        wrong: `${MOST_TOPICS} topics were made here, which is as many as there can be. Remove one with /news-admin topic remove.`,
      };
}

/** Names are unique among all topics of the installation, whoever may know them. */
export async function namesTaken({ archive, topics }: Pick<Room, 'archive' | 'topics'>): Promise<Set<string>> {
  return new Set([...topics, ...(await archive.keptTopics())].map(({ name }) => name));
}

/** Topics under which the target may see nothing. */
export function hiddenAt({ channel }: Pick<Target, 'channel'>, { topics }: Room): Topic[] {
  return topics.filter((topic) => !isOpenTo(channel, topic));
}
