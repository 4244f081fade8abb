/** How a story went on, as `/news changed`, `/news story` and `/news sources` tell it. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import { offlineReader } from '../../../src/pipeline/reader.ts';
import { aRoom, type TestRoom } from '../../support/room.ts';
import { FIRST_MORNING, SECOND_MORNING, THIRD_MORNING } from '../../support/three-days.ts';
import { asked, flat } from './asking.ts';

const reader = offlineReader(async () => []);

/** Reads articles in as they come; one with the text of another is a copy, which nobody reads. */
async function takeIn(room: TestRoom, at: string, articles: readonly Article[]): Promise<void> {
  const texts = new Set<string>();
  for (const article of articles) {
    const answer = texts.has(article.text) ? null : await reader.read(article);
    texts.add(article.text);
    await room.takeIn({ article, at: new Date(at), summary: answer?.kind === 'summary' ? answer.summary : null });
  }
}

/** On Wednesday at noon, with the news of three mornings. */
async function onWednesday(): Promise<TestRoom> {
  const room = await aRoom({ now: '2026-11-11T11:00:00Z', news: [] });
  for (const { at, articles } of [FIRST_MORNING, SECOND_MORNING, THIRD_MORNING]) {
    await takeIn(room, at, articles);
  }
  return room;
}

const told = async (room: TestRoom, command: string, args = {}) => flat(await asked(room, command, args));
const FIRE = FIRST_MORNING.articles[0]?.id as string;

describe('/news changed', () => {
  it('tells of a story that went on what is new in one line, with the figure that stood there before', async () => {
    const text = await told(await onWednesday(), 'news changed', { since: '2026-11-10' });
    expect(text).toContain('+2 articles: “Seventeen people were killed');
    expect(text).toContain('(told before: twelve people or fifteen people)');
    expect(text).toContain('Karsund suspended the toll');
  });

  it('counts the stories whose new articles only say again what was known', async () => {
    const room = await aRoom({ now: '2026-11-10T11:00:00Z', news: [] });
    await takeIn(room, FIRST_MORNING.at, FIRST_MORNING.articles);
    await takeIn(room, SECOND_MORNING.at, SECOND_MORNING.articles.slice(1, 2));
    expect(await told(room, 'news changed', { since: '2026-11-10' })).toBe(
      'Nothing changed since Tue 10 Nov, 00:00 (Europe/Berlin). 1 story had further articles that say nothing new. ' +
        '[The last 7 days] news changed?since=7d',
    );
  });
});

describe('/news story', () => {
  it('tells who says what, and how it went day by day', async () => {
    const text = await told(await onWednesday(), 'news story', { story: FIRE });
    expect(text).toContain(
      'Harbour Courier says twelve people were killed; Velmark Ledger says fifteen people were killed',
    );
    const said = text.slice(0, text.indexOf('Sources differ'));
    expect(said).toContain('Seventeen people were killed');
    expect(text).toMatch(/10 Nov: Port Halden fire: death toll rises to seventeen.* — new: “Seventeen people/);
    expect(text).toMatch(/11 Nov: Halden mourns its dead.* — nothing new/);
  });
});

describe('/news sources', () => {
  it('gives each actor once, with the quotes of each publisher', async () => {
    const text = await told(await onWednesday(), 'news sources', { story: FIRE });
    expect(text).toContain('4 articles by 2 publishers.');
    const quotes = text.slice(text.indexOf('The quotes behind its bullets'));
    expect(
      quotes
        .match(/• [^│•]+/g)
        ?.map((name) => name.slice(2).trim())
        .sort(),
    ).toEqual([
      'Bruno Talvik',
      'Halden Terminals',
      'Maren Osk',
      'Port Halden',
      'Tomas Reveny',
      'What may follow',
      'What may follow',
    ]);
    for (const source of ['Harbour Courier, 9 Nov', 'Velmark Ledger, 9 Nov', 'Velmark Ledger, 11 Nov'])
      expect(quotes).toContain(source);
  });
});
