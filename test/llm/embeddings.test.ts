import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmbedder } from '../../src/llm/embeddings.ts';
import { memoryLedger } from '../../src/llm/memory-ledger.ts';
import type { ModelCall } from '../../src/ports/ledger.ts';
import type { EmbeddingAnswer, Log } from '../../src/ports.ts';
import { error, type ModelReply } from '../support/model-answers.ts';
import { startModelServer } from '../support/model-server.ts';
import { quickClock } from '../support/quick-clock.ts';

type Options = Parameters<typeof createEmbedder>[0];

/** The real `openai` package against a local server, with a clock on which no wait takes time. */
async function desk(over: Partial<Options> = {}) {
  const server = await startModelServer({ apiKey: over.apiKey ?? null });
  onTestFinished(() => server.close());
  const clock = quickClock();
  const memory = memoryLedger();
  const calls: ModelCall[] = [];
  const logged: string[] = [];
  const note = (level: string) => (message: string, fields?: Record<string, unknown>) =>
    void logged.push(`${level}: ${message} ${fields?.['reason'] ?? ''}`);
  const log: Log = { debug() {}, info: note('info'), warn: note('warn'), error: note('error') };
  const ledger = {
    ...memory,
    async recordCall(call: ModelCall) {
      calls.push(call);
      await memory.recordCall(call);
    },
  };
  const options: Options = {
    apiKey: null,
    baseUrl: server.url,
    embeddingModel: 'test-embedding',
    timeoutMs: 5_000,
    dailyTokens: null,
    dailyCostUsd: null,
    prices: null,
    ...over,
  };
  const embedder = createEmbedder(options, { ledger, clock, log, random: () => 0.5 });
  return { server, clock, ledger, calls, logged, embedder };
}

function vectorOf(answer: EmbeddingAnswer): number[] {
  if (answer.kind !== 'embedded') throw new Error(`no embedding: ${JSON.stringify(answer)}`);
  return [...answer.vector];
}

describe('an embedding', () => {
  it('is of length 1, and its call stands in the ledger', async () => {
    const { embedder, server, calls } = await desk({
      prices: { inputPerMillion: 2, cachedPerMillion: 1, outputPerMillion: 9 },
    });
    server.embedWith(() => [3, 0, -4]);
    const vector = vectorOf(await embedder.embed('The port closed.', 'a1'));
    expect(vector.map((value) => Number(value.toFixed(6)))).toEqual([0.6, 0, -0.8]);
    expect(server.embedded).toEqual([{ model: 'test-embedding', text: 'The port closed.' }]);
    expect(calls).toEqual([
      {
        at: new Date('2026-11-24T08:00:00Z'),
        purpose: 'embedding',
        articleId: 'a1',
        model: 'test-embedding',
        outcome: 'answered',
        inputTokens: 4,
        cachedTokens: 0,
        outputTokens: 0,
        costUsd: 0.000008,
        milliseconds: 0,
      },
    ]);
  });

  it('is not asked for once the day’s budget is spent', async () => {
    const { embedder, server, ledger, clock, logged } = await desk({ dailyTokens: 100 });
    await ledger.recordCall({ ...(SPENT as ModelCall), at: clock.now() });
    expect(await embedder.embed('Text', null)).toMatchObject({
      kind: 'failed',
      until: new Date('2026-11-25T00:00:00Z'),
    });
    await embedder.embed('Another', null);
    expect(server.embedded).toEqual([]);
    expect(logged).toHaveLength(1);
    clock.skip(16 * 3_600_000);
    vectorOf(await embedder.embed('Text', null));
  });

  it('ends with whoever wanted it', async () => {
    const { embedder, server, logged } = await desk();
    const stop = new AbortController();
    server.embedWith(() => {
      stop.abort();
      return { kind: 'hang' };
    });
    expect(await embedder.embed('Text', null, stop.signal)).toEqual({ kind: 'stopped' });
    expect(logged).toEqual([]);
  });
});

