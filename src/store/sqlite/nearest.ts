/**
 * The newest rows for each of many keys: SQLite has no lateral join, so that each key gets a subselect of its own. The text of
 * such a query is put together here, since building it anew piece by piece takes longer than to run it.
 */
import { CompiledQuery } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import type { Db } from '../schema.ts';

export const sharing: StoreDialect['sharing'] = async (db, keys, { perKey, most }) => {
  const newest = `select * from (select number from fingerprint_keys where key = ? order by number desc limit ${perKey})`;
  return asked<{ articleId: string; shared: number; keys: number }>(
    db,
    `select f.article_id as articleId, c.shared, f.keys
    from (
      select number, count(*) as shared from (${union(newest, keys.length)})
      group by number order by shared desc, number limit ${most}
    ) as c
    join fingerprints as f on f.number = c.number
    order by c.shared desc, c.number`,
    keys,
  );
};

export const storiesNear: StoreDialect['storiesNear'] = async (db, terms, { first, day, last }, { perTerm, most }) => {
  const found = 'select term, number from article_terms where term = ?';
  const nearest = `select * from (${found} and day between ? and ? order by day desc, number desc limit ${perTerm})
    union all select * from (${found} and day > ? and day <= ? order by day, number limit ${perTerm})`;
  return asked<{ storyId: string; profile: string; held: number }>(
    db,
    `select c.story_id as storyId, p.profile, stories.held
    from (
      select s.story_id, count(distinct f.term) as shared
      from (${union(nearest, terms.length)}) as f
      join story_articles as s on s.number = f.number
      group by s.story_id order by shared desc, s.story_id limit ${most}
    ) as c
    join story_profiles as p on p.story_id = c.story_id
    join stories on stories.id = c.story_id
    order by c.shared desc, c.story_id`,
    terms.flatMap((term) => [term, first, day, term, day, last]),
  );
};

/** The same query so many times over. */
function union(query: string, times: number): string {
  return Array.from({ length: times }, () => query).join(' union all ');
}

async function asked<Row>(db: Db, text: string, parameters: readonly (string | number)[]): Promise<Row[]> {
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
}
