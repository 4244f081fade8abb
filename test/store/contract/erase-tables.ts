/** Erasing, table by table: whatever column may hold somebody's id or words holds none of them afterwards. */
import { describe, expect, it } from 'vitest';
import { type Channel, channelName } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { aMute, anEntry, aReport, aSubscription, aTopic } from './kept.ts';
import { aPublication } from './publications.ts';
import { at, MINUTE } from './times.ts';

/** By table: the columns that hold text, and all rows. */
export type Tables = Readonly<
  Record<string, { readonly texts: readonly string[]; readonly rows: readonly Record<string, unknown>[] }>
>;

/** Columns in which ids of people, channels and workspaces stand, or what people wrote. */
const SOMEBODYS: Readonly<Record<string, readonly string[]>> = {
  audit: ['channel', 'person', 'subject', 'workspace'],
  article_topics: ['topic'],
  corrections: ['made_by', 'text', 'workspace'],
  deliveries: ['channel', 'content', 'subscription_id'],
  digest_articles: ['channel'],
  digests: ['channel', 'content', 'subscription_id'],
  drafts: ['args', 'made_by'],
  edits: ['channel', 'content'],
  mutes: ['channel', 'label', 'made_by', 'subject'],
  paused_channels: ['channel'],
  paused_subscriptions: ['paused_by', 'subscription_id'],
  question_counts: ['subject', 'workspace'],
  question_limits: ['workspace'],
  reports: ['channel', 'made_by', 'reason', 'workspace'],
  story_topics: ['topic'],
  subscriptions: ['actors', 'channel', 'follower', 'id', 'made_by', 'topics', 'workspace'],
  topics: ['channel', 'channels', 'description', 'made_by', 'name', 'terms', 'workspace'],
  turns: ['answer', 'channel', 'person', 'question', 'workspace'],
  unanswered: ['back', 'event', 'person', 'workspace'],
  windows: ['subscription_id'],
};

/** Tables and columns that hold nothing of the kind, or that outlive what is erased for a reason. */
const NOBODYS: Readonly<Record<string, readonly string[] | 'all'>> = {
  // What was read, and how articles come together.
  articles: 'all',
  arrivals: 'all',
  readings: 'all',
  search_documents: 'all',
  stories: 'all',
  story_articles: 'all',
  counters: 'all',
  fingerprints: 'all',
  article_profiles: 'all',
  article_terms: 'all',
  term_counts: 'all',
  waiting_terms: 'all',
  story_profiles: 'all',
  ended_stories: 'all',
  embeddings: 'all',
  story_embeddings: 'all',
  judgements: 'all',
  removed_articles: 'all',
  evidence_articles: 'all',
  model_calls: 'all',
  // Of articles only: what models say to questions is not kept (`llm/openai.ts`).
  model_answers: 'all',
  schema_version: 'all',
  alerts: 'all',
  shared_limits: 'all',
  // A workspace removes the app to be forgotten with its token.
  installations: 'all',
  // Fingerprints of events.
  handled_events: 'all',
  lookback_articles: 'all',
  audit: ['command', 'platform'],
  article_topics: ['article_id', 'day'],
  corrections: ['platform', 'story_id'],
  deliveries: ['digest_id', 'key', 'platform', 'reason', 'ref', 'state'],
  digest_articles: ['article_id', 'digest_id'],
  digests: ['id'],
  drafts: ['command', 'id'],
  edits: ['key', 'reason', 'state'],
  mutes: ['kind'],
  paused_channels: ['reason'],
  question_counts: ['day', 'kind', 'platform'],
  question_limits: ['platform'],
  reports: ['id', 'platform', 'story_id'],
  story_topics: ['story_id'],
  subscriptions: ['lookback', 'place', 'platform', 'quiet', 'schedule'],
  topics: ['platform'],
  turns: ['article_ids', 'platform', 'thread'],
  unanswered: ['command', 'platform'],
  windows: ['digest_id'],
};

/** In everything that belongs to those who are erased, and in nothing else. */
const MARK = 'ERASEME';
const LIMITS = { perPerson: 9, perChannel: 9, perWorkspace: 9 };
const DAY = '2026-11-14';

interface Life {
  readonly person: string;
  readonly workspace: string;
  readonly channel: Channel;
  readonly follower: string | null;
  readonly words: string;
}

