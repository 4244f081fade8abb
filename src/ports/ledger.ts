/** What model calls cost, and the answers that need not be paid for again. */

/** One model call, for the ledger. Times are instants; money is US dollars. */
export interface ModelCall {
  readonly at: Date;
  readonly purpose: string;
  readonly articleId: string | null;
  readonly model: string;
  readonly outcome: 'answered' | 'refused' | 'truncated' | 'invalid' | 'failed';
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly milliseconds: number;
}

export interface ModelLedger {
  recordCall(call: ModelCall): Promise<void>;
  /** Tokens (input + output) and dollars of the calls at or after `since`. */
  spentSince(since: Date): Promise<{ tokens: number; costUsd: number }>;
  cachedAnswer(key: string): Promise<string | null>;
  keepAnswer(key: string, answer: string, at: Date): Promise<void>;
}
