/** Story clusters, in shuffled orders of arrival; with the days that a set gives, and without. */
import { readOffline } from '../../src/summary/offline/reader.ts';
import type { Figure, Measured } from './figure.ts';
import { bCubed, type Clustered, mean, pairwise, spread } from './metrics.ts';
import { type Report, type Sets, titled } from './sets.ts';
import { shuffled } from './shuffled.ts';
import { StoryShelf } from './story-shelf.ts';

const ORDERS = 5;

/** What a prototype with average link over all articles at once reached. */
const PROTOTYPE = {
  dated: { bcubed: 0.971, pairwise: 0.95 },
  undated: { bcubed: 0.906, pairwise: null },
} as const;

export function measureStories({ reports }: Sets): Measured {
  const sets = [...reports].flatMap(([file, rows]) => bySort(file, rows));
  if (sets.length === 0) return { figures: [], skipped: [{ area: 'story clusters', reason: 'no stories*.jsonl' }] };
  const missing = (['dated', 'undated'] as const).filter((sort) => sets.every((set) => set.sort !== sort));
  return {
    figures: sets.flatMap(figuresOf),
    skipped: missing.map((sort) => ({ area: `${sort} story clusters`, reason: `no ${sort} rows in stories*.jsonl` })),
  };
}

interface StorySet {
  readonly file: string;
  readonly sort: 'dated' | 'undated';
  readonly rows: readonly Report[];
}

function bySort(file: string, rows: readonly Report[]): StorySet[] {
  const sets = Map.groupBy(rows, ({ date }) => (date ? 'dated' : 'undated') as StorySet['sort']);
  return [...sets].map(([sort, its]) => ({ file, sort, rows: its }));
}

function figuresOf({ file, sort, rows }: StorySet): Figure[] {
  const read = rows.map(({ id, story, text, title, date }) => {
    const article = titled(text, title, date);
    return { id, story, article, names: readOffline(article).draft.actors.map(({ name }) => name) };
  });
  const runs = Array.from({ length: ORDERS }, (_, seed): Clustered[] => {
    const shelf = new StoryShelf();
    for (const { id, article, names } of shuffled(read, seed)) shelf.add(id, article, article.date, names);
    return read.map(({ id, story }) => ({ put: shelf.storyIdOf(id) ?? '', belongs: story }));
  });
  const [cubed, pairs] = [runs.map(bCubed), runs.map(pairwise)];
  const of = `${rows.length} articles of ${file}, ${ORDERS} orders`;
  const figure = (id: string, name: string, meaning: string, value: number, prototype: number | null): Figure => ({
    id: `${file.replace(/\.jsonl$/, '')}.${sort}.${id}`,
    name: `Stories, ${sort}: ${name}`,
    meaning,
    value,
    unit: '%',
    of,
    prototype,
  });
  const f1 = cubed.map((scores) => scores.f1);
  return [
    figure(
      'bcubed',
      'B-cubed F1',
      'how well the clusters are those of people; mean over the orders',
      mean(f1),
      PROTOTYPE[sort].bcubed,
    ),
    figure(
      'bcubedPrecision',
      'precision',
      'of the articles beside each one, those that belong there',
      mean(cubed.map(({ precision }) => precision)),
      null,
    ),
    figure(
      'bcubedRecall',
      'recall',
      'of the articles that belong beside each one, those that are there',
      mean(cubed.map(({ recall }) => recall)),
      null,
    ),
    figure('bcubedSpread', 'spread of F1', 'from the worst order of arrival to the best', spread(f1), null),
    figure(
      'pairwise',
      'pairwise F1',
      'pairs of articles rightly put together; large stories count most',
      mean(pairs.map((scores) => scores.f1)),
      PROTOTYPE[sort].pairwise,
    ),
  ];
}
