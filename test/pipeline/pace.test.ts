import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/pipeline/pace.ts';
import { handClock } from '../support/clock.ts';

const NEWS = { platform: 'slack', id: 'C1' } as const;
const OTHER = { platform: 'slack', id: 'C2' } as const;

describe('the pace of a channel', () => {
  it('leaves the platform’s gap between two posts, and holds up no other channel', async () => {
    const clock = handClock('2026-11-24T08:00:00Z');
    const pace = createPace(new Map([['slack', { gapMs: 1_200 }]]), clock);
    const { signal } = new AbortController();
    const done: string[] = [];
    await pace(NEWS, signal);
    void pace(NEWS, signal).then(() => done.push('news'));
    void pace(OTHER, signal).then(() => done.push('other'));
    await clock.advance(1_199);
    expect(done).toEqual(['other']);
    await clock.advance(1);
    expect(done).toEqual(['other', 'news']);
  });

  it('waits no longer once the program is stopping', async () => {
    const clock = handClock('2026-11-24T08:00:00Z');
    const pace = createPace(new Map([['slack', { gapMs: 60_000 }]]), clock);
    const stop = new AbortController();
    await pace(NEWS, stop.signal);
    const second = pace(NEWS, stop.signal);
    stop.abort();
    await expect(second).resolves.toBeUndefined();
  });
});
