import type { ModelCall, ModelLedger } from '../ports/ledger.ts';

/** A ledger that is forgotten with the process: for commands that store nothing. */
export function memoryLedger(): ModelLedger {
  const calls: ModelCall[] = [];
  const answers = new Map<string, string>();
  return {
    async recordCall(call) {
      calls.push(call);
    },
    async spentSince(since) {
      const spent = calls.filter((call) => call.at >= since);
      return {
        tokens: spent.reduce((sum, call) => sum + call.inputTokens + call.outputTokens, 0),
        costUsd: spent.reduce((sum, call) => sum + (call.costUsd ?? 0), 0),
      };
    },
    async cachedAnswer(key) {
      return answers.get(key) ?? null;
    },
    async keepAnswer(key, answer) {
      answers.set(key, answer);
    },
  };
}
