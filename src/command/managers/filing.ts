/** Going through the archive for a topic: what would have stood under it, and putting it there. */
import type { Article } from '../../article/article.ts';
import type { Topic } from '../../digest/topic.ts';
import { topicsOf } from '../../digest/topics.ts';
import { DAY_MS } from '../../spans.ts';
import type { Room } from '../room.ts';

export const PREVIEW_DAYS = 7;
/** How far back a topic that is made or edited reaches. */
export const FILING_DAYS = 31;
/** So many articles are matched in a few milliseconds; then others get their turn. */
const PAGE = 25;
/** Shown of what was found. */
const LATEST = 5;

export interface Looked {
  /** Articles looked through. */
  readonly looked: number;
  readonly found: number;
  /** Latest first, a few. */
  readonly latest: readonly Article[];
}

/** What the last seven days brought on any of the topics (`null`: on everything), of what a channel may see. */
export async function lookBack(topics: readonly Topic[] | null, hidden: readonly Topic[], room: Room): Promise<Looked> {
  let looked = 0;
  let found = 0;
  let latest: Article[] = [];
  for await (const page of pagesSince(daysAgo(PREVIEW_DAYS, room), room)) {
    const visible = page.filter((article) => topicsOf(article, hidden).length === 0);
    const matching = visible.filter((article) => topics === null || topicsOf(article, topics).length > 0);
    looked += visible.length;
    found += matching.length;
    latest = [...latest, ...matching].slice(-LATEST);
  }
  return { looked, found, latest: latest.reverse() };
}

/** Puts the articles of the last 31 days that match under the topic, and takes out those that no longer do. */
export async function fileUnder(topic: Topic, room: Room): Promise<void> {
  const since = daysAgo(FILING_DAYS, room);
  const ids: string[] = [];
  for await (const page of pagesSince(since, room)) {
    ids.push(...page.filter((article) => topicsOf(article, [topic]).length > 0).map(({ id }) => id));
  }
  await room.archive.fileUnder(topic.name, since, ids);
}

/** Oldest first, and others get their turn between two pages. */
async function* pagesSince(since: Date, { archive, clock }: Room): AsyncGenerator<readonly Article[]> {
  let after: string | null = null;
  for (;;) {
    const page: readonly Article[] = await archive.articlesSince(since, after, PAGE);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? null;
    await clock.sleep(0);
  }
}

function daysAgo(days: number, { clock }: Room): Date {
  return new Date(clock.now().getTime() - days * DAY_MS);
}
