import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import type { ModelCall } from '../../../src/ports/ledger.ts';
import { at } from './times.ts';

export function ledgerContract(open: () => Promise<Archive>): void {
  const call = (over: Partial<ModelCall>): ModelCall => ({
    at: at(0),
    purpose: 'summarize',
    articleId: null,
    model: 'small-1',
    outcome: 'answered',
    inputTokens: 1000,
    cachedTokens: 400,
    outputTokens: 200,
    costUsd: 0.0125,
    milliseconds: 850.4,
    ...over,
  });

  describe('the ledger of model calls', () => {
    it('adds up tokens and dollars from an instant on', async () => {
      const archive = await open();
      expect(await archive.spentSince(at(0))).toEqual({ tokens: 0, costUsd: 0 });
      await archive.recordCall(call({ at: at(-1) }));
      await archive.recordCall(call({ at: at(0) }));
      await archive.recordCall(call({ at: at(1), outcome: 'failed', inputTokens: 0, outputTokens: 0, costUsd: null }));
      expect(await archive.spentSince(at(0))).toEqual({ tokens: 1200, costUsd: 0.0125 });
      expect((await archive.spentSince(at(-1))).tokens).toBe(2400);
    });

    it('keeps an answer under its key, the last one said', async () => {
      const archive = await open();
      expect(await archive.cachedAnswer('a')).toBeNull();
      await archive.keepAnswer('a', '{"first":1}', at(0));
      await archive.keepAnswer('a', '{"second":2}', at(1));
      expect(await archive.cachedAnswer('a')).toBe('{"second":2}');
      expect(await archive.cachedAnswer('b')).toBeNull();
    });
  });
}
