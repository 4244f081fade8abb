/** Those who wait for a limit that channels share, in the order in which they came. */
import type { Limits, PacedCall } from '../delivery/limits.ts';
import { ArchiveUnreachable } from '../ports/archive.ts';
import type { Clock } from '../ports.ts';
import { AHEAD_MS, type Turns } from './turns.ts';

/** `later`: it would not be its turn in time, and there is no use in trying before `at`. */
export type Turn =
  | { readonly kind: 'go' }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'stopped' };

export interface Waiting {
  readonly call: PacedCall;
  readonly until: Date;
  readonly signal: AbortSignal;
  readonly end: (turn: Turn) => void;
  readonly fail: (error: unknown) => void;
}

/** What shares a limit: see `Limits.areaOf`. */
export interface Area {
  readonly limits: Limits;
  /** Where processes share it too; null where this one has it for itself. */
  readonly turns: Turns | null;
  readonly queue: Waiting[];
}

/** No turn can be reserved while the database is away; it is asked again after this, in milliseconds. */
const AGAIN_MS = 1_000;

type Next = Turn | { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'reserve' };

/** Looks anew after each wait: a refusal meanwhile may have closed the area, or somebody else have used it. */
export async function serve(area: Area, clock: Clock): Promise<void> {
  const { queue, limits, turns } = area;
  for (let first = queue[0]; first; first = queue[0]) {
    const next = firstsTurn(first, area, clock.now());
    if (next.kind === 'wait') {
      await clock.sleep(next.ms, first.signal);
    } else if (next.kind === 'reserve') {
      await reserveFor(first, area, clock);
    } else {
      if (next.kind === 'go') {
        limits.spend(first.call, clock.now());
        turns?.take(limits.callsFor(first.call));
      }
      queue.shift();
      first.end(next);
      if (turns && next.kind === 'go') reserveAhead(area, turns, clock.now());
    }
  }
}

function firstsTurn({ call, until, signal }: Waiting, { limits, turns }: Area, now: Date): Next {
  if (signal.aborted) return { kind: 'stopped' };
  const own = limits.waits(call, 0, now).area;
  const reserved = turns ? turns.wait(limits.callsFor(call), now.getTime()) : 0;
  const ms = Math.max(own, reserved ?? 0);
  const at = new Date(now.getTime() + ms);
  if (at > until) return { kind: 'later', at };
  if (ms > 0) return { kind: 'wait', ms };
  return reserved === null ? { kind: 'reserve' } : { kind: 'go' };
}

/** What goes wrong without the database being away is nobody's to wait for: all who do are told. */
async function reserveFor(first: Waiting, area: Area, clock: Clock): Promise<void> {
  const { turns, limits, queue } = area;
  if (!turns) return;
  const calls = Math.max(limits.callsFor(first.call), wanted(area, turns, clock.now()));
  try {
    await unlessAborted(turns.reserve(calls), first.signal);
  } catch (error) {
    if (error instanceof ArchiveUnreachable) return clock.sleep(AGAIN_MS, first.signal);
    for (const one of queue.splice(0)) one.fail(error);
  }
}

/** So that the next turns are known before those that were reserved are used up. What goes wrong shows when it is their turn. */
function reserveAhead(area: Area, turns: Turns, now: Date): void {
  const calls = wanted(area, turns, now);
  const few = Math.floor(turns.most / 2) + 1;
  if (calls > 0 && turns.wait(few, now.getTime()) === null) void turns.reserve(calls).catch(() => {});
}

/** How many turns the next in line could use soon, if this process had all there are. */
function wanted({ queue, limits }: Area, { most }: Turns, now: Date): number {
  let calls = 0;
  for (const { call } of queue) {
    if (calls >= most || (calls > 0 && limits.waits(call, calls, now).area > AHEAD_MS)) break;
    calls += limits.callsFor(call);
  }
  return calls;
}

/** Resolves at the signal too, while the work goes on. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  // When the signal comes first, nobody waits for this any more.
  work.catch(() => {});
  await Promise.race([work, aborted(signal, ended.signal)]).finally(() => ended.abort());
}

/** Resolves at the signal; never, once `forgotten`. */
export function aborted(signal: AbortSignal, forgotten: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true, signal: forgotten }));
}
