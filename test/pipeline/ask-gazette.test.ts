import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Question, Turn } from '../../src/answer/answer.ts';
import { createAsk } from '../../src/pipeline/ask.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { gazette } from '../answer/gazette.ts';
import { newspaper } from '../answer/newspaper.ts';
import { anArrival } from '../support/articles.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
const folder = mkdtempSync(join(tmpdir(), 'newsdesk-gazette-'));
const { articles, answerable, traps } = gazette();

let archive: Archive;
beforeAll(async () => {
  archive = await openSqliteArchive({ folder });
  for (const article of [...newspaper().articles, ...articles]) await archive.takeIn(anArrival(article, { at: NOW }));
}, 60_000);
afterAll(async () => {
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(text: string, over: Partial<Question> = {}): Promise<Answer> {
  const answerer = createAsk({ archive, llm: null, prompt: null, log: SILENT });
  const question = { text, topic: null, since: null, hiddenTopics: [], context: [], about: [], now: NOW, zone: 'UTC' };
  return answerer({ ...question, ...over }, () => {});
}

const saidOf = (answer: Answer) =>
  answer.kind === 'answered' ? answer.sentences.map(({ text }) => text).join(' ') : answer.reason;

/** What is paraphrased, and the traps that no rule of words sees: who did it, not whether it was done. */
const BEYOND_RULES = new Set([
  'Who runs Nordholm Bank?',
  'How much does Maud Ferring earn a year?',
  'When did Jon Kessel retire?',
  'Who did Port Anders sign from Varna Rovers?',
  'Who developed the measles vaccine?',
  'When will the comet hit the Earth?',
  'Which asteroid did Noor Halvar find?',
  'Why did the court stop the Ostend pipeline?',
]);

describe('a gazette among another paper’s articles', () => {
  it.each(answerable.filter(({ question }) => !BEYOND_RULES.has(question)))(
    'answers $question',
    async ({ question, answer, title }) => {
      const given = await ask(question);
      expect(saidOf(given)).toContain(answer);
      expect(given).toMatchObject({
        kind: 'answered',
        sources: expect.arrayContaining([expect.objectContaining({ title })]),
      });
    },
  );

  it.each(traps.filter(({ question }) => !BEYOND_RULES.has(question)))(
    'is not lured into answering $question ($trap)',
    async ({ question }) => {
      const given = await ask(question);
      expect(saidOf(given)).toMatch(/^No article /);
      expect(given).toMatchObject({ kind: 'abstained', looked: { articles: 208, newest: '2026-11-23' } });
    },
  );
});

describe('in a thread', () => {
  async function talk(...questions: readonly string[]): Promise<string[]> {
    let context: Turn[] = [];
    const said: string[] = [];
    for (const question of questions) {
      const answer = await ask(question, { context });
      const articleIds = answer.kind === 'answered' ? answer.sources.map(({ articleId }) => articleId) : [];
      said.push(saidOf(answer));
      context = [
        ...context,
        { question, answer: answer.kind === 'answered' ? saidOf(answer) : '', articleIds, at: NOW },
      ];
    }
    return said;
  }

  it('"and when?" and "for how much?" are about what was asked before', async () => {
    const [, when, why] = await talk('Who resigned over the harbour contract?', 'and when?', 'why did she?');
    expect(when).toContain('on Friday');
    expect(why).toContain('dredging the harbour');
    const [, fee, age] = await talk('Which club signed Jon Kessel?', 'for how much?', 'how old is he?');
    expect(fee).toContain('nine million marks');
    expect(age).toContain('24');
  });

  it('another subject is another subject, and the next question is about that', async () => {
    const [, bank, jobs] = await talk(
      'Who brokered the ceasefire in the Tessin valley?',
      'what about Nordholm Bank?',
      'how many jobs will it cut?',
    );
    expect(bank).toContain('Nordholm Bank');
    expect(jobs).toContain('1,200 jobs');
  });

  it('what nobody said is not made up', async () => {
    const [, said] = await talk('Who resigned over the harbour contract?', 'how old is she?');
    expect(said).toMatch(/^(?:No article|What was found on the matter so far)/);
  });
});
