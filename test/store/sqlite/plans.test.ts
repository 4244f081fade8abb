import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { createArchive } from '../../../src/store/archive.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { endLeases } from '../../../src/store/recover.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { sqlite } from '../../../src/store/sqlite/dialect.ts';
import { sqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { anArrival, aSummary } from '../../support/articles.ts';
import { balanced } from '../contract/balanced-news.ts';
import { aMute, anEntry, aReport, aSubscription, aTopic, ILSE, WORKSPACE } from '../contract/kept.ts';
import { tell } from '../contract/news.ts';
import { aPublication, DESK } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { numbered } from './numbered.ts';

/** Everything the pipeline asks again and again, once. */
async function work(archive: Archive): Promise<void> {
  const likeness = { print: new Uint8Array(16), keys: [1, 2], copyOf: null, newerOf: null };
  await archive.sharing(likeness.keys);
  await archive.takeIn(anArrival(numbered(0), { likeness }));
  await archive.settled('0.txt', anArrival(numbered(0)).hash);
  for (const claim of await archive.claimReading(at(1), MINUTE, 1)) {
    await archive.keepEmbedding(claim.article.id, { model: 'm', vector: Float32Array.of(1, 0) });
    await archive.keepSummary(claim, aSummary(claim.article, { topics: ['shipping'] }), at(1));
  }
  await archive.embeddedBy(numbered(0).id);
  await judge(archive);
  await archive.closeQuietStories(at(0));
  await archive.countUnread(at(1));
  await archive.nextReadingAt();
  await archive.lastWindow('desk@08:00');
  await archive.lastWindows(['desk@08:00', 'desk@18:00']);
  await archive.candidates(DESK, { from: at(0), to: at(2) });
  await archive.publish(aPublication('d1', { from: at(0), to: at(2) }, { parts: 2 }));
  await archive.told(DESK, ['s1']);
  await archive.lastDigest();
  await archive.lastDigest(DESK);
  for (let part = 0; part < 2; part++) {
    for (const claim of await archive.claimDeliveries(at(2), MINUTE, 20, PLATFORMS)) {
      await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(2) });
    }
  }
  await archive.nextDeliveryAt(PLATFORMS);
  await archive.unsentDigests();
  await archive.closeChannel(DESK, 'gone', at(3));
  await archive.stories({ since: '2026-11-14', topic: 'shipping' });
  await archive.search('ferry bridge', 5);
  await archive.spentSince(at(0));
}

/** What machines look at from outside, every minute and at every scrape. */
async function lookAt(archive: Archive): Promise<void> {
  const alert = { kind: 'intake-silent', subject: '' } as const;
  await archive.checkReadable();
  await archive.checkWritable(at(3));
  await archive.vitals(at(3));
  await archive.newestArrival();
  await archive.undelivered(at(3));
  await archive.alerts();
  const lease = { from: at(3), until: at(5) };
  await archive.raiseAlert({ ...alert, since: at(3) }, lease);
  await archive.alertTold(alert, lease);
  await archive.liftAlert({ ...alert, overAt: at(4) }, lease);
  await archive.unliftAlert(alert);
  await archive.unraiseAlert(alert);
}

/** What a model is asked of articles that came in on balanced evidence. */
async function judge(archive: Archive): Promise<void> {
  const saying = { same: false, because: 'b', model: 'm', promptHash: 'p' };
  for (const file of ['stranding', 'shares'] as const) await tell(archive, balanced(file), 1);
  const claim = await archive.claimJudgement(at(1), at(0), 0);
  if (!claim) throw new Error('nothing is balanced');
  await archive.failJudgement(claim, { reason: 'busy', nextAt: at(1) });
  const again = await archive.claimJudgement(at(1), at(0), 0);
  await archive.nextJudgementAt();
  if (again) await archive.keepJudgement(again, saying, at(1));
}

