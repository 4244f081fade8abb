import { describe, expect, it } from 'vitest';
import { error } from '../support/model-answers.ts';
import { startModelServer } from '../support/model-server.ts';
import { harness } from './harness.ts';

describe('the check for the doctor', () => {
  it('asks for the list of models only, where the model is on it', async () => {
    const { llm, server } = await harness();
    const host = new URL(server.url).host;
    expect(await llm.check()).toEqual({ ok: true, text: `The model server at ${host} offers test-model.` });
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ['is not listed', { knows: {} }],
    ['can’t be listed', { knows: { models: false } }],
  ])('makes the smallest call where the model %s, in whatever way the server wants', async (_, { knows }) => {
    const { server, again, calls } = await harness({
      server: { knows: { ...knows, formats: [], temperature: false } },
    });
    const unlisted = knows && 'models' in knows ? 'test-model' : 'gpt-0';
    const result = await again({ model: unlisted }).check();
    if (unlisted === 'gpt-0')
      expect(result).toMatchObject({ ok: false, text: expect.stringContaining('knows no model gpt-0') });
    else expect(result).toEqual({ ok: true, text: `test-model answers at ${new URL(server.url).host}.` });
    expect(calls.at(-1)?.purpose).toBe('check');
  });

  it.each(['refusing', 'truncated', 'prose'] as const)('takes a %s model for one that answers', async (mode) => {
    const { llm } = await harness({ server: { mode, knows: { models: false } } });
    expect((await llm.check()).ok).toBe(true);
  });

  it('says what is wrong with the key', async () => {
    const { again } = await harness({ server: { apiKey: 'sk-right' } });
    expect(await again({ apiKey: 'sk-wrong-key' }).check()).toMatchObject({
      ok: false,
      text: expect.stringContaining('check OPENAI_API_KEY'),
    });
    expect((await again({ apiKey: 'sk-right' }).check()).ok).toBe(true);
  });

  it('says when nothing answers', async () => {
    const gone = await startModelServer();
    await gone.close();
    const { again } = await harness();
    expect(await again({ baseUrl: gone.url }).check()).toMatchObject({
      ok: false,
      text: expect.stringContaining('Nothing answers at'),
    });
  });

  it('soon says when there is a web page where the model server should be', async () => {
    const { llm, clock } = await harness({ server: { mode: 'web-page', knows: { models: false } } });
    expect(await llm.check()).toMatchObject({
      ok: false,
      text: expect.stringContaining('OPENAI_BASE_URL is not right'),
    });
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(6_000);
  });

  it('says when the account has no credit', async () => {
    const { llm, server } = await harness({ server: { knows: { models: false } } });
    server.answerWith(() => error(429, 'You exceeded your current quota.', { code: 'insufficient_quota' }));
    expect(await llm.check()).toMatchObject({ ok: false, text: expect.stringContaining('used up its credit') });
  });

  it('does not call when the budget is spent, and says so', async () => {
    const spentSince = async () => ({ tokens: 9_999, costUsd: 0 });
    const { llm, server } = await harness({
      server: { knows: { models: false } },
      llm: { dailyTokens: 10 },
      ledger: { spentSince },
    });
    expect(await llm.check()).toMatchObject({ ok: true, text: expect.stringContaining('test-model was not asked.') });
    expect(server.requests).toHaveLength(0);
  });
});
