import { type SqlBool, sql } from 'kysely';
import type { RetentionArchive, RetentionMark } from '../ports/retention.ts';
import { waitFor } from './counters.ts';
import type { StoreDialect } from './dialect.ts';
import { quoteFinder, tellingDigests } from './quoted.ts';
import { keepAsEvidence, removeArticles } from './retention-rows.ts';
import type { Db } from './schema.ts';

/** Articles looked past at a time: most stay as evidence from years before, and cost one small row each. */
const PAGE = 500;

/** Originals let go in one transaction, with their copies: some ten milliseconds' work. */
const AT_ONCE = 10;

/** Rows of words let go in one statement. */
const WORDS_AT_ONCE = 200;

/** Lets go of what is old. */
export function retentionStore(db: Db, dialect: StoreDialect): RetentionArchive {
  const isQuoted = quoteFinder(db);
  return {
    async letGo(before, after) {
      const page = await pageAfter(db, before.getTime(), after);
      const old = page.filter(({ isEvidence }) => !isEvidence).slice(0, AT_ONCE);
      const units = await unitsOf(db, old, before.getTime());
      const fates: Fate[] = [];
      for (const unit of units) for (const article of unit) fates.push(await fateOf(db, article, isQuoted));
      const done = await db.transaction().execute((trx) => carryOut(trx, dialect, units, fates));
      const last = old.length === AT_ONCE ? old.at(-1) : page.length === PAGE ? page.at(-1) : undefined;
      return { ...done, after: last ? { takenAt: last.takenAt, articleId: last.articleId } : null };
    },

    letGoOfWords: (before) => letGoOfWords(db, before.getTime()),

    giveBackRoom: () => dialect.giveBackRoom(db),
  };
}

interface Old extends RetentionMark {
  /** It stays; it was looked at before. */
  readonly isEvidence: boolean;
}

async function pageAfter(db: Db, before: number, after: RetentionMark | null): Promise<Old[]> {
  const rows = await db
    .selectFrom('articles as a')
    .leftJoin('evidence_articles as e', 'e.article_id', 'a.id')
    .select(['a.id', 'a.taken_at', 'e.article_id as evidence'])
    .where('a.duplicate_of', 'is', null)
    .where('a.taken_at', '<', before)
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('a.taken_at', 'a.id'), '>', tuple(after?.takenAt ?? 0, after?.articleId ?? '')),
      ),
    )
    .orderBy('a.taken_at')
    .orderBy('a.id')
    .limit(PAGE)
    .execute();
  return rows.map(({ id, taken_at, evidence }) => ({
    articleId: id,
    takenAt: Number(taken_at),
    isEvidence: evidence !== null,
  }));
}

/** An original with its copies, the copies first. Those that have one that must stay are left out. */
async function unitsOf(db: Db, originals: readonly RetentionMark[], before: number): Promise<string[][]> {
  const ids = originals.map(({ articleId }) => articleId);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('articles as a')
    .innerJoin('readings as r', 'r.article_id', 'a.id')
    .leftJoin('fingerprints as f', 'f.article_id', 'a.id')
    .select(['a.id', 'a.duplicate_of', 'a.taken_at', 'r.state', 'f.to_correct'])
    .where((eb) => eb.or([eb('a.id', 'in', ids), eb('a.duplicate_of', 'in', ids)]))
    .execute();
  const units = Map.groupBy(rows, (row) => row.duplicate_of ?? row.id);
  return [...units.values()]
    .filter((unit) =>
      unit.every(({ taken_at, state, to_correct }) => taken_at < before && DONE.includes(state) && to_correct !== 1),
    )
    .map((unit) => unit.toSorted(copiesFirst).map(({ id }) => id));
}

const DONE: readonly string[] = ['read', 'given-up', 'copy'];

function copiesFirst(a: { duplicate_of: string | null }, b: { duplicate_of: string | null }): number {
  return Number(a.duplicate_of === null) - Number(b.duplicate_of === null);
}

