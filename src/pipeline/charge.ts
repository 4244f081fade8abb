import type { AreaNews } from '../delivery/limits.ts';
import type { Platform } from '../digest/subscription.ts';
import type { SharedLimits } from '../ports/shared-limits.ts';

/**
 * Tells all processes what befell one: a call that did not wait for its turn, as an announcement, takes turns away afterwards;
 * a refusal holds for all. Beside everything else: what can't be told, while the database is away, is left out.
 */
export function chargeNews(platform: Platform, shared: SharedLimits): AreaNews {
  const calls = new Map<string, number>();
  const charging = new Set<string>();

  async function charge(area: string, perSecond: number): Promise<void> {
    if (charging.has(area)) return;
    charging.add(area);
    for (let made = calls.get(area) ?? 0; made > 0; made = calls.get(area) ?? 0) {
      calls.delete(area);
      await shared.reserve(area, made, perSecond).catch(() => {});
    }
    charging.delete(area);
  }

  return {
    called(area, perSecond) {
      const name = sharedName(platform, area);
      calls.set(name, (calls.get(name) ?? 0) + 1);
      void charge(name, perSecond);
    },
    refused(area, forMs) {
      void shared.refused(sharedName(platform, area), forMs).catch(() => {});
    },
  };
}

/** An area's name among those of all platforms: turns are reserved, and calls charged, under the same. */
export function sharedName(platform: Platform, area: string): string {
  return `${platform} ${area}`;
}
