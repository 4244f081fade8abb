/** An archive of many invented articles, written straight into its tables: in minutes, what would come in over years. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import type { Actor, Evidence, Implication, Summary } from '../../src/summary/summary.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { dice, inventedWord, zipf } from './invented-news.ts';

/** What comes in on a day. */
export const ARTICLES_A_DAY = 250;
export const TOPICS = Array.from({ length: 12 }, (_, n) => `topic${n}`);
const DAY_MS = 86_400_000;
const TOLD = 4;
const SENTENCES = 14;
const WORDS = 14;
const NAMES = 3_000;

/** When the article with this number came in. */
export function takenAt(start: Date, number: number): number {
  return start.getTime() + Math.floor((number * DAY_MS) / ARTICLES_A_DAY);
}

/** Adds the articles from one number to another, read and put into stories of some four each. */
export async function growArchive(folder: string, start: Date, from: number, to: number): Promise<void> {
  await (await openSqliteArchive({ folder })).close();
  const db = new DatabaseSync(join(folder, 'newsdesk.db'));
  db.exec('pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -200000; begin');
  const insert = inserts(db);
  for (let number = from; number < to; number++) add(insert, inventedReading(number, start));
  db.exec('commit; pragma wal_checkpoint(truncate)');
  db.close();
}

interface InventedReading {
  readonly number: number;
  readonly id: string;
  readonly at: number;
  readonly day: string;
  readonly text: string;
  readonly title: string;
  readonly story: string;
  readonly topic: string;
  readonly summary: Summary;
}

function inventedReading(number: number, start: Date): InventedReading {
  const random = dice(number + 1);
  const at = takenAt(start, number);
  const id = createHash('sha256').update(`article ${number}`).digest('hex').slice(0, 32);
  const event = Math.floor(number / TOLD);
  const names = [0, 1, 2].map((nth) => nameOf(Math.floor(dice(event * 7 + nth)() * NAMES)));
  const sentences = Array.from({ length: SENTENCES }, (_, nth) => {
    const words = Array.from({ length: WORDS }, () => inventedWord(zipf(random)));
    return `${names[nth % 3]} ${words.join(' ')}.`;
  });
  const title = `${names[0]} ${Array.from({ length: 6 }, () => inventedWord(zipf(random))).join(' ')}`;
  const text = `${title}\n\n${sentences.join(' ')}\n`;
  const evidenceOf = (nth: number): readonly [Evidence] => {
    const quote = sentences[nth] ?? '';
    const begin = text.indexOf(quote);
    return [{ articleId: id, quote, start: begin, end: begin + quote.length }];
  };
  const actors = names.map(
    (name, nth): Actor => ({
      name,
      kind: 'person',
      role: null,
      aliases: [],
      text: sentences[nth] ?? '',
      evidence: evidenceOf(nth),
    }),
  );
  const implications = [3, 4].map(
    (nth): Implication => ({
      text: sentences[nth] ?? '',
      basis: 'stated',
      likelihood: null,
      evidence: evidenceOf(nth),
    }),
  );
  const topic = TOPICS[event % TOPICS.length] ?? '';
  return {
    number,
    id,
    at,
    day: new Date(at).toISOString().slice(0, 10),
    text,
    title,
    story: `s${event.toString(16).padStart(16, '0')}`,
    topic,
    summary: {
      articleId: id,
      headline: title,
      actors,
      implications,
      topics: [topic],
      unsupported: [],
      reader: 'test-model',
      usage: NO_USAGE,
      note: null,
    },
  };
}

/** Of the event with this number, which the articles from four times its number on tell of, the name that stands in the title. */
export function inventedName(event: number): string {
  return nameOf(Math.floor(dice(event * 7)() * NAMES));
}

function nameOf(rank: number): string {
  return [inventedWord(70_000 + rank), inventedWord(80_000 + ((rank * 17) % NAMES))]
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

type Inserts = ReturnType<typeof inserts>;

function inserts(db: DatabaseSync) {
  return {
    article:
      db.prepare(`insert into articles (id, file, title, date, source, language, taken_at, text_hash, blocks, text)
      values (?, ?, ?, ?, ?, 'en', ?, ?, ?, ?)`),
    arrival: db.prepare(`insert into arrivals (hash, file, article_id, arrived_at, settled) values (?, ?, ?, ?, 1)`),
    reading: db.prepare(`insert into readings (article_id, taken_at, state, attempt, fence, read_at, summary)
      values (?, ?, 'read', 1, 1, ?, ?)`),
    story: db.prepare(`insert into stories (id, title, status, first_seen, last_seen, updated_at)
      values (?, ?, 'open', ?, ?, ?)
      on conflict (id) do update set last_seen = excluded.last_seen, updated_at = excluded.updated_at`),
    standing: db.prepare('insert into story_articles (article_id, story_id, number) values (?, ?, ?)'),
    topic: db.prepare('insert into article_topics (article_id, topic, day, place) values (?, ?, ?, 0)'),
    storyTopic: db.prepare('insert or ignore into story_topics (topic, story_id) values (?, ?)'),
    document: db.prepare('insert into search_documents (number, article_id, day) values (?, ?, ?)'),
    index: db.prepare('insert into search_index (rowid, title, body) values (?, ?, ?)'),
  };
}

function add(insert: Inserts, reading: InventedReading): void {
  const { number, id, at, day, text, title, story, topic, summary } = reading;
  const bodyAt = title.length + 2;
  const blocks = JSON.stringify([
    { kind: 'title', start: 0, end: title.length },
    { kind: 'paragraph', start: bodyAt, end: text.length - 1 },
  ]);
  const file = `${number}.txt`;
  insert.article.run(id, file, title, day, `Courier of ${inventedWord(number % 40)}`, at, id, blocks, text);
  insert.arrival.run(id, file, id, at);
  insert.reading.run(id, at, at, JSON.stringify(summary));
  insert.story.run(story, title, day, day, at);
  insert.standing.run(id, story, number + 1);
  insert.topic.run(id, topic, day);
  insert.storyTopic.run(topic, story);
  insert.document.run(number + 1, id, day);
  insert.index.run(number + 1, title, text.slice(bodyAt));
}
