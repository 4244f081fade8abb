import { describe, expect, it } from 'vitest';
import { subscriptionsInForce } from '../../../src/command/known.ts';
import { HARBOUR } from '../../support/room.ts';
import { aManagersRoom, give, posted } from './give.ts';

const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

describe('pausing and resuming', () => {
  it('stops all digests of the channel, the operator’s too, and sets them going with what came in', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' });
    const paused = await give(room, 'pause');
    expect(paused.text).toBe(
      '2 digests here are paused. Nothing is lost meanwhile: /news-admin resume brings what came in.',
    );
    expect(posted(room).at(-1)).toBe(`slack:CHARBOUR: ${paused.text}`);
    expect(paused.call.audited).toEqual(['slack:CHARBOUR@08:00, slack:CHARBOUR@08:00.2']);
    expect(await subscriptionsInForce(room)).toEqual([]);
    expect((await give(room, 'pause')).text).toMatch(/^This channel’s digests are paused already\./);
    const resumed = await give(room, 'resume');
    expect(resumed.text).toBe(
      '2 digests here are going again, beginning with what came in meanwhile. ' +
        'shipping: the first one comes on Wed 25 Nov, 08:00 (Europe/Berlin). ' +
        'energy: the first one comes on Wed 25 Nov, 08:00 (Europe/Berlin).',
    );
    expect(posted(room).at(-1)).toBe(`slack:CHARBOUR: ${resumed.text}`);
    expect(await subscriptionsInForce(room)).toHaveLength(2);
    expect(room.hinted.at(-1)).toBe('publish');
    expect((await give(room, 'resume')).text).toBe('This channel’s digests are not paused.');
  });

  it('says that a subscription is paused when a topic is added to it', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' }, inDocks);
    await give(room, 'pause', { channel: 'slack:CDOCKS' });
    expect(posted(room).at(-1)).toMatch(/^slack:CDOCKS: The digest here is paused\./);
    const { text } = await give(room, 'subscribe', { topic: 'shipping' }, inDocks);
    expect(text).toContain('It is paused: /news-admin resume sets it going again.');
  });

  it('has nothing to do in a channel without digests', async () => {
    const room = await aManagersRoom();
    expect((await give(room, 'pause', {}, inDocks)).text).toBe(
      'This channel gets no digest, so there is nothing to pause.',
    );
    expect((await give(room, 'resume', {}, inDocks)).text).toBe(
      'This channel gets no digest: /news-admin subscribe brings one.',
    );
    expect(posted(room)).toEqual([]);
  });

  it('opens a channel that was given up', async () => {
    const room = await aManagersRoom();
    await room.archive.closeChannel(HARBOUR, 'not_in_channel', room.clock.now());
    expect((await give(room, 'resume')).text).toBe(
      'I had given up posting there, since it did not work. I try again now.',
    );
    expect(await room.archive.pausedChannels()).toEqual([]);
    expect(room.hinted).toContain('deliver');
  });
});
