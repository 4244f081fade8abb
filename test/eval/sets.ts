/** The sets that are measured on: JSON lines of the shapes below, and articles as text files. A set may be missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Article } from '../../src/article/article.ts';
import { parseArticle } from '../../src/article/parse.ts';
import { plainArticle } from '../../src/article/plain.ts';

const base = z.object({ id: z.string(), text: z.string() });
const edited = z.object({ base: z.string(), edit: z.string(), text: z.string() });
/** Bulletins of one `series` share a template; without it, all of the set do. */
const bulletin = z.object({ id: z.string(), series: z.string().nullish(), text: z.string() });
const report = z.object({
  id: z.string(),
  story: z.string(),
  text: z.string(),
  title: z.string().nullish(),
  date: z.string().nullish(),
});
const marked = z.object({
  id: z.string(),
  text: z.string(),
  entities: z.array(z.object({ start: z.number(), end: z.number(), type: z.string() })),
});
const cast = z.object({
  id: z.string(),
  genre: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string(),
  entities: z.array(z.object({ names: z.array(z.string()), salience: z.number(), type: z.string() })),
});
const summarized = z.object({
  id: z.string(),
  genre: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string(),
  references: z.array(z.string()),
});
const passage = z.object({ id: z.string(), title: z.string(), text: z.string() });
const question = z.object({ query: z.string(), answer: z.string(), relevant: z.array(z.string()) });

export type Report = z.infer<typeof report>;
export type Passage = z.infer<typeof passage>;
export type Question = z.infer<typeof question>;

/** Each is empty where the folder has no such file. */
export interface Sets {
  readonly bases: readonly z.infer<typeof base>[];
  readonly edits: readonly z.infer<typeof edited>[];
  readonly bulletins: readonly z.infer<typeof bulletin>[];
  /** By file, since each is clustered for itself. */
  readonly reports: ReadonlyMap<string, readonly Report[]>;
  readonly marked: readonly z.infer<typeof marked>[];
  readonly casts: readonly z.infer<typeof cast>[];
  readonly summarized: readonly z.infer<typeof summarized>[];
  readonly passages: readonly Passage[];
  readonly questions: readonly Question[];
  readonly articles: readonly Article[];
}

/** @throws Error naming the file and line that has another shape */
export function readSets(folder: string): Sets {
  const names = readdirSync(folder).toSorted();
  const read = <T>(name: RegExp, shape: z.ZodType<T>): T[] =>
    names.filter((file) => name.test(file)).flatMap((file) => linesOf(join(folder, file), shape));
  const storyFiles = names.filter((file) => /^stories.*\.jsonl$/.test(file));
  return {
    bases: read(/^duplicates-base\.jsonl$/, base),
    edits: read(/^duplicates-edited\.jsonl$/, edited),
    bulletins: read(/bulletins.*\.jsonl$/, bulletin),
    reports: new Map(storyFiles.map((file) => [file, linesOf(join(folder, file), report)])),
    marked: read(/^entities\.jsonl$/, marked),
    casts: read(/^actors\.jsonl$/, cast),
    summarized: read(/^summaries\.jsonl$/, summarized),
    passages: read(/^passages\.jsonl$/, passage),
    questions: read(/^questions\.jsonl$/, question),
    articles: names.includes('articles') ? articlesIn(join(folder, 'articles')) : [],
  };
}

/** A text with the title and day that its set gives. */
export function titled(text: string, title?: string | null, date?: string | null): Article {
  const article = plainArticle(text);
  return { ...article, title: title?.trim() || article.title, date: date?.slice(0, 10) ?? article.date };
}

function linesOf<T>(file: string, shape: z.ZodType<T>): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const parsed = shape.safeParse(JSON.parse(line));
    if (parsed.success) return [parsed.data];
    throw new Error(`${file}, line ${at + 1}: ${z.prettifyError(parsed.error)}`);
  });
}

function articlesIn(folder: string): Article[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted();
  return files.flatMap((name) => {
    const parsed = parseArticle({ name, bytes: readFileSync(join(folder, name)) });
    return parsed.ok ? [parsed.article] : [];
  });
}