export function eraseTablesContract(open: () => Promise<Archive>, tables: (archive: Archive) => Promise<Tables>): void {
  const article = anArticle();

  async function withArticle(): Promise<Archive> {
    const archive = await open();
    await archive.takeIn(anArrival(article, { at: at(0) }));
    for (const claim of await archive.claimReading(at(1), MINUTE, 1)) {
      await archive.keepSummary(claim, aSummary(claim.article, { topics: ['shipping'] }), at(1));
    }
    return archive;
  }

  /** Somebody did in a channel everything that there is to do. */
  async function live(archive: Archive, { person, workspace, channel, follower, words }: Life): Promise<void> {
    const made = { person, at: at(0) };
    const where = { platform: channel.platform, workspace, channel };
    const id = `${channelName(channel)}@08:00`;
    const topic = `topic-${words.toLowerCase()}-${channel.id.toLowerCase()}`;
    const place = follower === null ? 'private' : 'direct';
    const subscription = { id, channel, workspace, follower, place, topics: [words], actors: [words], made } as const;
    const event = `slack:${channel.id}:${person}`;
    const asked = { event, platform: channel.platform, workspace, person, command: 'news ask', back: words, at: at(0) };
    await archive.firstSeen(event, at(0), { asked, until: at(1) });
    await archive.keepSubscription(aSubscription(subscription));
    await archive.pauseSubscription(id, made);
    await archive.keepTopic(
      aTopic({ name: topic, description: words, terms: [words], channels: [channelName(channel)], ...where, made }),
    );
    await archive.fileUnder(topic, at(0), [article.id]);
    await archive.keepQuestionLimits(channel.platform, workspace, LIMITS);
    await archive.spendQuestion({ ...where, person }, DAY, LIMITS);
    const turn = { question: words, answer: words, articleIds: [], at: at(0) };
    await archive.keepTurn(channel, 'root', person, workspace, turn, DAY);
    await archive.keepMute(aMute({ channel, subject: words, label: words, made }));
    await archive.keepReport(aReport({ id: `report ${channel.id.slice(0, 1)}`, ...where, reason: words, made }));
    const origin = { platform: channel.platform, workspace };
    await archive.keepCorrection({ storyId: 's1', text: words, origin, made });
    await archive.recordAudit(anEntry({ ...where, person, subject: id }));
    await archive.keepDraft('draft', { command: 'news report', args: { reason: words }, made });
    await publishTo(archive, channel, id, words);
  }

  /** A digest of which one part was posted and corrected and one is still to be sent, and a window without one. */
  async function publishTo(archive: Archive, channel: Channel, id: string, words: string): Promise<void> {
    const window = { from: at(0), to: at(5) };
    const publication = aPublication('d1', window, { channel, articleIds: [article.id] });
    const deliveries = [0, 1].map((part) => ({
      key: `d1-${part}`,
      part,
      content: { place: part === 0 ? ('root' as const) : ('thread' as const), payload: { text: words } },
    }));
    const digest = publication.digest && { ...publication.digest, subscriptionId: id };
    await archive.publish({ ...publication, subscriptionId: id, digest, deliveries });
    const [claim] = await archive.claimDeliveries(at(6), MINUTE, 1, [channel.platform]);
    if (!claim || !digest) throw new Error('nothing to deliver');
    await archive.settleDelivery(claim, { kind: 'sent', ref: '1', at: at(6) });
    const corrected = deliveries.map((one) => ({
      ...one,
      content: { ...one.content, payload: { text: `${words}!` } },
    }));
    await archive.correctDigest({ ...digest, considered: 99 }, corrected, at(7));
    await archive.publish({ ...publication, subscriptionId: `${channelName(channel)}@07:00`, digest: null });
    await archive.closeChannel(channel, 'It is archived.', at(8));
  }

  async function marked(archive: Archive): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [table, { rows }] of Object.entries(await tables(archive))) {
      const columns = new Set(rows.flatMap((row) => Object.keys(row).filter((key) => isMarked(row[key]))));
      if (columns.size > 0) found[table] = [...columns].toSorted();
    }
    return found;
  }

  const isMarked = (value: unknown) => typeof value === 'string' && value.toUpperCase().includes(MARK);

  describe('erasing, in every table,', () => {
    it('knows of each column whether it holds something of somebody’s', async () => {
      const archive = await open();
      for (const [table, { texts }] of Object.entries(await tables(archive))) {
        const nobodys = NOBODYS[table] ?? [];
        const known = nobodys === 'all' ? texts : [...nobodys, ...(SOMEBODYS[table] ?? [])];
        expect([table, known.toSorted()]).toEqual([table, texts.toSorted()]);
      }
    });

    const ours = { person: `U0${MARK}`, workspace: `T0${MARK}`, words: MARK } as const;
    const others: Life = {
      person: 'U0TOMAS',
      workspace: 'T0SUND',
      channel: { platform: 'slack', id: 'C0ELSE' },
      follower: null,
      words: 'harbours',
    };

    it('takes every id and word of a workspace out', async () => {
      const archive = await withArticle();
      await live(archive, { ...ours, channel: { platform: 'slack', id: `C0${MARK}` }, follower: `U0${MARK}` });
      expect(await marked(archive)).toEqual(SOMEBODYS);
      await archive.erase({ platform: 'slack', workspace: `T0${MARK}` });
      expect(await marked(archive)).toEqual({});
    });

    it('takes every id of a person out, and every word of their own, wherever they were', async () => {
      const archive = await withArticle();
      await live(archive, {
        ...ours,
        workspace: 'T0SUND',
        channel: { platform: 'slack', id: `D0${MARK}` },
        follower: `U0${MARK}`,
      });
      await archive.erase({ platform: 'slack', person: `U0${MARK}`, within: 'T0SUND' });
      // What somebody set right for everybody stays, as somebody's.
      expect(await marked(archive)).toEqual({ corrections: ['text'] });
      expect((await archive.corrections(['s1'])).map(({ made }) => made.person)).toEqual(['erased']);
    });

    it('takes a person’s direct messages out that only the platform knows to be theirs', async () => {
      const archive = await withArticle();
      const direct = { platform: 'slack', id: `D0${MARK}` } as const;
      await publishTo(archive, direct, `${channelName(direct)}@08:00`, MARK);
      await archive.erase({ platform: 'slack', person: `U0${MARK}`, within: null, direct: [direct] });
      expect(await marked(archive)).toEqual({});
    });

    it('leaves every row of others as it was', async () => {
      const archive = await withArticle();
      await live(archive, others);
      const before = await tables(archive);
      await archive.erase({ platform: 'slack', person: `U0${MARK}`, within: null, direct: [] });
      await archive.erase({ platform: 'slack', person: others.person, within: 'T0ELSE' });
      await archive.erase({ platform: 'slack', workspace: `T0${MARK}` });
      await archive.erase({ platform: 'discord', workspace: others.workspace });
      await archive.erase({ platform: 'discord', person: others.person, within: null });
      const after = await tables(archive);
      // Drafts of nobody in particular go by the person's id, whichever the platform.
      expect({ ...after, drafts: null }).toEqual({ ...before, drafts: null });
    });
  });
}
