import { describe, expect, it } from 'vitest';
import { aManagersRoom, give, posted, press } from './give.ts';

const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

async function aSubscribedRoom() {
  const room = await aManagersRoom();
  await give(room, 'subscribe', { topic: 'energy, shipping', time: '07:00' }, inDocks);
  await give(room, 'subscribe', { topic: 'shipping', time: '17:00' }, inDocks);
  return room;
}

describe('unsubscribing', () => {
  it('takes a topic out of every subscription of the channel; one with nothing left ends', async () => {
    const room = await aSubscribedRoom();
    const { text, call } = await give(room, 'unsubscribe', { topic: 'Shipping' }, inDocks);
    expect(text).toBe(
      'This channel no longer gets a digest on shipping. It still gets energy every day at 07:00 (Europe/Berlin). /news-admin subscribe brings a topic back.',
    );
    expect(posted(room).at(-1)).toBe(
      `slack:CDOCKS: ${text.replace(' /news-admin subscribe brings a topic back.', '')}`,
    );
    expect(call.audited).toEqual(['shipping ← slack:CDOCKS@07:00, slack:CDOCKS@17:00']);
    expect((await room.archive.keptSubscriptions()).map(({ id, topics }) => [id, topics])).toEqual([
      ['slack:CDOCKS@07:00', ['energy']],
    ]);
  });

  it('takes everything, and leaves no pause behind', async () => {
    const room = await aSubscribedRoom();
    await give(room, 'pause', {}, inDocks);
    const { text } = await give(room, 'unsubscribe', { topic: 'everything' }, inDocks);
    expect(text).toBe(
      'This channel no longer gets a digest on energy and shipping. It gets no digest now. /news-admin subscribe brings a topic back.',
    );
    expect(await room.archive.keptSubscriptions()).toEqual([]);
    expect(await room.archive.pausedSubscriptions()).toEqual([]);
  });

  it('leads back to the digest that there was, at its hour', async () => {
    const room = await aManagersRoom();
    const asked = { topic: 'energy', time: '17:30', zone: 'Asia/Seoul', days: 'weekdays' };
    await give(room, 'subscribe', asked, inDocks);
    const [before] = await room.archive.keptSubscriptions();
    const taken = await give(room, 'unsubscribe', { topic: 'energy' }, inDocks);
    expect(await room.archive.keptSubscriptions()).toEqual([]);
    const back = await press(room, taken, 'Subscribe again', inDocks);
    expect(back.text).toContain('now gets a digest on energy every weekday at 17:30 (Asia/Seoul)');
    const { id, topics, schedule, channel } = before ?? {};
    expect(await room.archive.keptSubscriptions()).toMatchObject([{ id, topics, schedule, channel }]);
  });

  it('names what the operator’s list goes on bringing', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' });
    const { text } = await give(room, 'unsubscribe', { topic: 'everything' });
    expect(text).toBe(
      'This channel no longer gets a digest on energy. It still gets shipping every day at 08:00 (Europe/Berlin).',
    );
  });

  it.each([
    [{ topic: 'shipping' }, 'This channel gets shipping by the operator’s list.'],
    [{ topic: 'everything' }, 'This channel gets its digest by the operator’s list.'],
  ])('says who can change what stands in the file: %o', async (args, beginning) => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'unsubscribe', args);
    expect(text).toBe(
      `${beginning} It stands in subscriptions.yaml, which only the person who runs Newsdesk can change. ` +
        '/news-admin pause stops it for now.',
    );
    expect(call.audited).toEqual([]);
    expect(posted(room)).toEqual([]);
  });

  it('says what the channel gets instead, where it does not get the topic', async () => {
    const room = await aManagersRoom();
    expect((await give(room, 'unsubscribe', { topic: 'energy' }, inDocks)).text).toBe(
      'This channel gets no digest, so there is nothing to take away.',
    );
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    expect((await give(room, 'unsubscribe', { topic: 'tea' }, inDocks)).text).toBe(
      'This channel gets no digest on “tea”; it gets one on energy.',
    );
    await give(room, 'subscribe', { topic: 'all' }, inDocks);
    expect((await give(room, 'unsubscribe', { topic: 'energy' }, inDocks)).text).toMatch(
      /^This channel gets everything, and nothing can be taken out of that\./,
    );
  });
});
