import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
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

describe('many who ask at once', () => {
  it('go on one in a turn of the event loop, where each makes much of its answer', async () => {
    const archive = await open(fresh());
    let turns = 0;
    let isOver = false;
    const counting = (async () => {
      for (; !isOver; turns++) await turn();
    })();
    const at: number[] = [];
    const asked = Array.from({ length: 20 }, async () => {
      await archive.keptSubscriptions();
      const until = performance.now() + 6;
      while (performance.now() < until);
      at.push(turns);
    });
    await Promise.all(asked);
    isOver = true;
    await counting;
    const together = Math.max(
      ...Map.groupBy(at, (n) => n)
        .values()
        .map((those) => those.length),
    );
    expect(together).toBeLessThanOrEqual(2);
  });
});

describe('a database that another program holds', () => {
  it('is waited for with timers and sockets going on, and then written to', async () => {
    const folder = fresh();
    const archive = await open(folder);
    const other = new DatabaseSync(join(folder, 'newsdesk.db'));
    other.exec('begin immediate');
    let isKept = false;
    const kept = archive.firstSeen('slack:Ev1', new Date(0)).then(() => {
      isKept = true;
    });
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(20));
    clearInterval(ticking);
    expect(isKept).toBe(false);
    other.exec('rollback');
    other.close();
    await kept;
    expect(await archive.firstSeen('slack:Ev1', new Date(0))).toBe(false);
  });
});
