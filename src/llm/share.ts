/** `joined` is true for all but the one whose request started the work. Null when this caller's signal was aborted. */
type Shared<T> = { readonly value: T; readonly joined: boolean } | null;

/** Lets callers who want the same thing at the same time wait for one piece of work. */
export interface Sharing<T> {
  /** The work's own signal is aborted once every caller has left. What it throws is thrown to all who still wait. */
  share(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<Shared<T>>;
}

interface Running<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  callers: number;
}

export function createSharing<T>(): Sharing<T> {
  const running = new Map<string, Running<T>>();

  function start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const stop = new AbortController();
    const entry: Running<T> = { result: work(stop.signal).finally(() => forget(key, entry)), stop, callers: 0 };
    running.set(key, entry);
    return entry;
  }

  function forget(key: string, entry: Running<T>): void {
    if (running.get(key) === entry) running.delete(key);
  }

  function leave(key: string, entry: Running<T>): void {
    entry.callers -= 1;
    if (entry.callers > 0) return;
    // Who comes now must not join work that is being stopped.
    forget(key, entry);
    entry.stop.abort();
  }

  return {
    async share(key, work, signal) {
      if (signal?.aborted) return null;
      const present = running.get(key);
      const entry = present ?? start(key, work);
      entry.callers += 1;
      const { promise: aborted, resolve } = Promise.withResolvers<null>();
      const onAbort = () => resolve(null);
      signal?.addEventListener('abort', onAbort, { once: true });
      const finished = entry.result.then((value) => ({ value, joined: present !== undefined }));
      const outcome = await Promise.race([finished, aborted]).finally(() => {
        signal?.removeEventListener('abort', onAbort);
        leave(key, entry);
      });
      // The last to leave sees the work to its end, so that nothing is written after the caller has closed the store.
      if (outcome === null && entry.callers === 0) await entry.result.catch(() => undefined);
      return outcome;
    },
  };
}
