/** What a model said of two articles, and what it makes of their stories. Everything here runs in the caller's transaction. */
import { partedWith } from '../story/balance.ts';
import type { Verdict } from '../story/verdict.ts';
import { topicsOf } from './filing.ts';
import { profilesIn } from './profiles.ts';
import { isJudged } from './rows.ts';
import type { Db } from './schema.ts';
import { beginStory, moveArticles, settleStory, summed } from './story-rows.ts';
import { verdictOn, versionsBetween } from './versions.ts';

/** Why articles stand where a verdict put them; what the model said is told besides. */
const JUDGED_REASONS: readonly string[] = ['the evidence was balanced, so a model was asked'];

/** The verdicts between articles of these stories, copies left out: versions first, then what models said, by the articles' ids. */
export async function verdictsBetween(db: Db, storyIds: readonly string[]): Promise<Verdict[]> {
  if (storyIds.length === 0) return [];
  const rows = await db
    .selectFrom('story_articles as one')
    .innerJoin('judgements', 'judgements.article_id', 'one.article_id')
    .innerJoin('story_articles as other', 'other.article_id', 'judgements.other_id')
    .select(['judgements.article_id', 'other_id', 'same', 'one.story_id as own', 'other.story_id as theirs'])
    .where(isJudged('judgements'))
    .where('one.story_id', 'in', storyIds)
    .where('other.story_id', 'in', storyIds)
    .orderBy('judgements.article_id')
    .execute();
  const judged = rows.map((row) => verdictOn(row, row.same === 1));
  return [...(await versionsBetween(db, storyIds)), ...judged];
}

/**
 * Brings the stories of two articles together, or parts them, as their verdict says; nothing where they stand so already, where
 * a manager holds the article's story, or where another verdict says otherwise.
 */
export async function carryOut(
  db: Db,
  { articleId, otherId, same, at }: { articleId: string; otherId: string; same: boolean; at: number },
): Promise<void> {
  const [own, theirs] = [await standingOf(db, articleId), await standingOf(db, otherId)];
  if (!own || !theirs || own.held === 1 || same === (own.storyId === theirs.storyId)) return;
  if (same) await bringTogether(db, own.storyId, theirs.storyId, at);
  else await part(db, articleId, own.storyId, at);
}

async function bringTogether(db: Db, own: string, theirs: string, at: number): Promise<void> {
  const verdicts = await verdictsBetween(db, [own, theirs]);
  const contradict = ({ between: [a, b], same }: Verdict) => !same && a.storyId !== b.storyId;
  if (verdicts.some(contradict)) return;
  await moveArticles(db, { from: own, articleIds: 'all' }, theirs, JUDGED_REASONS);
  await settleStory(db, theirs, at, theirs);
  await settleStory(db, own, null, theirs);
}

async function part(db: Db, articleId: string, from: string, at: number): Promise<void> {
  const articles = (await profilesIn(db, [from])).get(from) ?? [];
  const profile = summed(articles);
  if (!profile) return;
  const story = { storyId: from, profile, held: false, articles };
  const parted = partedWith(articleId, story, await verdictsBetween(db, [from]));
  const to = await beginStory(db, articleId, at);
  await moveArticles(db, { from, articleIds: parted }, to, JUDGED_REASONS);
  await settleStory(db, from, null, from);
  await settleStory(db, to, at, to);
}

async function standingOf(db: Db, articleId: string): Promise<{ storyId: string; held: number } | null> {
  const row = await db
    .selectFrom('story_articles')
    .innerJoin('stories', 'stories.id', 'story_articles.story_id')
    .select(['story_id', 'held'])
    .where('article_id', '=', articleId)
    .executeTakeFirst();
  return row ? { storyId: row.story_id, held: row.held } : null;
}

/**
 * What the model said of the article, for `why`: as reasons like the others. Its words may tell of the other article too, so
 * they are left out where that stands under a topic of its own: not everybody may see it.
 */
export async function judgedBecause(db: Db, articleId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('judgements')
    .innerJoin('articles as one', 'one.id', 'judgements.article_id')
    .innerJoin('articles as other', 'other.id', 'judgements.other_id')
    .select(['article_id', 'other_id', 'one.title as title', 'other.title as other_title', 'same', 'because'])
    .where(isJudged('judgements'))
    .where((eb) => eb.or([eb('article_id', '=', articleId), eb('other_id', '=', articleId)]))
    .orderBy('judged_at')
    .orderBy('article_id')
    .execute();
  if (rows.length === 0) return [];
  const topics = await topicsOf(db, [...new Set(rows.flatMap((row) => [row.article_id, row.other_id]))]);
  const own = new Set(topics.get(articleId));
  return rows.map((row) => {
    const isFirst = row.article_id === articleId;
    const other = isFirst ? row.other_id : row.article_id;
    const events = row.same === 1 ? 'the same event' : 'two events';
    const isOpen = (topics.get(other) ?? []).every((topic) => own.has(topic));
    if (!isOpen) return `the model took it and another article for ${events}`;
    return `the model took it and “${isFirst ? row.other_title : row.title}” for ${events}: ${row.because}`;
  });
}
