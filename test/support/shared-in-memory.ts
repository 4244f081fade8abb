import { LEAST_SHARE, REGAINED, SLOWED } from '../../src/delivery/bucket.ts';
import type { SharedLimits } from '../../src/ports/shared-limits.ts';
import type { Clock } from '../../src/ports.ts';

/** As long as a statement takes, there and back, in milliseconds. */
const STATEMENT_MS = 5;

/** What PostgreSQL keeps for several processes, kept for several of one test, on any clock. */
export function sharedInMemory(clock: Clock): SharedLimits {
  const areas = new Map<string, { freeAt: number; share: number; closedUntil: number }>();
  const at = (area: string) => areas.get(area) ?? { freeAt: 0, share: 1, closedUntil: 0 };
  return {
    async reserve(area, calls, perSecond) {
      await clock.sleep(STATEMENT_MS / 2);
      const now = clock.now().getTime();
      const { freeAt, share, closedUntil } = at(area);
      const everyMs = 1_000 / perSecond / share;
      const begins = Math.max(freeAt, now);
      const regained = Math.min(1, share + calls * REGAINED);
      areas.set(area, { freeAt: begins + calls * everyMs, share: regained, closedUntil });
      await clock.sleep(STATEMENT_MS / 2);
      return { inMs: begins - now, everyMs };
    },
    async refused(area, forMs) {
      const now = clock.now().getTime();
      const { freeAt, share, closedUntil } = at(area);
      areas.set(area, {
        freeAt: Math.max(freeAt, now + forMs),
        share: closedUntil > now ? share : Math.max(LEAST_SHARE, share * SLOWED),
        closedUntil: Math.max(closedUntil, now + forMs),
      });
    },
  };
}
