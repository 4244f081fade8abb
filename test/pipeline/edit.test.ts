import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/digest/subscription.ts';
import { aDigest } from '../support/digests.ts';
import { channelsOf, type FanOut, openFanOut } from '../support/fan-out.ts';

const [SLOW, OTHER] = channelsOf('slack', 2) as [Channel, Channel];

let fanOut: FanOut;
let hangs: boolean;
beforeEach(async () => {
  hangs = false;
  fanOut = await openFanOut(['slack'], { trouble: (id) => (hangs && id === SLOW.id ? 'hangs' : null) });
});
afterEach(() => fanOut.close());

/** The digest's root was posted, and has to say something else now. */
async function correct(digest: string): Promise<void> {
  const content = { place: 'root', payload: { text: 'As it was.' } } as const;
  const parts = [{ key: `${digest}-0`, part: 0, content }];
  await fanOut.archive.correctDigest(aDigest({ id: digest }), parts, fanOut.clock.now());
}

describe('corrections', () => {
  it('hold up no digest, however long the platform takes for them', async () => {
    const { clock, archive, chats } = fanOut;
    await fanOut.publish([SLOW], 1);
    await fanOut.sendAll();
    await correct('digest-1');
    hangs = true;
    const began = clock.now().getTime();
    const sending = fanOut.send();
    void clock.sleep(2_000).then(() => fanOut.publish([OTHER], 1));
    await sending;
    expect((chats.get('slack')?.posted.at(-1)?.at ?? 0) - began).toBeLessThan(3_000);
    // And it was made in the end.
    expect(await archive.nextEditAt(['slack'])).toBeNull();
  });

  it('of many channels are made at the pace of their own limit, and none is given up', async () => {
    const { archive } = fanOut;
    await fanOut.publish(channelsOf('slack', 60), 1);
    await fanOut.sendAll();
    for (let nth = 1; nth <= 60; nth++) await correct(`digest-${nth}`);
    const took = await fanOut.sendAll();
    // Tier 3 of Slack: 50 a minute.
    expect(took).toBeGreaterThan(60_000);
    expect(took / 72_000).toBeLessThan(1.1);
    expect(await archive.nextEditAt(['slack'])).toBeNull();
    for (let nth = 1; nth <= 60; nth++) {
      expect((await archive.deliveries(`digest-${nth}`))[0]?.content.payload).toEqual({ text: 'As it was.' });
    }
  });
});
