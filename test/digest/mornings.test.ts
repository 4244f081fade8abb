/**
 * Whole mornings through the real archive, the offline reader and the publisher, as they stand on each platform. The golden
 * files are read as prose: `vitest -u` writes them anew.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderConsole } from '../../src/chat/console/render.ts';
import { renderSlack, type SlackPayload } from '../../src/chat/slack/render.ts';
import type { Digest, DigestStory } from '../../src/digest/digest.ts';
import { type Platform, type Subscription, WEEKDAYS } from '../../src/digest/subscription.ts';
import type { Message } from '../../src/message/message.ts';
import { likenessOf } from '../../src/pipeline/likeness.ts';
import { publishDue, publishNow } from '../../src/pipeline/publish.ts';
import { readDue } from '../../src/pipeline/read.ts';
import { offlineReader } from '../../src/pipeline/reader.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { aPost, type DiscordStage, keyOf, openStage } from '../chat/discord/stage.ts';
import { anArrival } from '../support/articles.ts';
import { type HandClock, handClock } from '../support/clock.ts';
import { readable } from '../support/discord/readable.ts';
import { visibleText } from '../support/slack-text.ts';
import { FIRST_MORNING, type Morning, SECOND_MORNING, THIRD_MORNING, WAKING_MORNING } from '../support/three-days.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const MORNINGS = [FIRST_MORNING, SECOND_MORNING, THIRD_MORNING, WAKING_MORNING];

let folder: string;
let archive: Archive;
let clock: HandClock;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-mornings-'));
  archive = await openSqliteArchive({ folder });
  clock = handClock('2026-11-08T08:00:00Z');
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true });
});

function subscriptionOf(platform: Platform): Subscription {
  return {
    id: `${platform}:C1@08:00`,
    channel: { platform, id: 'C1' },
    topics: ['all'],
    actors: [],
    schedule: { at: '08:00', zone: 'Europe/Berlin', days: WEEKDAYS },
    quiet: 'say',
  };
}

/** Lives through the mornings; gives what was composed for the platform each time. */
async function live(platform: Platform, mornings: readonly Morning[]) {
  const told: { message: Message; digest: Digest }[] = [];
  let message: Message | null = null;
  const render = (composed: Message) => {
    message = composed;
    return [{ place: 'root' as const, payload: {} }];
  };
  const subscription = subscriptionOf(platform);
  const renderers = new Map([[platform, { render }]]);
  const reading = { archive, reader: offlineReader(async () => []), embedder: null, judge: null, clock };
  const publishing = { archive, topics: [], subscriptions: [subscription], renderers, clock };
  for (const { at, articles } of mornings) {
    await clock.advance(new Date(at).getTime() - clock.now().getTime() - 60_000);
    await publishDue({ ...publishing, subscriptions: [], log: silent, tell() {} });
    for (const article of articles) {
      const likeness = await likenessOf(article, archive);
      await archive.takeIn(anArrival(article, { at: clock.now(), likeness }));
    }
    await readDue({ ...reading, log: silent, tell() {} }, new AbortController().signal);
    await clock.advance(60_000);
    await publishNow({ ...publishing, log: silent, tell() {} });
    const last = await archive.lastDigest(subscription.channel);
    if (message && last) told.push({ message, digest: last.digest });
  }
  return told;
}

const storyOn = (words: string, { stories }: Digest): DigestStory | undefined =>
  stories.find(({ sources }) => sources.some(({ title }) => title.includes(words)));

