import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnownBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordChat } from '../../src/chat/discord/discord.ts';
import { createSlackChat } from '../../src/chat/slack/slack.ts';
import type { Channel, Platform, Subscription } from '../../src/digest/subscription.ts';
import { correctAfterReading, correctByHand } from '../../src/pipeline/correct.ts';
import { deliverDue } from '../../src/pipeline/deliver.ts';
import { editDue } from '../../src/pipeline/edit.ts';
import type { PipelineEvent } from '../../src/pipeline/events.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { publishNow } from '../../src/pipeline/publish.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Correction } from '../../src/ports/conversation.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { anArrival, anArticle, aSummary } from '../support/articles.ts';
import { readable } from '../support/discord/readable.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type QuickClock, quickClock } from '../support/quick-clock.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { visibleText } from '../support/slack-text.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const HOUR = 3_600_000;
const running = new AbortController().signal;
const WRONG = 'The storm closed 3 piers at Halden.';
const RIGHT = 'The storm closed 5 piers at Halden.';

const old = anArticle({ title: 'Storm at Halden', file: 'storm.txt', source: 'Halden Post', paragraphs: [WRONG] });
const newer = anArticle({ title: 'Storm at Halden', file: 'storm-2.txt', source: 'Halden Post', paragraphs: [RIGHT] });
const other = anArticle({
  title: 'Osk votes',
  file: 'vote.txt',
  source: 'Osk Courier',
  paragraphs: ['Osk votes today.'],
});

let folder: string;
let archive: Archive;
let slack: SlackServer;
let discord: DiscordServer;
let chats: Map<Platform, Chat>;
let clock: QuickClock;
let told: PipelineEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-correct-'));
  told = [];
  clock = quickClock('2026-11-24T06:00:00Z');
  [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer({ token: 'a.b.c' })]);
  chats = new Map<Platform, Chat>([
    [
      'slack',
      await createSlackChat(
        {
          botToken: slack.botToken,
          appToken: null,
          signingSecret: null,
          port: null,
          managers: [],
          apiUrl: slack.apiUrl,
        },
        { clock, log: silent },
      ),
    ],
    [
      'discord',
      await createDiscordChat({ token: 'a.b.c', apiUrl: discord.apiUrl, managers: [] }, { clock, log: silent }),
    ],
  ]);
  await open();
  for (const article of [old, other]) await read(article);
  clock.skip(HOUR);
  await publishNow({ ...ports(), topics: [], subscriptions: [...chats.keys()].map(morningsIn) });
  await deliverDue(ports(), running);
});

afterEach(async () => {
  await Promise.all([...chats.values()].map((chat) => chat.close()));
  await Promise.all([archive.close(), slack.close(), discord.close()]);
  rmSync(folder, { recursive: true });
});

/** That the second article is a newer version of the first is what its taking in found. */
async function open(): Promise<void> {
  const opened = await openSqliteArchive({ folder });
  archive = {
    ...opened,
    async trace(id) {
      const trace = await opened.trace(id);
      return trace && { ...trace, newerOf: id === newer.id ? old.id : null };
    },
  };
}

async function read(article: ReturnType<typeof anArticle>): Promise<void> {
  await archive.takeIn(anArrival(article, { at: clock.now() }));
  const [claim] = await archive.claimReading(clock.now(), HOUR, 1);
  if (claim) await archive.keepSummary(claim, aSummary(article), clock.now());
}

function channelOf(platform: Platform): Channel {
  return { platform, id: platform === 'slack' ? NEWS_CHANNEL.id : discord.channelId };
}

