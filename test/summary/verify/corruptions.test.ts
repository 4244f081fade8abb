import { afterAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import { sentencesOf } from '../../../src/article/sentences.ts';
import { verifyClaim } from '../../../src/summary/verify.ts';
import { type Corruption, type CorruptionKind, corruptionsOf, namesIn } from '../../support/corrupt.ts';
import { ALL } from './invented-articles.ts';

/** The percentage of each kind that the gate must catch. */
const BARS: Readonly<Record<CorruptionKind, number>> = {
  'foreign name': 97,
  'changed number': 97,
  'changed date': 97,
  'swapped name': 97,
  negation: 80,
};
const SEEDS = [1, 2, 3];

interface Tried extends Corruption {
  readonly article: Article;
}

const corrupted: readonly Tried[] = ALL.flatMap((article) => {
  const sentences = sentencesOf(article).map(({ text }) => text);
  const names = namesIn(sentences);
  const all = SEEDS.flatMap((seed) => sentences.flatMap((sentence) => corruptionsOf(sentence, names, seed)));
  const once = new Map(all.map((corruption) => [corruption.text, corruption]));
  return [...once.values()].map((corruption) => ({ ...corruption, article }));
});

const missed = (withQuote: boolean) =>
  corrupted.filter(
    ({ article, original, text }) => verifyClaim(withQuote ? { text, quote: original } : { text }, article).supported,
  );
const missedOf = { quoted: missed(true), unquoted: missed(false) };

describe('claims corrupted by program', () => {
  const kinds = Object.keys(BARS) as CorruptionKind[];
  const caught = (kind: CorruptionKind, manner: keyof typeof missedOf) => {
    const all = corrupted.filter((one) => one.kind === kind).length;
    return 100 * (1 - missedOf[manner].filter((one) => one.kind === kind).length / all);
  };

  it('come in numbers that tell something', () => {
    for (const kind of kinds) expect(corrupted.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(50);
  });

  it.each(kinds)('are caught: %s', (kind) => {
    for (const manner of ['quoted', 'unquoted'] as const) {
      const examples = missedOf[manner].filter((one) => one.kind === kind).map(({ text }) => text);
      expect(caught(kind, manner), `${manner}, missed:\n${examples.join('\n')}`).toBeGreaterThanOrEqual(BARS[kind]);
    }
  });

  afterAll(() => {
    const rows = kinds.map((kind) => [
      kind.padEnd(16),
      String(corrupted.filter((one) => one.kind === kind).length).padStart(6),
      `${caught(kind, 'quoted').toFixed(1)} %`.padStart(12),
      `${caught(kind, 'unquoted').toFixed(1)} %`.padStart(12),
      `${BARS[kind]} %`.padStart(8),
    ]);
    const head = [
      'corruption'.padEnd(16),
      ' tried',
      'with quote'.padStart(12),
      'without'.padStart(12),
      'bar'.padStart(8),
    ];
    console.log([head, ...rows].map((row) => row.join('')).join('\n'));
  });
});

describe("an article's own sentences", () => {
  const own = ALL.flatMap((article) => sentencesOf(article).map(({ text }) => ({ article, text })));

  it('are never flagged, with the quote or without', () => {
    expect(own.length).toBeGreaterThan(80);
    for (const { article, text } of own)
      for (const claim of [{ text }, { text, quote: text }])
        expect(verifyClaim(claim, article), text).toMatchObject({ supported: true });
  });
});
