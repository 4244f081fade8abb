import { describe, expect, it } from 'vitest';
import { anArrival } from '../../support/articles.ts';
import { folders } from './folders.ts';
import { numbered } from './numbered.ts';

const { fresh, open } = folders();

describe('a long row of writes', () => {
  it('lets timers and sockets have their turn between any two', async () => {
    const archive = await open(fresh());
    const order: string[] = [];
    const turns = setInterval(() => order.push('other'), 0);
    for (let n = 0; n < 100; n++) {
      await archive.takeIn(anArrival(numbered(n)));
      order.push('write');
    }
    clearInterval(turns);
    expect(order.slice(0, order.lastIndexOf('write')).filter((who) => who === 'other').length).toBeGreaterThan(10);
  });
});
