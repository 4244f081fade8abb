import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPrompt } from '../../src/llm/prompt-files.ts';
import { readWithModel } from '../../src/pipeline/model-reader.ts';
import type { Prompt } from '../../src/summary/prompt.ts';
import { verifyDraft } from '../../src/summary/verify.ts';
import { harness } from '../llm/harness.ts';
import {
  content,
  error,
  FABRICATIONS,
  honestSummary,
  type ModelReply,
  type ModelRequest,
} from '../support/model-answers.ts';
import { writtenArticle } from '../support/written-article.ts';

let prompt: Prompt;
beforeAll(async () => {
  prompt = await loadPrompt(fileURLToPath(new URL('../../prompts/summarize.md', import.meta.url)));
});

const article = writtenArticle([
  { title: 'Ferry port closed' },
  { paragraph: 'Ilse Tarn, mayor of Eskerry, closed the ferry port on Monday after cracks were found in two piers.' },
  { boilerplate: 'Advertisment' },
  { paragraph: 'The Harbour Authority said repairs will take until March. Fares may rise by 5 crowns.' },
]);

/** Three parts long, each about piers of its own. */
const longArticle = writtenArticle(
  Array.from({ length: 300 }, (_, index) => ({
    paragraph: `On Monday Ilse Tarn looked at pier number ${index + 1} of the old harbour. The Harbour Authority said it will mend pier number ${index + 1} by March.`,
  })),
);

const honest = ({ article: text }: ModelRequest): ModelReply => content(honestSummary(text ?? ''));
const partOf = ({ user }: ModelRequest) => Number(/this is part (\d+) of \d+/.exec(user)?.[1] ?? 1);

function expectDraft<T extends { kind: string }>(reading: T): Extract<T, { kind: 'draft' }> {
  if (reading.kind !== 'draft') throw new Error(`expected a draft, got ${JSON.stringify(reading)}`);
  return reading as Extract<T, { kind: 'draft' }>;
}

describe('reading an article with a model', () => {
  it('takes one call, and what an honest model says of it is borne out', async () => {
    const { llm, server } = await harness();
    const { draft, usage, reader, note, unsupported } = expectDraft(await readWithModel(article, { llm, prompt }));
    expect([reader, note, unsupported, usage.calls]).toEqual(['test-model', null, [], 1]);
    const verified = verifyDraft(draft, article);
    expect(verified.actors.map(({ name }) => name)).toEqual(['Ilse Tarn', 'Harbour Authority']);
    expect(verified.implications.map(({ text }) => text)).toEqual([
      'The Harbour Authority said repairs will take until March.',
      'Fares may rise by 5 crowns.',
    ]);
    expect(server.requests[0]?.article).not.toContain('Advertisment');
    expect(server.requests[0]?.body).toMatchObject({ temperature: 0, max_tokens: 4_000 });
  });

  it('lets nothing through that a lying model makes up', async () => {
    const { llm } = await harness({ server: { mode: 'fabricating' } });
    const { draft, unsupported } = expectDraft(await readWithModel(article, { llm, prompt }));
    const shown = JSON.stringify({ ...verifyDraft(draft, article), unsupported: [] });
    for (const invention of FABRICATIONS) expect(shown).not.toContain(JSON.stringify(invention).slice(1, -1));
    expect(unsupported.length).toBeGreaterThan(0);
  });

  it('asks the model that the prompt names', async () => {
    const { llm, server } = await harness({ server: { models: ['test-model', 'other'] } });
    expect(expectDraft(await readWithModel(article, { llm, prompt: { ...prompt, model: 'other' } })).reader).toBe(
      'other',
    );
    expect(server.requests[0]?.model).toBe('other');
  });

  it('costs nothing the second time', async () => {
    const { llm, server } = await harness();
    await readWithModel(article, { llm, prompt });
    const { usage } = expectDraft(await readWithModel(article, { llm, prompt }));
    expect(usage).toEqual({ calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 });
    expect(server.requests).toHaveLength(1);
  });

  it('of no text at all needs no call', async () => {
    const { llm, server } = await harness();
    const reading = expectDraft(await readWithModel(writtenArticle([{ title: 'Photo' }]), { llm, prompt }));
    expect(reading.draft).toEqual({ headline: '', actors: [], implications: [] });
    expect(reading.note).toBe('The article has no text to read.');
    expect(server.requests).toHaveLength(0);
  });
});

