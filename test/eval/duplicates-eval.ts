/** Near-duplicates: found and confirmed, and nothing else taken for one. */
import type { Article } from '../../src/article/article.ts';
import { plainArticle } from '../../src/article/plain.ts';
import { bandsOf, fingerprintOf, likelyCopies, sameText } from '../../src/story/duplicates.ts';
import { growthOver } from '../../src/story/growth.ts';
import type { Measured } from './figure.ts';
import { mean } from './metrics.ts';
import { type Sets, titled } from './sets.ts';
import { shuffled } from './shuffled.ts';

const ORDERS = 5;

export function measureDuplicates(sets: Sets): Measured {
  const parts = [copies(sets), strangers(sets), bulletins(sets)];
  return {
    figures: parts.flatMap(({ figures }) => figures),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

function copies({ bases, edits }: Sets): Measured {
  if (bases.length === 0 || edits.length === 0)
    return {
      figures: [],
      skipped: [{ area: 'near-duplicates', reason: 'no duplicates-base.jsonl and -edited.jsonl' }],
    };
  const originals = new Map(bases.map(({ id, text }) => [id, plainArticle(text)]));
  const copied = edits.map(({ base, text }) => ({ base, article: plainArticle(text) }));
  const found = copied.filter(
    ({ base, article }) => copyOf(article, originals) === base && !hasGrown(article, originals.get(base)),
  ).length;
  const of = `${edits.length} edits of ${bases.length} texts`;
  const orders = Array.from({ length: ORDERS }, (_, seed) =>
    gathered(shuffled([...[...originals].map(([base, article]) => ({ base, article })), ...copied], seed)),
  );
  return {
    figures: [
      {
        id: 'duplicates.recall',
        name: 'Copies found',
        meaning: 'edited, cut and reprinted texts whose original is found by keys and confirmed',
        value: found / edits.length,
        unit: '%',
        of,
        prototype: 1,
      },
      {
        id: 'duplicates.anyOrder',
        name: 'Copies found in any order',
        meaning:
          'of texts that have a version before them, those known as a copy of one or as one that grew; wherever the original comes',
        value: mean(orders),
        unit: '%',
        of: `${of}, ${ORDERS} orders`,
        prototype: null,
      },
    ],
    skipped: [],
  };
}

/** The id of the article of which this is confirmed to be a copy. */
function copyOf(article: Article, originals: ReadonlyMap<string, Article>): string | null {
  const print = fingerprintOf(article);
  const keys = new Set(bandsOf(print));
  const sharing = [...originals].map(([articleId, original]) => {
    const its = bandsOf(fingerprintOf(original));
    return { articleId, shared: its.filter((key) => keys.has(key)).length, keys: its.length };
  });
  const likely = likelyCopies(print, sharing);
  return likely.find(({ articleId }) => isSame(article, originals.get(articleId)))?.articleId ?? null;
}

/** A text that grew is read, so that it is no copy found. */
function hasGrown(article: Article, original: Article | undefined): boolean {
  return original !== undefined && growthOver(article, original) !== null;
}

function isSame(article: Article, original: Article | undefined): boolean {
  return original !== undefined && sameText(article, original).duplicate;
}

/** The share of those that come after a version of the same text that are known as a copy of any version. */
function gathered(arrivals: readonly { base: string; article: Article }[]): number {
  const held = new Map<string, Article>();
  const bases = new Map<string, string>();
  const known: boolean[] = [];
  for (const [at, { base, article }] of arrivals.entries()) {
    const copied = copyOf(article, held);
    if ([...bases.values()].includes(base)) known.push(copied !== null && bases.get(copied) === base);
    held.set(String(at), article);
    bases.set(String(at), base);
  }
  return mean(known.map(Number));
}

function strangers({ reports, articles }: Sets): Measured {
  const told = [...reports].flatMap(([file, rows]) =>
    rows.map(({ story, text, title, date }) => ({ story: `${file} ${story}`, article: titled(text, title, date) })),
  );
  const all = [...told, ...articles.map((article) => ({ story: article.id, article }))];
  if (all.length === 0) return { figures: [], skipped: [{ area: 'false duplicates', reason: 'no stories' }] };
  const taken = pairs(all).filter(([a, b]) => a.story !== b.story && isSame(a.article, b.article)).length;
  return {
    figures: [
      {
        id: 'duplicates.falseAmongStories',
        name: 'False copies among stories',
        meaning: 'pairs of articles on different stories that are taken for the same text',
        value: taken,
        unit: 'count',
        of: `${all.length} articles, every pair`,
        prototype: 0,
      },
    ],
    skipped: [],
  };
}

function bulletins({ bulletins: rows }: Sets): Measured {
  if (rows.length === 0)
    return { figures: [], skipped: [{ area: 'template bulletins', reason: 'no *bulletins*.jsonl' }] };
  const all = rows.map(({ text }) => plainArticle(text));
  return {
    figures: [
      {
        id: 'duplicates.falseAmongBulletins',
        name: 'False copies among bulletins',
        meaning: 'pairs of different bulletins, mostly of one template, that are taken for the same text',
        value: pairs(all).filter(([a, b]) => a.text !== b.text && isSame(a, b)).length,
        unit: 'count',
        of: `${all.length} bulletins, every pair`,
        prototype: 3,
      },
    ],
    skipped: [],
  };
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, at) => items.slice(0, at).map((b): [T, T] => [a, b]));
}
