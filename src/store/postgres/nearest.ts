/** The newest rows for each of many keys. */
import { sql } from 'kysely';
import type { StoreDialect } from '../dialect.ts';

export const sharing: StoreDialect['sharing'] = async (db, keys, { perKey, most }) => {
  const { rows } = await sql<{ articleId: string; shared: number; keys: number }>`
    select f.article_id as "articleId", c.shared, f.keys
    from (
      select newest.number, count(*) as shared
      from unnest(${keys}::bigint[]) as wanted (key)
      cross join lateral (
        select number from fingerprint_keys where key = wanted.key order by number desc limit ${perKey}
      ) as newest
      group by newest.number order by shared desc, newest.number limit ${most}
    ) as c
    join fingerprints as f on f.number = c.number
    order by c.shared desc, c.number`.execute(db);
  return rows;
};

export const storiesNear: StoreDialect['storiesNear'] = async (db, terms, { first, day, last }, { perTerm, most }) => {
  const { rows } = await sql<{ storyId: string; profile: string; held: number }>`
    select c.story_id as "storyId", p.profile, stories.held
    from (
      select s.story_id, count(distinct f.term) as shared
      from (
        select wanted.term, nearest.number
        from unnest(${terms}::text[]) as wanted (term)
        cross join lateral (
          (select number from article_terms where term = wanted.term and day between ${first} and ${day}
            order by day desc, number desc limit ${perTerm})
          union all
          (select number from article_terms where term = wanted.term and day > ${day} and day <= ${last}
            order by day, number limit ${perTerm})
        ) as nearest
      ) as f
      join story_articles as s on s.number = f.number
      group by s.story_id order by shared desc, s.story_id limit ${most}
    ) as c
    join story_profiles as p on p.story_id = c.story_id
    join stories on stories.id = c.story_id
    order by c.shared desc, c.story_id`.execute(db);
  return rows;
};
