/** Question answering without a model, over the real archive: what is found, what is told first, and when it says it doesn't know. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Question as Asked } from '../../src/answer/answer.ts';
import type { Article } from '../../src/article/article.ts';
import { articleId } from '../../src/article/finish.ts';
import { createAsk } from '../../src/pipeline/ask.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { bestPassage } from '../../src/search/passages.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { newspaper } from '../answer/newspaper.ts';
import type { Figure, Measured } from './figure.ts';
import { mean } from './metrics.ts';
import { type Passage, type Question, type Sets, titled } from './sets.ts';

const AMONG = 5;
/** The passages are left out in so many turns, so that their questions have no answer. */
const FOLDS = 4;
const NOW = new Date('2026-11-24T09:00:00Z');
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

export async function measureQuestions(sets: Sets): Promise<Measured> {
  const { passages, questions } = sets;
  if (passages.length === 0 || questions.length === 0)
    return { figures: [], skipped: [{ area: 'question answering', reason: 'no passages.jsonl and questions.jsonl' }] };
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-eval-'));
  try {
    const alone = await triedThreeWays(sets, [], join(folder, 'alone'));
    const crowded = await triedThreeWays(sets, crowdOf(sets), join(folder, 'crowded'));
    return { figures: [...figuresOf(alone), ...crowdedFigures(crowded, crowdOf(sets).length)], skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface ThreeWays {
  readonly whole: readonly Tried[];
  /** Where the passage itself is missing. */
  readonly without: readonly Tried[];
  /** Where all of its subject are. */
  readonly bare: readonly Tried[];
}

async function triedThreeWays(
  { passages, questions }: Sets,
  crowd: readonly Article[],
  folder: string,
): Promise<ThreeWays> {
  const whole = await tried(passages, questions, crowd, join(folder, 'whole'));
  const without: Tried[] = [];
  const bare: Tried[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const left = passages.filter((_, at) => at % FOLDS !== fold);
    without.push(...(await tried(left, unanswerable(questions, left), crowd, join(folder, `without-${fold}`))));
    const titles = [...new Set(passages.map(({ title }) => title))].filter((_, at) => at % FOLDS !== fold);
    const subjects = passages.filter(({ title }) => titles.includes(title));
    bare.push(...(await tried(subjects, unanswerable(questions, subjects), crowd, join(folder, `bare-${fold}`))));
  }
  return { whole, without, bare };
}

/** Everything else that there is to read: the more there is, the more often something agrees by chance. */
function crowdOf({ reports, marked, casts, edits, articles }: Sets): Article[] {
  const texts = [...[...reports.values()].flat(), ...marked, ...casts, ...edits];
  const read = texts.map(({ text }, at) => ({
    ...titled(text, ''),
    id: articleId(`crowd ${at}`),
    file: `crowd-${at}.txt`,
  }));
  return [...read, ...articles, ...newspaper().articles];
}

interface Tried {
  readonly isAmong: boolean;
  readonly isInBestSentence: boolean;
  readonly isAnswered: boolean;
  readonly isInFirstSentence: boolean;
}

/** Every question, asked of an archive of these passages. */
async function tried(
  passages: readonly Passage[],
  questions: readonly Question[],
  crowd: readonly Article[],
  folder: string,
): Promise<Tried[]> {
  const archive = await openSqliteArchive({ folder });
  try {
    const articles = new Map(passages.map(({ id, title, text }) => [id, asArticle(id, title, text)]));
    for (const article of [...articles.values(), ...crowd]) await takeIn(archive, article);
    const ask = createAsk({ archive, llm: null, prompt: null, log: SILENT });
    const results: Tried[] = [];
    for (const { query, answer, relevant } of questions) {
      const right = relevant.flatMap((id) => articles.get(id) ?? []);
      const hits = await archive.search(query, AMONG);
      const told = await ask(asked(query), () => {});
      const first = told.kind === 'answered' ? told.sentences[0].text : '';
      results.push({
        isAmong: hits.some(({ article }) => right.some(({ id }) => id === article.id)),
        isInBestSentence: right.some((article) => holds(bestPassage(article, query)?.quote ?? '', answer)),
        isAnswered: told.kind === 'answered',
        isInFirstSentence: holds(first, answer),
      });
    }
    return results;
  } finally {
    await archive.close();
  }
}

function unanswerable(questions: readonly Question[], passages: readonly Passage[]): Question[] {
  const there = new Set(passages.map(({ id }) => id));
  return questions.filter(({ relevant }) => !relevant.some((id) => there.has(id)));
}

function asArticle(id: string, title: string, text: string): Article {
  return { ...titled(text, title.replaceAll('_', ' ')), id: articleId(id), file: `${id}.txt` };
}

async function takeIn(archive: Archive, article: Article): Promise<void> {
  const arrival = { file: article.file, hash: articleId(article.file), at: NOW, topics: [], likeness: null };
  await archive.takeIn({ ...arrival, parsed: { ok: true, article } });
}

function asked(text: string): Asked {
  return { text, topic: null, since: null, hiddenTopics: [], context: [], about: [], now: NOW, zone: 'UTC' };
}

function holds(sentence: string, answer: string): boolean {
  return answer !== '' && sentence.toLowerCase().includes(answer.toLowerCase());
}

/** The same among so many other articles as a desk has after a while. */
function crowdedFigures(tried: ThreeWays, others: number): Figure[] {
  return figuresOf(tried)
    .filter(({ id }) => id !== 'questions.sentence')
    .map((figure) => ({
      ...figure,
      id: figure.id.replace('questions.', 'questions.crowded.'),
      name: `${figure.name}, in a crowd`,
      meaning: `${figure.meaning}, among ${others} other articles`,
      prototype: null,
    }));
}

function figuresOf({ whole, without, bare }: ThreeWays): Figure[] {
  const share = (those: readonly Tried[], test: (one: Tried) => boolean) => mean(those.map((one) => Number(test(one))));
  const answered = whole.filter(({ isAnswered }) => isAnswered);
  const rows: [string, string, string, number, number, number | null][] = [
    [
      'found',
      `Right passage among ${AMONG}`,
      'the search finds the passage that holds the answer',
      share(whole, (one) => one.isAmong),
      whole.length,
      0.977,
    ],
    [
      'sentence',
      'Answer in the best sentence',
      'of the right passage, the sentence that is shown for it',
      share(whole, (one) => one.isInBestSentence),
      whole.length,
      0.74,
    ],
    [
      'first',
      'Answer told first',
      'the first sentence of an answer holds it, of those that are answered',
      share(answered, (one) => one.isInFirstSentence),
      answered.length,
      null,
    ],
    [
      'kept',
      'Answered when it is there',
      'questions with an answer in the archive that are answered',
      share(whole, (one) => one.isAnswered),
      whole.length,
      0.84,
    ],
    [
      'refused',
      'Refused, same subject there',
      'questions without an answer that are refused though the archive speaks of the matter',
      share(without, (one) => !one.isAnswered),
      without.length,
      0.83,
    ],
    [
      'refusedBare',
      'Refused, subject not there',
      'questions on what the archive has nothing of that are refused',
      share(bare, (one) => !one.isAnswered),
      bare.length,
      null,
    ],
  ];
  return rows.map(([id, name, meaning, value, count, prototype]) => ({
    id: `questions.${id}`,
    name,
    meaning,
    value,
    unit: '%',
    of: `${count} questions`,
    prototype,
  }));
}
