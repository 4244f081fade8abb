import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackLimits } from '../../src/chat/slack/pace.ts';
import { createPace, type Pace } from '../../src/pipeline/pace.ts';
import { ArchiveUnreachable } from '../../src/ports/archive.ts';
import type { SharedLimits } from '../../src/ports/shared-limits.ts';
import { type HandClock, handClock } from '../support/clock.ts';
import { channelsOf, type FanOut, openFanOut } from '../support/fan-out.ts';
import { sharedInMemory } from '../support/shared-in-memory.ts';

describe('processes that send side by side', () => {
  let fanOut: FanOut;
  afterEach(() => fanOut.close());

  it.each([
    ['discord', 3, 4 / 50],
    ['slack', 2, 2 / 5],
  ] as const)('share the limits of %s to the call, and use all of them', async (platform, parts, seconds) => {
    const CHANNELS = 300;
    fanOut = await openFanOut([platform], { processes: 2 });
    await fanOut.publish(channelsOf(platform, CHANNELS), parts);
    const took = await fanOut.sendAll();
    const { count, posted } = fanOut.chats.get(platform) ?? { count: null, posted: [] };
    expect(count?.refused).toBe(0);
    expect(new Set(posted.map(({ key }) => key)).size).toBe(CHANNELS * parts);
    expect(took).toBeLessThan(1.1 * CHANNELS * seconds * 1_000);
    for (const chats of fanOut.all) expect(chats.get(platform)?.made).toBeGreaterThan(0);
  });

  it('would be refused, did each go by what it knows alone', async () => {
    const alone: SharedLimits = { reserve: async () => ({ inMs: 0, everyMs: 1 }), refused: async () => {} };
    fanOut = await openFanOut(['discord'], { processes: 3, shared: () => alone });
    await fanOut.publish(channelsOf('discord', 600), 1);
    await fanOut.sendAll();
    expect(fanOut.chats.get('discord')?.count.refused).toBeGreaterThan(5);
  });
});

describe('the pace beside other processes', () => {
  const RATES = {
    posts: { burst: 5, perSecond: 10 },
    postsInChannel: { burst: 1, perSecond: 1 },
    edits: { burst: 1, perSecond: 1 },
    lookUps: { burst: 1, perSecond: 1 },
  };
  const running = new AbortController().signal;
  let clock: HandClock;
  let shared: SharedLimits;
  let turns: string[];

  interface Process {
    readonly pace: Pace;
    readonly limits: ReturnType<typeof createSlackLimits>;
  }

  function aProcess(by: SharedLimits = shared): Process {
    const limits = createSlackLimits(RATES);
    return { limits, pace: createPace(new Map([['slack', { limits }]]), clock, by) };
  }

  beforeEach(() => {
    clock = handClock('2026-11-24T08:00:00Z');
    shared = sharedInMemory(clock);
    turns = [];
  });

  const postTo = (id: string) => ({ act: 'post', channel: { platform: 'slack', id }, rootRef: null }) as const;
  const soon = (ms: number) => new Date(clock.now().getTime() + ms);
  function waits({ pace }: Process, id: string, { ms = 60_000, signal = running } = {}): void {
    void pace.turn(postTo(id), soon(ms), signal).then(({ kind }) => turns.push(`${id} ${kind}`));
  }

  it('lets both have their turns, a gap after each', async () => {
    const [one, other] = [aProcess(), aProcess()];
    for (let nth = 0; nth < 20; nth++) {
      waits(one, `one ${nth}`);
      waits(other, `other ${nth}`);
    }
    await clock.advance(1_000);
    expect(turns).toHaveLength(10);
    await clock.advance(3_100);
    expect(turns).toHaveLength(40);
    expect(turns.slice(0, 10).filter((turn) => turn.startsWith('one'))).toHaveLength(5);
  });

  it('takes on the less the more want turns', async () => {
    const [one, other] = [aProcess(), aProcess()];
    const alone = one.pace.room('slack');
    for (let nth = 0; nth < 40; nth++) {
      waits(one, `one ${nth}`);
      waits(other, `other ${nth}`);
    }
    await clock.advance(6_000);
    waits(one, 'last');
    expect(one.pace.room('slack')).toBeLessThan(alone * 0.7);
  });

  it('holds for all what was refused to one', async () => {
    const [one, other] = [aProcess(), aProcess()];
    for (const id of ['1', '2']) one.limits.refused('chat.postMessage', id, 90_000, clock.now());
    waits(other, 'news');
    await clock.advance(10_000);
    expect(turns).toEqual(['news later']);
    expect(other.pace.room('slack')).toBe(0);
    expect(other.pace.opensAt('slack').getTime()).toBeGreaterThan(soon(70_000).getTime());
    await clock.advance(80_000);
    expect(other.pace.room('slack')).toBeGreaterThan(0);
  });

  it('takes what was said outside of it into account, afterwards', async () => {
    const [gateway, worker] = [aProcess(), aProcess()];
    for (let said = 0; said < 20; said++) gateway.limits.called(postTo('here'), clock.now());
    await clock.advance(10);
    waits(worker, 'news');
    await clock.advance(1_900);
    expect(turns).toEqual([]);
    await clock.advance(200);
    expect(turns).toEqual(['news go']);
  });

  it('loses no more than a tenth of a second of what a process had reserved that died', async () => {
    const dead = { ...shared, reserve: (...args: Parameters<SharedLimits['reserve']>) => shared.reserve(...args) };
    const [dying, other] = [aProcess(dead), aProcess()];
    for (let nth = 0; nth < 50; nth++) waits(dying, `dead ${nth}`);
    await clock.advance(1_000);
    dead.reserve = () => new Promise(() => {});
    const before = turns.length;
    waits(other, 'news');
    await clock.advance(400);
    expect(turns.slice(before)).toContain('news go');
  });

  it('knows of a post that another process made in the channel just now', async () => {
    const one = aProcess();
    one.pace.seen(postTo('news'), clock.now());
    waits(one, 'news');
    await clock.advance(990);
    expect(turns).toEqual([]);
    await clock.advance(200);
    expect(turns).toEqual(['news go']);
  });

  it('waits while the database is away, and goes on when it is there; it ends at once when the program stops', async () => {
    let away = true;
    const flaky: SharedLimits = {
      ...shared,
      reserve: (...args) => (away ? Promise.reject(new ArchiveUnreachable('away')) : shared.reserve(...args)),
    };
    const one = aProcess(flaky);
    const stop = new AbortController();
    waits(one, 'news');
    await clock.advance(5_000);
    expect(turns).toEqual([]);
    away = false;
    await clock.advance(1_100);
    expect(turns).toEqual(['news go']);
    const hanging = aProcess({ ...shared, reserve: () => new Promise(() => {}) });
    waits(hanging, 'stuck', stop);
    await clock.settle();
    stop.abort();
    await clock.settle();
    expect(turns).toEqual(['news go', 'stuck stopped']);
  });

  it('tells whoever waits when it is something else that is wrong', async () => {
    const one = aProcess({ ...shared, reserve: () => Promise.reject(new Error('there is no such table')) });
    await expect(one.pace.turn(postTo('news'), soon(60_000), running)).rejects.toThrow('no such table');
  });
});
