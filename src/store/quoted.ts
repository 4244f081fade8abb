/** Which articles the digests quote. */
import type { Db } from './schema.ts';

/** Digests whose quotes are remembered while one goes from article to article: neighbours are told by the same ones. */
const MOST_REMEMBERED = 5_000;

/** The ids of the digests, look backs too, that tell an article and that were posted or are to be. In the order of their ids. */
export async function tellingDigests(db: Db, articleId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('digest_articles')
    .select('digest_id')
    .where('article_id', '=', articleId)
    .union(db.selectFrom('lookback_articles').select('digest_id').where('article_id', '=', articleId))
    .execute();
  return rows.map(({ digest_id }) => digest_id).toSorted();
}

/** Whether an article is quoted by one of the digests, of those of which any part was not refused for good. */
export function quoteFinder(db: Db): (articleId: string, digestIds: readonly string[]) => Promise<boolean> {
  const known = new Map<string, ReadonlySet<string>>();
  return async (articleId, digestIds) => {
    for (const id of digestIds) {
      const quoted = known.get(id) ?? (await quotedBy(db, id));
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(id, quoted);
      if (quoted.has(articleId)) return true;
    }
    return false;
  };
}

async function quotedBy(db: Db, digestId: string): Promise<ReadonlySet<string>> {
  const digest = await db
    .selectFrom('digests')
    .select('content')
    .where('id', '=', digestId)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('deliveries').select('key').where('digest_id', '=', digestId).where('state', '<>', 'rejected')),
    )
    .executeTakeFirst();
  const found = new Set<string>();
  JSON.parse(digest?.content ?? 'null', (_, value) => {
    if (isEvidence(value)) found.add(value.articleId);
    return value;
  });
  return found;
}

/** Wherever in a digest it stands: below bullets, changes, what sources dispute, and who rose or fell. */
function isEvidence(value: unknown): value is { articleId: string } {
  return typeof value === 'object' && value !== null && 'articleId' in value && 'quote' in value;
}
