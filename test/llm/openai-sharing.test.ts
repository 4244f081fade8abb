import { describe, expect, it } from 'vitest';
import { content, error } from '../support/model-answers.ts';
import { aRequest, expectKind, harness } from './harness.ts';

describe('an answer that was given before', () => {
  it('is given again for nothing, after a restart too', async () => {
    const { llm, again, server, calls } = await harness();
    const first = expectKind(await llm.complete(aRequest), 'answered');
    const nothing = { calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };
    for (const model of [llm, again()]) {
      expect(await model.complete(aRequest)).toEqual({ ...first, usage: nothing, cached: true });
    }
    expect([server.requests.length, calls.length]).toEqual([1, 1]);
  });

  it.each([
    ['purpose', { purpose: 'other' }],
    ['instructions', { system: 'Read well.' }],
    ['article', { user: 'BEGIN ARTICLE 2\n\nOther.\nEND ARTICLE 2' }],
    ['schema', { schema: { ...aRequest.schema, name: 'other' } }],
    ['model', { model: 'other-model' }],
  ])('is not given for another %s', async (_, more) => {
    const { llm, server } = await harness({ server: { models: ['test-model', 'other-model'] } });
    await llm.complete(aRequest);
    await llm.complete({ ...aRequest, ...more });
    expect(server.requests).toHaveLength(2);
  });

  it('is asked for anew, and replaced, when a fresh one is wanted', async () => {
    const { llm, server } = await harness();
    server.answerWith(({ number }) => content({ headline: `Answer ${number}` }));
    await llm.complete(aRequest);
    expect(expectKind(await llm.complete({ ...aRequest, fresh: true }), 'answered').json).toEqual({
      headline: 'Answer 2',
    });
    expect(expectKind(await llm.complete(aRequest), 'answered').json).toEqual({ headline: 'Answer 2' });
    expect(server.requests).toHaveLength(2);
  });

  it('is kept nowhere where it is somebody’s', async () => {
    const { llm, server, ledger } = await harness();
    const kept: string[] = [];
    const keepAnswer = ledger.keepAnswer.bind(ledger);
    ledger.keepAnswer = async (key, answer, at) => {
      kept.push(answer);
      await keepAnswer(key, answer, at);
    };
    for (let asked = 0; asked < 2; asked++) await llm.complete({ ...aRequest, personal: true });
    expect([server.requests.length, kept]).toEqual([2, []]);
  });

  it('is not kept unless it was an answer, nor trusted if it was damaged', async () => {
    const { llm, server, ledger } = await harness({ server: { mode: 'prose' } });
    await llm.complete(aRequest);
    server.answerWith('honest');
    expectKind(await llm.complete(aRequest), 'answered');
    const damaged = { ...ledger, cachedAnswer: async () => '{"headline":' };
    const other = await harness({ ledger: damaged });
    expect(expectKind(await other.llm.complete(aRequest), 'answered').cached).toBe(false);
  });

  it('is shared by those who ask at the same time, and paid for once', async () => {
    const { llm, server, calls } = await harness();
    const answers = await Promise.all([1, 2, 3, 4].map(() => llm.complete(aRequest)));
    expect(server.requests).toHaveLength(1);
    expect(calls).toHaveLength(1);
    expect(answers.map((answer) => expectKind(answer, 'answered').usage.calls)).toEqual([1, 0, 0, 0]);
    expect(new Set(answers.map((answer) => expectKind(answer, 'answered').raw)).size).toBe(1);
  });
});

describe('many requests', () => {
  it('are made a few at a time', async () => {
    const { llm, server } = await harness({ server: { latencyMs: 20 }, llm: { concurrency: 3 } });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => llm.complete({ ...aRequest, user: `${aRequest.user}\n${index}` })),
    );
    for (const answer of answers) expectKind(answer, 'answered');
    expect(server.requests).toHaveLength(12);
    expect(server.mostAtOnce()).toBe(3);
  });
});

describe('a request that is called off', () => {
  it('before it is made is never made', async () => {
    const { llm, server } = await harness();
    const answer = await llm.complete(aRequest, AbortSignal.abort());
    expect(answer).toMatchObject({ kind: 'failed', permanent: false, reason: 'Stopped before an answer came.' });
    expect(server.requests).toHaveLength(0);
  });

  it('while the model works ends at once, and is counted, since the model worked', async () => {
    const { llm, server, calls } = await harness();
    const stop = new AbortController();
    server.answerWith(() => {
      stop.abort();
      return { kind: 'hang' };
    });
    expectKind(await llm.complete(aRequest, stop.signal), 'failed');
    expect(calls.map(({ outcome, inputTokens }) => [outcome, inputTokens > 0])).toEqual([['failed', true]]);
  });

  it('while it waits for its turn, or before a retry, ends too', async () => {
    const { llm, server } = await harness({ llm: { concurrency: 1 } });
    const stop = new AbortController();
    const waiting: Promise<unknown>[] = [];
    server.answerWith(() => {
      waiting.push(llm.complete({ ...aRequest, user: 'second' }, stop.signal));
      stop.abort();
      return error(500, 'Oops.');
    });
    expectKind(await llm.complete(aRequest, stop.signal), 'failed');
    await Promise.all(waiting);
    expect(server.requests).toHaveLength(1);
  });

  it('by one of two who share it goes on for the other', async () => {
    const { llm, server } = await harness();
    const stop = new AbortController();
    let both: Promise<unknown> = Promise.resolve();
    const second = new Promise((resolve) => {
      server.answerWith(async () => {
        both = llm.complete(aRequest);
        stop.abort();
        resolve(undefined);
        await first;
        return content({ headline: 'Closed' });
      });
    });
    const first = llm.complete(aRequest, stop.signal);
    await second;
    expect((await first).kind).toBe('failed');
    expect(await both).toMatchObject({ kind: 'answered', cached: true });
    expect(server.requests).toHaveLength(1);
  });
});
