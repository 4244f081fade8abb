/** What is due among many: asked of the archive in one go, and reckoned once for all that have the same hour. */

import { afterOthers } from '../digest/after-others.ts';
import type { Window } from '../digest/digest.ts';
import { type Due, dueWindow } from '../digest/schedule.ts';
import type { Schedule } from '../digest/subscription.ts';
import type { DigestArchive } from '../ports/archive.ts';

/** Reckoned in one go, some milliseconds' work. */
const AT_ONCE = 50;

interface Recurring {
  /** Under which its windows are recorded. */
  readonly id: string;
  readonly schedule: Schedule;
}

/** Those that are due at `now`, in their order, with the window; null for one of which no window was ever recorded. */
export async function dueAmong<One extends Recurring>(
  all: readonly One[],
  now: Date,
  archive: Pick<DigestArchive, 'lastWindows'>,
): Promise<{ readonly one: One; readonly window: Window | null }[]> {
  const last = await archive.lastWindows(all.map(({ id }) => id));
  const reckoned = new Map<string, Due>();
  const found: { one: One; window: Window | null }[] = [];
  for (const one of all) {
    const before = last.get(one.id);
    if (!before) {
      found.push({ one, window: null });
      continue;
    }
    const name = `${JSON.stringify(one.schedule)} ${before.to.getTime()}`;
    const due = reckoned.get(name) ?? dueWindow(one.schedule, before, now);
    if (!reckoned.has(name) && reckoned.size % AT_ONCE === AT_ONCE - 1) await afterOthers();
    reckoned.set(name, due);
    if (due.due) found.push({ one, window: { from: before.to, to: due.window.to } });
  }
  return found;
}
