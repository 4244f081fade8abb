import { describe, expect, it } from 'vitest';
import { createLlm } from '../../src/llm/openai.ts';
import { content } from '../support/model-answers.ts';
import { quickClock } from '../support/quick-clock.ts';
import { aRequest, expectKind, harness } from './harness.ts';

/** Requests that no kept answer fits. */
const requests = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...aRequest, user: `${aRequest.user}\n${index}` }));
const thousand = () => content({ headline: 'Closed' }, { usage: { prompt_tokens: 800, completion_tokens: 200 } });

describe('the day’s budget', () => {
  it('in tokens, once spent, stops the calls until the day turns in UTC', async () => {
    const { llm, server, clock } = await harness({ llm: { dailyTokens: 2_500 } });
    server.answerWith(thousand);
    const kinds: string[] = [];
    for (const request of requests(5)) kinds.push((await llm.complete(request)).kind);
    expect(kinds).toEqual(['answered', 'answered', 'answered', 'budget', 'budget']);
    const [, , , , fifth] = requests(5);
    const spent = expectKind(await llm.complete(fifth ?? aRequest), 'budget');
    expect(spent.until).toEqual(new Date('2026-11-25T00:00:00Z'));
    expect(spent.reason).toBe(
      "The day's model budget of 2,500 tokens is spent; reading goes on at 2026-11-25T00:00Z, or raise the budget.",
    );
    expect(server.requests).toHaveLength(3);
    clock.skip(16 * 3_600_000 - 1);
    expectKind(await llm.complete(fifth ?? aRequest), 'budget');
    clock.skip(1);
    expectKind(await llm.complete(fifth ?? aRequest), 'answered');
  });

  it('in money counts what calls cost', async () => {
    const prices = { inputPerMillion: 1, cachedPerMillion: 1, outputPerMillion: 1 };
    const { llm, server } = await harness({ llm: { dailyCostUsd: 0.002, prices } });
    server.answerWith(thousand);
    const kinds: string[] = [];
    for (const request of requests(4)) kinds.push((await llm.complete(request)).kind);
    expect(kinds).toEqual(['answered', 'answered', 'budget', 'budget']);
    expect(server.requests).toHaveLength(2);
  });

  it('is not touched by kept answers, which come even when it is spent', async () => {
    const { llm, server } = await harness({ llm: { dailyTokens: 1_000 } });
    server.answerWith(thousand);
    await llm.complete(aRequest);
    expectKind(await llm.complete(aRequest), 'answered');
    expectKind(await llm.complete({ ...aRequest, user: 'other' }), 'budget');
  });

  it('counts what was spent before a restart, and by other processes', async () => {
    const { again, server, llm } = await harness({ llm: { dailyTokens: 1_000 } });
    server.answerWith(thousand);
    await llm.complete(aRequest);
    expectKind(await again().complete({ ...aRequest, user: 'other' }), 'budget');
  });

  it.each([1, 4, 16])('is overrun by one call at most, and used up, with %i calls at a time', async (concurrency) => {
    const { llm, server, calls } = await harness({
      server: { latencyMs: 2 },
      llm: { dailyTokens: 5_500, concurrency },
    });
    server.answerWith(() => content({ headline: 'Closed' }, { usage: { prompt_tokens: 50, completion_tokens: 950 } }));
    const asked = requests(20).map((request) => ({ ...request, maxOutputTokens: 1_000 }));
    const answers = await Promise.all(asked.map((request) => llm.complete(request)));
    const kinds = answers.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'answered')).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'budget')).toHaveLength(14);
    expect(calls.reduce((sum, call) => sum + call.inputTokens + call.outputTokens, 0)).toBe(6_000);
  });

  it('holds against a server that counts more than its answers can hold, once that has shown', async () => {
    const { llm, server, calls } = await harness({
      server: { latencyMs: 2 },
      llm: { dailyTokens: 50_500, concurrency: 8 },
    });
    server.answerWith(thousand);
    await llm.complete(aRequest);
    await Promise.all(requests(80).map((request) => llm.complete(request)));
    expect(calls.reduce((sum, call) => sum + call.inputTokens + call.outputTokens, 0)).toBe(51_000);
  });

  it('does not turn a call away for the sake of calls under way that may yet cost less', async () => {
    const { llm, server } = await harness({ llm: { dailyTokens: 1_100, concurrency: 8 } });
    server.answerWith(() => content({ headline: 'Closed' }, { usage: { prompt_tokens: 90, completion_tokens: 10 } }));
    const answers = await Promise.all(
      requests(11).map((request) => llm.complete({ ...request, maxOutputTokens: 900 })),
    );
    for (const answer of answers) expectKind(answer, 'answered');
  });

  it('lets go who waits for room and is called off', async () => {
    const { llm, server } = await harness({ llm: { dailyTokens: 1_100 } });
    const stop = new AbortController();
    const [first, second] = requests(2);
    const waiting: Promise<unknown>[] = [];
    server.answerWith(async () => {
      waiting.push(llm.complete({ ...(second ?? aRequest), maxOutputTokens: 900 }, stop.signal));
      stop.abort();
      await Promise.all(waiting);
      return thousand();
    });
    expectKind(await llm.complete({ ...(first ?? aRequest), maxOutputTokens: 900 }), 'answered');
    expect(await waiting[0]).toMatchObject({ kind: 'failed', reason: 'Stopped before an answer came.' });
    expect(server.requests).toHaveLength(1);
  });

  it('in money without prices is a contradiction', () => {
    const options = {
      apiKey: null,
      baseUrl: null,
      model: 'm',
      concurrency: 1,
      timeoutMs: 1,
      dailyTokens: null,
      prices: null,
    };
    const nothing = () => undefined;
    const ports = {
      ledger: {} as never,
      clock: quickClock(),
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    };
    expect(() => createLlm({ ...options, dailyCostUsd: 1 }, ports)).toThrow(/needs the model's prices/);
  });
});

describe('a ledger that fails', () => {
  it('loses no paid answer, and lets no further call through until what was spent is written down', async () => {
    let full = true;
    const written: unknown[] = [];
    const recordCall = async (call: unknown) => {
      if (full) throw new Error('disk is full');
      written.push(call);
    };
    const { llm, server, logged } = await harness({ ledger: { recordCall } });
    const [first, second, third] = requests(3);
    expectKind(await llm.complete(first ?? aRequest), 'answered');
    expect(logged()).toContain('a model call could not be recorded');
    expect(await llm.complete(second ?? aRequest)).toMatchObject({
      kind: 'failed',
      permanent: false,
      reason: "The ledger of model calls can't be used: disk is full",
    });
    expect(server.requests).toHaveLength(1);
    full = false;
    expectKind(await llm.complete(third ?? aRequest), 'answered');
    expect(written).toHaveLength(2);
  });

  it.each(['cachedAnswer', 'spentSince'] as const)(
    'in %s is a failure that may pass, without a call',
    async (method) => {
      const broken = { [method]: async () => Promise.reject(new Error('database is locked')) };
      const { llm, server } = await harness({ llm: { dailyTokens: 5_000 }, ledger: broken });
      const failed = expectKind(await llm.complete(aRequest), 'failed');
      expect(failed).toMatchObject({ permanent: false, reason: expect.stringContaining('database is locked') });
      expect(server.requests).toHaveLength(0);
    },
  );

  it('in keeping an answer still gives it', async () => {
    const { llm, logged } = await harness({
      ledger: { keepAnswer: async () => Promise.reject(new Error('disk is full')) },
    });
    expectKind(await llm.complete(aRequest), 'answered');
    expect(logged()).toContain('a model answer could not be kept');
  });
});
