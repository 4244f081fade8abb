import { describe, expect, it, vi } from 'vitest';
import { content, error } from '../support/model-answers.ts';
import { aRequest, expectKind, harness } from './harness.ts';

const usage = { prompt_tokens: 1_000, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 400 } };
const prices = { inputPerMillion: 2, cachedPerMillion: 0.5, outputPerMillion: 10 };

describe('an answer', () => {
  it('is asked for with a strict schema, the fixed instructions first', async () => {
    const { llm, server } = await harness();
    expectKind(await llm.complete(aRequest), 'answered');
    expect(server.requests[0]?.body).toEqual({
      model: 'test-model',
      messages: [
        { role: 'system', content: aRequest.system },
        { role: 'user', content: aRequest.user },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'summary', strict: true, schema: aRequest.schema.json },
      },
      max_tokens: 300,
      temperature: 0,
    });
  });

  it('comes with its tokens and its cost, and stands in the ledger', async () => {
    const { llm, server, calls, clock } = await harness({ llm: { prices } });
    server.answerWith(() => {
      clock.skip(1_200);
      return content({ headline: 'Closed' }, { usage });
    });
    const costUsd = (600 * 2 + 400 * 0.5 + 100 * 10) / 1_000_000;
    expect(await llm.complete(aRequest)).toEqual({
      kind: 'answered',
      json: { headline: 'Closed' },
      raw: '{"headline":"Closed"}',
      usage: { calls: 1, inputTokens: 1_000, cachedTokens: 400, outputTokens: 100, costUsd },
      cached: false,
    });
    expect(calls).toEqual([
      {
        at: new Date('2026-11-24T08:00:00Z'),
        purpose: 'summarize',
        articleId: 'article-1',
        model: 'test-model',
        outcome: 'answered',
        inputTokens: 1_000,
        cachedTokens: 400,
        outputTokens: 100,
        costUsd,
        milliseconds: 1_200,
      },
    ]);
  });

  it('has no cost where no prices are set, and guessed tokens where the server does not count', async () => {
    const { llm, server } = await harness();
    server.answerWith(() => content({ headline: 'x'.repeat(100) }, { usage: null }));
    const { usage } = expectKind(await llm.complete(aRequest), 'answered');
    expect(usage.costUsd).toBeNull();
    expect(usage.inputTokens).toBeGreaterThan(40);
    expect(usage.outputTokens).toBeGreaterThan(25);
  });

  it.each(['fenced', 'thinking'] as const)('is found in %s text', async (mode) => {
    const { llm } = await harness({ server: { mode } });
    const { json, raw } = expectKind(await llm.complete(aRequest), 'answered');
    expect(json).toMatchObject({ headline: 'Ilse Tarn closed the port on Monday.' });
    expect(JSON.parse(raw)).toEqual(json);
  });

  it('may come in pieces, or as JSON that is not called so', async () => {
    const { llm, server } = await harness();
    const choice = {
      message: {
        content: [
          { type: 'text', text: '{"a":' },
          { type: 'text', text: '1}' },
        ],
      },
      finish_reason: 'stop',
    };
    server.answerWith(() => ({ kind: 'body', body: JSON.stringify({ choices: [choice] }), contentType: 'text/plain' }));
    expect(expectKind(await llm.complete(aRequest), 'answered').json).toEqual({ a: 1 });
  });
});

