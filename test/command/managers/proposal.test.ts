import { describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/command/action.ts';
import { anArticle, aSummary } from '../../support/articles.ts';
import type { NewsItem } from '../../support/news.ts';
import { SECRET, someNews } from '../../support/news.ts';
import { DEALS, NOW, read } from '../../support/room.ts';
import { aManagersRoom, give, type ManagersRoom, posted, press } from './give.ts';

const DOCKS = { platform: 'slack', id: 'CDOCKS' } as const;
const inDocks = { channel: DOCKS };
const DAY_MS = 24 * 3_600_000;

const chips = (day: number, title: string, paragraph: string): NewsItem => {
  const article = anArticle({
    file: `chips-${day}.txt`,
    title,
    source: 'Velmark Ledger',
    date: `2026-11-${day.toString().padStart(2, '0')}`,
    url: `https://ledger.example/${day}`,
    paragraphs: [paragraph],
  });
  return { article, at: new Date(`2026-11-${day.toString().padStart(2, '0')}T12:00:00Z`), summary: aSummary(article) };
};

/** One that has the phrase, one that has its words apart, one of three weeks ago, and one that only has some of them. */
const CHIPS: readonly NewsItem[] = [
  chips(1, 'Velmark weighs a licence', 'Velmark may put chip export controls in place next year.'),
  chips(20, 'Velmark tightens rules', 'New chip export controls begin in May, the trade office said.'),
  chips(21, 'Chip makers protest', 'The chip makers called the controls on every export a mistake.'),
  chips(22, 'Chip prices fall', 'A chip costs a tenth less than in spring, the guild said.'),
];

const aRoomOfChips = () => aManagersRoom({ news: [...CHIPS, ...someNews()] });

/** Made anew, as after a restart: nothing is remembered but the archive. */
const restarted = (room: ManagersRoom): ManagersRoom => ({ ...room });

const namesKept = async ({ archive }: ManagersRoom) => (await archive.keptTopics()).map(({ name }) => name);

describe('words that are no topic', () => {
  it('bring a preview of seven days, with nothing made until it is confirmed', async () => {
    const room = await aRoomOfChips();
    const { reply, call } = await give(room, 'subscribe', { topic: 'chip export controls', time: '9' }, inDocks);
    expect(read(reply)).toMatchInlineSnapshot(`
      "Preview: chip export controls
      ────────────────────────────────────────────────────────────────────────────────
      The last 7 days would have brought 2 of the 6 articles that came in.

      The latest
          • Chip makers protest <https://ledger.example/21> — Velmark Ledger, 21 Nov
          • Velmark tightens rules <https://ledger.example/20> — Velmark Ledger, 20
            Nov

      It looks for
          • “chip export controls”
          • “chip”, “export” and “controls” in one paragraph

      Nothing is made yet. Once you confirm, the topic chip-export-controls comes to
      this channel every day at 09:00 (Europe/Berlin).
      [Make it and subscribe] news-admin subscribe?draft=7uvv-trRDsh0&topic=CONFIRMED
      [Other words] news-admin subscribe?again=x20-BB77YWNJJaA5
      [Cancel] news-admin subscribe?draft=7uvv-trRDsh0&topic=CANCELLED"
    `);
    expect(call.progressed).toEqual(['Looking through the last 7 days…']);
    expect(call.audited).toEqual([]);
    expect(await namesKept(room)).toEqual([]);
    expect(await room.archive.keptSubscriptions()).toEqual([]);
    expect(posted(room)).toEqual([]);
  });

  it('become a topic with its articles once confirmed, even after a restart and days later', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls', time: '9' }, inDocks);
    room.clock.skip(6 * DAY_MS);
    const { text, call } = await press(restarted(room), proposal, 'Make it and subscribe', inDocks);
    expect(text).toBe(
      'This channel now gets a digest on chip-export-controls every day at 09:00 (Europe/Berlin). ' +
        'The first one comes on Mon 30 Nov, 09:00.',
    );
    expect(posted(room)).toEqual([`slack:CDOCKS: ${text}`]);
    expect(call.audited).toEqual(['chip-export-controls → slack:CDOCKS@09:00']);
    const [topic] = await room.archive.keptTopics();
    expect(topic).toMatchObject({
      name: 'chip-export-controls',
      terms: ['chip export controls', 'chip + export + controls'],
      workspace: 'T1',
      channel: null,
    });
    const stories = await room.archive.stories({ topic: 'chip-export-controls' });
    expect(stories.flatMap(({ articles }) => articles.map(({ title }) => title)).toSorted()).toEqual(
      expect.arrayContaining(['Chip makers protest', 'Velmark tightens rules', 'Velmark weighs a licence']),
    );
  });

  it('select the digest that follows', async () => {
    const news = chips(23, 'Ministers agree', 'Ministers agreed on chip export controls.');
    const room = await aManagersRoom({ news: [...someNews().slice(0, 3), news] });
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    await press(room, proposal, 'Make it and subscribe', inDocks);
    await room.publish();
    const last = await room.archive.lastDigest(DOCKS);
    expect(last?.digest.stories.map(({ headline, topics }) => [headline, topics])).toEqual([
      ['Ministers agree', ['chip-export-controls']],
    ]);
  });

  it('act once, however often the button is pressed', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    const presses = await Promise.all([1, 2, 3].map(() => press(room, proposal, 'Make it and subscribe', inDocks)));
    const texts = presses.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('This channel now gets'))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('This proposal was confirmed or cancelled before'))).toHaveLength(2);
    expect(await namesKept(room)).toEqual(['chip-export-controls']);
    expect(posted(room)).toHaveLength(1);
    const cancelled = await press(room, proposal, 'Cancel', inDocks);
    expect(cancelled.text).toMatch(/^This proposal was confirmed or cancelled before/);
  });

  it('lose nothing when two are confirmed at once', async () => {
    const room = await aRoomOfChips();
    const one = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    const other = await give(room, 'subscribe', { topic: 'chip prices' }, inDocks);
    await Promise.all([one, other].map((proposal) => press(room, proposal, 'Make it and subscribe', inDocks)));
    const kept = await room.archive.keptSubscriptions();
    expect(kept.flatMap(({ topics }) => topics).toSorted()).toEqual(['chip-export-controls', 'chip-prices']);
  });

  it('make nothing once cancelled', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    expect((await press(room, proposal, 'Cancel', inDocks)).text).toBe('Cancelled: nothing was made.');
    const { text } = await press(room, proposal, 'Make it and subscribe', inDocks);
    expect(text).toMatch(/^This proposal was confirmed or cancelled before/);
    expect(await namesKept(room)).toEqual([]);
  });

  it('are stale after seven days, and say so', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    room.clock.skip(7 * DAY_MS + 1);
    const { text } = await press(room, proposal, 'Make it and subscribe', inDocks);
    expect(text).toBe('This proposal is older than 7 days. Give the command again to see what it brings now.');
    expect(await namesKept(room)).toEqual([]);
  });

  it('are confirmed only where they were proposed, and only while they are kept', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    for (const elsewhere of [{ ...inDocks, workspace: 'T2' }, { channel: DEALS }]) {
      const { text } = await press(room, proposal, 'Make it and subscribe', elsewhere);
      expect(text).toBe('This proposal is not kept any more. Give the command again for a new one.');
    }
    const forged = await give(room, 'subscribe', { draft: 'AAAAAAAAAAAA', topic: 'energy' }, inDocks);
    expect(forged.text).toMatch(/^This proposal is not kept any more/);
    expect(await namesKept(room)).toEqual([]);
  });

  it('go to another channel with a button that names it, so that it is looked at anew', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls', channel: 'slack:CDOCKS' });
    const [confirm] = proposal.reply.message.controls ?? [];
    expect(confirm?.action.args['channel']).toBe('slack:CDOCKS');
    await press(room, proposal, 'Make it and subscribe');
    expect((await room.archive.keptSubscriptions()).map(({ id }) => id)).toEqual(['slack:CDOCKS@08:00']);
  });

  it('fit into a button with the longest ids that there are', async () => {
    const room = await aManagersRoom({ news: [] });
    const discord = { platform: 'discord', workspace: '1'.repeat(20), person: '2'.repeat(20) } as const;
    const proposal = await give(
      room,
      'subscribe',
      { topic: 'x'.repeat(80), channel: `discord:${'3'.repeat(20)}` },
      { ...discord, channel: { platform: 'discord', id: '4'.repeat(20) } },
    );
    const actions = (proposal.reply.message.controls ?? []).map(({ action }) => encodeAction(action));
    expect(actions).toHaveLength(3);
  });

  it('stay in the private channel in which they were said', async () => {
    const room = await aRoomOfChips();
    const inPrivate = { ...inDocks, place: 'private' } as const;
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inPrivate);
    const { call } = await press(room, proposal, 'Make it and subscribe', inPrivate);
    expect(call.audited).toEqual(['private: chip-export-controls → slack:CDOCKS@08:00']);
    expect((await room.archive.keptTopics())[0]?.channel).toEqual(DOCKS);
    const elsewhere = await give(room, 'subscribe', { topic: 'chip-export-controls' });
    expect(elsewhere.text).toMatch(/^Preview/);
  });

  it('take the name that is free', async () => {
    const room = await aRoomOfChips();
    await give(room, 'topic add', { name: 'chip-export-controls', terms: 'lithography' }, { workspace: 'T2' });
    const proposal = await give(room, 'subscribe', { topic: 'Chip export controls' }, inDocks);
    expect(proposal.text).toContain('the topic chip-export-controls-2 comes to this channel');
    await give(room, 'topic add', { name: 'chip-export-controls-2', terms: 'wafers' }, { workspace: 'T2' });
    const { text } = await press(room, proposal, 'Make it and subscribe', inDocks);
    expect(text).toContain('a digest on chip-export-controls-3');
  });

  it('are known the next time', async () => {
    const room = await aRoomOfChips();
    const proposal = await give(room, 'subscribe', { topic: 'chip export controls' }, inDocks);
    await press(room, proposal, 'Make it and subscribe', inDocks);
    const { text } = await give(room, 'subscribe', { topic: 'Chip Export Controls' });
    expect(text).toMatch(/^This channel now gets a digest on chip-export-controls/);
  });
});

