import type { Article } from '../article/article.ts';
import type { Arrival, ArticleArchive, Intake } from '../ports/archive.ts';
import type { Announcer } from './announcing.ts';
import type { StoreDialect } from './dialect.ts';
import { fileArticle } from './filing.ts';
import { fingerprintStore, keepFingerprint } from './fingerprints.ts';
import { type Original, originalOf } from './originals.ts';
import { textHash } from './reading-text.ts';
import { isRemoved } from './retention-rows.ts';
import { ARTICLE_COLUMNS, articleOf, dayOf, isGivenUp, isToRead } from './rows.ts';
import type { Db } from './schema.ts';
import { joinCopies } from './story-rows.ts';

/** What came in: files, the articles they hold, and what was refused. */
export function articleStore(
  db: Db,
  dialect: StoreDialect,
  announce: Announcer,
): Pick<ArticleArchive, 'takeIn' | 'sharing' | 'newerVersions' | 'versionSettled' | 'settled' | 'article' | 'counts'> {
  return {
    ...fingerprintStore(db, dialect),

    takeIn: (arrival) =>
      db.transaction().execute(async (trx) => {
        const intake = await takeIn(trx, dialect, arrival);
        if (intake.kind === 'taken') await announce(trx, 'read', [intake.articleId ?? '']);
        return intake;
      }),

    async settled(file, hash) {
      await db.updateTable('arrivals').set({ settled: 1 }).where('hash', '=', hash).where('file', '=', file).execute();
    },

    async article(id) {
      const row = await db.selectFrom('articles').select(ARTICLE_COLUMNS).where('id', '=', id).executeTakeFirst();
      return row ? articleOf(row) : null;
    },

    async counts() {
      const { articles, unread, stories, refused, givenUp } = await db
        .selectNoFrom((eb) => [
          eb.selectFrom('articles').select(eb.fn.countAll<number>().as('n')).as('articles'),
          eb.selectFrom('readings').select(eb.fn.countAll<number>().as('n')).where(isToRead('readings')).as('unread'),
          eb.selectFrom('stories').select(eb.fn.countAll<number>().as('n')).as('stories'),
          eb
            .selectFrom('arrivals')
            .select(eb.fn.countAll<number>().as('n'))
            .where('reason', 'is not', null)
            .as('refused'),
          eb.selectFrom('readings').select(eb.fn.countAll<number>().as('n')).where(isGivenUp('readings')).as('givenUp'),
        ])
        .executeTakeFirstOrThrow();
      return {
        articles: Number(articles),
        unread: Number(unread),
        stories: Number(stories),
        problems: Number(refused) + Number(givenUp),
      };
    },
  };
}

async function takeIn(db: Db, dialect: StoreDialect, arrival: Arrival): Promise<Intake> {
  const { hash, file, parsed } = arrival;
  // Whoever takes in the same file at the same time finds below what the other one made of it.
  await dialect.lock(db, `file ${parsed.ok ? parsed.article.id : hash}`);
  const before = await db
    .selectFrom('arrivals')
    .select(['article_id', 'reason', 'settled'])
    .where('hash', '=', hash)
    .where('file', '=', file)
    .executeTakeFirst();
  if (before && !before.settled && parsed.ok === (before.reason === null)) {
    return { kind: 'known', articleId: before.article_id };
  }
  if (!parsed.ok) {
    await recordArrival(db, arrival, { articleId: before?.article_id ?? null, reason: parsed.problem.reason });
    return { kind: 'rejected', articleId: null };
  }
  const articleId = parsed.article.id;
  if (await isRemoved(db, articleId)) {
    await recordArrival(db, arrival, { articleId: null, reason: null });
    return { kind: 'duplicate', articleId: null };
  }
  const kind = (await isKept(db, articleId)) ? 'duplicate' : await keepArticle(db, dialect, parsed.article, arrival);
  await recordArrival(db, arrival, { articleId, reason: null });
  return { kind, articleId };
}

/** The same bytes under the same name again: the file has to be settled again. */
async function recordArrival(
  db: Db,
  { hash, file, at }: Arrival,
  { articleId, reason }: { articleId: string | null; reason: string | null },
): Promise<void> {
  await db
    .insertInto('arrivals')
    .values({ hash, file, article_id: articleId, reason, arrived_at: at.getTime(), settled: 0 })
    .onConflict((conflict) =>
      conflict.columns(['hash', 'file']).doUpdateSet({ article_id: articleId, reason, settled: 0 }),
    )
    .execute();
}

async function isKept(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('articles').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

async function keepArticle(
  db: Db,
  dialect: StoreDialect,
  article: Article,
  { at, topics, likeness }: Arrival,
): Promise<'taken' | 'duplicate'> {
  const hash = textHash(article);
  // Of two that take in the same text at the same time, the second finds the first one's.
  if (hash !== null) await dialect.lock(db, `text ${hash}`);
  const original = await originalOf(db, dialect, article, hash, likeness);
  const takenAt = at.getTime();
  await insertArticle(db, article, { takenAt, hash, original });
  if (likeness) {
    const newerOf = original ? null : (likeness.newerOf?.articleId ?? null);
    await keepFingerprint(db, article.id, likeness, { duplicateBecause: original?.because ?? null, newerOf });
  }
  if (!original) {
    const day = article.date ?? dayOf(takenAt);
    await dialect.indexArticle(db, article, day);
    await fileArticle(db, article.id, day, topics);
    return 'taken';
  }
  if (original.storyId) await joinCopies(db, original.storyId, [article.id], takenAt);
  return 'duplicate';
}

/** A copy has been read when its original was, but never before it came in. */
async function insertArticle(
  db: Db,
  article: Article,
  { takenAt, hash, original }: { takenAt: number; hash: string | null; original: Original | null },
): Promise<void> {
  await db
    .insertInto('articles')
    .values({
      ...article,
      blocks: JSON.stringify(article.blocks),
      taken_at: takenAt,
      text_hash: hash,
      duplicate_of: original?.id ?? null,
    })
    .execute();
  await db
    .insertInto('readings')
    .values({
      article_id: article.id,
      taken_at: takenAt,
      state: original ? 'copy' : 'unread',
      attempt: 0,
      fence: 0,
      read_at: original?.readAt ? Math.max(original.readAt, takenAt) : null,
    })
    .execute();
}
