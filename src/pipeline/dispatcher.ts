import type { Clock, Jobs, Log, Step } from '../ports.ts';

/** A step that broke (a full disk, say) is tried again after this, in milliseconds. */
const AFTER_FAILURE_MS = 10_000;

/** The least rest between two runs of a step that nobody hinted at: what is due but can't be done must not spin. */
const LEAST_REST_MS = 250;

/**
 * The embedded Jobs: one loop a step in this process. A loop runs its step, then sleeps until the step is next due or
 * somebody hints. A step that throws is logged and tried again: the store still says what is due.
 */
export function createDispatcher(clock: Clock, log: Log): Jobs {
  const hinted = new Set<Step>();
  const wake = new Map<Step, () => void>();

  /** Sleeps until `until`, a hint, or the end. */
  async function rest(step: Step, until: Date | null, signal: AbortSignal): Promise<void> {
    if (hinted.has(step) || signal.aborted) return;
    const rested = new AbortController();
    const end = () => rested.abort();
    wake.set(step, end);
    signal.addEventListener('abort', end, { once: true });
    const ms = until ? until.getTime() - clock.now().getTime() : Number.POSITIVE_INFINITY;
    await clock.sleep(Math.max(LEAST_REST_MS, ms), rested.signal);
    signal.removeEventListener('abort', end);
    wake.delete(step);
  }

  async function loop(step: Step, act: (signal: AbortSignal) => Promise<Date | null>, signal: AbortSignal) {
    while (!signal.aborted) {
      hinted.delete(step);
      const next = await act(signal).catch((error: Error) => {
        log.error(`the step "${step}" failed and will be tried again: ${error.message}`, { error: error.stack });
        return new Date(clock.now().getTime() + AFTER_FAILURE_MS);
      });
      await rest(step, next, signal);
    }
  }

  return {
    hint(step) {
      hinted.add(step);
      wake.get(step)?.();
    },
    // Nobody else could.
    share() {},
    async run(steps, signal) {
      await Promise.all(Object.entries(steps).map(([step, act]) => loop(step as Step, act, signal)));
    },
  };
}