const SPENT: Partial<ModelCall> = {
  purpose: 'summarize',
  articleId: null,
  model: 'm',
  outcome: 'answered',
  inputTokens: 100,
  cachedTokens: 0,
  outputTokens: 0,
  costUsd: null,
  milliseconds: 1,
};

describe('an endpoint in trouble', () => {
  const body = (embedding: unknown): ModelReply => ({ kind: 'body', body: JSON.stringify({ data: [{ embedding }] }) });
  const troubles: Record<string, ModelReply> = {
    'asked too often': error(429, 'Slow down.'),
    'asked to wait for long': error(429, 'Slow down.', { headers: { 'retry-after': '600' } }),
    'out of credit': error(429, 'You exceeded your current quota.', { code: 'insufficient_quota' }),
    broken: error(500, 'Oops.'),
    'of another path': error(404, 'Not found.'),
    'cut off': { kind: 'hang-up' },
    'a web page': { kind: 'body', body: '<html>Welcome</html>', contentType: 'text/html' },
    empty: { kind: 'body', body: '{}' },
    'without numbers': body([]),
    'with text for numbers': body(['a', 'b']),
    'with null for numbers': body([1, null]),
    'of no length': body([0, 0, 0]),
    'in base64': body('AACAPwAAAAA='),
    'far too long': body(Array.from({ length: 20_000 }, () => 1)),
  };
  it.each(Object.entries(troubles))('%s is told once, left alone for a while, and taken up again', async (_, reply) => {
    const { embedder, server, clock, logged } = await desk();
    server.embedWith(() => reply);
    for (const text of ['One', 'Two', 'Three'])
      expect(await embedder.embed(text, null)).toMatchObject({ kind: 'failed' });
    const asked = server.embedded.length;
    expect(asked).toBeLessThanOrEqual(2);
    expect(logged).toEqual([expect.stringMatching(/^warn: articles are compared without embeddings for now .+/)]);
    clock.skip(6 * 60_000);
    await embedder.embed('Four', null);
    expect(server.embedded.length).toBeGreaterThan(asked);
    expect(logged).toHaveLength(1);
    clock.skip(6 * 60_000);
    server.embedWith(() => [1, 0]);
    vectorOf(await embedder.embed('Five', null));
    expect(logged.at(-1)).toMatch(/^info: embeddings are made again/);
  });

  it('that is over at once costs nobody anything', async () => {
    const { embedder, server, logged, calls } = await desk();
    server.embedWith(() => (server.embedded.length === 1 ? error(503, 'Busy.') : [1, 0]));
    vectorOf(await embedder.embed('Text', null));
    expect(logged).toEqual([]);
    expect(calls.map(({ outcome }) => outcome)).toEqual(['failed', 'answered']);
  });

  it('by which one model has two sizes is trouble too', async () => {
    const { embedder, server, logged } = await desk();
    server.embedWith(({ text }) => (text === 'One' ? [1, 0] : [1, 0, 0]));
    vectorOf(await embedder.embed('One', null));
    expect(await embedder.embed('Two', null)).toMatchObject({ kind: 'failed' });
    expect(logged.join()).toContain('3 dimensions, and others of that model have 2');
  });

  it('gives no answer in time', async () => {
    const { embedder, server, calls } = await desk({ timeoutMs: 50 });
    server.embedWith(() => ({ kind: 'hang' }));
    expect(await embedder.embed('Text', null)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('no answer'),
    });
    expect(calls.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  it('over one text is no reason to leave out the next', async () => {
    const { embedder, server } = await desk();
    server.embedWith(({ text }) => (text === 'Long' ? error(413, 'Too long.') : [1, 0]));
    expect(await embedder.embed('Long', null)).toMatchObject({ kind: 'failed' });
    vectorOf(await embedder.embed('Short', null));
  });

  it('has its reason told without the key', async () => {
    const { server, embedder, logged } = await desk({ apiKey: 'sk-secret-key' });
    server.embedWith(() => error(401, 'Incorrect API key provided: sk-secret-key.'));
    await embedder.embed('Text', null);
    expect(logged.join()).toContain('OPENAI_API_KEY');
    expect(logged.join()).not.toContain('secret');
  });
});
