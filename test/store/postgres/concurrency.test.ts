import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Channel, channelName, PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive, ReadingClaim } from '../../../src/ports/archive.ts';
import type { DeliveryClaim } from '../../../src/ports/outbox.ts';
import { MIGRATIONS } from '../../../src/store/migrations/migrations.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { aDigest } from '../../support/digests.ts';
import { serverUrl, WITHOUT_SERVER } from '../../support/postgres.ts';
import { aPublication, DESK } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { numbered } from '../sqlite/numbered.ts';
import { holdUp } from './hold-up.ts';
import { atOnce, together } from './together.ts';

const WINDOW = { from: at(-1), to: at(0) };
const done = { nextAt: null, reason: null };

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'many processes on one database', () => {
  const { url: take, urlOf, open, rows } = together();

  async function processes(count: number): Promise<[Archive, Archive, ...Archive[]]> {
    const url = await take();
    const [first, second] = [await open(url), await open(url)];
    return [first, second, ...(await atOnce(Array.from({ length: count - 2 }), () => open(url)))];
  }

  async function claimEverything(archive: Archive): Promise<ReadingClaim[]> {
    const all: ReadingClaim[] = [];
    for (;;) {
      const claims = await archive.claimReading(at(1), MINUTE, 3);
      if (claims.length === 0) return all;
      all.push(...claims);
    }
  }

  it('give each article to one reader', async () => {
    const workers = await processes(6);
    for (let n = 0; n < 60; n++) await workers[0].takeIn(anArrival(numbered(n)));
    const claims = (await atOnce(workers, claimEverything)).flat();
    // Whoever comes while others hold rows finds less than there is: nothing is left over all the same.
    claims.push(...(await claimEverything(workers[0])));
    expect(claims.map(({ article }) => article.file).toSorted()).toEqual(
      Array.from({ length: 60 }, (_, n) => `${n}.txt`).toSorted(),
    );
    expect(claims.every(({ fence }) => fence === 1)).toBe(true);
  });

  it('have one sender a channel, in order, and give each part to one', async () => {
    const workers = await processes(6);
    const channels = Array.from({ length: 8 }, (_, n): Channel => ({ platform: 'slack', id: `C${n}` }));
    for (const channel of channels) {
      for (let digest = 0; digest < 3; digest++) {
        const window = { from: at(digest - 10), to: at(digest - 9) };
        await workers[0].publish(aPublication(`${channel.id}-${digest}`, window, { channel, parts: 2 }));
      }
    }
    const sending = new Set<string>();
    const sent: string[] = [];
    async function send(archive: Archive, claim: DeliveryClaim): Promise<void> {
      const channel = channelName(claim.delivery.channel);
      expect(sending).not.toContain(channel);
      sending.add(channel);
      await turn();
      sent.push(claim.delivery.key);
      sending.delete(channel);
      expect(await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(1) })).toBe(true);
    }
    await atOnce(workers, async (archive) => {
      while ((await archive.unsentDigests()).length > 0) {
        const claims = await archive.claimDeliveries(at(1), MINUTE, 3, PLATFORMS);
        await atOnce(claims, (claim) => send(archive, claim));
      }
    });
    const expected = ['0-0', '0-1', '1-0', '1-1', '2-0', '2-1'];
    expect(sent).toHaveLength(channels.length * expected.length);
    for (const { id } of channels) {
      expect(sent.filter((key) => key.startsWith(`${id}-`))).toEqual(expected.map((key) => `${id}-${key}`));
    }
  });

  it('have one sender a channel while earlier parts come back behind the back of later ones', async () => {
    const workers = await processes(4);
    const [first] = workers;
    const ids = Array.from({ length: 12 }, (_, n) => `d${n}`);
    for (const [n, id] of ids.entries()) {
      await first.publish(aPublication(id, { from: at(n - 100), to: at(n - 99) }));
    }
    let sending = 0;
    await atOnce(workers, async (archive) => {
      for (let round = 0; round < 30; round++) {
        const claims = await archive.claimDeliveries(at(1), MINUTE, 3, PLATFORMS);
        sending += claims.length;
        expect(sending).toBeLessThanOrEqual(1);
        await turn();
        sending -= claims.length;
        for (const claim of claims) {
          await archive.settleDelivery(claim, { kind: 'rejected', reason: 'refused' });
          await archive.retry({ readings: false, channel: DESK }, at(1));
        }
      }
    });
    expect(await first.deliveries('d0')).toHaveLength(1);
  });

  it('have one sender a channel even while what the other one takes cannot be seen yet', async () => {
    const [first, second] = await processes(2);
    for (const [n, id] of ['d1', 'd2'].entries())
      await first.publish(aPublication(id, { from: at(n - 9), to: at(n - 8) }));
    const [refused] = await first.claimDeliveries(at(1), MINUTE, 1, PLATFORMS);
    if (refused) await first.settleDelivery(refused, { kind: 'rejected', reason: 'refused' });

    const held = await holdUp(urlOf(first), 'd2-0');
    const claiming = first.claimDeliveries(at(1), MINUTE, 1, PLATFORMS);
    await held.isWaiting();
    await second.retry({ readings: false, channel: DESK }, at(1));
    expect(await second.claimDeliveries(at(1), MINUTE, 1, PLATFORMS)).toEqual([]);
    await held.letGo();
    expect((await claiming).map(({ delivery }) => delivery.key)).toEqual(['d2-0']);
    expect(await second.claimDeliveries(at(1), MINUTE, 1, PLATFORMS)).toEqual([]);
  });

  it('give each correction to one, one a channel', async () => {
    const workers = await processes(5);
    const [first] = workers;
    const channels = Array.from({ length: 6 }, (_, n): Channel => ({ platform: 'slack', id: `C${n}` }));
    for (const channel of channels) {
      await first.publish(aPublication(channel.id, WINDOW, { channel, parts: 3 }));
      for (let part = 0; part < 3; part++) {
        for (const claim of await first.claimDeliveries(at(1), MINUTE, 9, PLATFORMS)) {
          await first.settleDelivery(claim, { kind: 'sent', ref: `${part}`, at: at(1) });
        }
      }
      const digest = aDigest({ id: channel.id, subscriptionId: 's', channel, window: WINDOW });
      const parts = aPublication(channel.id, WINDOW, { channel, parts: 3 }).deliveries.map((part) => ({
        ...part,
        content: { ...part.content, payload: { text: 'corrected' } },
      }));
      await first.correctDigest(digest, parts, at(2));
    }
    const editing = new Set<string>();
    const edited: string[] = [];
    await atOnce(workers, async (archive) => {
      while ((await archive.nextEditAt(PLATFORMS)) !== null) {
        for (const claim of await archive.claimEdits(at(3), MINUTE, 1, PLATFORMS)) {
          expect(editing).not.toContain(claim.channel.id);
          editing.add(claim.channel.id);
          await turn();
          edited.push(claim.key);
          editing.delete(claim.channel.id);
          expect(await archive.settleEdit(claim, done)).toBe(true);
        }
      }
    });
    expect(edited.toSorted()).toEqual(channels.flatMap(({ id }) => [`${id}-0`, `${id}-1`, `${id}-2`]).toSorted());
  });

  it('place one article after the other, each seeing the stories as the one before left them', async () => {
    const workers = await processes(4);
    const [first] = workers;
    // Two tellings of each of ten events: whoever places the second finds the first.
    const events = Array.from(
      { length: 10 },
      (_, n) => `Lantern festival number ${n}00${n} in Osk drew ${n}${n}7 boats.`,
    );
    const articles = events.flatMap((text, n) =>
      ['a', 'b'].map((who) =>
        anArticle({
          file: `${n}${who}.txt`,
          title: `Festival ${n}`,
          date: '2026-11-14',
          paragraphs: [`${text} ${who}`],
        }),
      ),
    );
    for (const article of articles) await first.takeIn(anArrival(article));
    await atOnce(workers, async (archive) => {
      for (const claim of await claimEverything(archive)) {
        expect(await archive.keepSummary(claim, aSummary(claim.article), at(1))).toBe(true);
      }
    });
    const placed = await rows(first, 'select number from story_articles order by number');
    expect(placed.map(({ number }) => Number(number))).toEqual(articles.map((_, index) => index + 1));
    const stories = await first.stories({});
    expect(stories.flatMap((story) => story.articles)).toHaveLength(articles.length);
    const [waiting] = await rows(first, 'select count(*) as articles from waiting_terms');
    expect(Number(waiting?.['articles'])).toBe(articles.length);
  });

  it('publish a window once, and digests that can be told apart by their turns', async () => {
    const workers = await processes(6);
    const outcomes = await atOnce(workers, (archive, n) => archive.publish(aPublication(`d${n}`, WINDOW)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await workers[0].unsentDigests()).toEqual([`d${outcomes.indexOf(true)}`]);

    const overlapping = await atOnce(workers, (archive, n) =>
      archive.publish(aPublication(`e${n}`, { from: at(n), to: at(n + 6) })),
    );
    expect(overlapping.filter(Boolean)).toHaveLength(1);

    await atOnce(workers, (archive, n) =>
      archive.publish(aPublication(`f${n}`, WINDOW, { channel: { platform: 'slack', id: `C${n}` } })),
    );
    const turns = await rows(workers[0], 'select turn from digests order by turn');
    expect(turns.map(({ turn }) => Number(turn))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('take in the same file once', async () => {
    const workers = await processes(6);
    for (let n = 0; n < 10; n++) {
      const intakes = await atOnce(workers, (archive) => archive.takeIn(anArrival(numbered(n))));
      const kinds = intakes.map(({ kind }) => kind).toSorted();
      expect(kinds).toEqual(['known', 'known', 'known', 'known', 'known', 'taken']);
    }
    expect(await workers[0].counts()).toMatchObject({ articles: 10, unread: 10 });
  });

  it('take in the same text once, whatever the files are called: the others are its copies', async () => {
    const workers = await processes(6);
    for (let n = 0; n < 10; n++) {
      const text = [`Otters number ${n} came back to the mill pond of Brisk.`];
      const intakes = await atOnce(workers, (archive, who) =>
        archive.takeIn(anArrival(anArticle({ file: `${n}-${who}.txt`, paragraphs: text }))),
      );
      expect(intakes.filter(({ kind }) => kind === 'taken')).toHaveLength(1);
      expect(intakes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(5);
    }
    expect(await workers[0].counts()).toMatchObject({ articles: 60, unread: 10 });
  });

  it('lose no copy that comes in while its original is being read', async () => {
    const [reader, intake] = await processes(2);
    for (let n = 0; n < 25; n++) {
      const text = [`Lighthouse number ${n} of Osk is for sale.`];
      const [original, copy] = ['a', 'b'].map((who) => anArticle({ file: `${n}${who}.txt`, paragraphs: text }));
      if (!original || !copy) throw new Error('there are two');
      await intake.takeIn(anArrival(original));
      const [claim] = await reader.claimReading(at(1), MINUTE, 1);
      if (!claim) throw new Error('it is to be read');
      await Promise.all([reader.keepSummary(claim, aSummary(original), at(1)), intake.takeIn(anArrival(copy))]);
      const trace = await reader.trace(copy.id);
      expect(trace).toMatchObject({ duplicateOf: original.id, storyId: await reader.storyOf(original.id) });
      expect(trace?.storyId).not.toBeNull();
      expect(trace?.reading.readAt).not.toBeNull();
    }
  });

  it('bring the tables up to date once, however many start together', async () => {
    const url = await take({ isNew: true });
    const [first] = await atOnce([1, 2, 3, 4, 5], () => open(url));
    if (!first) throw new Error('five are open');
    expect(await first.counts()).toMatchObject({ articles: 0 });
    const versions = await rows(first, 'select version from schema_version order by version');
    expect(versions.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('change nothing when they wake up after their lease ran out', async () => {
    const [sleeper, other] = await processes(2);
    await sleeper.takeIn(anArrival(numbered(0)));
    await sleeper.publish(aPublication('d1', WINDOW));
    const [reading] = await sleeper.claimReading(at(1), MINUTE, 1);
    const [delivery] = await sleeper.claimDeliveries(at(1), MINUTE, 1, PLATFORMS);
    const [again] = await other.claimReading(at(3), MINUTE, 1);
    const [resent] = await other.claimDeliveries(at(3), MINUTE, 1, PLATFORMS);
    if (!reading || !delivery || !again || !resent) throw new Error('all are taken');
    expect(resent.lookUpFirst).toBe(true);

    const failure = { reason: 'late', raw: null, nextAt: null };
    expect(await sleeper.keepSummary(reading, aSummary(reading.article), at(4))).toBe(false);
    expect(await sleeper.failReading(reading, failure)).toBe(false);
    await sleeper.releaseReading(reading);
    expect(await sleeper.settleDelivery(delivery, { kind: 'rejected', reason: 'late' })).toBe(false);
    expect(await other.keepSummary(again, aSummary(again.article), at(4))).toBe(true);
    expect(await other.settleDelivery(resent, { kind: 'sent', ref: '1', at: at(4) })).toBe(true);
    expect(await sleeper.settleDelivery(delivery, { kind: 'rejected', reason: 'later' })).toBe(false);
    expect((await other.deliveries('d1')).map(({ state }) => state.kind)).toEqual(['sent']);
  });
});
