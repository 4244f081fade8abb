import { describe, expect, it } from 'vitest';
import { anArticle } from '../../support/articles.ts';
import { aDigest } from '../../support/digests.ts';
import { HARBOUR, MORNINGS } from '../../support/room.ts';
import { aManagersRoom, give } from './give.ts';

describe('trying again', () => {
  it('has nothing to do where nothing was given up', async () => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'retry');
    expect(text).toMatch(/^There is nothing to try again/);
    expect(room.hinted).toEqual([]);
    expect(call.audited).toEqual([]);
  });

  it('makes readings that were given up due again, and says how many', async () => {
    const at = new Date('2026-11-24T07:00:00Z');
    const room = await aManagersRoom({ news: [{ article: anArticle(), at, summary: null }] });
    const [claim] = await room.archive.claimReading(at, 60_000, 1);
    if (!claim) throw new Error('nothing was to be read');
    await room.archive.failReading(claim, { reason: 'no answer', raw: null, nextAt: null });
    const { text, call } = await give(room, 'retry');
    expect(text).toBe(
      'Trying again: 1 article that could not be read, and 0 posts to this channel. /news status shows how it goes.',
    );
    expect(room.hinted).toEqual(['read', 'deliver']);
    expect(call.audited).toEqual(['slack:CHARBOUR']);
    expect(await room.archive.claimReading(room.clock.now(), 60_000, 1)).toHaveLength(1);
  });

  it('sends what was rejected in this channel once more, and nothing of another', async () => {
    const room = await aManagersRoom();
    const digest = aDigest({ channel: HARBOUR, subscriptionId: MORNINGS.id });
    const content = { place: 'root', payload: {} } as const;
    await room.archive.publish({
      subscriptionId: MORNINGS.id,
      channel: HARBOUR,
      window: digest.window,
      at: room.clock.now(),
      digest,
      articleIds: [],
      deliveries: [{ key: 'key-of-the-root', part: 0, content }],
    });
    const [claim] = await room.archive.claimDeliveries(room.clock.now(), 60_000, 1, ['slack']);
    if (!claim) throw new Error('nothing was to be delivered');
    await room.archive.settleDelivery(claim, { kind: 'rejected', reason: 'no permission' });
    const other = await give(room, 'retry', {}, { channel: { platform: 'slack', id: 'CDOCKS' } });
    expect(other.text).toMatch(/^There is nothing to try again/);
    expect((await give(room, 'retry')).text).toContain(
      '0 articles that could not be read, and 1 post to this channel.',
    );
    expect(await room.archive.claimDeliveries(room.clock.now(), 60_000, 1, ['slack'])).toHaveLength(1);
  });
});
