import { describe, expect, it } from 'vitest';
import type { KeptSubscription } from '../../../src/ports/conversation.ts';
import { DEALS, HARBOUR } from '../../support/room.ts';
import { aManagersRoom, give, type ManagersRoom, posted } from './give.ts';

const DOCKS = { platform: 'slack', id: 'CDOCKS' } as const;

async function kept(room: ManagersRoom): Promise<string[]> {
  const subscriptions = await room.archive.keptSubscriptions();
  return subscriptions.map(
    ({ id, topics, schedule: { at, zone, days } }) => `${id} ${topics.join()} ${at} ${zone} ${days.length} days`,
  );
}

/** In a channel that the operator's file says nothing of. */
const inDocks = { channel: DOCKS };

describe('subscribing a channel to a topic that is known', () => {
  it('makes a subscription at eight in the caller’s zone, and tells caller and channel when it begins', async () => {
    const room = await aManagersRoom();
    const { text, reply, call } = await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    expect(text).toBe(
      'This channel now gets a digest on energy every day at 08:00 (Europe/Berlin). ' +
        'The first one comes on Wed 25 Nov, 08:00.',
    );
    expect(reply.seen).toBe('caller');
    expect(posted(room)).toEqual([`slack:CDOCKS: ${text}`]);
    expect(await kept(room)).toEqual(['slack:CDOCKS@08:00 energy 08:00 Europe/Berlin 7 days']);
    expect(call.audited).toEqual(['energy → slack:CDOCKS@08:00']);
    expect(room.hinted).toContain('publish');
  });

  it('takes time, zone and days in people’s words', async () => {
    const room = await aManagersRoom();
    const args = { topic: 'energy', time: '7.30', zone: 'new york', days: 'mon-wed and sat' };
    const { text } = await give(room, 'subscribe', args, inDocks);
    expect(text).toBe(
      'This channel now gets a digest on energy every Monday, Tuesday, Wednesday and Saturday at 07:30 (America/New_York). ' +
        'The first one comes on Tue 24 Nov, 07:30.',
    );
  });

  it('brings a look back too, also to what comes already, and moves none that there is', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    const { text } = await give(room, 'subscribe', { topic: 'energy', lookback: 'fri 17:00' }, inDocks);
    expect(text).toMatch(
      /^This channel now gets .* every day at 08:00 \(Europe\/Berlin\), and a look back every Friday/,
    );
    const other = await give(room, 'subscribe', { topic: 'shipping', lookback: 'mon 9:00' }, inDocks);
    expect(other.text).toBe(
      'The digest at 08:00 comes every day at 08:00 (Europe/Berlin), and a look back every Friday at 17:00, ' +
        'not with a look back every Monday at 09:00. Leave that out, change it with /news-admin schedule, ' +
        'or give another time for a digest of its own.',
    );
    const more = await give(room, 'subscribe', { topic: 'shipping' }, inDocks);
    expect(more.text).toContain('and a look back every Friday at 17:00');
    const [subscription, ...others] = await room.archive.keptSubscriptions();
    expect([subscription?.topics, subscription?.lookback, others]).toEqual([
      ['energy', 'shipping'],
      { day: 'fri', at: '17:00' },
      [],
    ]);
  });

  it('adds to the only one that was made in chat, whatever its time', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', time: '17:00' }, inDocks);
    const { text } = await give(room, 'subscribe', { topic: 'Shipping' }, inDocks);
    expect(text).toContain('This channel now gets a digest on energy and shipping every day at 17:00');
    expect(await kept(room)).toEqual(['slack:CDOCKS@17:00 energy,shipping 17:00 Europe/Berlin 7 days']);
  });

  it('asks which time where there are several, and goes by the time that is named', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', time: '07:00' }, inDocks);
    await give(room, 'subscribe', { topic: 'energy', time: '17:00' }, inDocks);
    const asked = await give(room, 'subscribe', { topic: 'shipping' }, inDocks);
    expect(asked.text).toBe(
      'This channel has digests at 07:00 and 17:00. Say which with time:07:00, or give another time for a new one.',
    );
    expect(asked.call.audited).toEqual([]);
    await give(room, 'subscribe', { topic: 'shipping', time: '17:00' }, inDocks);
    expect((await kept(room))[1]).toContain('energy,shipping 17:00');
  });

  it('takes several topics at once, or everything', async () => {
    const room = await aManagersRoom();
    const several = await give(room, 'subscribe', { topic: 'energy, shipping' }, inDocks);
    expect(several.text).toContain('a digest on energy and shipping every day');
    const all = await give(room, 'subscribe', { topic: 'all' }, inDocks);
    expect(all.text).toContain('a digest on everything every day');
    expect(await kept(room)).toEqual(['slack:CDOCKS@08:00 all 08:00 Europe/Berlin 7 days']);
    const more = await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    expect(more.text).toBe('This channel gets everything already, every day at 08:00 (Europe/Berlin).');
  });

  it('leaves the operator’s list alone: what it brings is not brought twice, and more comes beside it', async () => {
    const room = await aManagersRoom();
    const again = await give(room, 'subscribe', { topic: 'shipping' });
    expect(again.text).toBe(
      'This channel gets shipping already, every day at 08:00 (Europe/Berlin), as subscriptions.yaml says.',
    );
    expect(posted(room)).toEqual([]);
    const both = await give(room, 'subscribe', { topic: 'shipping, energy' });
    expect(both.text).toContain('now gets a digest on energy every day at 08:00');
    expect(both.text).toContain(
      'That makes 2 digests here, since it also gets shipping every day at 08:00 (Europe/Berlin), as subscriptions.yaml says.',
    );
    const more = await give(room, 'subscribe', { topic: 'energy', lookback: 'fri 17:00' });
    expect(more.text).not.toContain('2 digests');
    const words = await give(room, 'subscribe', { topic: 'kestrel dam', time: '18:00' });
    expect(words.text).toContain('That makes 3 digests here');
    expect(await kept(room)).toEqual(['slack:CHARBOUR@08:00.2 energy 08:00 Europe/Berlin 7 days']);
  });

  it('does not move the digest that others rely on', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', days: 'weekdays' }, inDocks);
    const { text } = await give(room, 'subscribe', { topic: 'shipping', days: 'sat', zone: 'UTC' }, inDocks);
    expect(text).toBe(
      'The digest at 08:00 comes every weekday at 08:00 (Europe/Berlin), not UTC, every Saturday. ' +
        'Leave that out, change it with /news-admin schedule, or give another time for a digest of its own.',
    );
    const same = await give(room, 'subscribe', { topic: 'shipping', days: 'mon-fri', zone: 'Berlin' }, inDocks);
    expect(same.text).toContain('energy and shipping every weekday');
  });

  it.each([
    [{ time: '25:00' }, '“25:00” is no time of day: write e.g. 08:00, 8 am or noon.'],
    [{ zone: 'Velmark' }, '“Velmark” is no time zone that I know: write e.g. Berlin, New York or UTC.'],
    [{ days: 'never' }, '“never” are no days: write every, weekdays, weekends, mon-thu, or e.g. mon, wed.'],
    [
      { topic: 'energy, enery' },
      'There is no topic “enery” here. There are shipping and energy. To make a topic of words, give those words alone.',
    ],
    [{ topic: 'the' }, '“the” says too little to find articles by: name what they are about.'],
    [
      { channel: 'discord:123456' },
      'That channel is on Discord. Give the command there, or name a channel of this place.',
    ],
    [
      { channel: 'slack:<!channel>' },
      '“slack:<!channel>” is no channel: choose one from the list, or leave it out for this one.',
    ],
  ])('says what is wrong with %o', async (args, wrong) => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'subscribe', { topic: 'energy', ...args }, inDocks);
    expect(text).toBe(wrong);
    expect(call.audited).toEqual([]);
    expect(await kept(room)).toEqual([]);
  });

  it('says that it can’t tell whether it could post, where no answer came to that', async () => {
    const room = await aManagersRoom();
    const { text } = await give({ ...room, say: async () => 'unclear' }, 'subscribe', { topic: 'energy' }, inDocks);
    expect(text).toMatch(/I can’t tell whether it was announced in this channel: no answer came to that\.$/);
  });

  it('says that it can’t post where it can’t', async () => {
    const room = await aManagersRoom({ sayable: false });
    const { text } = await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    expect(text).toContain(
      'But I can’t post in this channel, so nothing was announced there: invite me with /invite @Newsdesk in it.',
    );
  });

  it('begins anew where an earlier subscription ended long ago, so that no digest reaches back to it', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    await room.publish();
    await give(room, 'unsubscribe', { topic: 'everything' }, inDocks);
    room.clock.skip(30 * 24 * 3_600_000);
    const { text } = await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    expect(text).toContain('The first one comes on Fri 25 Dec, 08:00');
    expect((await room.archive.keptSubscriptions()).map(({ id }) => id)).toEqual(['slack:CDOCKS@08:00.2']);
  });

  it('is a person’s own in their direct messages, and announced by the reply alone', async () => {
    const room = await aManagersRoom();
    const { text } = await give(
      room,
      'subscribe',
      { topic: 'energy' },
      { channel: { platform: 'slack', id: 'DANNA' }, place: 'direct' },
    );
    expect(text).toMatch(/^This conversation now gets a digest on energy/);
    expect((await room.archive.keptSubscriptions())[0]?.follower).toBe('UANNA');
    expect(posted(room)).toEqual([]);
  });
});

