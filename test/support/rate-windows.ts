/** Limits as a platform enforces them: so many calls in any span of so long. Instants and spans are milliseconds. */

export interface WindowLimit {
  readonly calls: number;
  readonly perMs: number;
}

export interface Counted {
  readonly allowed: boolean;
  readonly left: number;
  /** Until a call is allowed again, if none is left; else until all of them are. */
  readonly resetAfterMs: number;
}

/** Counts each name's calls by a window that its first call begins, as Discord's buckets do. */
export function fixedWindows(): (name: string, limit: WindowLimit, now: number) => Counted {
  const windows = new Map<string, { left: number; resetAt: number }>();
  return (name, { calls, perMs }, now) => {
    const known = windows.get(name);
    const window = known && known.resetAt > now ? known : { left: calls, resetAt: now + perMs };
    windows.set(name, window);
    const allowed = window.left > 0;
    if (allowed) window.left -= 1;
    return { allowed, left: window.left, resetAfterMs: window.resetAt - now };
  };
}

/** Stricter: counts each name's calls of the span that ends now, wherever it begins. What was refused does not count. */
export function slidingWindows(): (name: string, limit: WindowLimit, now: number) => Counted {
  const made = new Map<string, number[]>();
  return (name, { calls, perMs }, now) => {
    const within = (made.get(name) ?? []).filter((at) => at > now - perMs);
    const allowed = within.length < calls;
    if (allowed) within.push(now);
    made.set(name, within);
    const left = calls - within.length;
    const oldest = within[0] ?? now;
    return { allowed, left, resetAfterMs: oldest + perMs - now };
  };
}
