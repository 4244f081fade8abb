import { describe, expect, it } from 'vitest';
import { list } from '../../../src/command/everyone/list.ts';
import { lookbackId } from '../../../src/digest/subscription.ts';
import { plainText } from '../../../src/message/plain.ts';
import { aCall, type TestRoom } from '../../support/room.ts';
import { aManagersRoom, give, posted, press } from './give.ts';

const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

describe('changing when the digest comes', () => {
  it('changes what is named and keeps the rest, under the same id', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    const args = { time: '7:30', days: 'weekdays', quiet: 'silent' };
    const { text, call } = await give(room, 'schedule', args, inDocks);
    expect(text).toBe(
      'The digest on energy now comes every weekday at 07:30 (Europe/Berlin); on a quiet day nothing is posted. ' +
        'The first one comes on Wed 25 Nov, 07:30.',
    );
    expect(posted(room).at(-1)).toBe(`slack:CDOCKS: ${text}`);
    expect(call.audited).toEqual(['slack:CDOCKS@08:00']);
    expect(room.hinted).toContain('publish');
    expect(await room.archive.keptSubscriptions()).toMatchObject([
      {
        id: 'slack:CDOCKS@08:00',
        topics: ['energy'],
        quiet: 'silent',
        schedule: { at: '07:30', zone: 'Europe/Berlin', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
      },
    ]);
    const again = await give(room, 'schedule', args, inDocks);
    expect(again.text).toMatch(/^This channel gets it so already: every weekday at 07:30/);
  });

  it('brings a look back and takes it away; it shows in the list', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    const { text } = await give(room, 'schedule', { time: '08:00', lookback: 'Friday 5 pm' }, inDocks);
    expect(text).toContain(
      'now comes every day at 08:00 (Europe/Berlin), and a look back every Friday at 17:00; on a quiet day',
    );
    expect(await room.archive.keptSubscriptions()).toMatchObject([{ lookback: { day: 'fri', at: '17:00' } }]);
    const listed = await list(aCall('news list', {}, inDocks), room as unknown as TestRoom);
    expect(plainText(listed.message)).toContain('a look back every Friday at 17:00 (made in chat)');
    const same = await give(room, 'schedule', { time: '08:00', lookback: 'fri 17:00' }, inDocks);
    expect(same.text).toMatch(/^This channel gets it so already/);
    const kept = await give(room, 'schedule', { time: '09:00' }, inDocks);
    expect(kept.text).toContain('look back');
    const off = await give(room, 'schedule', { time: '09:00', lookback: 'off' }, inDocks);
    expect(off.text).not.toContain('look back');
    const wrong = await give(room, 'schedule', { time: '09:00', lookback: 'friday' }, inDocks);
    expect(wrong.text).toBe('“friday” is no day and time for a look back: write e.g. fri 17:00, or off.');
  });

  it('makes the look back that is asked for again begin at its hour, not with a week gone by', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', lookback: 'fri 17:00' }, inDocks);
    await room.publish();
    const id = lookbackId('slack:CDOCKS@08:00');
    expect((await room.archive.lastWindow(id))?.to).toEqual(new Date('2026-11-20T16:00:00Z'));
    await give(room, 'schedule', { time: '08:00', lookback: 'off' }, inDocks);
    room.clock.skip(20 * 86_400_000);
    await give(room, 'schedule', { time: '08:00', lookback: 'fri 17:00' }, inDocks);
    expect((await room.archive.lastWindow(id))?.to).toEqual(new Date('2026-12-11T16:00:00Z'));
  });

  it('says truly that a digest comes at once when its new hour has passed since the last one', async () => {
    const room = await aManagersRoom({ now: '2026-11-24T09:00:00Z' });
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    await room.publish();
    room.clock.skip(3_600_000);
    const { text } = await give(room, 'schedule', { time: '10:30' }, inDocks);
    expect(text).toContain('The next one comes at once, since its hour has passed.');
  });

  it('takes of several the one of that time, or the one whose button was pressed', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', time: '07:00' }, inDocks);
    const evening = await give(room, 'subscribe', { topic: 'shipping', time: '17:00' }, inDocks);
    const asked = await give(room, 'schedule', { time: '18:00' }, inDocks);
    expect(asked.text).toMatch(/^This channel has digests at 07:00 and 17:00\. Give one of these times/);
    await give(room, 'schedule', { time: '17:00', days: 'sat' }, inDocks);
    const { args } = (await press(room, evening, 'Change time', inDocks)).call;
    expect(args).toEqual({ was: '1700' });
    const taken = await give(room, 'schedule', { ...args, time: '07:00' }, inDocks);
    expect(taken.text).toMatch(/^This channel has another digest at 07:00\./);
    await give(room, 'schedule', { ...args, time: '18:00' }, inDocks);
    const kept = await room.archive.keptSubscriptions();
    expect(kept.map(({ schedule: { at, days } }) => `${at} ${days.length}`)).toEqual(['07:00 7', '18:00 1']);
  });

  it.each([
    [
      {},
      'This channel gets its digest every day at 08:00 (Europe/Berlin) by the operator’s list. It stands in subscriptions.yaml, which only the person who runs Newsdesk can change.',
    ],
    [inDocks, 'This channel gets no digest yet: /news-admin subscribe brings one.'],
  ])('changes nothing that was not made in chat', async (where, words) => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'schedule', { time: '09:00' }, where);
    expect(text).toBe(words);
    expect(call.audited).toEqual([]);
  });

  it('says what is wrong with a time', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    expect((await give(room, 'schedule', { time: 'soon' }, inDocks)).text).toMatch(/^“soon” is no time of day/);
  });
});
