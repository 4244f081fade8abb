/** Stories and which articles stand in them, as rows. Everything here runs in the caller's transaction. */
import type { ProfiledArticle } from '../story/clustering.ts';
import { compare } from '../story/order.ts';
import { joinedStory, type StoryProfile, storyOf } from '../story/similarity.ts';
import { keepStoryMeaning } from './embeddings.ts';
import { refileStory } from './filing.ts';
import { keepStoryProfile, profilesIn } from './profiles.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';
import { FIRST_DAY, LAST_DAY } from './search-filter.ts';

/** Why a copy stands in its story. */
const COPY_REASONS: readonly string[] = ['it repeats an article of this story'];

/** What an article brings into its story. */
export interface Placed {
  readonly articleId: string;
  readonly number: number;
  readonly copies: readonly string[];
  readonly reasons: readonly string[];
  readonly score: number | null;
  readonly balancedWith: string | null;
}

/** Begins a story of no articles yet, to be dated and named by those it gets. Its id: the same for the same archive. */
export async function beginStory(db: Db, articleId: string, at: number): Promise<string> {
  const id = await freeId(db, articleId);
  await db
    .insertInto('stories')
    // Any day of its articles is between these two.
    .values({
      id,
      title: '',
      status: 'open',
      first_seen: LAST_DAY,
      last_seen: FIRST_DAY,
      updated_at: at,
      held: 0,
    })
    .execute();
  return id;
}

/** Stable, and short enough to be typed. One that a story has or had is not given again: old messages name it. */
async function freeId(db: Db, articleId: string): Promise<string> {
  const stem = stemOf(articleId);
  for (let nth = 1; ; nth++) {
    const id = nth === 1 ? stem : `${stem}-${nth}`;
    const taken = await db
      .selectFrom('stories')
      .select('id')
      .where('id', '=', id)
      .unionAll(db.selectFrom('ended_stories').select('story_id as id').where('story_id', '=', id))
      .executeTakeFirst();
    if (!taken) return id;
  }
}

const stemOf = (articleId: string) => `s${articleId.slice(0, 16)}`;

/** Whether a story began with an article: then it is called after it. */
export function beganWith(articleId: string, storyId: string): boolean {
  const stem = stemOf(articleId);
  return storyId === stem || storyId.startsWith(`${stem}-`);
}

/** Puts an article that was read, with its copies, where it was found to belong. */
export async function putIn(db: Db, storyId: string, placed: Placed): Promise<void> {
  const { articleId, number, reasons, score, balancedWith } = placed;
  await db
    .insertInto('story_articles')
    .values({
      article_id: articleId,
      story_id: storyId,
      number,
      reasons: JSON.stringify(reasons),
      score,
      balanced_with: balancedWith,
    })
    .execute();
  await putCopies(db, storyId, placed.copies);
}

async function putCopies(db: Db, storyId: string, copies: readonly string[]): Promise<void> {
  if (copies.length === 0) return;
  const reasons = JSON.stringify(COPY_REASONS);
  const rows = copies.map((article_id) => ({ article_id, story_id: storyId, reasons }));
  await db
    .insertInto('story_articles')
    .values(rows)
    .onConflict((conflict) => conflict.column('article_id').doUpdateSet({ story_id: storyId, reasons }))
    .execute();
}

/** Copies that came in after their original was read: sources, and nothing else, of its story. */
export async function joinCopies(db: Db, storyId: string, copies: readonly string[], at: number): Promise<void> {
  await putCopies(db, storyId, copies);
  await widen(db, storyId, { days: await daysOf(db, copies), at, title: null });
}

/** By their dates, or else the days they were taken in. */
export async function daysOf(db: Db, articleIds: readonly string[]): Promise<string[]> {
  if (articleIds.length === 0) return [];
  const rows = await db.selectFrom('articles').select(['date', 'taken_at']).where('id', 'in', articleIds).execute();
  return rows.map(({ date, taken_at }) => date ?? dayOf(taken_at));
}

/** The story has gained articles of these days, wakes, and has a new title where one is given. */
export async function widen(
  db: Db,
  storyId: string,
  gained: { readonly days: readonly string[]; readonly at: number; readonly title: string | null },
): Promise<void> {
  const days = gained.days.toSorted();
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  await db
    .updateTable('stories')
    .set(({ eb, ref }) => ({
      first_seen: eb.case().when('first_seen', '<', first).then(ref('first_seen')).else(first).end(),
      last_seen: eb.case().when('last_seen', '>', last).then(ref('last_seen')).else(last).end(),
      updated_at: gained.at,
      status: 'open' as const,
      ...(gained.title !== null && { title: gained.title }),
    }))
    .where('id', '=', storyId)
    .execute();
}

