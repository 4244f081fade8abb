import type { ModelLedger } from '../ports/ledger.ts';
import type { Db } from './schema.ts';

/** What model calls cost, and the answers that need not be paid for again. */
export function ledgerStore(db: Db): ModelLedger {
  return {
    async recordCall(call) {
      await db
        .insertInto('model_calls')
        .values({
          called_at: call.at.getTime(),
          purpose: call.purpose,
          article_id: call.articleId,
          model: call.model,
          outcome: call.outcome,
          input_tokens: call.inputTokens,
          cached_tokens: call.cachedTokens,
          output_tokens: call.outputTokens,
          cost_usd: call.costUsd,
          milliseconds: Math.round(call.milliseconds),
        })
        .execute();
    },

    async spentSince(since) {
      const { input, output, cost } = await db
        .selectFrom('model_calls')
        .select((eb) => [
          eb.fn.sum<number | null>('input_tokens').as('input'),
          eb.fn.sum<number | null>('output_tokens').as('output'),
          eb.fn.sum<number | null>('cost_usd').as('cost'),
        ])
        .where('called_at', '>=', since.getTime())
        .executeTakeFirstOrThrow();
      return { tokens: Number(input ?? 0) + Number(output ?? 0), costUsd: Number(cost ?? 0) };
    },

    async cachedAnswer(key) {
      const row = await db.selectFrom('model_answers').select('answer').where('key', '=', key).executeTakeFirst();
      return row?.answer ?? null;
    },

    async keepAnswer(key, answer, at) {
      const kept = { answer, kept_at: at.getTime() };
      await db
        .insertInto('model_answers')
        .values({ key, ...kept })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
        .execute();
    },
  };
}