function morningsIn(platform: Platform): Subscription {
  return {
    id: `${platform}@08:00`,
    channel: channelOf(platform),
    topics: ['all'],
    actors: [],
    schedule: { at: '08:00', zone: 'Europe/Berlin', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
    quiet: 'silent',
  };
}

function ports() {
  const tell = (event: PipelineEvent) => void told.push(event);
  return {
    archive,
    chats,
    renderers: chats,
    clock,
    log: silent,
    tell,
    pace: createPace(chats, clock),
    random: () => 0,
  };
}

/** Everything that stands on each platform, message by message. */
function shown(): Record<'slack' | 'discord', string[]> {
  const places = [discord.channelId, ...discord.threadsOf(discord.channelId).map(({ id }) => id)];
  return {
    slack: slack.posted(NEWS_CHANNEL.id).map(({ blocks }) => visibleText(blocks as KnownBlock[])),
    discord: places.flatMap((place) => discord.posted(place).map((message) => readable(message))),
  };
}

/** The lines that only one of them has, in order. */
function changedLines(before: readonly string[], after: readonly string[]): { gone: string[]; come: string[] } {
  const [was, is] = [before, after].map((messages) => messages.join('\n').split('\n')) as [string[], string[]];
  return { gone: was.filter((line) => !is.includes(line)), come: is.filter((line) => !was.includes(line)) };
}

async function correctOnce(): Promise<void> {
  await read(newer);
  expect(await correctAfterReading(newer.id, ports())).toBe(2);
}

function expectCorrected(before: ReturnType<typeof shown>): void {
  for (const platform of ['slack', 'discord'] as const) {
    const after = shown()[platform];
    expect(after).toHaveLength(before[platform].length);
    const { gone, come } = changedLines(before[platform], after);
    expect(gone.every((line) => line.includes('3 piers'))).toBe(true);
    expect(gone.length).toBeGreaterThan(0);
    expect(come.filter((line) => !line.includes('closed 5 piers'))).toEqual([
      expect.stringContaining('Corrected 24 Nov:'),
    ]);
    expect(come.join('\n')).toContain('5 piers, not 3.');
    expect(after.join('\n')).not.toContain('closed 3 piers');
  }
}

describe('a newer version of an article', () => {
  it('changes the messages that told the old one in place, and nothing else in them', async () => {
    const before = shown();
    expect(before.slack.join('\n')).toContain('closed 3 piers');
    expect(before.discord.join('\n')).toContain('closed 3 piers');
    await correctOnce();
    expect(await editDue(ports(), running)).toBeNull();
    expectCorrected(before);
  });

  it('is corrected once, however often it is come back to', async () => {
    await correctOnce();
    await editDue(ports(), running);
    const after = shown();
    const edits = slack.calls('chat.update').length;
    expect(await correctAfterReading(newer.id, ports())).toBe(0);
    await editDue(ports(), running);
    expect(shown()).toEqual(after);
    expect(slack.calls('chat.update')).toHaveLength(edits);
  });

  it('is corrected over a restart and platforms that hang up', async () => {
    const before = shown();
    slack.fail({ method: 'chat.update', kind: 'hang-up-after', times: 1 });
    discord.fail({ route: 'PATCH /channels/:id/messages/:message', kind: 'hang-up-before', times: 1 });
    await correctOnce();
    await editDue(ports(), running);
    await archive.close();
    await open();
    clock.skip(HOUR);
    expect(await editDue(ports(), running)).toBeNull();
    expectCorrected(before);
    expect(slack.calls('chat.update')).toHaveLength(2);
    expect(told.filter(({ kind }) => kind === 'trouble')).toEqual([]);
  });

  it('is made again when the process died in the middle of it', async () => {
    const before = shown();
    await correctOnce();
    expect(await archive.claimEdits(clock.now(), 60_000, 2, ['slack', 'discord'])).toHaveLength(2);
    await archive.close();
    await open();
    await editDue(ports(), running);
    expect(shown()).toEqual(before);
    clock.skip(60_000);
    await editDue(ports(), running);
    expectCorrected(before);
  });

  it('that cannot be put into a message any more is given up, and the operator is told', async () => {
    slack.fail({ method: 'chat.update', kind: 'edit_window_closed', times: 9 });
    await correctOnce();
    expect(await editDue(ports(), running)).toBeNull();
    expect(told.filter(({ kind }) => kind === 'trouble')[0]).toEqual({
      kind: 'trouble',
      text: `slack:${NEWS_CHANNEL.id}: a posted message is not corrected. The workspace lets no message of that age be changed, so it could not be corrected.`,
    });
  });
});

describe('a manager’s correction', () => {
  const byIlse = (storyId: string, origin: Correction['origin'] = null): Correction => ({
    storyId,
    text: 'Only one pier is closed.',
    origin,
    made: { person: 'U1', at: clock.now() },
  });

  it('stands in the messages that told the story, and changes nothing else', async () => {
    const before = shown();
    const storyId = (await archive.storyOf(old.id)) ?? '';
    expect(await correctByHand(byIlse(storyId), ports())).toBe(2);
    await editDue(ports(), running);
    for (const platform of ['slack', 'discord'] as const) {
      const { gone, come } = changedLines(before[platform], shown()[platform]);
      expect(gone).toEqual([]);
      expect(new Set(come.map((line) => line.includes('Only one pier is closed.')))).toEqual(new Set([true]));
    }
  });

  it('changes nothing on another platform than where it was made', async () => {
    const before = shown();
    const storyId = (await archive.storyOf(old.id)) ?? '';
    const origin = { platform: 'slack', workspace: 'T0NEWS' } as const;
    expect(await correctByHand(byIlse(storyId, origin), ports())).toBe(1);
    await editDue(ports(), running);
    expect(shown().discord).toEqual(before.discord);
    expect(shown().slack).not.toEqual(before.slack);
  });

  it('finds nothing to correct in what is older than 30 days', async () => {
    clock.skip(31 * 24 * HOUR);
    const storyId = (await archive.storyOf(old.id)) ?? '';
    expect(await correctByHand(byIlse(storyId), ports())).toBe(0);
  });
});
