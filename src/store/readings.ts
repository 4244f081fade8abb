import type { ArticleArchive, ReadingClaim } from '../ports/archive.ts';
import type { Summary } from '../summary/summary.ts';
import type { Announcer } from './announcing.ts';
import { type TermCounter, termCounter } from './corpus.ts';
import type { StoreDialect } from './dialect.ts';
import { fileArticle } from './filing.ts';
import { noteNewerVersion } from './fingerprints.ts';
import { placeArticle } from './placing.ts';
import { ARTICLE_COLUMNS, articleOf, dateOrNull, dayOf, isGivenUp, isToRead } from './rows.ts';
import type { Db } from './schema.ts';

type ReadingStore = Pick<
  ArticleArchive,
  | 'summary'
  | 'claimReading'
  | 'keepSummary'
  | 'failReading'
  | 'releaseReading'
  | 'countUnread'
  | 'countGivenUp'
  | 'nextReadingAt'
>;

/**
 * What becomes of each article: `unread` -> `reading` under a lease -> `read`, or `failed` until its time comes, or
 * `given-up`. A lease that ran out is claimed anew; each claim raises the fence, so that whoever lost it writes nothing.
 */
export function readingStore(db: Db, dialect: StoreDialect, announce: Announcer): ReadingStore {
  let count = termCounter(dialect);
  return {
    async summary(articleId) {
      const row = await db
        .selectFrom('readings')
        .select('summary')
        .where('article_id', '=', articleId)
        .executeTakeFirst();
      return row?.summary ? JSON.parse(row.summary) : null;
    },

    claimReading: (now, leaseMs, limit) =>
      db.transaction().execute((trx) => claim(trx, dialect, now.getTime(), leaseMs, limit)),

    async keepSummary(claim, summary, now) {
      try {
        return await db.transaction().execute(async (trx) => {
          const isKept = await keep(trx, dialect, count, { claim, summary, now: now.getTime() });
          if (isKept) await announce(trx, 'publish', [claim.article.id]);
          return isKept;
        });
      } catch (error) {
        // What it remembers may be of an article that was not placed after all, and another process may place one instead.
        count = termCounter(dialect);
        throw error;
      }
    },

    async failReading(claim, { reason, raw, nextAt }) {
      const failed = await db
        .updateTable('readings')
        .set({ state: nextAt ? 'failed' : 'given-up', next_at: nextAt?.getTime() ?? null, reason, raw })
        .where((eb) => eb.and(ours(claim)))
        .executeTakeFirst();
      return failed.numUpdatedRows > 0n;
    },

    releaseReading: (claim) =>
      db.transaction().execute(async (trx) => {
        const released = await trx
          .updateTable('readings')
          .set({ state: 'unread', next_at: null, attempt: claim.attempt - 1 })
          .where((eb) => eb.and(ours(claim)))
          .executeTakeFirst();
        if (released.numUpdatedRows > 0n) await announce(trx, 'read', [claim.article.id]);
      }),

    async countUnread(before) {
      const { unread } = await db
        .selectFrom('readings')
        .select((eb) => eb.fn.countAll<number>().as('unread'))
        .where(isToRead('readings'))
        .where('taken_at', '<', before.getTime())
        .executeTakeFirstOrThrow();
      return Number(unread);
    },

    async countGivenUp({ from, to }) {
      const { count } = await db
        .selectFrom('readings')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(isGivenUp('readings'))
        .where('taken_at', '>=', from.getTime())
        .where('taken_at', '<', to.getTime())
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /** An unread article is due since it was taken in. */
    async nextReadingAt() {
      const row = await db
        .selectFrom('readings')
        .select((eb) => eb.fn.min(eb.fn.coalesce('next_at', 'taken_at')).as('at'))
        .where(isToRead('readings'))
        .executeTakeFirst();
      return dateOrNull(row?.at);
    },
  };
}

/** The fencing check: the row is as this claim left it. */
function ours(claim: ReadingClaim) {
  return { article_id: claim.article.id, fence: claim.fence, state: 'reading' as const };
}

async function claim(
  db: Db,
  dialect: StoreDialect,
  now: number,
  leaseMs: number,
  limit: number,
): Promise<ReadingClaim[]> {
  const taken = await dialect.skipTaken(due(db, now, limit)).execute();
  if (taken.length === 0) return [];
  const claimed = await db
    .updateTable('readings')
    .set((eb) => ({
      state: 'reading',
      next_at: now + leaseMs,
      attempt: eb('attempt', '+', 1),
      fence: eb('fence', '+', 1),
    }))
    .where(
      'article_id',
      'in',
      taken.map((row) => row.article_id),
    )
    .returning(['article_id', 'taken_at', 'attempt', 'fence'])
    .execute();
  const ids = claimed.map((row) => row.article_id);
  const rows = await db.selectFrom('articles').select(ARTICLE_COLUMNS).where('id', 'in', ids).execute();
  const articles = new Map(rows.map((row) => [row.id, articleOf(row)]));
  return claimed
    .toSorted((a, b) => a.taken_at - b.taken_at || (a.article_id < b.article_id ? -1 : 1))
    .flatMap(({ article_id, taken_at, attempt, fence }) => {
      const article = articles.get(article_id);
      return article ? [{ article, takenAt: new Date(taken_at), attempt, fence }] : [];
    });
}

/** Keeps the reading of an article and files it. False when the claim is no longer ours. */
async function keep(
  db: Db,
  dialect: StoreDialect,
  count: TermCounter,
  { claim, summary, now }: { claim: ReadingClaim; summary: Summary; now: number },
): Promise<boolean> {
  const { article, takenAt } = claim;
  const kept = await db
    .updateTable('readings')
    .set({
      state: 'read',
      summary: JSON.stringify(summary),
      read_at: Math.max(now, takenAt.getTime()),
      next_at: null,
      reason: null,
      raw: null,
    })
    .where((eb) => eb.and(ours(claim)))
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) return false;
  const copies = await readCopies(db, article.id, now);
  const day = article.date ?? dayOf(takenAt.getTime());
  await fileArticle(db, article.id, day, summary.topics);
  await placeArticle(db, dialect, count, { article, day, summary, copies, at: now });
  await noteNewerVersion(db, article.id);
  return true;
}

/** The oldest that wait for no time or whose time, or lease, has passed. */
function due(db: Db, now: number, limit: number) {
  return db
    .selectFrom('readings')
    .select('article_id')
    .where(isToRead('readings'))
    .where((eb) => eb.or([eb('state', '=', 'unread'), eb('next_at', '<=', now)]))
    .orderBy('taken_at')
    .orderBy('article_id')
    .limit(limit);
}

/** What is true of the original holds for its copies: they have been read now. */
async function readCopies(db: Db, original: string, now: number): Promise<string[]> {
  const rows = await db.selectFrom('articles').select('id').where('duplicate_of', '=', original).execute();
  const copies = rows.map(({ id }) => id);
  if (copies.length === 0) return [];
  await db
    .updateTable('readings')
    // Never before it came in, whatever the clock does: `candidates` relies on it.
    .set((eb) => ({ read_at: eb.case().when('taken_at', '>', now).then(eb.ref('taken_at')).else(now).end() }))
    .where('article_id', 'in', copies)
    .execute();
  return copies;
}
