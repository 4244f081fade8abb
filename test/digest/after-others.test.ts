import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { afterOthers } from '../../src/digest/after-others.ts';

describe('works that take long', () => {
  it('take one step between them at each turn of the event loop, in the order in which they came', async () => {
    const order: string[] = [];
    const work = async (name: string) => {
      for (let step = 0; step < 3; step++) {
        await afterOthers();
        order.push(name);
      }
    };
    const works = Promise.all(['a', 'b', 'c'].map(work));
    while (order.length < 9) {
      const before = order.length;
      await nextTurn();
      expect(order.length - before).toBeLessThanOrEqual(1);
    }
    await works;
    expect(order.join('')).toBe('abcabcabc');
  });
});
