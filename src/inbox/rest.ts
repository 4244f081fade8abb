import type { Clock } from '../ports.ts';
import { type Entry, entriesOf, isSame } from './entry.ts';
import { heldOpen } from './writers.ts';

/** A file untouched for longer than this is taken even while some program holds it open. */
const OPEN_COUNTS_FOR_MS = 60_000;

/**
 * What in the folder has come to rest, oldest first: untouched for `restMs` by the clock, or, when it is newer than that
 * (or comes from the future), the same at two looks `restMs` apart; and not held open by a writer that we can see. So one
 * call takes up to `restMs`, and leaves out nothing that lies still.
 */
export async function atRest(folder: string, restMs: number, clock: Clock): Promise<Entry[]> {
  const first = await entriesOf(folder);
  const lieStill = first.every((entry) => isOlderThan(entry, restMs, clock));
  if (!lieStill) await clock.sleep(restMs);
  const second = lieStill ? first : await entriesOf(folder);

  const before = new Map(first.map((entry) => [entry.name, entry]));
  const rested = second.filter((entry) => {
    const earlier = before.get(entry.name);
    return earlier ? isSame(earlier.stats, entry.stats) : isOlderThan(entry, restMs, clock);
  });
  const recent = rested.filter((entry) => entry.stats.isFile() && !isOlderThan(entry, OPEN_COUNTS_FOR_MS, clock));
  const open = await heldOpen(
    folder,
    recent.map(({ name }) => name),
  );
  return rested.filter(({ name }) => !open.has(name));
}

/** By the clock; never true for a time in the future, which tells nothing. */
function isOlderThan(entry: Entry, ms: number, clock: Clock): boolean {
  return clock.now().getTime() - entry.stats.mtimeMs >= ms;
}
