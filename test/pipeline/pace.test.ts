import { beforeEach, describe, expect, it } from 'vitest';
import { createSlackLimits } from '../../src/chat/slack/pace.ts';
import type { PacedCall } from '../../src/delivery/limits.ts';
import { createPace, type Pace } from '../../src/pipeline/pace.ts';
import type { Turn } from '../../src/pipeline/queue.ts';
import { type HandClock, handClock } from '../support/clock.ts';

const RATES = {
  posts: { burst: 2, perSecond: 1 },
  postsInChannel: { burst: 1, perSecond: 1 / 1.2 },
  edits: { burst: 1, perSecond: 1 },
  lookUps: { burst: 1, perSecond: 1 },
};
const MINUTE = 60_000;

let clock: HandClock;
let limits: ReturnType<typeof createSlackLimits>;
let pace: Pace;
let turns: string[];

beforeEach(() => {
  clock = handClock('2026-11-24T08:00:00Z');
  limits = createSlackLimits(RATES);
  pace = createPace(new Map([['slack', { limits }]]), clock);
  turns = [];
});

function callTo(id: string, act: PacedCall['act'] = 'post'): PacedCall {
  return { act, channel: { platform: 'slack', id }, rootRef: null };
}

function later(ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}

/** Waits for its turn, and notes how that ended. */
function waits(id: string, { patienceMs = MINUTE, signal = new AbortController().signal, act = 'post' as const } = {}) {
  const turn = pace.turn(callTo(id, act), later(patienceMs), signal);
  void turn.then(({ kind }: Turn) => turns.push(`${id} ${kind}`));
  return turn;
}

describe('the pace', () => {
  it('leaves the platform’s gap between two posts in a channel, and holds up no other', async () => {
    await waits('news');
    void waits('news');
    void waits('other');
    await clock.advance(1_199);
    expect(turns).toEqual(['news go', 'other go']);
    await clock.advance(1_001);
    expect(turns).toEqual(['news go', 'other go', 'news go']);
  });

  it('lets channels go one after the other, as they came, where all of them share a limit', async () => {
    for (const id of ['1', '2', '3', '4']) void waits(id);
    await clock.settle();
    expect(turns).toEqual(['1 go', '2 go']);
    await clock.advance(999);
    expect(turns).toHaveLength(2);
    await clock.advance(1);
    expect(turns).toEqual(['1 go', '2 go', '3 go']);
    await clock.advance(1_000);
    expect(turns.at(-1)).toBe('4 go');
  });

  it('sends away at once who would not have its turn in time, and says when it would', async () => {
    for (let nth = 0; nth < 12; nth++) void waits(String(nth));
    const turn = await waits('late', { patienceMs: 5_000 });
    expect(turn).toEqual({ kind: 'later', at: later(11_000) });
  });

  it('sends away who waits already when a refusal closes the workspace for longer than is worth waiting', async () => {
    for (const id of ['1', '2', '3', '4']) void waits(id, { patienceMs: 20_000 });
    await clock.settle();
    for (const id of ['1', '2']) limits.refused('chat.postMessage', id, 5 * MINUTE, clock.now());
    await clock.advance(1_000);
    expect(turns).toEqual(['1 go', '2 go', '3 later', '4 later']);
    expect(pace.room('slack')).toBe(0);
    await clock.advance(5 * MINUTE);
    expect(pace.room('slack')).toBeGreaterThan(0);
  });

  it('takes on as many as have their turn soon, those that wait included', async () => {
    expect(pace.room('slack')).toBe(7);
    for (let nth = 0; nth < 6; nth++) void waits(String(nth));
    await clock.settle();
    expect(pace.room('slack')).toBe(1);
    await clock.advance(MINUTE);
    expect(pace.room('slack')).toBe(7);
  });

  it('keeps no post waiting for edits', async () => {
    for (let nth = 0; nth < 5; nth++) void waits(`edited ${nth}`, { act: 'edit' as never });
    void waits('news');
    await clock.settle();
    expect(turns).toEqual(['edited 0 go', 'news go']);
  });

  it('waits no longer once the program is stopping', async () => {
    const stop = new AbortController();
    for (let nth = 0; nth < 4; nth++) void waits(String(nth), stop);
    await clock.settle();
    void waits('0', stop);
    stop.abort();
    await clock.settle();
    expect(turns).toEqual(['0 go', '1 go', '2 stopped', '3 stopped', '0 stopped']);
  });
});
