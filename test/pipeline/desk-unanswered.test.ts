import { beforeEach, describe, expect, it } from 'vitest';
import type { Invocation, Reply } from '../../src/command/command.ts';
import type { Platform } from '../../src/digest/subscription.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import { answerLeft } from '../../src/pipeline/desk-unanswered.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { aCall, aRoom, type RoomOptions, read, type TestRoom } from '../support/room.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

let room: TestRoom;
beforeEach(async () => {
  room = await aRoom();
});

const asking = (command: string, event: string, args = {}): Invocation => ({
  ...aCall(command, args, { event }).invocation,
  back: `back of ${event}`,
});

/** Slack, by which those who were left are told; `takes` says whether it can be reached. */
function aSlack(takes = () => true) {
  const told: { back: string; text: string }[] = [];
  const answerLate = async (back: string, reply: Reply) => {
    if (takes()) told.push({ back, text: read(reply) });
    return takes();
  };
  return { told, chats: new Map<Platform, Chat>([['slack', { answerLate } as unknown as Chat]]) };
}

/** Begun by a process that then died. */
async function abandoned(event: string): Promise<void> {
  const now = room.clock.now();
  const asked = { event, platform: 'slack', workspace: 'T1', person: 'UANNA', command: 'news ask' } as const;
  const until = new Date(now.getTime() + 30_000);
  await room.archive.firstSeen(event, now, { asked: { ...asked, back: 'back', at: now }, until });
}

/** Another process begins to look after those who were left. */
function look(chats: ReadonlyMap<Platform, Chat>, alone: boolean): AbortController {
  const ending = new AbortController();
  const { archive, clock } = room;
  void answerLeft({ archive, desk: {}, chats, clock, log: silent, alone }, ending.signal);
  return ending;
}

describe('a question whose process has ended', () => {
  it('is taken up at once by whoever has the archive alone: told to ask again, once', async () => {
    await createDesk(room).answer(asking('news list', 'slack:E1'), () => {});
    await room.clock.advance(1);
    const { told, chats } = aSlack();
    const looking = look(chats, true);
    await room.clock.advance(60_000);
    looking.abort();
    expect(told).toEqual([
      { back: 'back of slack:E1', text: 'Newsdesk was restarted before it could answer /news list. Please ask again.' },
    ]);
  });

  it('is taken up by another process when nobody has said for a while to be at it', async () => {
    const { told, chats } = aSlack();
    const looking = look(chats, false);
    await abandoned('slack:E1');
    const { clock } = room;
    await clock.advance(29_000);
    expect(told).toEqual([]);
    await clock.advance(16_000);
    looking.abort();
    expect(told).toHaveLength(1);
  });

  it('is left to a process that is at it still, however long that takes', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    room = await aRoom({ ask: () => promise.then(() => Promise.reject(new Error('no model'))) } as RoomOptions);
    const desk = createDesk(room);
    const invocation = asking('news ask', 'slack:E1', { question: 'Who reopened the strait?' });
    const answer = desk.answer(invocation, () => {});
    const { told, chats } = aSlack();
    const looking = look(chats, false);
    await room.clock.advance(300_000);
    expect(told).toEqual([]);
    resolve();
    await answer;
    await desk.answered?.(invocation.event);
    await room.clock.advance(300_000);
    looking.abort();
    expect(told).toEqual([]);
  });

  it('is tried again while the platform can not be reached', async () => {
    await abandoned('slack:E1');
    await room.clock.advance(1);
    let isThere = false;
    const { told, chats } = aSlack(() => isThere);
    const looking = look(chats, true);
    await room.clock.advance(40_000);
    expect(told).toEqual([]);
    isThere = true;
    await room.clock.advance(60_000);
    looking.abort();
    expect(told).toHaveLength(1);
  });

  it('that may have changed something is not said to be undone', async () => {
    await createDesk(room).answer(asking('news follow', 'slack:E1', { what: 'shipping' }), () => {});
    await room.clock.advance(1);
    const { told, chats } = aSlack();
    const looking = look(chats, true);
    await room.clock.advance(1_000);
    looking.abort();
    expect(told[0]?.text).toMatch(/in the middle of \/news follow. Please look whether it was\s+done/);
  });

  it('keeps nothing of what was typed', async () => {
    await createDesk(room).answer(asking('my secret plan', 'slack:E1', { question: 'my secret plan' }), () => {});
    const kept = await room.archive.takeUnanswered(new Date('2026-11-24T08:00:00Z'), new Date('2026-11-24T08:01:00Z'));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('secret');
  });
});

describe('an event that comes a second time', () => {
  it('does not end the answer to the first', async () => {
    const desk = createDesk(room);
    const invocation = asking('news list', 'slack:E1');
    expect(await desk.answer(invocation, () => {})).not.toBeNull();
    expect(await desk.answer(invocation, () => {})).toBeNull();
    const kept = await room.archive.takeUnanswered(new Date('2026-11-24T08:00:00Z'), new Date('2026-11-24T08:01:00Z'));
    expect(kept.map(({ event }) => event)).toEqual(['slack:E1']);
  });
});

