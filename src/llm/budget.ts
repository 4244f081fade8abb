import type { ModelCall, ModelLedger } from '../ports/ledger.ts';
import type { Clock, Log } from '../ports.ts';
import { DAY_MS } from '../spans.ts';

export interface Limits {
  /** Input and output tokens a day (UTC); null for no limit. */
  readonly dailyTokens: number | null;
  /** US dollars a day (UTC); null for no limit. */
  readonly dailyCostUsd: number | null;
}

/** What a call may come to, at most. */
interface Estimate {
  readonly tokens: number;
  readonly costUsd: number;
}

type Admission =
  /** `settle` must be called exactly once, when the call has ended: it writes the ledger. It never throws. */
  | { readonly kind: 'admitted'; settle(call: ModelCall): Promise<void> }
  | { readonly kind: 'spent'; readonly reason: string; readonly until: Date }
  | { readonly kind: 'stopped' };

export interface Budget {
  /**
   * Lets a call pass if the day's budget has room for it. While other calls are under way that might use the room up, it
   * waits for them; a call that is alone passes as long as anything is left, so that the day is overrun by one call at the
   * most. Throws if the ledger can't be read, or can't be written to any more: what is not counted is not spent.
   */
  admit(estimate: Estimate, signal: AbortSignal): Promise<Admission>;
}

export function createBudget(limits: Limits, ports: { ledger: ModelLedger; clock: Clock; log: Log }): Budget {
  const { ledger, clock, log } = ports;
  const underWay = new Set<Estimate>();
  const unwritten: ModelCall[] = [];
  let writing: Promise<void> = Promise.resolve();
  let ended = Promise.withResolvers<void>();
  let endings = 0;
  /** How far the worst call went beyond its estimate, as a factor: a server may count otherwise than we guess. */
  let excess = 1;

  /** Writes the calls that are not in the ledger yet, one writer at a time. */
  function writeLedger(): Promise<void> {
    const write = async () => {
      for (let call = unwritten[0]; call; call = unwritten[0]) {
        await ledger.recordCall(call);
        unwritten.shift();
      }
    };
    writing = writing.catch(() => undefined).then(write);
    return writing;
  }

  async function settle(estimate: Estimate, call: ModelCall): Promise<void> {
    unwritten.push(call);
    await writeLedger().catch((error: Error) =>
      log.error('a model call could not be recorded', { error: error.message }),
    );
    excess = Math.max(excess, (call.inputTokens + call.outputTokens) / estimate.tokens);
    underWay.delete(estimate);
    endings += 1;
    ended.resolve();
    ended = Promise.withResolvers<void>();
  }

  function leftAfter(spent: { tokens: number; costUsd: number }): Estimate {
    return {
      tokens: (limits.dailyTokens ?? Number.POSITIVE_INFINITY) - spent.tokens,
      costUsd: (limits.dailyCostUsd ?? Number.POSITIVE_INFINITY) - spent.costUsd,
    };
  }

  function pass(estimate: Estimate): Admission {
    underWay.add(estimate);
    return { kind: 'admitted', settle: (call) => settle(estimate, call) };
  }

  return {
    async admit(asked, signal) {
      if (unwritten.length > 0) await writeLedger();
      const estimate = { ...asked };
      if (limits.dailyTokens === null && limits.dailyCostUsd === null) return pass(estimate);
      while (!signal.aborted) {
        const before = endings;
        const left = leftAfter(await ledger.spentSince(dayOf(clock.now()).from));
        // A call that ended meanwhile is counted neither as spent nor as under way. From here on nothing may be awaited.
        if (before !== endings) continue;
        if (left.tokens <= 0 || left.costUsd <= 0) return spent(limits, left.tokens <= 0, dayOf(clock.now()).to);
        if (underWay.size === 0 || fits(left, [...underWay, estimate], excess)) return pass(estimate);
        await either(ended.promise, signal);
      }
      return { kind: 'stopped' };
    },
  };
}

function fits(left: Estimate, estimates: readonly Estimate[], excess: number): boolean {
  const tokens = estimates.reduce((sum, estimate) => sum + estimate.tokens, 0);
  const costUsd = estimates.reduce((sum, estimate) => sum + estimate.costUsd, 0);
  return tokens * excess <= left.tokens && costUsd * excess <= left.costUsd;
}

function spent(limits: Limits, byTokens: boolean, until: Date): Admission {
  const limit = byTokens ? `${limits.dailyTokens?.toLocaleString('en')} tokens` : `${limits.dailyCostUsd} US dollars`;
  const reason = `The day's model budget of ${limit} is spent; reading goes on at ${until.toISOString().slice(0, 16)}Z, or raise the budget.`;
  return { kind: 'spent', reason, until };
}

/** The day in UTC that an instant belongs to, `[from, to)`. */
function dayOf(now: Date): { from: Date; to: Date } {
  const from = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return { from: new Date(from), to: new Date(from + DAY_MS) };
}

async function either(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  await Promise.race([promise, aborted]);
  signal.removeEventListener('abort', onAbort);
}
