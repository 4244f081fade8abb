import { describe, expect, it } from 'vitest';
import { openingSentences, verbatimAnswer } from '../../src/answer/verbatim.ts';
import type { Article } from '../../src/article/article.ts';
import { readSentences } from '../../src/search/passages.ts';
import type { RankedPassage } from '../../src/search/rank.ts';
import { anArticle } from '../support/articles.ts';

const port = anArticle({
  file: 'port.txt',
  paragraphs: [
    'Lune Lorne shut the port of Osk on Monday. She had no choice, she said.',
    'Repairs will take 40 days.\nBuses carry the passengers.',
  ],
});
const copy = anArticle({
  file: 'copy.txt',
  paragraphs: ['On Monday, Lune Lorne shut the port of Osk. Nobody was hurt.'],
});

function passage(
  article: Article,
  at: number,
  bearing: number,
  completedBy: RankedPassage['completedBy'] = null,
): RankedPassage {
  const sentence = readSentences(article)[at];
  if (!sentence) throw new Error('no such sentence');
  return { article, at, quote: sentence.text, start: sentence.start, end: sentence.end, bearing, completedBy };
}

const texts = (ranked: readonly RankedPassage[], told: string | null = null) =>
  verbatimAnswer(ranked, told).map(({ text }) => text);

describe('an answer in the articles’ own sentences', () => {
  it('has the best first, and others only where they bear nearly as much', () => {
    expect(texts([passage(port, 0, 0.9), passage(port, 2, 0.8), passage(port, 3, 0.5)])).toEqual([
      'Lune Lorne shut the port of Osk on Monday.',
      'Repairs will take 40 days.',
    ]);
  });

  it('says nothing twice, though two articles do', () => {
    expect(texts([passage(port, 0, 0.9), passage(copy, 0, 0.9), passage(copy, 1, 0.8)])).toEqual([
      'Lune Lorne shut the port of Osk on Monday.',
      'Nobody was hurt.',
    ]);
  });

  it('tells a sentence that begins with a pronoun with the one before it, as one exact quote', () => {
    const [claim] = verbatimAnswer([passage(port, 1, 0.9)]);
    expect(claim?.text).toBe('Lune Lorne shut the port of Osk on Monday. She had no choice, she said.');
    const { quote, start, end } = claim?.evidence[0] ?? { quote: '', start: 0, end: 0 };
    expect(port.text.slice(start, end)).toBe(quote);
  });

  it('tells a sentence with the one that it leaves the answer to, and neither twice', () => {
    expect(
      texts([passage(port, 2, 0.9, 'after'), passage(port, 3, 0.9), passage(port, 1, 0.8), passage(port, 0, 0.7)]),
    ).toEqual([
      'Repairs will take 40 days. Buses carry the passengers.',
      'Lune Lorne shut the port of Osk on Monday. She had no choice, she said.',
    ]);
  });

  it('has the newer of two that bear as much first, and an older one that bears more', () => {
    const dated = (date: string, text: string) => anArticle({ file: `${date}.txt`, date, paragraphs: [text] });
    const early = dated('2026-11-10', 'The flood has killed 12 people.');
    const late = dated('2026-11-12', 'The flood has killed 17 people.');
    expect(texts([passage(early, 0, 0.9), passage(late, 0, 0.89)])).toEqual([
      'The flood has killed 17 people.',
      'The flood has killed 12 people.',
    ]);
    expect(texts([passage(early, 0, 0.95), passage(late, 0, 0.7)])[0]).toBe('The flood has killed 12 people.');
  });

  it('is no longer than a phone shows, unless a single passage is', () => {
    const long = `It was ${'a very '.repeat(60)}long night.`;
    const article = anArticle({ paragraphs: [`Ships sank. ${long} ${long.replace('night', 'day')}`] });
    expect(texts([passage(article, 1, 0.9), passage(article, 2, 0.9), passage(article, 0, 0.9)])).toEqual([
      long,
      'Ships sank.',
    ]);
  });

  it('leaves out what was told already, when more is asked for', () => {
    expect(texts([passage(port, 0, 0.9), passage(port, 2, 0.7)], 'Lune Lorne shut the port of Osk on Monday.')).toEqual(
      ['Repairs will take 40 days.'],
    );
    expect(texts([passage(port, 0, 0.9)], 'Lune Lorne shut the port of Osk on Monday.')).toEqual([]);
  });

  it('is at most three sentences', () => {
    const many = anArticle({ paragraphs: ['Ships sank. Trains stopped. Planes turned. Cars waited. Bikes rusted.'] });
    expect(texts([0, 1, 2, 3, 4].map((at) => passage(many, at, 0.9)))).toHaveLength(3);
  });
});

it('news is told by the first sentence of each article, copies left out', () => {
  expect(openingSentences([port, copy]).map(({ text }) => text)).toEqual([
    'Lune Lorne shut the port of Osk on Monday.',
  ]);
});
