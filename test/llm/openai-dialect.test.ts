import { describe, expect, it } from 'vitest';
import { error } from '../support/model-answers.ts';
import { aRequest, expectKind, harness } from './harness.ts';

const other = { ...aRequest, user: `${aRequest.user}\nOnce more.` };

describe('a server', () => {
  it('that knows only JSON mode is given the schema in words, and asked so from then on', async () => {
    const { llm, server, clock } = await harness({ server: { knows: { formats: ['json_object'] } } });
    expectKind(await llm.complete(aRequest), 'answered');
    expectKind(await llm.complete(other), 'answered');
    expect(server.statuses).toEqual([400, 200, 200]);
    expect(server.requests.map(({ format }) => format)).toEqual(['json_object', 'json_object']);
    expect(server.requests[0]?.system).toBe(
      `${aRequest.system}\n\nAnswer with one JSON object and nothing else. It must match this JSON schema:\n${JSON.stringify(aRequest.schema.json)}`,
    );
    expect(clock.slept).toEqual([]);
  });

  it('that knows no format at all is asked in words only', async () => {
    const { llm, server } = await harness({ server: { knows: { formats: [] }, mode: 'fenced' } });
    expectKind(await llm.complete(aRequest), 'answered');
    expectKind(await llm.complete(other), 'answered');
    expect(server.statuses).toEqual([400, 400, 200, 200]);
    expect(server.requests[0]?.format).toBe('text');
    expect(server.requests[0]?.system).toContain('Answer with one JSON object');
  });

  it('that knows neither temperature nor max_tokens, as newer models, is asked without them', async () => {
    const { llm, server } = await harness({
      server: { knows: { temperature: false, tokenLimits: ['max_completion_tokens'] } },
    });
    expectKind(await llm.complete(aRequest), 'answered');
    expectKind(await llm.complete(other), 'answered');
    expect(server.statuses).toEqual([400, 400, 200, 200]);
    expect(server.requests[1]?.body).toMatchObject({ max_completion_tokens: 300 });
    expect(server.requests[1]?.body).not.toHaveProperty('temperature');
  });

  it('that knows no token limit is asked without one', async () => {
    const { llm, server } = await harness({ server: { knows: { tokenLimits: [] } } });
    expectKind(await llm.complete(aRequest), 'answered');
    expect(server.requests[0]?.maxTokens).toBeNull();
  });

  it('that knows no system message gets the instructions in the other', async () => {
    const { llm, server } = await harness({ server: { knows: { systemRole: false } } });
    expectKind(await llm.complete(aRequest), 'answered');
    expect(server.requests[0]?.system).toBe('');
    expect(server.requests[0]?.user).toMatch(/^You read the news\./);
  });

  it('that knows nothing of all this is found out, once', async () => {
    const { llm, server } = await harness({
      server: { knows: { formats: [], tokenLimits: [], temperature: false, systemRole: false } },
    });
    expectKind(await llm.complete(aRequest), 'answered');
    const before = server.statuses.length;
    expectKind(await llm.complete(other), 'answered');
    expect(server.statuses.length).toBe(before + 1);
  });

  it('may take from one model what it does not take from another', async () => {
    const { llm, server } = await harness({ server: { models: ['test-model', 'old'] } });
    server.answerWith(({ model, format }) => {
      if (model === 'old' && format === 'json_schema')
        return error(400, 'response_format json_schema is unknown to old');
      return { kind: 'content', content: '{"headline":"Closed"}' };
    });
    expectKind(await llm.complete({ ...aRequest, model: 'old' }), 'answered');
    expectKind(await llm.complete(aRequest), 'answered');
    expect(server.requests.map(({ format }) => format)).toEqual(['json_schema', 'json_object', 'json_schema']);
  });

  it('that finds a limit too high is not taken for one that does not know it', async () => {
    const { llm, server } = await harness();
    server.answerWith(() =>
      error(400, 'max_tokens is too large: 300. This model supports at most 100 completion tokens.'),
    );
    const failed = expectKind(await llm.complete(aRequest), 'refused');
    expect(failed.reason).toContain('lower max_output_tokens in the prompt file');
    expect(server.requests).toHaveLength(1);
  });
});
