import { sql, type Updateable } from 'kysely';
import type { JudgementArchive, JudgementClaim } from '../ports/judgement.ts';
import { nearestIn } from '../story/balance.ts';
import { waitFor } from './counters.ts';
import { profilesIn } from './profiles.ts';
import { ARTICLE_COLUMNS, articleOf, dateOrNull, isBalanced, isToJudge } from './rows.ts';
import type { Db, Schema } from './schema.ts';
import { livingId } from './story-rows.ts';
import { carryOut } from './verdicts.ts';
import { versionsOf } from './versions.ts';

/**
 * What becomes of each question for the model: `asking` under a lease -> `judged`, or `failed` until its time comes, or
 * `given-up`. It is open as long as `balanced_with` stands: a manager's hand, and what comes later, take that away.
 */
export function judgementStore(db: Db): JudgementArchive {
  return {
    async claimJudgement(now, since, leaseMs) {
      const times = { now: now.getTime(), since: since.getTime(), until: now.getTime() + leaseMs };
      for (;;) {
        const claim = await db.transaction().execute((trx) => claimOne(trx, times));
        if (claim !== 'next') return claim;
      }
    },

    keepJudgement: (claim, { same, because, model, promptHash }, now) =>
      db.transaction().execute(async (trx) => {
        await waitFor(trx, 'placed');
        const at = now.getTime();
        const verdict = { same: same ? 1 : 0, because, model, prompt_hash: promptHash, judged_at: at };
        const kept = await settle(trx, claim, { state: 'judged', next_at: null, reason: null, ...verdict });
        if (!kept) return false;
        await carryOut(trx, { articleId: claim.article.id, otherId: claim.other.id, same, at });
        await close(trx, claim.article.id);
        return true;
      }),

    failJudgement: (claim, { reason, nextAt }) =>
      db.transaction().execute(async (trx) => {
        const state = nextAt ? 'failed' : 'given-up';
        const kept = await settle(trx, claim, { state, next_at: nextAt?.getTime() ?? null, reason });
        if (kept && !nextAt) await close(trx, claim.article.id);
        return kept;
      }),

    postponeJudgement: (claim, until) =>
      settle(db, claim, { state: 'failed', next_at: until.getTime(), attempt: claim.attempt - 1 }),

    async nextJudgementAt() {
      const row = await db
        .selectFrom('judgements')
        .innerJoin('story_articles', 'story_articles.article_id', 'judgements.article_id')
        .select((eb) => eb.fn.min<number | null>('next_at').as('at'))
        .where(isToJudge('judgements'))
        .where(isBalanced('story_articles'))
        .executeTakeFirst();
      return dateOrNull(row?.at);
    },
  };
}

interface Times {
  readonly now: number;
  readonly since: number;
  /** The end of the lease. */
  readonly until: number;
}

/** `next`: this one needs no asking, or somebody else was quicker. */
async function claimOne(db: Db, times: Times): Promise<JudgementClaim | 'next' | null> {
  const due = await firstDue(db, times);
  if (!due) return null;
  const otherId = due.held === 1 ? null : await otherFor(db, due);
  if (otherId === null) {
    await close(db, due.article_id);
    return 'next';
  }
  const attempt = (due.attempt ?? 0) + 1;
  const fence = (due.fence ?? 0) + 1;
  const columns = { other_id: otherId, state: 'asking' as const, attempt, fence, next_at: times.until };
  const claimed =
    due.fence === null
      ? await db
          .insertInto('judgements')
          .values({ article_id: due.article_id, ...columns })
          .onConflict((conflict) => conflict.doNothing())
          .returning('article_id')
          .execute()
      : await db
          .updateTable('judgements')
          .set(columns)
          .where('article_id', '=', due.article_id)
          .where('fence', '=', due.fence)
          .where(isToJudge('judgements'))
          .returning('article_id')
          .execute();
  if (claimed.length === 0) return 'next';
  const rows = await db
    .selectFrom('articles')
    .select(ARTICLE_COLUMNS)
    .where('id', 'in', [due.article_id, otherId])
    .execute();
  const articles = new Map(rows.map((row) => [row.id, articleOf(row)]));
  const [article, other] = [articles.get(due.article_id), articles.get(otherId)];
  return article && other ? { article, other, attempt, before: due.reason, fence } : null;
}

function firstDue(db: Db, { now, since }: Times) {
  return db
    .selectFrom('story_articles')
    .innerJoin('stories', 'stories.id', 'story_articles.story_id')
    .innerJoin('readings', 'readings.article_id', 'story_articles.article_id')
    .leftJoin('judgements', 'judgements.article_id', 'story_articles.article_id')
    .select(['story_articles.article_id', 'story_id', 'balanced_with', 'held'])
    .select(['judgements.attempt', 'judgements.fence', 'judgements.reason'])
    .where(isBalanced('story_articles'))
    .where((eb) =>
      eb.or([
        eb.and([eb('judgements.article_id', 'is', null), eb('read_at', '>=', since)]),
        eb.and([isToJudge('judgements'), eb('judgements.next_at', '<=', now)]),
      ]),
    )
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

/** The article that is nearest to it in the story that it may, or may not, belong to; of its own versions nobody asks. */
async function otherFor(db: Db, due: { article_id: string; story_id: string; balanced_with: string | null }) {
  const id = await livingId(db, due.balanced_with ?? '');
  const stories = await profilesIn(db, [due.story_id, id]);
  const own = stories.get(due.story_id)?.find(({ articleId }) => articleId === due.article_id);
  const versions = (await versionsOf(db, due.article_id)).map(({ articleId }) => articleId);
  const others = stories.get(id)?.filter(({ articleId }) => !versions.includes(articleId)) ?? [];
  return own ? nearestIn(own, others) : null;
}

/** The fencing check: the row is as this claim left it. */
function ours(db: Db, claim: JudgementClaim) {
  return db
    .updateTable('judgements')
    .where((eb) => eb.and({ article_id: claim.article.id, fence: claim.fence, state: 'asking' as const }));
}

async function settle(db: Db, claim: JudgementClaim, columns: Updateable<Schema['judgements']>): Promise<boolean> {
  const settled = await ours(db, claim).set(columns).executeTakeFirst();
  return settled.numUpdatedRows > 0n;
}

async function close(db: Db, articleId: string): Promise<void> {
  await db
    .updateTable('story_articles')
    .set({ balanced_with: sql<null>`null` })
    .where('article_id', '=', articleId)
    .execute();
}