/** Moves articles with their copies, or all of a story's, into another story. */
export async function moveArticles(
  db: Db,
  moved: { readonly from: string; readonly articleIds: readonly string[] | 'all' },
  to: string,
  reasons: readonly string[],
): Promise<void> {
  const { from, articleIds } = moved;
  await db
    .updateTable('story_articles')
    .set({ story_id: to, reasons: JSON.stringify(reasons), score: null, balanced_with: null })
    .where('story_id', '=', from)
    .where('number', 'is not', null)
    .$if(articleIds !== 'all', (query) => query.where('article_id', 'in', articleIds as readonly string[]))
    .execute();
  await db
    .updateTable('story_articles')
    .set({ story_id: to })
    .where('story_id', '=', from)
    .$if(articleIds !== 'all', (query) =>
      query.where((eb) => {
        const originals = articleIds as readonly string[];
        const copies = eb.selectFrom('articles').select('id').where('duplicate_of', 'in', originals);
        return eb.or([eb('article_id', 'in', originals), eb('article_id', 'in', copies)]);
      }),
    )
    .execute();
}

/**
 * After articles went or came: title, days, topics and profile anew from those that are there. A story that has none any
 * more ends, and goes on as `heir`. `at` is when it gained an article; null when it only lost some.
 */
export async function settleStory(db: Db, storyId: string, at: number | null, heir: string): Promise<void> {
  const days = await daysIn(db, storyId);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return endStory(db, storyId, heir);
  await db
    .updateTable('stories')
    .set({
      first_seen: first,
      last_seen: last,
      ...(at !== null && { updated_at: at, status: 'open' as const }),
    })
    .where('id', '=', storyId)
    .execute();
  await nameStory(db, storyId);
  await refileStory(db, storyId);
  const profile = summed((await profilesIn(db, [storyId])).get(storyId) ?? []);
  if (!profile) return;
  await keepStoryProfile(db, storyId, profile);
  await keepStoryMeaning(db, storyId, profile.meaning);
}

/** The days of a story's articles, copies too, earliest first. */
async function daysIn(db: Db, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('story_articles')
    .innerJoin('articles', 'articles.id', 'story_articles.article_id')
    .select(['date', 'taken_at'])
    .where('story_id', '=', storyId)
    .execute();
  return rows.map(({ date, taken_at }) => date ?? dayOf(taken_at)).toSorted();
}

/** What articles are about together; null for none. */
export function summed(articles: readonly ProfiledArticle[]): StoryProfile | null {
  const each = articles.map(({ profile }) => storyOf(profile));
  return each.length === 0 ? null : each.reduce(joinedStory);
}

/** A story is called by the headline of its earliest article; of one day, the one that was read first. */
export async function nameStory(db: Db, storyId: string): Promise<void> {
  const rows = await db
    .selectFrom('story_articles')
    .innerJoin('articles', 'articles.id', 'story_articles.article_id')
    .select(['article_id', 'date', 'taken_at', 'number'])
    .where('story_id', '=', storyId)
    .where('duplicate_of', 'is', null)
    .orderBy('article_id')
    .execute();
  const [first] = rows
    .map((row) => ({ ...row, day: row.date ?? dayOf(row.taken_at) }))
    .toSorted((a, b) => compare(a.day, b.day) || (a.number ?? 0) - (b.number ?? 0));
  if (!first) return;
  const reading = await db
    .selectFrom('readings')
    .select('summary')
    .where('article_id', '=', first.article_id)
    .executeTakeFirst();
  const title: string | undefined = JSON.parse(reading?.summary ?? '{}').headline;
  if (title !== undefined) await db.updateTable('stories').set({ title }).where('id', '=', storyId).execute();
}

/** What was said of a story that is no more is said of its heir. */
async function endStory(db: Db, storyId: string, heir: string): Promise<void> {
  await db.deleteFrom('story_topics').where('story_id', '=', storyId).execute();
  await db.deleteFrom('story_profiles').where('story_id', '=', storyId).execute();
  await keepStoryMeaning(db, storyId, null);
  await db.deleteFrom('stories').where('id', '=', storyId).execute();
  await db.updateTable('ended_stories').set({ became: heir }).where('became', '=', storyId).execute();
  await db.insertInto('ended_stories').values({ story_id: storyId, became: heir }).execute();
  await db.updateTable('corrections').set({ story_id: heir }).where('story_id', '=', storyId).execute();
  await db.updateTable('reports').set({ story_id: heir }).where('story_id', '=', storyId).execute();
  await handOnMutes(db, storyId, heir);
}

/** A channel that muted both stories keeps the mute of the heir. */
async function handOnMutes(db: Db, storyId: string, heir: string): Promise<void> {
  const mutes = await db
    .deleteFrom('mutes')
    .where('kind', '=', 'story')
    .where('subject', '=', storyId)
    .returningAll()
    .execute();
  if (mutes.length === 0) return;
  await db
    .insertInto('mutes')
    .values(mutes.map((mute) => ({ ...mute, subject: heir })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The story as which one that ended goes on; any other id as it is. */
export async function livingId(db: Db, storyId: string): Promise<string> {
  const ended = await db
    .selectFrom('ended_stories')
    .select('became')
    .where('story_id', '=', storyId)
    .executeTakeFirst();
  return ended?.became ?? storyId;
}
