import { describe, expect, it } from 'vitest';
import { commandNamed } from '../../../src/command/catalogue.ts';
import { checkArgs } from '../../../src/command/check.ts';
import type { Command } from '../../../src/command/command.ts';
import { EVERYONE } from '../../../src/command/everyone/handlers.ts';
import { plainText } from '../../../src/message/plain.ts';
import { DAM, TOLL } from '../../support/news.ts';
import { aRoom, HARBOUR, MORNINGS, read } from '../../support/room.ts';
import { answerTo, asked, checkedCall, flat } from './asking.ts';

const REASON = 'The toll is 40 crowns, not 400.';

describe('a report', () => {
  it('is kept, told to the operator and to who brought the digest here, and confirmed to its writer', async () => {
    const room = await aRoom({ subscriptions: [] });
    const made = { person: 'UBORIS', at: room.clock.now() };
    await room.archive.keepSubscription({ ...MORNINGS, workspace: 'T1', place: 'public', follower: null, made });
    const reply = await answerTo(room, 'news report', { story: 'strait toll', reason: REASON });
    expect(reply.seen).toBe('caller');
    expect(await room.archive.reports('slack', 'T1', 5)).toMatchObject([
      { storyId: 's1111111111111111', reason: REASON, channel: HARBOUR, made: { person: 'UANNA' } },
    ]);
    expect(room.said.map(({ channel }) => channel.id)).toEqual(['COPERATOR', 'DUBORIS']);
    for (const { message } of room.said) expect(plainText(message)).toContain(REASON);
  });

  it('says its words to nobody but the managers, and the audit log names the story only', async () => {
    const logged: unknown[] = [];
    const note = (...entry: unknown[]) => void logged.push(entry);
    const room = await aRoom({ log: { debug: note, info: note, warn: note, error: note } });
    const call = checkedCall('news report', { story: TOLL.id, reason: REASON });
    const reply = await EVERYONE['news report']?.(call, room);
    expect(call.audited).toEqual(['s1111111111111111']);
    expect(JSON.stringify([logged, reply, call.audited])).not.toContain('40 crowns');
  });

  it('that reaches nobody is kept all the same', async () => {
    const room = await aRoom({ sayable: false });
    expect(flat(await asked(room, 'news report', { story: DAM.id, reason: REASON }))).toContain(
      'The managers can read what you say of “Kestrel',
    );
    expect(await room.archive.reports('slack', 'T1', 5)).toHaveLength(1);
  });

  it('of several stories keeps its words while it is asked which one', async () => {
    const room = await aRoom();
    const long = `${REASON} ${'x'.repeat(500)}`;
    const reply = await answerTo(room, 'news report', { story: 'karsund kestrel', reason: long });
    const [control] = reply.message.controls ?? [];
    if (control?.kind !== 'menu') throw new Error(`no menu: ${read(reply)}`);
    expect(room.said).toEqual([]);
    const chosen = { ...control.action.args, [control.fills]: DAM.id };
    const checked = checkArgs(commandNamed('news report') as Command, chosen);
    expect(checked).toMatchObject({ ok: true });
    // Another person who got hold of the menu sends nothing of it.
    expect(await asked(room, 'news report', chosen, { person: 'UEVE' })).toContain('needs “reason”');
    await asked(room, 'news report', chosen);
    expect(await room.archive.reports('slack', 'T1', 5)).toMatchObject([
      { reason: long, storyId: 's4444444444444444' },
    ]);
  });

  it('under a digest of one story needs no more than the words', async () => {
    const room = await aRoom();
    await room.publish();
    await asked(room, 'news report', { reason: REASON }, { thread: 'root-1' });
    expect(await room.archive.reports('slack', 'T1', 5)).toMatchObject([{ storyId: 's1111111111111111' }]);
  });

  it('is one of ten a day of each person, so that nobody is flooded', async () => {
    const room = await aRoom();
    const report = (event: number, over = {}) =>
      asked(
        room,
        'news report',
        { story: TOLL.id, reason: `${REASON} ${event}` },
        { event: `slack:R${event}`, ...over },
      );
    for (let event = 0; event < 10; event++) await report(event);
    const told = room.said.length;
    expect(flat(await report(10))).toContain('You have reported 10 things within a day');
    expect(room.said).toHaveLength(told);
    expect(await room.archive.reports('slack', 'T1', 50)).toHaveLength(10);
    expect(flat(await report(11, { person: 'UBEN' }))).toContain('Thank you.');
    await room.clock.advance(24 * 60 * 60_000);
    expect(flat(await report(12))).toContain('Thank you.');
  });
});
