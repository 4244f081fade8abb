import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../src/delivery/delivery.ts';
import type { Channel } from '../../src/digest/subscription.ts';
import type { DeliveryClaim } from '../../src/ports/outbox.ts';
import { channelsOf, type FanOut, openFanOut } from '../support/fan-out.ts';
import type { LimitedChat, LimitedOptions, Trouble } from '../support/limited-chats.ts';

const CHANNELS = 1_000;
const PARTS = 3;
/** Of the longest that the limits let it be. */
const BAR = 1.1;

const opened: FanOut[] = [];
afterEach(async () => {
  for (const fanOut of opened.splice(0)) await fanOut.close();
});

async function open(platforms: readonly ('slack' | 'discord')[], trouble?: LimitedOptions['trouble']): Promise<FanOut> {
  const fanOut = await openFanOut(platforms, { ...(trouble && { trouble }) });
  opened.push(fanOut);
  return fanOut;
}

function chatOf({ chats }: FanOut, platform: 'slack' | 'discord'): LimitedChat {
  const chat = chats.get(platform);
  if (!chat) throw new Error(`${platform} is not there`);
  return chat;
}

/** The parts of each channel, in the order in which they arrived. */
function arrivedIn({ posted }: LimitedChat): string[][] {
  const byChannel = Map.groupBy(posted, ({ channel }) => channel);
  return [...byChannel.values()].map((arrivals) => arrivals.map(({ key }) => key.slice(key.lastIndexOf('-') + 1)));
}

function whenDone({ posted }: LimitedChat, channels: readonly Channel[]): number {
  const ids = new Set(channels.map(({ id }) => id));
  return Math.max(...posted.filter(({ channel }) => ids.has(channel)).map(({ at }) => at));
}

async function statesOf({ archive }: FanOut, digest: string): Promise<DeliveryState['kind'][]> {
  return (await archive.deliveries(digest)).map(({ state }) => state.kind);
}

describe('a digest for each of a thousand channels', () => {
  it.each([
    // A root, the start of a thread, and two parts in it: four calls, of which 50 fit into a second.
    ['discord' as const, ((CHANNELS * (PARTS + 1)) / 50) * 1_000],
    // 300 posts fit into a minute.
    ['slack' as const, ((CHANNELS * PARTS) / 300) * 60_000],
  ])('goes out on %s hardly slower than its limits let it, and hits none', async (platform, floor) => {
    const fanOut = await open([platform]);
    const chat = chatOf(fanOut, platform);
    await fanOut.publish(channelsOf(platform, CHANNELS), PARTS);
    const took = await fanOut.sendAll();
    expect(arrivedIn(chat)).toEqual(Array(CHANNELS).fill(['0', '1', '2']));
    expect(took / floor).toBeLessThan(BAR);
    expect(chat.count.refused / chat.count.calls).toBeLessThan(0.001);
  });

  it('goes out on one platform as fast whatever the other’s limits are', async () => {
    const fanOut = await open(['slack', 'discord']);
    const [slack, discord] = [channelsOf('slack', 500), channelsOf('discord', 500)];
    await fanOut.publish(slack, 1);
    await fanOut.publish(discord, 1);
    const began = fanOut.clock.now().getTime();
    await fanOut.sendAll();
    expect((whenDone(chatOf(fanOut, 'discord'), discord) - began) / 10_000).toBeLessThan(BAR);
    expect((whenDone(chatOf(fanOut, 'slack'), slack) - began) / 100_000).toBeLessThan(BAR);
  });
});

