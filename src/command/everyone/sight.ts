/** What a caller's channel may see. What it may not is not found, not named and not counted. */
import type { Article } from '../../article/article.ts';
import type { Candidate } from '../../digest/candidate.ts';
import type { Topic } from '../../digest/topic.ts';
import { topicsOf } from '../../digest/topics.ts';
import type { Story } from '../../story/story.ts';
import type { Caller } from '../command.ts';
import { topicsHiddenFrom, topicsKnownTo } from '../known.ts';
import type { Room } from '../room.ts';

export interface Sight {
  readonly hiddenTopics: readonly string[];
  /** Those that may be named to the caller. */
  readonly topics: readonly Topic[];
  /** `filed` are the topics that it stands under; one that nobody has read yet stands under none, and is judged by its words. */
  mayShow(article: Article, filed?: readonly string[]): boolean;
  /** Names of topics without those that the caller may not know. */
  nameable(names: readonly string[]): string[];
}

export async function sightOf(caller: Pick<Caller, 'platform' | 'workspace' | 'channel'>, room: Room): Promise<Sight> {
  const hiddenTopics = topicsHiddenFrom(caller.channel, room);
  const hidden = room.topics.filter(({ name }) => hiddenTopics.includes(name));
  const topics = (await topicsKnownTo(caller, room)).map(({ topic }) => topic);
  const known = new Set(topics.map(({ name }) => name));
  return {
    hiddenTopics,
    topics,
    mayShow: (article, filed = []) =>
      !filed.some((name) => hiddenTopics.includes(name)) && topicsOf(article, hidden).length === 0,
    nameable: (names) => names.filter((name) => known.has(name)),
  };
}

/** The story, unless there is none or one of its articles is not for this caller. */
export async function visibleStory(id: string, sight: Sight, { archive }: Room): Promise<Story | null> {
  const story = await archive.story(id);
  if (!story || sight.hiddenTopics.length === 0) return story;
  for (const articleId of new Set(story.articles.map((article) => article.id))) {
    const trace = await archive.trace(articleId);
    if (trace && !sight.mayShow(trace.article, trace.topics)) return null;
  }
  return story;
}

/** Without the stories of which one article stands under a hidden topic: they must not even be counted. */
export function visibleCandidates(candidates: readonly Candidate[], { hiddenTopics }: Sight): Candidate[] {
  const hidden = new Set(
    candidates
      .filter(({ topics }) => topics.some((topic) => hiddenTopics.includes(topic)))
      .map(({ storyId }) => storyId),
  );
  return candidates.filter(({ storyId }) => !hidden.has(storyId));
}
