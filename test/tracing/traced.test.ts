import { describe, expect, it } from 'vitest';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Desk, Llm } from '../../src/ports.ts';
import type { Attributes, InSpan } from '../../src/tracing/spans.ts';
import { tracedArchive, tracedChat, tracedDesk, tracedLlm, tracedReader } from '../../src/tracing/traced.ts';
import { aPublication } from '../store/contract/publications.ts';
import { anArrival, anArticle } from '../support/articles.ts';
import { aCall } from '../support/room.ts';

const spans: { name: string; attributes: Attributes }[] = [];
const inSpan: InSpan = (name, attributes, act) => {
  const span = { name, attributes: { ...attributes } };
  spans.push(span);
  return act((more) => Object.assign(span.attributes, more));
};

const SECRET_WORDS = 'The mayor of Tasmere closed the harbour';
const usage = { calls: 1, inputTokens: 900, cachedTokens: 0, outputTokens: 80, costUsd: null };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute));

describe('a span', () => {
  it('is made of each step, with what came of it and nobody’s words', async () => {
    const article = anArticle({ paragraphs: [SECRET_WORDS], title: SECRET_WORDS });
    const archive = tracedArchive(
      { takeIn: async () => ({ kind: 'taken', articleId: 'a1' }), publish: async () => true } as unknown as Archive,
      inSpan,
    );
    const answer = { kind: 'answered', json: {}, raw: SECRET_WORDS, usage, cached: false } as const;
    const llm = tracedLlm({ complete: async () => answer } as unknown as Llm, inSpan);
    const reader = tracedReader(
      {
        name: 'small-1',
        concurrency: 1,
        read: async () => ({ kind: 'problem', reason: SECRET_WORDS, raw: null, retry: 'soon' }),
      },
      inSpan,
    );
    const chat = tracedChat(
      { platform: 'slack', post: async () => ({ kind: 'failed', reason: SECRET_WORDS }) } as unknown as Chat,
      inSpan,
    );
    const desk = tracedDesk({ answer: async () => null } as unknown as Desk, inSpan, () => 'news ask');

    await archive.takeIn(anArrival(article));
    await reader.read(article);
    await llm.complete({ model: 'small-1', purpose: 'summarize', user: SECRET_WORDS } as Parameters<
      Llm['complete']
    >[0]);
    await archive.publish(aPublication('d1', { from: at(0), to: at(1) }));
    await chat.post({ key: 'k1', content: { payload: SECRET_WORDS } } as Parameters<Chat['post']>[0]);
    await desk.answer(aCall('news ask', { question: SECRET_WORDS }).invocation, () => {});

    expect(spans).toMatchInlineSnapshot(`
      [
        {
          "attributes": {
            "newsdesk.article": "a1",
            "newsdesk.outcome": "taken",
          },
          "name": "take-in",
        },
        {
          "attributes": {
            "newsdesk.article": "51dec2a66777009956e3f67556e399cf",
            "newsdesk.outcome": "problem",
            "newsdesk.reader": "small-1",
          },
          "name": "read",
        },
        {
          "attributes": {
            "gen_ai.request.model": "small-1",
            "gen_ai.usage.input_tokens": 900,
            "gen_ai.usage.output_tokens": 80,
            "newsdesk.cached": false,
            "newsdesk.outcome": "answered",
            "newsdesk.purpose": "summarize",
          },
          "name": "model call",
        },
        {
          "attributes": {
            "newsdesk.deliveries": 1,
            "newsdesk.platform": "slack",
            "newsdesk.recorded": true,
          },
          "name": "publish",
        },
        {
          "attributes": {
            "newsdesk.delivery": "k1",
            "newsdesk.outcome": "failed",
            "newsdesk.platform": "slack",
          },
          "name": "deliver",
        },
        {
          "attributes": {
            "newsdesk.command": "news ask",
            "newsdesk.platform": "slack",
          },
          "name": "command",
        },
      ]
    `);
    expect(JSON.stringify(spans)).not.toContain('mayor');
    // What is not looked at is as before.
    expect(chat.platform).toBe('slack');
  });
});
