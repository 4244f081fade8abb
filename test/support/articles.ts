/** Articles, arrivals and summaries for tests. All people, places and papers are invented. */
import { createHash } from 'node:crypto';
import type { Article } from '../../src/article/article.ts';
import type { Arrival } from '../../src/ports/archive.ts';
import type { Actor, Summary } from '../../src/summary/summary.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { writtenArticle } from './written-article.ts';

/** An article whose text is its paragraphs, a blank line between them. Its id follows from file, title and text. */
export function anArticle({
  paragraphs,
  ...over
}: Partial<Article> & { paragraphs?: readonly string[] } = {}): Article {
  const article = writtenArticle(
    (paragraphs ?? ['The ferry port of Osk closed on Saturday.']).map((paragraph) => ({ paragraph })),
    over,
  );
  return { ...article, id: over.id ?? sha256(`${article.file}|${article.title}|${article.text}`).slice(0, 32) };
}

/** A sentence of made-up words that no other number has: articles that have it are on events of their own. */
export function ownWords(n: number): string {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'so', 'te', 'vi', 'zu'];
  const stem = [...String(n)].map((digit) => syllables[Number(digit)]).join('');
  return `${syllables.flatMap((first) => ['dar', 'fen', 'gol', 'hin', 'pus'].map((last) => `x${first}${last}q${stem}`)).join(' ')}.`;
}

/** The article's file, coming in. Without a hash of its own it has bytes that go with the article's id. */
export function anArrival(article: Article, over: Partial<Arrival> = {}): Arrival {
  return {
    file: article.file,
    hash: sha256(article.id),
    at: new Date('2026-11-14T08:00:00Z'),
    parsed: { ok: true, article },
    topics: [],
    likeness: null,
    ...over,
  };
}

/** A file that can't be read as an article. */
export function aRefusal(over: Partial<Arrival> & { reason?: string } = {}): Arrival {
  const { reason = 'The file is empty: drop it again once it has text.', ...rest } = over;
  return {
    file: 'empty.txt',
    hash: sha256('nothing'),
    at: new Date('2026-11-14T08:00:00Z'),
    parsed: { ok: false, problem: { reason } },
    topics: [],
    likeness: null,
    ...rest,
  };
}

/** A reading of the article with one actor, whose evidence is the text's first sentence. */
export function aSummary(article: Article, over: Partial<Summary> = {}): Summary {
  const quote = /^[^.]*\.?/.exec(article.text)?.[0] ?? '';
  const port: Actor = {
    name: 'Osk',
    kind: 'place',
    role: 'ferry port',
    aliases: [],
    text: quote,
    evidence: [{ articleId: article.id, quote, start: 0, end: quote.length }],
  };
  return {
    articleId: article.id,
    headline: article.title,
    actors: [port],
    implications: [],
    topics: [],
    unsupported: [],
    reader: 'offline',
    usage: NO_USAGE,
    note: null,
    ...over,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
