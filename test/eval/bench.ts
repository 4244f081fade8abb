/**
 * What reading, composing, searching, sending, answering, clustering and looking for duplicates cost, on invented articles:
 * `node test/eval/bench.ts [--clustered N] [--archived N] [--quick] [--json]`. The numbers are of this machine, and of one core;
 * with `--json` only those that are held against a peer or a limit.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { plainArticle } from '../../src/article/plain.ts';
import { bandsOf, fingerprintOf, likelyCopies, MOST_PER_KEY, sameText } from '../../src/story/duplicates.ts';
import { commandsBench } from './commands-bench.ts';
import { fanOutBench } from './fan-out-bench.ts';
import { heldAgainstTable } from './held-against.ts';
import { inventedArticle } from './invented-news.ts';
import { scaleBench } from './scale-bench.ts';
import { StoryShelf } from './story-shelf.ts';

const LOOKED_UP = 300;

const { values } = parseArgs({
  options: {
    clustered: { type: 'string', default: '10000' },
    archived: { type: 'string', default: '100000' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const held = [...(await scaleBench(values.quick)), ...(await fanOutBench()), ...(await commandsBench(values.quick))];
if (values.json) {
  console.log(JSON.stringify(held, null, 2));
  process.exit(0);
}
console.log(heldAgainstTable(held));
clustering(Number(values.clustered));
duplicates(Number(values.archived));

/** The cost of each article while the archive grows: it should stay where it is. */
function clustering(articles: number): void {
  const shelf = new StoryShelf();
  console.log(`Clustering ${articles} articles (bar: under 3 ms each, growing no faster than the logarithm)`);
  const step = Math.ceil(articles / 10);
  for (let from = 0; from < articles; from += step) {
    const invented = Array.from({ length: Math.min(step, articles - from) }, (_, at) => inventedArticle(from + at));
    const took = timed(() => {
      for (const { id, article, day } of invented) shelf.add(id, article, day);
    });
    console.log(
      `  ${String(from + invented.length).padStart(7)} articles: ${(took / invented.length).toFixed(2)} ms each`,
    );
  }
}

/** Edited and cut copies, looked up among articles in a database file. */
function duplicates(articles: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  const db = new DatabaseSync(join(folder, 'keys.db'));
  db.exec('pragma journal_mode = wal; pragma synchronous = off');
  db.exec('create table keys (key integer, article integer, primary key (key, article)) without rowid');
  const counts = fill(db, articles);
  const size = (statSync(join(folder, 'keys.db')).size / 1e6).toFixed(0);
  console.log(`Looking for duplicates among ${articles} articles, ${size} MB of keys (bar: under 10 ms)`);
  const looks = Array.from({ length: LOOKED_UP }, (_, nth) =>
    lookUp(db, counts, Math.floor((nth * articles) / LOOKED_UP), nth),
  );
  const took = looks.map(({ ms }) => ms).sort((a, b) => a - b);
  const mean = (pick: (look: Look) => number) => looks.reduce((sum, look) => sum + pick(look), 0) / looks.length;
  console.log(
    `  mean ${mean(({ ms }) => ms).toFixed(2)} ms, median ${at(took, 0.5)} ms, 95th percentile ${at(took, 0.95)} ms`,
  );
  console.log(
    `  articles sharing a key ${mean(({ sharing }) => sharing).toFixed(1)}, compared ${mean(({ compared }) => compared).toFixed(2)}`,
  );
  console.log(`  originals found ${(100 * mean(({ found }) => Number(found))).toFixed(1)} %`);
  db.close();
  rmSync(folder, { recursive: true });
}

function fill(db: DatabaseSync, articles: number): Int32Array {
  const insert = db.prepare('insert into keys values (?, ?)');
  const counts = new Int32Array(articles);
  db.exec('begin');
  for (let number = 0; number < articles; number++) {
    const keys = bandsOf(fingerprintOf(inventedArticle(number).article));
    counts[number] = keys.length;
    for (const key of keys) insert.run(key, number);
  }
  db.exec('commit');
  return counts;
}

interface Look {
  readonly ms: number;
  readonly sharing: number;
  readonly compared: number;
  readonly found: boolean;
}

/** Half the text, every second time; every eleventh word replaced, the other times. */
function lookUp(db: DatabaseSync, counts: Int32Array, number: number, nth: number): Look {
  const { text } = inventedArticle(number).article;
  const changed =
    nth % 2
      ? text.slice(0, text.length / 2)
      : text
          .split(' ')
          .map((word, i) => (i % 11 ? word : 'quon'))
          .join(' ');
  const copy = plainArticle(changed);
  const select = db.prepare(`select article from keys where key = ? order by article desc limit ${MOST_PER_KEY}`);
  const shared = new Map<number, number>();
  let likely: ReturnType<typeof likelyCopies> = [];
  let ms = timed(() => {
    const print = fingerprintOf(copy);
    for (const key of bandsOf(print))
      for (const { article } of select.all(key) as { article: number }[])
        shared.set(article, (shared.get(article) ?? 0) + 1);
    const sharing = [...shared].map(([id, count]) => ({ articleId: String(id), shared: count, keys: counts[id] ?? 0 }));
    likely = likelyCopies(print, sharing);
  });
  const originals = likely.map(({ articleId }) => inventedArticle(Number(articleId)).article);
  let verdicts: boolean[] = [];
  ms += timed(() => {
    verdicts = originals.map((original) => sameText(copy, original).duplicate);
  });
  const found = likely.some(({ articleId }, i) => Number(articleId) === number && verdicts[i]);
  return { ms, sharing: shared.size, compared: likely.length, found };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
}
