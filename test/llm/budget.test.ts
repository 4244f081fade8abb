import { describe, expect, it } from 'vitest';
import { createBudget } from '../../src/llm/budget.ts';
import type { ModelCall, ModelLedger } from '../../src/ports/ledger.ts';
import { quickClock } from '../support/quick-clock.ts';

const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const clock = quickClock();
const signal = new AbortController().signal;
const call: ModelCall = {
  at: clock.now(),
  purpose: 'test',
  articleId: null,
  model: 'm',
  outcome: 'answered',
  inputTokens: 900,
  cachedTokens: 0,
  outputTokens: 100,
  costUsd: null,
  milliseconds: 1,
};

describe('the budget', () => {
  it('asks the ledger again when a call ended while it was being asked', async () => {
    let spent = 0;
    let meanwhile = async () => {};
    const ledger: Pick<ModelLedger, 'recordCall' | 'spentSince'> = {
      async recordCall({ inputTokens, outputTokens }) {
        spent += inputTokens + outputTokens;
      },
      async spentSince() {
        const tokens = spent;
        await meanwhile();
        return { tokens, costUsd: 0 };
      },
    };
    const limits = { dailyTokens: 1_000, dailyCostUsd: null };
    const budget = createBudget(limits, { ledger: ledger as ModelLedger, clock, log });
    const first = await budget.admit({ tokens: 1_000, costUsd: 0 }, signal);
    if (first.kind !== 'admitted') throw new Error(first.kind);
    meanwhile = async () => {
      meanwhile = async () => {};
      await first.settle(call);
    };
    expect((await budget.admit({ tokens: 1_000, costUsd: 0 }, signal)).kind).toBe('spent');
  });

  it('without limits lets every call pass, and writes each down', async () => {
    const written: ModelCall[] = [];
    const ledger = { recordCall: async (each: ModelCall) => void written.push(each) } as unknown as ModelLedger;
    const budget = createBudget({ dailyTokens: null, dailyCostUsd: null }, { ledger, clock, log });
    for (let count = 0; count < 3; count++) {
      const admission = await budget.admit({ tokens: 1e9, costUsd: 1e9 }, signal);
      if (admission.kind === 'admitted') await admission.settle(call);
    }
    expect(written).toEqual([call, call, call]);
  });
});
