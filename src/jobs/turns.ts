import type { Jobs, Step } from '../ports.ts';

type Act = (signal: AbortSignal) => Promise<Date | null>;

/** Lets whoever hinted at a step wait for it. */
export interface Turns {
  /** The step, with those who wait for it told of its end. */
  of(step: Step, act: Act): Act;
  /** Resolves when a run that begins from now on has ended well. Rejects when it broke, or the program stops before. */
  next(step: Step): Promise<void>;
}

export function createTurns(local: Pick<Jobs, 'hint'>, signal: AbortSignal): Turns {
  const waiting = new Map<Step, PromiseWithResolvers<void>[]>();
  const take = (step: Step) => {
    const those = waiting.get(step) ?? [];
    waiting.delete(step);
    return those;
  };
  signal.addEventListener('abort', () => {
    for (const step of [...waiting.keys()]) for (const one of take(step)) one.reject(new Error('stopped'));
  });

  return {
    of: (step, act) => async (signal) => {
      const those = take(step);
      try {
        const next = await act(signal);
        // What was not done before the stop is somebody else's.
        for (const one of those) signal.aborted ? one.reject(new Error('stopped')) : one.resolve();
        return next;
      } catch (error) {
        for (const one of those) one.reject(error);
        throw error;
      }
    },
    next(step) {
      if (signal.aborted) return Promise.reject(new Error('stopped'));
      const one = Promise.withResolvers<void>();
      waiting.set(step, [...(waiting.get(step) ?? []), one]);
      local.hint(step);
      return one.promise;
    },
  };
}
