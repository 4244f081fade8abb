/** Runs work, at most so many pieces at a time, first come first served. */
export interface Semaphore {
  /** Null if the signal was aborted before the work's turn came. What the work throws is thrown. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null>;
}

export function createSemaphore(permits: number): Semaphore {
  let free = permits;
  const waiting = new Set<(mine: boolean) => void>();

  async function turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (free > 0) {
      free -= 1;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const giveUp = () => {
      if (waiting.delete(resolve)) resolve(false);
    };
    waiting.add(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    const mine = await promise;
    signal.removeEventListener('abort', giveUp);
    return mine;
  }

  function passOn(): void {
    const [next] = waiting;
    if (!next) {
      free += 1;
      return;
    }
    waiting.delete(next);
    next(true);
  }

  return {
    async run(work, signal) {
      if (!(await turn(signal))) return null;
      try {
        return await work();
      } finally {
        passOn();
      }
    },
  };
}