describe('an answer that can’t be used', () => {
  it.each<[string, ModelReply, RegExp]>([
    ['a refusal', { kind: 'refusal', text: 'No.' }, /It was declined\. Answer again\./],
    ['no JSON', content('A nice article.'), /It was not a single JSON object\./],
    [
      'JSON of another kind',
      content({ verdict: 'nice' }),
      /It was not a JSON object with headline, actors and implications\./,
    ],
    [
      'items without quotes',
      content({ headline: 'x', actors: [{ name: 'x' }], implications: [] }),
      /No actor or implication in it was usable/,
    ],
  ])('because it is %s is asked for once more, saying so', async (_, bad, hint) => {
    const { llm, server } = await harness();
    server.answerWith((request) => (request.number === 1 ? bad : honest(request)));
    const { draft, usage } = expectDraft(await readWithModel(article, { llm, prompt }));
    expect(draft.actors).not.toEqual([]);
    expect(usage.calls).toBe(2);
    expect(server.requests[0]?.user).not.toContain('An earlier answer');
    expect(server.requests[1]?.user).toMatch(hint);
    expect(server.requests[1]?.system).toBe(server.requests[0]?.system);
  });

  it('because it was cut off is asked for again with twice the room', async () => {
    const { llm, server } = await harness();
    server.answerWith((request) => (request.number === 1 ? content('{"headl', { finish: 'length' }) : honest(request)));
    expectDraft(await readWithModel(article, { llm, prompt }));
    expect(server.requests.map(({ maxTokens }) => maxTokens)).toEqual([4_000, 8_000]);
    expect(server.requests[1]?.user).toContain('It was longer than allowed; write less.');
  });

  it('twice is a problem, with what the model said', async () => {
    const { llm, server } = await harness();
    server.answerWith(({ number }) => content(`No JSON, answer ${number}.`));
    const problem = await readWithModel(article, { llm, prompt });
    expect(problem).toMatchObject({
      kind: 'problem',
      reason: 'The model gave no usable answer, asked twice. The answer was not one JSON object.',
      raw: 'No JSON, answer 2.',
      retry: 'never',
      usage: { calls: 2 },
    });
  });

  it('is not what an operator’s second try gets back', async () => {
    const { llm, server } = await harness();
    server.answerWith(() => content({ verdict: 'nice' }));
    expect((await readWithModel(article, { llm, prompt })).kind).toBe('problem');
    server.answerWith(honest);
    expectDraft(await readWithModel(article, { llm, prompt }));
  });
});

describe('trouble that is not the article’s', () => {
  it('is tried again soon', async () => {
    const { llm } = await harness({ server: { mode: 'failing' } });
    expect(await readWithModel(article, { llm, prompt })).toMatchObject({
      kind: 'problem',
      reason: expect.stringContaining('is in trouble (500)'),
      raw: null,
      retry: 'soon',
    });
  });

  it('that only the operator can mend is tried again soon as well: the article is not lost', async () => {
    const { again } = await harness({ server: { apiKey: 'sk-right' } });
    const llm = again({ apiKey: 'sk-wrong' });
    expect(await readWithModel(article, { llm, prompt })).toMatchObject({
      retry: 'soon',
      reason: expect.stringContaining('check OPENAI_API_KEY'),
    });
  });

  it('is waited out until the next day when the budget is spent', async () => {
    const spentSince = async () => ({ tokens: 99, costUsd: 0 });
    const { llm } = await harness({ llm: { dailyTokens: 99 }, ledger: { spentSince } });
    expect(await readWithModel(article, { llm, prompt })).toMatchObject({
      kind: 'problem',
      retry: new Date('2026-11-25T00:00:00Z'),
      usage: { calls: 0 },
    });
  });

  it('such as a stop of the program gives a problem at once', async () => {
    const { llm, server } = await harness();
    expect(await readWithModel(article, { llm, prompt }, AbortSignal.abort())).toMatchObject({ retry: 'soon' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('a long article', () => {
  it('is read in parts, and merged: each actor once', async () => {
    const { llm, server } = await harness();
    const { draft, usage, note } = expectDraft(await readWithModel(longArticle, { llm, prompt }));
    expect(server.requests.map(partOf)).toEqual([1, 2, 3, 4]);
    expect(server.requests[1]?.user).toContain('this is part 2 of 4');
    expect(draft.actors.map(({ name }) => name).sort()).toEqual(['Harbour Authority', 'Ilse Tarn']);
    expect(draft.implications).toHaveLength(5);
    expect([usage.calls, note]).toEqual([4, null]);
    const verified = verifyDraft(draft, longArticle);
    for (const { evidence } of [...verified.actors, ...verified.implications]) {
      const [{ quote, start, end }] = evidence;
      expect(longArticle.text.slice(start, end)).toBe(quote);
    }
  });

  it('is read without a part that the model makes nothing of, and says so', async () => {
    const { llm, server } = await harness();
    server.answerWith((request) => (partOf(request) === 2 ? { kind: 'refusal', text: 'No.' } : honest(request)));
    const { draft, note, usage } = expectDraft(await readWithModel(longArticle, { llm, prompt }));
    expect(note).toBe('Part 2 of 4 could not be read.');
    expect(draft.actors).not.toEqual([]);
    expect(usage.calls).toBe(5);
  });

  it('of which no part can be read is a problem', async () => {
    const { llm } = await harness({ server: { mode: 'refusing' } });
    expect(await readWithModel(longArticle, { llm, prompt })).toMatchObject({
      kind: 'problem',
      retry: 'never',
      raw: "I can't help with that.",
      usage: { calls: 8 },
    });
  });

  it('goes on after trouble where it stopped, without paying again', async () => {
    const { llm, server } = await harness();
    server.answerWith((request) => (partOf(request) === 3 ? error(401, 'Key revoked.') : honest(request)));
    expect(await readWithModel(longArticle, { llm, prompt })).toMatchObject({ retry: 'soon', usage: { calls: 3 } });
    server.answerWith(honest);
    expect(expectDraft(await readWithModel(longArticle, { llm, prompt })).usage.calls).toBe(2);
  });

  it('beyond all measure is read from its beginning only, and says so', async () => {
    const { llm, server } = await harness();
    const endless = writtenArticle([
      { paragraph: 'Ilse Tarn looked at one more pier of the harbour. '.repeat(5_000).trim() },
    ]);
    const { note } = expectDraft(await readWithModel(endless, { llm, prompt }));
    expect(server.requests).toHaveLength(12);
    expect(note).toMatch(/^The article is very long: its last \d{2,3},\d{3} characters were not read\.$/);
  });
});
