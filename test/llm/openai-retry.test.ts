import { describe, expect, it } from 'vitest';
import { MOST_RESPONSE_BYTES } from '../../src/llm/capped-fetch.ts';
import { content, error } from '../support/model-answers.ts';
import { startModelServer } from '../support/model-server.ts';
import { aRequest, expectKind, harness } from './harness.ts';

describe('a failure that may pass', () => {
  it.each([408, 409, 429, 500, 502, 503, 504])(
    'such as %i is tried again after a wait with jitter, and every call is kept',
    async (status) => {
      const { llm, server, clock, calls } = await harness();
      server.answerWith(({ number }) => (number < 3 ? error(status, 'Busy.') : content({ headline: 'Closed' })));
      const { usage } = expectKind(await llm.complete(aRequest), 'answered');
      expect(clock.slept).toEqual([500, 1_000]);
      expect(usage.calls).toBe(3);
      expect(calls.map(({ outcome, inputTokens }) => [outcome, inputTokens > 0])).toEqual([
        ['failed', false],
        ['failed', false],
        ['answered', true],
      ]);
    },
  );

  it.each([
    ['seconds', { 'retry-after': '7' }, 7_500],
    ['a date', { 'retry-after': 'Tue, 24 Nov 2026 08:00:20 GMT' }, 20_500],
    ['milliseconds', { 'retry-after-ms': '250' }, 750],
  ])('waits as long as the server asks, in %s', async (_, headers, expected) => {
    const { llm, server, clock } = await harness();
    server.answerWith(({ number }) =>
      number === 1 ? error(429, 'Slow down.', { headers }) : content({ headline: 'Closed' }),
    );
    expectKind(await llm.complete(aRequest), 'answered');
    expect(clock.slept).toEqual([expected]);
  });

  it('is given up, passing, when the server asks for more patience than there is', async () => {
    const { llm, server, clock } = await harness();
    server.answerWith(() => error(429, 'Come back later.', { headers: { 'retry-after': '3600' } }));
    const failed = expectKind(await llm.complete(aRequest), 'failed');
    expect(failed.permanent).toBe(false);
    expect(failed.reason).toMatch(
      /is asked too often \(429\)\. It says: Come back later\. Tried once; it asks for 3600 s of patience\./,
    );
    expect(clock.slept).toEqual([]);
  });

  it('is given up when the time for retries is over', async () => {
    const { llm, clock } = await harness({ server: { mode: 'failing' }, llm: { retryBudgetMs: 10_000 } });
    const failed = expectKind(await llm.complete(aRequest), 'failed');
    expect(failed).toMatchObject({ permanent: false, usage: { calls: 5 } });
    expect(failed.reason).toMatch(/is in trouble \(500\).*Tried 5 times\./);
    expect(clock.slept).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('is given up after ten tries, even if no wait takes any time', async () => {
    const { llm, server } = await harness({ server: { mode: 'failing' }, random: () => 0 });
    expectKind(await llm.complete(aRequest), 'failed');
    expect(server.requests).toHaveLength(10);
  });

  it('can be silence: the call ends at its time-out, and the input is counted as spent', async () => {
    const { llm, server, calls } = await harness({ llm: { timeoutMs: 100 } });
    server.answerWith(({ number }) => (number === 1 ? { kind: 'hang' } : content({ headline: 'Closed' })));
    expectKind(await llm.complete(aRequest), 'answered');
    expect(calls.map(({ outcome, inputTokens, outputTokens }) => [outcome, inputTokens > 0, outputTokens > 0])).toEqual(
      [
        ['failed', true, false],
        ['answered', true, true],
      ],
    );
  });

  it.each([200, 500])(
    'can be an answer that stops in the middle (%i), which ends at the time-out as well',
    async (status) => {
      const { llm, server } = await harness({ llm: { timeoutMs: 1_000 } });
      server.answerWith(({ number }) => (number === 1 ? { kind: 'stall', status } : content({ headline: 'Closed' })));
      expect(expectKind(await llm.complete(aRequest), 'answered').usage.calls).toBe(2);
    },
  );

  it('says after how long there was no answer', async () => {
    const { llm } = await harness({ server: { mode: 'hanging' }, llm: { timeoutMs: 100, retryBudgetMs: 0 } });
    expect(expectKind(await llm.complete(aRequest), 'failed').reason).toMatch(
      /gave no answer within 0\.1 s\. Tried once\./,
    );
  });

  it.each([
    ['a connection cut in the middle of an answer', { kind: 'hang-up' }, /broke off/],
    ['half a JSON body', { kind: 'body', body: '{"choices":[{"mess' }, /sent a broken answer/],
    [
      'half a JSON body that says it is text',
      { kind: 'body', body: '{"choices":[{"mess', contentType: 'text/plain' },
      /sent a broken answer/,
    ],
    ['nothing at all', { kind: 'body', body: '' }, /sent an empty answer/],
    ['an empty page', { kind: 'body', body: ' \n', contentType: 'text/html' }, /sent an empty answer/],
    [
      'a web page of a gateway',
      { kind: 'body', body: '<html>Please stand by</html>', contentType: 'text/html' },
      /answers with a web page or plain text, .*perhaps it is only just starting, or OPENAI_BASE_URL is not right/,
    ],
    [
      'JSON of a gateway',
      { kind: 'body', body: '{"status":"starting"}' },
      /answers with JSON that is no model's answer/,
    ],
    [
      'an error under status 200',
      { kind: 'body', body: '{"error":{"message":"Upstream busy","code":503}}' },
      /in trouble \(503\)\. It says: Upstream busy/,
    ],
  ] as const)('can be %s', async (_, bad, reason) => {
    const { llm, server } = await harness();
    server.answerWith(({ number }) => (number === 1 ? bad : content({ headline: 'Closed' })));
    expect(expectKind(await llm.complete(aRequest), 'answered').usage.calls).toBe(2);
    server.answerWith(() => bad);
    const failed = expectKind(await llm.complete({ ...aRequest, fresh: true }), 'failed');
    expect(failed.permanent).toBe(false);
    expect(failed.reason).toMatch(reason);
  });

  it('can be an answer without end, of which only so much is taken', async () => {
    const { llm, server } = await harness();
    server.answerWith(({ number }) =>
      number === 1 ? content('x'.repeat(MOST_RESPONSE_BYTES)) : content({ headline: 'Closed' }),
    );
    expect(expectKind(await llm.complete(aRequest), 'answered').usage.calls).toBe(2);
  });

  it('can be a server that is not there', async () => {
    const gone = await startModelServer();
    await gone.close();
    const { again } = await harness();
    const failed = expectKind(await again({ baseUrl: gone.url, retryBudgetMs: 0 }).complete(aRequest), 'failed');
    expect(failed).toMatchObject({ permanent: false, usage: { calls: 1, inputTokens: 0 } });
    expect(failed.reason).toMatch(
      /Nothing answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\); check that the model server runs/,
    );
  });
});
