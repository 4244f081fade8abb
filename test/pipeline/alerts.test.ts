import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Outcome } from '../../src/delivery/delivery.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { createAlertCheck } from '../../src/pipeline/alerts.ts';
import { createLastWords } from '../../src/pipeline/last-words.ts';
import { createSigns } from '../../src/pipeline/signs.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { anArrival, anArticle, ownWords } from '../support/articles.ts';
import { type HandClock, handClock } from '../support/clock.ts';
import { MORNINGS } from '../support/room.ts';

const HOUR = 3_600_000;
const OPERATOR = { platform: 'slack', id: 'COPS' } as const;

let clock: HandClock;
let archive: Archive;
let told: string[];
let logged: string[];
let answer: Outcome | Promise<Outcome>;
let broken: Partial<Archive>;
let disk: string | null;

beforeEach(async () => {
  clock = handClock('2026-11-24T08:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-alerts-'));
  archive = await openSqliteArchive({ folder });
  [told, logged, answer, broken, disk] = [[], [], { kind: 'sent', ref: '1' }, {}, null];
  onTestFinished(async () => {
    await archive.close();
    rmSync(folder, { recursive: true });
  });
});

/** One process, that has just started. */
function aProcess({ subscriptions = [] as readonly Subscription[], dailyTokens = null as number | null } = {}) {
  const words = createLastWords(clock);
  const log: Log = {
    debug() {},
    info() {},
    warn: (text) => void logged.push(text),
    error: (text) => void logged.push(text),
  };
  const here = new Proxy(archive, { get: (whole, name) => Reflect.get(broken, name) ?? Reflect.get(whole, name) });
  const budget = { dailyTokens, dailyCostUsd: null };
  const signs = createSigns({
    archive: here,
    topics: [],
    subscriptions,
    silentHours: 24,
    budget,
    words,
    disk: async () => disk,
  });
  const say: Chat['say'] = async (_to, message) => {
    const outcome = await answer;
    if (outcome.kind === 'sent') told.push(message.notification);
    return outcome;
  };
  return {
    words,
    check: createAlertCheck({ archive: here, signs, operator: { channel: OPERATOR, chat: { say } }, clock, log }),
  };
}

let articles = 0;
const comesIn = () =>
  archive.takeIn(
    anArrival(anArticle({ file: `${++articles}.txt`, paragraphs: [ownWords(articles)] }), { at: clock.now() }),
  );

const refusing = (outcome: () => Outcome): Chat =>
  ({ platform: 'slack', post: async () => outcome() }) as unknown as Chat;
const post = { key: 'k' } as Parameters<Chat['post']>[0];

