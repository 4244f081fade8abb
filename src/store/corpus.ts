/**
 * How many articles have each term. An article has hundreds of terms, and to touch so many rows each time would cost more than
 * all else: so the terms of the last few articles wait in one row each and are counted together, and the counts met lately
 * are remembered. What comes out is the same as if each were counted at once, in this process or in any other.
 */
import type { Corpus } from '../story/corpus.ts';
import type { StoreDialect } from './dialect.ts';
import type { Db } from './schema.ts';

/** Articles whose terms wait to be counted. */
const MOST_WAITING = 64;

/** Terms remembered: some ten megabytes. */
const MOST_REMEMBERED = 100_000;

/** No term has a line break in it. */
const BETWEEN = '\n';

/**
 * Counts the distinct terms of the `number`th article that is put into a story, in the caller's transaction, and tells what is
 * known then of each; to be asked before the next article is counted.
 */
export type TermCounter = (db: Db, number: number, terms: readonly string[]) => Promise<Corpus>;

interface Memory {
  /** The article counted last. A transaction that was undone, or another process, makes it another than the archive's. */
  readonly number: number;
  /** How many articles wait. */
  readonly waiting: number;
  /** By term: how many articles have it, waiting or not. A term that is not among them has no article waiting. */
  readonly counts: Map<string, number>;
}

/** One for each archive. */
export function termCounter(dialect: StoreDialect): TermCounter {
  let memory: Memory | null = null;
  return async (db, number, terms) => {
    const isCurrent = memory !== null && memory.number === number - 1 && memory.counts.size < MOST_REMEMBERED;
    const { waiting, counts } = isCurrent && memory ? memory : await recalled(db, dialect);
    // What is being changed is no memory: whatever fails from here on is looked up anew.
    memory = null;
    await recall(db, dialect, counts, terms);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    await db
      .insertInto('waiting_terms')
      .values({ number, terms: terms.join(BETWEEN) })
      .execute();
    const isFull = waiting + 1 >= MOST_WAITING;
    if (isFull) await countWaiting(db, dialect);
    memory = { number, waiting: isFull ? 0 : waiting + 1, counts };
    return { articles: number, articlesWith: (term) => counts.get(term) ?? 0 };
  };
}

async function recalled(db: Db, dialect: StoreDialect): Promise<Pick<Memory, 'waiting' | 'counts'>> {
  const { rows, more } = await waitingTerms(db);
  const counts = new Map<string, number>();
  await recall(db, dialect, counts, [...more.keys()]);
  for (const [term, count] of more) counts.set(term, (counts.get(term) ?? 0) + count);
  return { waiting: rows, counts };
}

/** Adds what was counted of terms that are not remembered. */
async function recall(
  db: Db,
  dialect: StoreDialect,
  counts: Map<string, number>,
  terms: readonly string[],
): Promise<void> {
  const unknown = terms.filter((term) => !counts.has(term));
  if (unknown.length === 0) return;
  for (const [term, count] of await dialect.termCounts(db, unknown)) counts.set(term, count);
}

async function countWaiting(db: Db, dialect: StoreDialect): Promise<void> {
  const { more } = await waitingTerms(db);
  await dialect.addTermCounts(db, more);
  await db.deleteFrom('waiting_terms').execute();
}

/** How many articles wait, and how many of them have each term. */
async function waitingTerms(db: Db): Promise<{ rows: number; more: Map<string, number> }> {
  const rows = await db.selectFrom('waiting_terms').select('terms').execute();
  const more = new Map<string, number>();
  for (const { terms } of rows)
    for (const term of terms === '' ? [] : terms.split(BETWEEN)) more.set(term, (more.get(term) ?? 0) + 1);
  return { rows: rows.length, more };
}