describe('a channel in trouble', () => {
  const all = channelsOf('discord', 400);
  const bad = all.slice(0, 100);
  const good = all.slice(100);

  it.each(['hangs', 'hangs up', 'is gone'] satisfies Trouble[])('that %s delays no other', async (trouble) => {
    const fanOut = await open(['discord'], (id) => (bad.some((channel) => channel.id === id) ? trouble : null));
    const began = fanOut.clock.now().getTime();
    await fanOut.publish(all, 1);
    await fanOut.send();
    const chat = chatOf(fanOut, 'discord');
    expect(arrivedIn(chat)).toHaveLength(good.length);
    // What the bad ones take are their own calls: a try, a look-up and another try.
    expect(whenDone(chat, good) - began).toBeLessThan(((good.length + 3 * bad.length) / 50) * 1_000);
  });

  it('holds up nothing that is published while it hangs', async () => {
    const [slow, other] = channelsOf('slack', 2) as [Channel, Channel];
    const fanOut = await open(['slack'], (id) => (id === slow.id ? 'hangs' : null));
    await fanOut.publish([slow], 1);
    const { clock } = fanOut;
    const began = clock.now().getTime();
    const sending = fanOut.send();
    void clock.sleep(2_000).then(() => fanOut.publish([other], 1));
    await sending;
    expect(whenDone(chatOf(fanOut, 'slack'), [other]) - began).toBeLessThan(3_000);
  });
});

describe('a workspace that asks to wait for minutes', () => {
  it('is waited for, with nothing taken on meanwhile, and everything comes once', async () => {
    const fanOut = await open(['slack', 'discord']);
    const { clock, archive } = fanOut;
    const slack = chatOf(fanOut, 'slack');
    const channels = channelsOf('slack', 50);
    await fanOut.publish(channels, 2);
    const limits = slack.limits as ReturnType<typeof import('../../src/chat/slack/pace.ts').createSlackLimits>;
    for (const id of ['A', 'B']) limits.refused('chat.postMessage', id, 300_000, clock.now());
    const began = clock.now().getTime();
    const next = await fanOut.send();
    expect(slack.posted).toEqual([]);
    expect((await archive.deliveries('digest-1'))[0]?.attempt).toBe(0);
    expect((next?.getTime() ?? 0) - began).toBeGreaterThan(250_000);

    // Another platform's channels don't wait for it.
    await fanOut.publish(channelsOf('discord', 10), 1);
    await fanOut.send();
    expect(arrivedIn(chatOf(fanOut, 'discord'))).toHaveLength(10);

    await fanOut.sendAll();
    expect(arrivedIn(slack)).toEqual(Array(50).fill(['0', '1']));
    expect(Math.min(...slack.posted.map(({ at }) => at)) - began).toBeGreaterThanOrEqual(300_000);
  });
});

describe('stopping', () => {
  it('lets the calls under way end, and puts back what has not begun', async () => {
    const fanOut = await open(['slack']);
    const { clock } = fanOut;
    await fanOut.publish(channelsOf('slack', 40), 1);
    const stop = new AbortController();
    void clock.sleep(1_000).then(() => stop.abort());
    const began = clock.now().getTime();
    await fanOut.send(stop.signal);
    expect(clock.now().getTime() - began).toBeLessThan(2_000);
    const sent = chatOf(fanOut, 'slack').posted.length;
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(15);
    const states = await Promise.all(Array.from({ length: 40 }, (_, nth) => statesOf(fanOut, `digest-${nth + 1}`)));
    expect(states.flat().filter((state) => state === 'sent')).toHaveLength(sent);
    expect(states.flat()).not.toContain('sending');

    await fanOut.sendAll();
    expect(arrivedIn(chatOf(fanOut, 'slack'))).toEqual(Array(40).fill(['0']));
  });
});

describe('a process that stood still', () => {
  it('posts nothing when it wakes up after its lease, between its turn and the call', async () => {
    const [channel] = channelsOf('slack', 1) as [Channel];
    const fanOut = await open(['slack']);
    const { clock, archive } = fanOut;
    await fanOut.publish([channel], 1);
    const slack = chatOf(fanOut, 'slack');
    const { spend } = slack.limits;
    let takenOver: Promise<readonly DeliveryClaim[]> | undefined;
    Object.assign(slack.limits, {
      spend(...args: Parameters<typeof spend>) {
        spend(...args);
        if (takenOver) return;
        clock.skip(61_000);
        takenOver = archive.claimDeliveries(clock.now(), 60_000, 1, ['slack']);
      },
    });
    await fanOut.send();
    expect(slack.posted).toEqual([]);
    expect(await takenOver).toMatchObject([{ lookUpFirst: true, delivery: { attempt: 2 } }]);
    expect(await statesOf(fanOut, 'digest-1')).toEqual(['sending']);
    await fanOut.sendAll();
    expect(arrivedIn(slack)).toEqual([['0']]);
  });
});