interface Fate {
  readonly articleId: string;
  /** By which it was judged. */
  readonly digestIds: readonly string[];
  readonly isQuoted: boolean;
}

async function fateOf(db: Db, articleId: string, isQuoted: ReturnType<typeof quoteFinder>): Promise<Fate> {
  const digestIds = await tellingDigests(db, articleId);
  return { articleId, digestIds, isQuoted: await isQuoted(articleId, digestIds) };
}

async function carryOut(
  db: Db,
  dialect: StoreDialect,
  units: readonly (readonly string[])[],
  fates: readonly Fate[],
): Promise<{ removed: number; quoted: number }> {
  // Until the transaction ends nothing is published that could quote them, and their stories stay.
  await dialect.lock(db, 'publish');
  await waitFor(db, 'placed');
  const byId = new Map(fates.map((fate) => [fate.articleId, fate]));
  const removed: string[] = [];
  const quoted: string[] = [];
  for (const unit of units) {
    const its = unit.flatMap((id) => byId.get(id) ?? []);
    // A digest that came meanwhile may quote one: then it is looked at another day.
    if (!(await areStillTrue(db, its))) continue;
    const isProof = its.some((fate) => fate.isQuoted);
    for (const [nth, { articleId, isQuoted }] of its.entries()) {
      const isOriginal = nth === its.length - 1;
      (isQuoted || (isOriginal && isProof) ? quoted : removed).push(articleId);
    }
  }
  await keepAsEvidence(db, dialect, await withoutEvidence(db, quoted));
  await removeArticles(db, dialect, await thoseThere(db, removed));
  return { removed: removed.length, quoted: quoted.length };
}

async function areStillTrue(db: Db, fates: readonly Fate[]): Promise<boolean> {
  for (const { articleId, digestIds } of fates)
    if ((await tellingDigests(db, articleId)).join() !== digestIds.join()) return false;
  return true;
}

/** Another process may have been there first. */
async function withoutEvidence(db: Db, articleIds: readonly string[]): Promise<string[]> {
  if (articleIds.length === 0) return [];
  const rows = await db
    .selectFrom('evidence_articles')
    .select('article_id')
    .where('article_id', 'in', articleIds)
    .execute();
  const known = new Set(rows.map(({ article_id }) => article_id));
  return thoseThere(
    db,
    articleIds.filter((id) => !known.has(id)),
  );
}

async function thoseThere(db: Db, articleIds: readonly string[]): Promise<string[]> {
  if (articleIds.length === 0) return [];
  const rows = await db.selectFrom('articles').select('id').where('id', 'in', articleIds).execute();
  return rows.map(({ id }) => id);
}

async function letGoOfWords(db: Db, before: number): Promise<number> {
  const counts = [
    await drop(db, 'turns', 'number', sql<SqlBool>`asked_at < ${before}`),
    await drop(db, 'drafts', 'id', sql<SqlBool>`made_at < ${before}`),
    await drop(db, 'model_answers', 'key', sql<SqlBool>`kept_at < ${before}`),
    // The files themselves lie in `rejected/`, with the reason beside them.
    await drop(
      db,
      'arrivals',
      'hash',
      sql<SqlBool>`reason is not null and article_id is null and arrived_at < ${before}`,
    ),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Rows with the first few keys of those that are old. */
async function drop(
  db: Db,
  table: 'turns' | 'drafts' | 'model_answers' | 'arrivals',
  key: 'number' | 'id' | 'key' | 'hash',
  isOld: ReturnType<typeof sql<SqlBool>>,
): Promise<number> {
  const dropped = await sql`delete from ${sql.table(table)} where ${isOld} and ${sql.ref(key)} in (
    select ${sql.ref(key)} from ${sql.table(table)} where ${isOld} limit ${sql.lit(WORDS_AT_ONCE)})`.execute(db);
  return Number(dropped.numAffectedRows ?? 0n);
}