describe('subscribing another channel', () => {
  it('posts there, speaks of it as that channel, and keeps it out of the audit of others', async () => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'subscribe', { topic: 'energy', channel: 'slack:CDOCKS' });
    expect(text).toMatch(/^That channel now gets a digest on energy/);
    expect(posted(room)[0]).toMatch(/^slack:CDOCKS: This channel now gets a digest on energy/);
    expect(call.audited).toEqual(['private: energy → slack:CDOCKS@08:00']);
  });

  it('is refused for a channel that belongs to another workspace', async () => {
    const room = await aManagersRoom();
    await room.archive.keepSubscription(elsewhere(DOCKS));
    const { text } = await give(room, 'subscribe', { topic: 'energy', channel: 'slack:CDOCKS' });
    expect(text).toBe('That channel belongs to another workspace. Give the command there.');
  });

  it('brings only what the channel may see: a topic kept to this channel stays here', async () => {
    const room = await aManagersRoom();
    const hidden = await give(room, 'subscribe', { topic: 'mergers', channel: 'slack:CDOCKS' }, { channel: DEALS });
    expect(hidden.text).toBe('The topic “mergers” is kept to this channel and can’t be brought to another.');
    const own = await give(room, 'subscribe', { topic: 'mergers' }, { channel: DEALS });
    expect(own.text).toContain('a digest on mergers');
  });

  function elsewhere(channel: KeptSubscription['channel']): KeptSubscription {
    return {
      id: `slack:${channel.id}@08:00`,
      channel,
      topics: ['energy'],
      actors: [],
      schedule: { at: '08:00', zone: 'UTC', days: ['mon'] },
      quiet: 'say',
      workspace: 'T2',
      place: 'public',
      follower: null,
      made: { person: 'UOTHER', at: new Date('2026-11-01T00:00:00Z') },
    };
  }
});

describe('a channel that was given up', () => {
  it('gets digests again once something could be posted there', async () => {
    const room = await aManagersRoom();
    await room.archive.closeChannel(HARBOUR, 'not_in_channel', room.clock.now());
    await give(room, 'subscribe', { topic: 'energy' });
    expect(await room.archive.pausedChannels()).toEqual([]);
    expect(room.hinted).toContain('deliver');
  });
});