describe('somebody who waits before it is known what they may do', () => {
  const waiting = {
    event: 'slack:E1',
    platform: 'slack',
    workspace: 'T1',
    person: 'UANNA',
    command: 'news list',
    back: 'back',
  } as const;

  it('is written down, and then answered as the one who was', async () => {
    const desk = createDesk(room);
    expect(await desk.begin?.(waiting)).toBe(true);
    const kept = await room.archive.takeUnanswered(new Date('2026-11-24T08:00:00Z'), new Date('2026-11-24T08:01:00Z'));
    expect(kept.map(({ event, back }) => [event, back])).toEqual([['slack:E1', 'back']]);
    expect(await desk.begin?.(waiting)).toBe(false);
    expect(await desk.answer(asking('news list', 'slack:E1'), () => {})).not.toBeNull();
    expect(await desk.answer(asking('news list', 'slack:E1'), () => {})).toBeNull();
    await desk.answered?.('slack:E1');
    const left = await room.archive.takeUnanswered(new Date('2026-11-24T09:00:00Z'), new Date('2026-11-24T09:01:00Z'));
    expect(left).toEqual([]);
  });

  it('is answered what is the matter, where it can not be written down', async () => {
    const archive = { ...room.archive, firstSeen: () => Promise.reject(new Error('x cannot grow, the disk is full')) };
    const desk = createDesk({ ...room, archive });
    expect(await desk.begin?.(waiting)).toBe(true);
    const reply = await desk.answer(asking('news list', 'slack:E1'), () => {});
    expect(read(reply as Reply)).toMatch(/disk is full/);
  });
});

describe('when the process is told to stop', () => {
  it('whoever waits is told so after a moment, and what is done by then is answered', async () => {
    room = await aRoom({ ask: () => new Promise(() => {}) } as RoomOptions);
    const stopping = new AbortController();
    const desk = createDesk(room, () => {}, stopping.signal);
    const slow = desk.answer(asking('news ask', 'slack:E1', { question: 'Who reopened the strait?' }), () => {});
    const quick = await desk.answer(asking('news topics', 'slack:E2'), () => {});
    expect(read(quick as Reply)).toContain('shipping');
    stopping.abort();
    await room.clock.advance(1_500);
    expect(read((await slow) as Reply)).toBe(
      'Newsdesk was restarted before it could answer /news ask. Please ask again.',
    );
  });
});

describe('while the archive is out of reach', () => {
  const rest = 120_000;

  it('an answer that could not be noted is noted later, and nobody is told that there was none', async () => {
    let isAway = false;
    const dropUnanswered = (event: string) =>
      isAway ? Promise.reject(new Error('away')) : room.archive.dropUnanswered(event);
    const holdUnanswered = () => Promise.reject(new Error('away'));
    const desk = createDesk({ ...room, archive: { ...room.archive, dropUnanswered, holdUnanswered } });
    const ending = new AbortController();
    const { told, chats } = aSlack();
    await desk.answer(asking('news list', 'slack:E1'), () => {});
    isAway = true;
    await desk.answered?.('slack:E1');
    void answerLeft({ ...room, desk, chats, log: silent, alone: true }, ending.signal);
    await room.clock.advance(rest);
    expect(desk.isAt?.('slack:E1')).toBe(true);
    isAway = false;
    await room.clock.advance(rest);
    ending.abort();
    expect(told).toEqual([]);
  });

  it('whoever was told that they were interrupted is told so once', async () => {
    let isAway = true;
    const dropUnanswered = (event: string) =>
      isAway ? Promise.reject(new Error('away')) : room.archive.dropUnanswered(event);
    await abandoned('slack:E1');
    const ending = new AbortController();
    const { told, chats } = aSlack();
    const archive = { ...room.archive, dropUnanswered };
    void answerLeft({ ...room, archive, desk: {}, chats, log: silent, alone: false }, ending.signal);
    await room.clock.advance(rest);
    isAway = false;
    await room.clock.advance(rest);
    ending.abort();
    expect(told).toHaveLength(1);
    expect(await room.archive.isUnanswered('slack:E1')).toBe(false);
  });

  it('an event that comes again is answered once all the same', async () => {
    const archive = { ...room.archive, firstSeen: () => Promise.reject(new Error('x cannot grow, the disk is full')) };
    const desk = createDesk({ ...room, archive });
    const replies = [1, 2].map(() => desk.answer(asking('news list', 'slack:E1'), () => {}));
    expect((await Promise.all(replies)).filter((reply) => reply !== null)).toHaveLength(1);
    expect(await desk.begin?.({ event: 'slack:E1', ...WAITS })).toBe(false);
  });
});

const WAITS = { platform: 'slack', workspace: 'T1', person: 'UANNA', command: 'news list', back: 'back' } as const;