describe('the operator', () => {
  it('is told once that the intake is silent, by however many processes and restarts, and once that it is over', async () => {
    await comesIn();
    const [one, other] = [aProcess(), aProcess()];
    await one.check();
    expect(told).toEqual([]);
    await clock.advance(25 * HOUR);
    await Promise.all([one.check(), other.check()]);
    await clock.advance(HOUR);
    await Promise.all([one.check(), other.check(), aProcess().check()]);
    expect(told).toEqual([expect.stringMatching(/^No article has come in since 2026-11-24 08:00 UTC, 25 hours ago\./)]);
    await comesIn();
    await clock.advance(60_000);
    await Promise.all([one.check(), aProcess().check()]);
    expect(told.slice(1)).toEqual(['Articles come in again.']);
  });

  it('is told of a digest that nobody made, but not right after a start', async () => {
    const subscriptions = [MORNINGS];
    await archive.publish({
      subscriptionId: MORNINGS.id,
      channel: MORNINGS.channel,
      window: { from: new Date('2026-11-22T07:00:00Z'), to: new Date('2026-11-23T07:00:00Z') },
      at: clock.now(),
      digest: null,
      articleIds: [],
      deliveries: [],
    });
    const { check } = aProcess({ subscriptions });
    await check();
    expect(told).toEqual([]);
    await clock.advance(60_000);
    await check();
    await check();
    expect(told).toEqual([expect.stringMatching(/^The digest for slack:CHARBOUR was due at 2026-11-24 07:00 UTC/)]);
    await archive.publish({
      subscriptionId: MORNINGS.id,
      channel: MORNINGS.channel,
      window: { from: new Date('2026-11-23T07:00:00Z'), to: new Date('2026-11-24T07:00:00Z') },
      at: clock.now(),
      digest: null,
      articleIds: [],
      deliveries: [],
    });
    await clock.advance(60_000);
    await check();
    expect(told.slice(1)).toEqual(['The digest for slack:CHARBOUR is late no more.']);
  });

  it("is told when the day's budget is spent, and when there is a new one", async () => {
    const { check } = aProcess({ dailyTokens: 1_000 });
    const call = { purpose: 'summarize', articleId: null, model: 'm', outcome: 'answered', cachedTokens: 0 } as const;
    await archive.recordCall({
      ...call,
      at: clock.now(),
      inputTokens: 900,
      outputTokens: 100,
      costUsd: null,
      milliseconds: 1,
    });
    await check();
    expect(told).toEqual([
      expect.stringMatching(/^The day's model budget of 1,000 tokens is spent: .* until 2026-11-25 00:00 UTC/),
    ]);
    await clock.advance(17 * HOUR);
    await check();
    expect(told.slice(1)).toEqual(['There is model budget again, and articles are read.']);
  });

  it('is told of a refused token, and when a later call is let in, also by another process', async () => {
    const [one, other] = [aProcess(), aProcess()];
    let outcome: Outcome = { kind: 'refused', scope: 'token', reason: 'The token is not accepted: take a new one.' };
    const chat = refusing(() => outcome);
    await other.words.chat(refusing(() => ({ kind: 'sent', ref: '1' }))).post(post);
    await clock.advance(60_000);
    await one.words.chat(chat).post(post);
    await one.check();
    await other.check();
    expect(told).toEqual(['Slack refuses Newsdesk: The token is not accepted: take a new one.']);
    outcome = { kind: 'sent', ref: '2' };
    await clock.advance(60_000);
    await other.words.chat(chat).post(post);
    await other.check();
    await one.check();
    expect(told.slice(1)).toEqual(['Slack accepts Newsdesk again.']);
  });

  it('is told when the archive can not be read, and when nothing can be kept, though the archive can not note it', async () => {
    const { check } = aProcess();
    broken = { checkReadable: async () => Promise.reject(new Error('the server does not answer')) };
    await check();
    await check();
    broken = {};
    disk = 'The disk is full: free some space.';
    await clock.advance(60_000);
    await check();
    await check();
    disk = null;
    await clock.advance(60_000);
    await check();
    await check();
    expect(told).toEqual([
      "The archive can't be read, so nothing is taken in, posted or answered: the server does not answer.",
      'The archive can be read again.',
      'Nothing can be kept any more: The disk is full: free some space. Articles stay in the inbox meanwhile, and digests wait.',
      'The archive and the inbox can be written again.',
    ]);
  });

  it('is told later when the channel itself fails: the log says so once meanwhile', async () => {
    await comesIn();
    await clock.advance(25 * HOUR);
    const { check } = aProcess();
    answer = { kind: 'failed', reason: 'Slack is down.' };
    for (let minute = 0; minute < 3; minute++) {
      await check();
      await clock.advance(60_000);
    }
    expect(logged).toEqual([
      "the operator's channel can't be told, and will be tried again: Slack is down.",
      expect.stringMatching(/^No article has come in/),
    ]);
    answer = { kind: 'sent', ref: '1' };
    await check();
    await check();
    expect(told).toHaveLength(1);
  });

  it('is told by another process when the first one died over it', async () => {
    await comesIn();
    await clock.advance(25 * HOUR);
    answer = new Promise<Outcome>(() => {});
    void aProcess().check();
    await vi.waitFor(async () => expect(await archive.alerts()).toHaveLength(1));
    answer = { kind: 'sent', ref: '1' };
    const other = aProcess();
    await other.check();
    expect(told).toEqual([]);
    await clock.advance(5 * 60_000);
    await other.check();
    await other.check();
    expect(told).toEqual([expect.stringMatching(/^No article has come in/)]);
    await clock.advance(HOUR);
    await other.check();
    expect(told).toHaveLength(1);
  });

  it('is told in the log, and not again in the channel, when nobody knows whether it was said', async () => {
    await comesIn();
    await clock.advance(25 * HOUR);
    const { check } = aProcess();
    answer = { kind: 'unknown', reason: 'no answer' };
    await check();
    answer = { kind: 'sent', ref: '1' };
    await check();
    expect(told).toEqual([]);
    expect(logged).toEqual([expect.stringMatching(/^No article has come in/)]);
  });
});
