import { describe, expect, it } from 'vitest';
import { type Channel, PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { aMute, anEntry, aReport, aSubscription, aTopic, ILSE, OTHER, TOMAS, WORKSPACE } from './kept.ts';
import { aPublication, DESK } from './publications.ts';
import { at, MINUTE } from './times.ts';

const DAY = '2026-11-14';
const LIMITS = { perPerson: 9, perChannel: 9, perWorkspace: 9 };
const DIRECT: Channel = { platform: 'slack', id: 'D0OWN' };
const ELSEWHERE: Channel = { platform: 'slack', id: 'C0ELSE' };

export function eraseContract(open: () => Promise<Archive>, dump: (archive: Archive) => Promise<string>): void {
  const article = anArticle();

  /** A person of a workspace did everything that there is to do, in one of its channels. */
  async function everythingDone(archive: Archive, person: string, workspace: string, channel: Channel): Promise<void> {
    const made = { person, at: at(0) };
    const where = { platform: channel.platform, workspace, channel };
    const origin = { platform: channel.platform, workspace };
    const id = `${channel.platform}:${channel.id}@08:00`;
    const topic = `topic-of-${channel.id.toLowerCase()}`;
    await archive.keepSubscription(aSubscription({ id, channel, workspace, made }));
    await archive.pauseSubscription(id, made);
    await archive.pauseSubscription(`${channel.platform}:${channel.id}@19:00`, made);
    await archive.keepTopic(aTopic({ name: topic, platform: channel.platform, workspace, channel, made }));
    await archive.fileUnder(topic, at(0), [article.id]);
    await archive.keepQuestionLimits(channel.platform, workspace, LIMITS);
    await archive.spendQuestion({ ...where, person }, DAY, LIMITS);
    await archive.keepTurn(channel, 'root', person, workspace, {
      question: 'Q?',
      answer: 'A.',
      articleIds: [],
      at: at(0),
    });
    await archive.keepMute(aMute({ channel, made }));
    await archive.keepReport(aReport({ id: `report in ${channel.id}`, ...where, made }));
    await archive.keepCorrection({ storyId: 's1', text: 'It was on Sunday.', origin, made });
    await archive.recordAudit(anEntry({ ...where, person }));
    await archive.recordAudit(anEntry({ ...where, person: 'U0ADMIN', command: 'news-admin erase', subject: person }));
    await archive.keepDraft(`draft in ${channel.id}`, { command: 'news report', args: { reason: 'Long' }, made });
  }

  async function withArticle() {
    const archive = await open();
    await archive.takeIn(anArrival(article, { at: at(0) }));
    for (const claim of await archive.claimReading(at(1), MINUTE, 1)) {
      await archive.keepSummary(claim, aSummary(claim.article, { topics: ['shipping'] }), at(1));
    }
    return archive;
  }

  const kinds = async (archive: Archive, digestId: string) =>
    (await archive.deliveries(digestId)).map(({ state }) => state.kind);

  describe('erasing a person', () => {
    it('within one workspace leaves what they did in another', async () => {
      const archive = await withArticle();
      await everythingDone(archive, ILSE, WORKSPACE, DESK);
      await everythingDone(archive, ILSE, 'T0ELSE', ELSEWHERE);
      const before = (await archive.turns(ELSEWHERE, 'root', 9)).length;
      expect(before).toBe(1);
      await archive.erase({ platform: 'slack', person: ILSE, within: WORKSPACE });
      expect(await archive.turns(DESK, 'root', 9)).toEqual([]);
      expect((await archive.audit('slack', WORKSPACE, 9)).map(({ person }) => person)).not.toContain(ILSE);
      expect((await archive.mutes(DESK, at(1))).map(({ made }) => made.person)).toEqual(['erased']);
      expect((await archive.mutes(ELSEWHERE, at(1))).map(({ made }) => made.person)).toEqual([ILSE]);
      expect((await archive.corrections(['s1'])).map(({ origin, made }) => [origin?.workspace, made.person])).toEqual([
        [WORKSPACE, 'erased'],
        ['T0ELSE', ILSE],
      ]);
      expect((await archive.pausedSubscriptions()).map(({ id, by }) => [id, by.person]).toSorted()).toEqual([
        ['slack:C0DESK@08:00', 'erased'],
        ['slack:C0DESK@19:00', 'erased'],
        ['slack:C0ELSE@08:00', ILSE],
        ['slack:C0ELSE@19:00', ILSE],
      ]);
      expect(await archive.turns(ELSEWHERE, 'root', 9)).toHaveLength(1);
      expect((await archive.audit('slack', 'T0ELSE', 9)).map(({ person }) => person)).toContain(ILSE);
    });

    it('within their only workspace leaves no trace of them', async () => {
      const archive = await withArticle();
      await everythingDone(archive, ILSE, WORKSPACE, DESK);
      await archive.erase({ platform: 'slack', person: ILSE, within: WORKSPACE });
      expect(await dump(archive)).not.toContain(ILSE);
    });

    it('leaves no trace of them in any table, and everything of others', async () => {
      const archive = await withArticle();
      await everythingDone(archive, ILSE, WORKSPACE, DESK);
      await archive.keepSubscription(
        aSubscription({ id: 'slack:D0OWN@07:00', channel: DIRECT, follower: ILSE, made: { person: ILSE, at: at(0) } }),
      );
      await everythingDone(archive, TOMAS, WORKSPACE, ELSEWHERE);
      expect(await dump(archive)).toContain(ILSE);

      expect(await archive.erase({ platform: 'slack', person: ILSE, within: null })).toBeGreaterThan(10);
      const left = await dump(archive);
      expect(left).not.toContain(ILSE);
      expect(left).not.toContain('report in C0DESK');
      expect(await archive.turns(DESK, 'root', 9)).toEqual([]);
      expect(await archive.draft('draft in C0DESK')).toBeNull();
      // What they made for others stays, by nobody.
      expect((await archive.keptSubscriptions()).map(({ id, made }) => [id, made.person])).toEqual([
        ['slack:C0DESK@08:00', 'erased'],
        ['slack:C0ELSE@08:00', TOMAS],
      ]);
      expect(await archive.mutes(DESK, at(1))).toEqual([aMute({ made: { person: 'erased', at: at(0) } })]);
      expect((await archive.pausedSubscriptions()).map(({ by }) => by.person).toSorted()).toEqual([
        TOMAS,
        TOMAS,
        'erased',
        'erased',
      ]);
      expect(await archive.keptTopics()).toHaveLength(2);
      expect(await archive.turns(ELSEWHERE, 'root', 9)).toHaveLength(1);
      expect(await archive.draft('draft in C0ELSE')).not.toBeNull();
      expect(await archive.erase({ platform: 'slack', person: ILSE, within: null })).toBe(0);
    });

    it('is of one platform: somebody with the same id on another stays', async () => {
      const archive = await withArticle();
      await everythingDone(archive, ILSE, 'server', OTHER);
      const draft = await archive.draft('draft in 42');
      await archive.erase({ platform: 'slack', person: ILSE, within: null });
      expect((await archive.corrections(['s1']))[0]?.made.person).toBe(ILSE);
      expect((await archive.keptSubscriptions())[0]?.made.person).toBe(ILSE);
      expect(await archive.turns(OTHER, 'root', 9)).toHaveLength(1);
      expect((await archive.mutes(OTHER, at(1)))[0]?.made.person).toBe(ILSE);
      expect((await archive.pausedSubscriptions())[0]?.by.person).toBe(ILSE);
      expect(draft).not.toBeNull();
    });
  });

  describe('erasing a workspace', () => {
    it('takes all that was made in it, and nothing of another', async () => {
      const archive = await withArticle();
      await everythingDone(archive, TOMAS, 'T0OTHER', ELSEWHERE);
      const others = (await dump(archive)).split('\n');
      await everythingDone(archive, ILSE, WORKSPACE, DESK);
      // A pause of the operator's subscription stays in force, whoever paused it.
      const spared = ['slack:C0DESK@19:00'];
      expect(await archive.erase({ platform: 'slack', workspace: WORKSPACE, spared })).toBeGreaterThan(10);
      const left = await dump(archive);
      expect(left).not.toContain(WORKSPACE);
      expect((await archive.pausedSubscriptions()).map(({ id, by }) => [id, by.person]).toSorted()).toEqual([
        ['slack:C0DESK@19:00', 'erased'],
        ['slack:C0ELSE@08:00', TOMAS],
        ['slack:C0ELSE@19:00', TOMAS],
      ]);
      expect(others.filter((row) => !left.includes(row))).toEqual([]);
      expect(left.split('\n').filter((row) => row.includes(ILSE))).toEqual([]);
    });

    it('takes articles out from under its topics, and leaves the articles', async () => {
      const archive = await withArticle();
      await everythingDone(archive, ILSE, WORKSPACE, DESK);
      expect(await archive.stories({ topic: 'topic-of-c0desk' })).toHaveLength(1);
      await archive.erase({ platform: 'slack', workspace: WORKSPACE });
      expect(await archive.stories({ topic: 'topic-of-c0desk' })).toEqual([]);
      expect((await archive.trace(article.id))?.topics).toEqual(['shipping']);
    });

    it('takes what was published to it, look backs too, and leaves what the operator’s list brings', async () => {
      const archive = await withArticle();
      await archive.keepSubscription(aSubscription());
      const window = { from: at(0), to: at(5) };
      for (const [id, subscriptionId] of [
        ['told', 'slack:C0DESK@08:00'],
        ['back', 'slack:C0DESK@08:00#lookback'],
        ['given up long ago', 'slack:C0DESK@07:00'],
        ['operators', 'slack:C0DESK@19:00'],
      ] as const) {
        await archive.publish({ ...aPublication(id, window, { articleIds: [article.id] }), subscriptionId });
      }
      await archive.publish({ ...aPublication('quiet', window), subscriptionId: 'slack:C0DESK@06:00', digest: null });
      await archive.erase({ platform: 'slack', workspace: WORKSPACE, spared: ['slack:C0DESK@19:00'] });
      for (const id of ['told', 'back', 'given up long ago']) {
        expect(await kinds(archive, id)).toEqual([]);
        expect(await archive.digest(id)).toBeNull();
      }
      expect(await kinds(archive, 'operators')).toEqual(['pending']);
      expect(await archive.lastWindow('slack:C0DESK@06:00')).toBeNull();
      expect(await archive.lastWindow('slack:C0DESK@19:00')).toEqual(window);
    });

    it('sends nothing more to it, not even when somebody retries', async () => {
      const archive = await open();
      await archive.keepSubscription(aSubscription({ id: 'desk@08:00' }));
      await archive.keepSubscription(aSubscription({ id: 'discord:42@08:00', channel: OTHER, workspace: 'server' }));
      await archive.publish(aPublication('d1', { from: at(0), to: at(5) }, { parts: 3 }));
      await archive.publish(aPublication('d2', { from: at(0), to: at(5) }, { channel: OTHER }));
      const [root] = await archive.claimDeliveries(at(6), MINUTE, 1, ['slack']);
      if (!root) throw new Error('nothing to deliver');
      await archive.settleDelivery(root, { kind: 'sent', ref: '1', at: at(6) });
      const [underWay] = await archive.claimDeliveries(at(6), MINUTE, 1, ['slack']);
      if (!underWay) throw new Error('nothing to deliver');

      await archive.erase({ platform: 'slack', workspace: WORKSPACE });
      expect(await archive.settleDelivery(underWay, { kind: 'failed', reason: 'busy', nextAt: at(7) })).toBe(false);
      await archive.retry({ readings: false, channel: DESK }, at(8));
      expect(await kinds(archive, 'd1')).toEqual([]);
      const claims = await archive.claimDeliveries(at(9), MINUTE, 9, PLATFORMS);
      expect(claims.map(({ delivery }) => delivery.digestId)).toEqual(['d2']);
    });

    it('has nothing published to a subscription that was made in chat and is gone', async () => {
      const archive = await open();
      await archive.keepSubscription(aSubscription());
      const madeInChat = aSubscription().id;
      const publication = { ...aPublication('d1', { from: at(0), to: at(5) }), subscriptionId: madeInChat, madeInChat };
      await archive.erase({ platform: 'slack', workspace: WORKSPACE });
      expect(await archive.publish(publication)).toBe(false);
      expect(await archive.lastWindow(madeInChat)).toBeNull();
      expect(await archive.claimDeliveries(at(9), MINUTE, 9, PLATFORMS)).toEqual([]);
      await archive.keepSubscription(aSubscription());
      expect(await archive.publish(publication)).toBe(true);
    });
  });

  describe('an answer that is being given', () => {
    const by = { platform: 'slack', workspace: WORKSPACE, channel: DESK, person: ILSE } as const;
    const turn = { question: 'Who is Osk?', answer: 'A port.', articleIds: [], at: at(2) };

    it.each([
      ['the person', { platform: 'slack', person: ILSE, within: null }],
      ['the person, known elsewhere,', { platform: 'slack', person: ILSE, within: WORKSPACE }],
      ['the workspace', { platform: 'slack', workspace: WORKSPACE }],
    ] as const)('is not kept when %s is erased meanwhile', async (_, whom) => {
      const archive = await open();
      await archive.recordAudit(anEntry({ workspace: 'T0ELSE', person: ILSE }));
      await archive.spendQuestion(by, DAY, LIMITS);
      await archive.erase(whom);
      await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, turn, DAY);
      expect(await dump(archive)).not.toContain('Who is Osk?');
      // Whoever comes back is kept anew.
      await archive.spendQuestion(by, DAY, LIMITS);
      await archive.keepTurn(DESK, 'root', ILSE, WORKSPACE, turn, DAY);
      expect(await archive.turns(DESK, 'root', 9)).toHaveLength(1);
    });
  });
}