describe('an answer that is none', () => {
  it.each([
    ['refusing', 'refused', "The model refused: I can't help with that.", "I can't help with that."],
    ['filtered', 'refused', "The endpoint's content filter stopped the answer.", ''],
    ['prose', 'invalid', 'The answer was not one JSON object.', 'I have read the article. It is about a harbour.'],
    ['empty', 'invalid', 'The model server sent an answer without a choice in it.', ''],
    [
      'truncated',
      'truncated',
      'The answer was cut off at the token limit (max_output_tokens in the prompt file).',
      '{"headline":"Ilse Tarn closed the port o',
    ],
  ] as const)('of a %s model is told as %s, with what it said', async (mode, kind, reason, raw) => {
    const { llm, server, calls } = await harness({ server: { mode } });
    expect(await llm.complete(aRequest)).toMatchObject({ kind, reason, raw, usage: { calls: 1 } });
    expect(server.requests).toHaveLength(1);
    expect(calls.map(({ outcome }) => outcome)).toEqual([kind]);
  });

  it('is invalid when it is empty or has two objects in it', async () => {
    const { llm, server } = await harness();
    for (const text of ['', '{"a":1} or {"a":2}', '[1]']) {
      server.answerWith(() => content(text));
      expectKind(await llm.complete({ ...aRequest, fresh: true }), 'invalid');
    }
  });

  it.each([
    [400, 'context_length_exceeded', "This model's maximum context length is 4096 tokens."],
    [400, 'content_filter', "The response was filtered due to Azure OpenAI's content management policy."],
    [413, 'too_large', 'Request Entity Too Large'],
    [400, 'json_validate_failed', 'Failed to generate JSON.'],
  ])('counts as refused when the endpoint will not have this very request (%i %s)', async (status, code, message) => {
    const { llm, server, calls } = await harness();
    server.answerWith(() => error(status, message, { code }));
    expect(expectKind(await llm.complete(aRequest), 'refused').reason).toContain(message);
    expect(calls.map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('never brings the API key, control characters or pages of text of the server along', async () => {
    const { llm, server, logged } = await harness({ llm: { apiKey: 'sk-very-secret-1' } });
    const says = `Bad key sk-very-secret-1 \u001B[31m\u202E${'blah '.repeat(500)}`;
    server.answerWith((request) => (request.number === 1 ? error(500, says) : error(400, says)));
    const { reason } = expectKind(await llm.complete(aRequest), 'failed');
    expect(reason).toContain('Bad key [key]');
    for (const text of [reason, logged()]) {
      for (const unwanted of ['very-secret', '\u001B', '\u202E']) expect(text).not.toContain(unwanted);
    }
    expect(reason.length).toBeLessThan(600);
  });
});

describe('a failure that only the operator can mend', () => {
  it.each([
    [400, 'bad_request', /does not accept the request \(400\).*It says: No\./],
    [402, 'payment', /has no credit \(402\); top it up/],
    [403, 'forbidden', /does not let this key use test-model \(403\); check the key's rights/],
    [404, 'not_found', /knows no model test-model, or has another address \(404\); check OPENAI_MODEL/],
    [429, 'insufficient_quota', /used up its credit or quota \(429\); top it up/],
  ])('is told at once (%i %s)', async (status, code, expected) => {
    const { llm, server, clock } = await harness();
    server.answerWith(() => error(status, 'No.', { code }));
    const failed = expectKind(await llm.complete(aRequest), 'failed');
    expect(failed.permanent).toBe(true);
    expect(failed.reason).toMatch(expected);
    expect(failed.reason).toContain(new URL(server.url).host);
    expect([server.requests.length, clock.slept.length]).toEqual([1, 0]);
  });

  it('tells a wrong key from a missing one, and does not show it', async () => {
    const { again } = await harness({ server: { apiKey: 'sk-right-key-2' } });
    const wrong = expectKind(await again({ apiKey: 'sk-wrong-key-3' }).complete(aRequest), 'failed');
    expect(wrong).toMatchObject({
      permanent: true,
      reason: expect.stringMatching(/does not accept the API key \(401\); check OPENAI_API_KEY/),
    });
    expect(wrong.reason).not.toContain('wrong-key');
    const missing = expectKind(await again({ apiKey: null }).complete(aRequest), 'failed');
    expect(missing.reason).toMatch(/asks for an API key \(401\); set OPENAI_API_KEY/);
    expectKind(await again({ apiKey: 'sk-right-key-2' }).complete(aRequest), 'answered');
  });

  it('sends no key to a server that needs none, whatever the shell holds', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-the-shell');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    const { llm, server } = await harness({ server: { apiKey: 'x' } });
    const { reason } = expectKind(await llm.complete(aRequest), 'failed');
    expect(reason).toContain('Incorrect API key provided: none');
    expect(server.statuses).toEqual([401]);
  });

  it('is not brought about by settings that are the package’s own', async () => {
    vi.stubEnv('OPENAI_ORG_ID', 'org-from-the-shell');
    vi.stubEnv('OPENAI_PROJECT_ID', 'project-from-the-shell');
    const { llm, server } = await harness();
    await llm.complete(aRequest);
    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('from-the-shell');
  });

  it('names the unknown model', async () => {
    const { llm } = await harness();
    expect(expectKind(await llm.complete({ ...aRequest, model: 'gpt-0' }), 'failed').reason).toContain(
      'knows no model gpt-0',
    );
  });
});