describe('mornings, one after the other', () => {
  it('read well on the console', async () => {
    const told = await live('console', MORNINGS);
    const screens = told.map(({ message }) => renderConsole(message, { width: 80, colour: false })[0].payload.text);
    await expect(screens.join('\n')).toMatchFileSnapshot('golden/mornings-console.txt');
  });

  it('read well in Slack', async () => {
    const told = await live('slack', MORNINGS);
    const posts = told.flatMap(({ message }) =>
      renderSlack(message).map(({ place, payload }) => {
        const { text: notification, blocks } = payload as SlackPayload;
        return `═══ ${place} ═══ ${notification}\n\n${visibleText(blocks)}\n`;
      }),
    );
    await expect(posts.join('\n')).toMatchFileSnapshot('golden/mornings-slack.txt');
  });

  it('read well in Discord', async () => {
    const told = await live('discord', MORNINGS);
    const stage = await openStage(30_000);
    try {
      await expect(await inDiscord(stage, told)).toMatchFileSnapshot('golden/mornings-discord.txt');
    } finally {
      await stage.close();
    }
  });

  it('say who says what, count an agency as one publisher, and tell each thing once', async () => {
    const [first, second, third, waking] = (await live('slack', MORNINGS)).map(({ digest }) => digest) as [
      Digest,
      Digest,
      Digest,
      Digest,
    ];
    expect(storyOn('grain quay', first)?.disputes.map(({ text }) => text)).toEqual([
      'Harbour Courier says twelve people were killed; Velmark Ledger says fifteen people were killed',
    ]);
    expect(storyOn('Osk strait', first)?.sources).toHaveLength(3);
    expect(storyOn('Osk strait', first)?.reasons[0]).toBe('told by one publisher');
    expect(storyOn('Port Halden', second)).toMatchObject({
      status: 'updated',
      delta: { was: 'twelve people or fifteen people' },
    });
    expect(storyOn('Osk strait', second)).toBeUndefined();
    expect(storyOn('Halden', third)).toBeUndefined();
    expect(storyOn('Osk strait', third)?.delta?.text).toContain('suspended the toll');
    expect(waking.stories.map(({ storyId, status }) => ({ storyId, status }))).toEqual([
      { storyId: storyOn('grain quay', first)?.storyId, status: 'updated' },
    ]);
  });

  it('close a story that has gone quiet, and open it when something comes', async () => {
    await live('slack', MORNINGS.slice(0, 3));
    const fire = FIRST_MORNING.articles[0]?.id ?? '';
    const statusOf = async () =>
      (await archive.stories({})).find(({ articles }) => articles.some(({ id }) => id === fire))?.status;
    expect(await statusOf()).toBe('open');
    await live('slack', [{ at: '2026-11-17T06:00:00Z', articles: [] }]);
    expect(await statusOf()).toBe('closed');
    await live('slack', [WAKING_MORNING]);
    expect(await statusOf()).toBe('open');
  });

  it('show no bullet twice, and none whose quote does not stand in its article', async () => {
    const digests = (await live('slack', MORNINGS)).map(({ digest }) => digest);
    const claims = digests.flatMap(({ stories }) =>
      stories.flatMap(({ actors, implications, disputes, delta }) => [
        ...actors,
        ...implications,
        ...disputes,
        ...(delta ? [delta] : []),
      ]),
    );
    for (const { articleId, quote, start, end } of claims.flatMap(({ evidence }) => evidence)) {
      expect((await archive.article(articleId))?.text.slice(start, end)).toBe(quote);
    }
    const perDay = digests.map(
      ({ stories }) =>
        new Set(stories.flatMap(({ implications, actors }) => [...implications, ...actors]).map(({ text }) => text)),
    );
    const all = perDay.flatMap((texts) => [...texts]);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(8);
  });
});

async function inDiscord(stage: DiscordStage, told: readonly { message: Message }[]): Promise<string> {
  for (const [day, { message }] of told.entries()) {
    let rootRef: string | null = null;
    for (const [part, content] of stage.chat.render(message).entries()) {
      const outcome = await stage.chat.post(aPost(stage, content, { key: keyOf(`part-${day}-${part}`), rootRef }));
      if (outcome.kind !== 'sent') throw new Error(`part ${part}: ${JSON.stringify(outcome)}`);
      rootRef ??= outcome.ref;
    }
  }
  const { channel, discord } = stage;
  const places = ['#daily-news', ...discord.posted(channel.id).map(readable)];
  for (const thread of discord.threadsOf(channel.id)) {
    places.push(`⌐ thread: ${thread.name}`, ...discord.posted(thread.id).map(readable));
  }
  return `${places.join('\n\n')}\n`;
}
