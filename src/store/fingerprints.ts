import { type SqlBool, sql } from 'kysely';
import type { ArticleArchive, Likeness } from '../ports/archive.ts';
import { MOST_PER_KEY } from '../story/duplicates.ts';
import { chunksOf } from './chunks.ts';
import { countUp } from './counters.ts';
import type { StoreDialect } from './dialect.ts';
import type { Db } from './schema.ts';

/** Articles named for one newcomer. */
const MOST_SHARING = 32;

/** Keys written with one statement. */
const CHUNK = 200;

/** By which articles of the same wording are found. */
export function fingerprintStore(
  db: Db,
  dialect: StoreDialect,
): Pick<ArticleArchive, 'sharing' | 'newerVersions' | 'versionSettled'> {
  return {
    /** A phrase of thousands of articles costs no more than one of fifty. */
    async sharing(keys) {
      if (keys.length === 0) return [];
      return dialect.sharing(db, [...new Set(keys)], { perKey: MOST_PER_KEY, most: MOST_SHARING });
    },

    async newerVersions() {
      const rows = await db
        .selectFrom('fingerprints')
        .select('article_id')
        .where(sql<SqlBool>`to_correct = 1`)
        .orderBy('article_id')
        .execute();
      return rows.map(({ article_id }) => article_id);
    },

    async versionSettled(articleId) {
      await db.updateTable('fingerprints').set({ to_correct: 0 }).where('article_id', '=', articleId).execute();
    },
  };
}

/** Runs in the transaction that takes the article in. A copy is not found by its keys: its original is. */
export async function keepFingerprint(
  db: Db,
  articleId: string,
  { print, keys }: Pick<Likeness, 'print' | 'keys'>,
  { duplicateBecause, newerOf }: { readonly duplicateBecause: string | null; readonly newerOf: string | null },
): Promise<void> {
  const isCopy = duplicateBecause !== null;
  const distinct = [...new Set(keys)];
  const number = isCopy ? null : await countUp(db, 'fingerprinted');
  await db
    .insertInto('fingerprints')
    .values({
      article_id: articleId,
      number,
      keys: distinct.length,
      duplicate_because: duplicateBecause,
      newer_of: newerOf,
      to_correct: 0,
      print: Buffer.from(print).toString('base64'),
    })
    .execute();
  if (number === null) return;
  for (const chunk of chunksOf(distinct, CHUNK)) {
    const rows = chunk.map((key) => ({ key, number }));
    await db.insertInto('fingerprint_keys').values(rows).execute();
  }
}

/** A newer version that was read puts right what was told from the older ones. Runs in the transaction that keeps its reading. */
export async function noteNewerVersion(db: Db, articleId: string): Promise<void> {
  await db
    .updateTable('fingerprints')
    .set({ to_correct: 1 })
    .where('article_id', '=', articleId)
    .where('newer_of', 'is not', null)
    .execute();
}
