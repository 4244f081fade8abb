import type { Problem } from '../ports/history.ts';
import { isGivenUp } from './rows.ts';
import type { Db } from './schema.ts';

/** Problems looked through at a time. */
const PAGE = 500;

/** Files that were refused and articles that were given up, newest first. `match` is looked for whatever its case. */
export async function problems(db: Db, { match = '', limit }: { match?: string; limit: number }): Promise<Problem[]> {
  const found: Problem[] = [];
  const wanted = match.toLowerCase();
  for (let offset = 0; found.length < limit; offset += PAGE) {
    const page = await problemsFrom(db, offset);
    found.push(...page.filter(({ file, title }) => `${file}\n${title ?? ''}`.toLowerCase().includes(wanted)));
    if (page.length < PAGE) break;
  }
  return found.slice(0, limit);
}

/** An article that was given up has the time at which it came in. */
async function problemsFrom(db: Db, offset: number): Promise<Problem[]> {
  const refused = db
    .selectFrom('arrivals')
    .leftJoin('articles', 'articles.id', 'arrivals.article_id')
    .select(['arrivals.file', 'arrivals.article_id as articleId', 'articles.title'])
    .select(['arrivals.reason', 'arrivals.arrived_at as at'])
    .where('arrivals.reason', 'is not', null);
  const givenUp = db
    .selectFrom('readings')
    .innerJoin('articles', 'articles.id', 'readings.article_id')
    .select(['articles.file', 'readings.article_id as articleId', 'articles.title'])
    .select(['readings.reason', 'readings.taken_at as at'])
    .where(isGivenUp('readings'));
  const rows = await refused
    .unionAll(givenUp)
    .orderBy('at', 'desc')
    .orderBy('file')
    .limit(PAGE)
    .offset(offset)
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason ?? '', at: new Date(row.at) }));
}