/** What people ask for in chat, once. */
async function talk(archive: Archive): Promise<void> {
  const { id } = numbered(0);
  const who = { platform: 'slack', workspace: WORKSPACE, channel: DESK, person: ILSE } as const;
  const limits = { perPerson: 2, perChannel: 2, perWorkspace: 2 };
  await archive.firstSeen('slack:Ev1', at(0));
  await archive.keepSubscription(aSubscription());
  await archive.pauseSubscription(aSubscription().id, { person: ILSE, at: at(0) });
  await archive.resumeSubscription(aSubscription().id);
  await archive.keepTopic(aTopic());
  await archive.fileUnder(
    'ferries',
    at(0),
    (await archive.articlesSince(at(0), null, 5)).map((article) => article.id),
  );
  await archive.articlesSince(at(0), id, 5);
  await archive.fileUnder('ferries', at(0), []);
  await archive.spendQuestion(who, '2026-11-14', limits);
  await archive.questionsOn('2026-11-14', who);
  await archive.questionLimits('slack', WORKSPACE);
  await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, { question: '', answer: '', articleIds: [], at: at(0) });
  await archive.turns(DESK, 'root', 5);
  for (const filter of [
    { from: '2026-11-14', hiddenTopics: ['secret'] },
    { topic: 'ferries' },
    { hiddenTopics: ['a'] },
  ]) {
    await archive.search('ferry bridge', 5, filter);
    await archive.extent({ hiddenTopics: [], ...filter });
  }
  await archive.weights(['ferry']);
  await archive.keepMute(aMute());
  await archive.mutes(DESK, at(0));
  await archive.keepReport(aReport());
  await archive.reports('slack', WORKSPACE, 5);
  await archive.keepCorrection({ storyId: 's1', text: '', origin: null, made: { person: ILSE, at: at(0) } });
  await archive.corrections(['s1']);
  await archive.recordAudit(anEntry());
  await archive.audit('slack', WORKSPACE, 5);
  await archive.stories({ hiddenTopics: ['secret'], limit: 5 });
  await archive.story((await archive.storyOf(id)) ?? '');
  await archive.trace(id);
  await archive.digestsWith([id], at(0));
  await tellApart(archive, id);
  await archive.digest('d1');
  await archive.digestAt(DESK, '1');
  await archive.rootRefOf('d1');
  await archive.problems({ limit: 5 });
  await archive.retry({ readings: true, channel: DESK }, at(4));
  await archive.dropTopic('ferries');
  await archive.dropSubscription(aSubscription().id);
}

/** What managers do to stories. */
async function tellApart(archive: Archive, id: string): Promise<void> {
  const edit = { by: { person: ILSE, at: at(0) } };
  await archive.takeIn(anArrival(numbered(1)));
  for (const claim of await archive.claimReading(at(5), MINUTE, 1))
    await archive.keepSummary(claim, aSummary(claim.article), at(5));
  const other = (await archive.splitStory([numbered(1).id], edit)) ?? '';
  await archive.mergeStories([(await archive.storyOf(id)) ?? '', other], edit);
}

describe('the queries of every day', () => {
  it('walk no large table from end to end', async () => {
    const database = new DatabaseSync(':memory:');
    const db = new Kysely<Schema>({ dialect: sqliteDialect(database, 'memory') });
    await migrate(db, sqlite, 'memory');
    const asked = new Set<string>();
    const prepare = database.prepare.bind(database);
    database.prepare = (sql) => {
      asked.add(sql);
      return prepare(sql);
    };
    await endLeases(db);
    const archive = createArchive(db, sqlite, async () => {});
    await work(archive);
    await talk(archive);
    await lookAt(archive);
    await archive.letGo(at(99), { takenAt: 0, articleId: '' });
    await archive.letGoOfWords(at(99));

    const walks = [...asked].flatMap((sql) => {
      const plan = prepare(`explain query plan ${sql}`).all() as { detail: string }[];
      return plan.map(({ detail }) => detail).filter((detail) => /^SCAN (\w+)$/.test(detail) && !SMALL.test(detail));
    });
    expect(asked.size).toBeGreaterThan(80);
    expect(walks).toEqual([]);
    await db.destroy();
  });
});

/** The rows of one answer, lists that have a limit (`c`, `d`, `f` and `wanted`), or none to speak of. */
const SMALL = /SCAN (CONSTANT ROW|paused_channels|waiting_terms|alerts|restorations|c|d|f|wanted)$/;
