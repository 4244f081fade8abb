import type { StoryArchive, StoryEdit } from '../ports/archive.ts';
import { waitFor } from './counters.ts';
import { dayOf } from './rows.ts';
import type { Db } from './schema.ts';
import { beginStory, livingId, moveArticles, settleStory } from './story-rows.ts';
import { withVersions } from './versions.ts';

/** What managers and time do to stories. */
export function storyEdits(db: Db): Pick<StoryArchive, 'mergeStories' | 'splitStory' | 'closeQuietStories'> {
  return {
    mergeStories: (ids, edit) => db.transaction().execute((trx) => merge(trx, ids, edit)),
    splitStory: (articleIds, edit) => db.transaction().execute((trx) => split(trx, articleIds, edit)),

    async closeQuietStories(before) {
      const closed = await db
        .updateTable('stories')
        .set({ status: 'closed' })
        .where('status', '=', 'open')
        .where('updated_at', '<', before.getTime())
        .executeTakeFirst();
      return Number(closed.numUpdatedRows);
    },
  };
}

async function merge(db: Db, ids: readonly string[], { by }: StoryEdit): Promise<string | null> {
  await waitFor(db, 'placed');
  const [first, ...others] = await living(db, ids);
  if (first === undefined || others.length === 0) return null;
  const reasons = [`a manager made one story of ${others.length + 1} on ${dayOf(by.at.getTime())}`];
  for (const from of others) await moveArticles(db, { from, articleIds: 'all' }, first, reasons);
  await hold(db, [first]);
  await keepAwake(db, first, others);
  for (const id of [first, ...others]) await settleStory(db, id, null, first);
  return first;
}

/** The story is as new, and as open, as the newest of those it is made of. */
async function keepAwake(db: Db, storyId: string, others: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('stories')
    .select(['status', 'updated_at'])
    .where('id', 'in', [storyId, ...others])
    .execute();
  await db
    .updateTable('stories')
    .set({
      status: rows.some(({ status }) => status === 'open') ? 'open' : 'closed',
      updated_at: Math.max(...rows.map((row) => row.updated_at)),
    })
    .where('id', '=', storyId)
    .execute();
}

/** Those that there are, each once, in the order given. */
async function living(db: Db, ids: readonly string[]): Promise<string[]> {
  const named = new Set<string>();
  for (const id of ids) named.add(await livingId(db, id));
  const rows = await db
    .selectFrom('stories')
    .select('id')
    .where('id', 'in', [...named])
    .execute();
  const there = new Set(rows.map(({ id }) => id));
  return [...named].filter((id) => there.has(id));
}

async function split(db: Db, articleIds: readonly string[], { by }: StoryEdit): Promise<string | null> {
  await waitFor(db, 'placed');
  const originals = await originalsOf(db, articleIds);
  const from = await storyWith(db, originals[0]);
  if (from === null) return null;
  const its = await originalsIn(db, from);
  // What was told of a report is told from its newest version: one without the others is none of it.
  const going = await withVersions(db, from, originals);
  const parted = its.filter((id) => going.has(id));
  const [first] = parted;
  if (first === undefined || parted.length === its.length) return null;
  const to = await beginStory(db, first, by.at.getTime());
  const reasons = [`a manager parted it from another story on ${dayOf(by.at.getTime())}`];
  await moveArticles(db, { from, articleIds: parted }, to, reasons);
  await hold(db, [from, to]);
  await settleStory(db, from, null, from);
  await settleStory(db, to, null, to);
  return to;
}

/** A copy stands with its original, and goes where that goes. */
async function originalsOf(db: Db, articleIds: readonly string[]): Promise<string[]> {
  if (articleIds.length === 0) return [];
  const rows = await db.selectFrom('articles').select(['id', 'duplicate_of']).where('id', 'in', articleIds).execute();
  const originals = new Map(rows.map(({ id, duplicate_of }) => [id, duplicate_of ?? id]));
  return [...new Set(articleIds.flatMap((id) => originals.get(id) ?? []))];
}

async function storyWith(db: Db, articleId: string | undefined): Promise<string | null> {
  const row = await db
    .selectFrom('story_articles')
    .select('story_id')
    .where('article_id', '=', articleId ?? '')
    .executeTakeFirst();
  return row?.story_id ?? null;
}

async function originalsIn(db: Db, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('story_articles')
    .innerJoin('articles', 'articles.id', 'story_articles.article_id')
    .select('article_id')
    .where('story_id', '=', storyId)
    .where('duplicate_of', 'is', null)
    .orderBy('article_id')
    .execute();
  return rows.map((row) => row.article_id);
}

async function hold(db: Db, storyIds: readonly string[]): Promise<void> {
  await db.updateTable('stories').set({ held: 1 }).where('id', 'in', storyIds).execute();
}