describe('a preview', () => {
  it('shows no article that is kept to other channels, and does not count it', async () => {
    const room = await aManagersRoom();
    const here = await give(room, 'preview', { topic: `${SECRET} deal` });
    expect(here.text).toContain('would have brought none of the 3 articles that came in. It may be too narrow');
    expect(here.text.replaceAll(`${SECRET} deal`, '').replace(`“${SECRET}” and “deal”`, '')).not.toContain(SECRET);
    const there = await give(room, 'preview', { topic: 'mergers' }, { channel: DEALS });
    expect(there.text).toContain(`${SECRET} agrees to buy Sable Lines`);
  });

  it('of a known topic offers to subscribe', async () => {
    const room = await aManagersRoom();
    const { reply } = await give(room, 'preview', { topic: 'energy' });
    expect(read(reply)).toMatchInlineSnapshot(`
      "Preview: energy
      ────────────────────────────────────────────────────────────────────────────────
      The last 7 days would have brought 1 of the 3 articles that came in.

      The latest
          • Kestrel reservoir lowered after crack is found — Highland Post, 23 Nov

      It looks for
          • “dam”
          • “reservoir”
          • “electricity”

      This is a preview: nothing was changed.
      [Subscribe] news-admin subscribe?topic=energy"
    `);
  });

  it('of any words makes the topic when that is wanted', async () => {
    const room = await aRoomOfChips();
    const shown = await give(room, 'preview', { topic: 'chip export controls' }, inDocks);
    expect(await namesKept(room)).toEqual([]);
    await press(room, shown, 'Make it and subscribe', inDocks);
    expect(await namesKept(room)).toEqual(['chip-export-controls']);
  });

  it('warns of a topic that takes in nearly everything, and of an empty archive', async () => {
    const many = Array.from({ length: 30 }, (_, n): NewsItem => {
      const article = anArticle({
        file: `${n}.txt`,
        title: `Talks ${n}`,
        paragraphs: [`The talks of day ${n} went on.`],
      });
      return { article, at: new Date('2026-11-23T12:00:00Z'), summary: null };
    });
    const room = await aManagersRoom({ news: many });
    const { text } = await give(room, 'preview', { topic: 'talks' });
    expect(text).toContain('would have brought 30 of the 30 articles that came in. It may be too broad');
    const empty = await give(await aManagersRoom({ news: [] }), 'preview', { topic: 'talks' });
    expect(empty.text).toContain('No articles came in during the last 7 days, so there is nothing to judge by.');
  });

  it('lets others have their turn every few articles', async () => {
    const many = Array.from({ length: 120 }, (_, n): NewsItem => {
      const article = anArticle({ file: `${n}.txt`, title: `Day ${n}`, paragraphs: [`Chip ${n}.`] });
      return { article, at: new Date(new Date(NOW).getTime() - (n + 1) * 60_000), summary: null };
    });
    const room = await aManagersRoom({ news: many });
    const { text } = await give(room, 'preview', { topic: 'chip' });
    expect(text).toContain('120 of the 120 articles');
    expect(room.clock.slept).toEqual([0, 0, 0, 0]);
  });
});
