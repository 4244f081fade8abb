/** What there is to tell a channel for a window. */
import { sql } from 'kysely';
import type { Candidate } from '../digest/candidate.ts';
import type { Window } from '../digest/digest.ts';
import { type Channel, channelName } from '../digest/subscription.ts';
import { topicsOf } from './filing.ts';
import type { Db } from './schema.ts';

/** Candidates fetched at a time, so that a long gap never holds the event loop. */
const PAGE = 200;

/** Which article, in which story; enough to know whether it has to be read. */
interface Standing {
  readonly article_id: string;
  readonly story_id: string;
  readonly read_at: number | null;
}

/** `DigestArchive.candidates`. */
export async function candidates(
  db: Db,
  channel: Channel | null,
  window: Window,
  known: ReadonlyMap<string, Candidate> = new Map(),
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  let last: Standing | undefined;
  do {
    const page = await standingAfter(db, channel, window, last);
    found.push(...(await readings(db, page, known)));
    last = page.length === PAGE ? page.at(-1) : undefined;
  } while (last);
  return found.toSorted(oldestFirst);
}

/**
 * One page in order of `read_at`. An article is never read before it comes in, so that `read_at` alone tells whether
 * it came in or became readable at or after the window's beginning.
 */
async function standingAfter(
  db: Db,
  channel: Channel | null,
  { from, to }: Window,
  last: Standing | undefined,
): Promise<Standing[]> {
  return db
    .selectFrom('readings as r')
    .innerJoin('story_articles as s', 's.article_id', 'r.article_id')
    .select(['r.article_id', 's.story_id', 'r.read_at'])
    .where('r.read_at', 'is not', null)
    .where('r.read_at', '>=', from.getTime())
    .where('r.taken_at', '<', to.getTime())
    .where(({ not, exists }) => not(exists(newerVersion(db))))
    .$if(last !== undefined, (query) => {
      const at = last?.read_at ?? 0;
      return query
        .where('r.read_at', '>=', at)
        .where((eb) => eb.or([eb('r.read_at', '>', at), eb('r.article_id', '>', last?.article_id ?? '')]));
    })
    .$if(channel !== null, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('digest_articles as d')
              .select('d.article_id')
              .where('d.channel', '=', channel ? channelName(channel) : '')
              .whereRef('d.article_id', '=', 'r.article_id'),
          ),
        ),
      ),
    )
    .orderBy('r.read_at')
    .orderBy('r.article_id')
    .limit(PAGE)
    .execute();
}

/** Of the query around it, the article's newer version, once that is read: it stands in its place. */
function newerVersion(db: Db) {
  return db
    .selectFrom('fingerprints as newer')
    .innerJoin('readings as its', 'its.article_id', 'newer.article_id')
    .select('newer.article_id')
    .where('newer.newer_of', '=', sql<string>`r.article_id`)
    .where('its.state', '=', 'read');
}

/** The very candidates that are known, where they were read since and stand in their story still; the others are read. */
async function readings(
  db: Db,
  page: readonly Standing[],
  known: ReadonlyMap<string, Candidate>,
): Promise<Candidate[]> {
  const kept: Candidate[] = [];
  const unknown: Standing[] = [];
  for (const row of page) {
    const candidate = known.get(row.article_id);
    const isAsKnown = candidate?.storyId === row.story_id && candidate.readAt.getTime() === row.read_at;
    if (candidate && isAsKnown) kept.push(candidate);
    else unknown.push(row);
  }
  return [...kept, ...(await whole(db, unknown))];
}

async function whole(db: Db, standings: readonly Standing[]): Promise<Candidate[]> {
  if (standings.length === 0) return [];
  const storyOf = new Map(standings.map(({ article_id, story_id }) => [article_id, story_id]));
  const rows = await db
    .selectFrom('readings as r')
    .innerJoin('articles as a', 'a.id', 'r.article_id')
    .leftJoin('readings as original', 'original.article_id', 'a.duplicate_of')
    .select(['r.article_id', 'a.title', 'a.source', 'a.date', 'a.url', 'a.duplicate_of', 'r.taken_at', 'r.read_at'])
    .select((eb) => eb.fn.coalesce('r.summary', 'original.summary').as('summary'))
    .where('r.article_id', 'in', [...storyOf.keys()])
    .execute();
  const topics = await topicsOf(
    db,
    rows.map((row) => row.duplicate_of ?? row.article_id),
  );
  return rows.map((row) => ({
    articleId: row.article_id,
    storyId: storyOf.get(row.article_id) ?? '',
    title: row.title,
    source: row.source,
    date: row.date,
    url: row.url,
    duplicateOf: row.duplicate_of,
    topics: topics.get(row.duplicate_of ?? row.article_id) ?? [],
    takenAt: new Date(row.taken_at),
    readAt: new Date(row.read_at ?? row.taken_at),
    summary: JSON.parse(row.summary ?? 'null'),
  }));
}

function oldestFirst(a: Candidate, b: Candidate): number {
  return a.takenAt.getTime() - b.takenAt.getTime() || (a.articleId < b.articleId ? -1 : 1);
}
