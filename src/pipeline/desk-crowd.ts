/** Many people at the desk: none of them takes it for themselves. */
import type { Caller } from '../command/command.ts';

/**
 * More than anybody means to have answered at once. Whoever floods the desk is told so at no cost, and others do not wait
 * behind them.
 */
export const MOST_AT_ONCE = 60;

export const TOO_MUCH = `I am at ${MOST_AT_ONCE} things for you already: please wait for those, then ask again.`;

export interface Crowd {
  /** Does it, or what is to be done where as much of that person's is under way already. */
  admit<T>(caller: Pick<Caller, 'platform' | 'person'>, act: () => Promise<T>, otherwise: () => T): Promise<T>;
}

export function createCrowd(): Crowd {
  const underWay = new Map<string, number>();

  function leave(who: string): void {
    const left = (underWay.get(who) ?? 1) - 1;
    if (left > 0) underWay.set(who, left);
    else underWay.delete(who);
  }

  return {
    async admit({ platform, person }, act, otherwise) {
      const who = `${platform}:${person}`;
      const before = underWay.get(who) ?? 0;
      if (before >= MOST_AT_ONCE) return otherwise();
      underWay.set(who, before + 1);
      try {
        return await act();
      } finally {
        leave(who);
      }
    },
  };
}
