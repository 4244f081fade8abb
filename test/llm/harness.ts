import { onTestFinished } from 'vitest';
import { memoryLedger } from '../../src/llm/memory-ledger.ts';
import { createLlm, type LlmOptions } from '../../src/llm/openai.ts';
import type { ModelCall, ModelLedger } from '../../src/ports/ledger.ts';
import type { Llm, LlmAnswer, LlmRequest, Log } from '../../src/ports.ts';
import { type ModelServer, type ModelServerOptions, startModelServer } from '../support/model-server.ts';
import { type QuickClock, quickClock } from '../support/quick-clock.ts';

export interface Harness {
  readonly server: ModelServer;
  readonly llm: Llm;
  readonly clock: QuickClock;
  readonly ledger: ModelLedger;
  /** What is in the ledger. */
  readonly calls: readonly ModelCall[];
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  /** Another Llm on the same server and ledger, as after a restart. */
  again(options?: Partial<LlmOptions>): Llm;
}

/** The real `openai` package against a local server, with a clock on which no wait takes time. Ends with the test. */
export async function harness(
  options: {
    server?: ModelServerOptions;
    llm?: Partial<LlmOptions>;
    ledger?: Partial<ModelLedger>;
    random?: () => number;
  } = {},
): Promise<Harness> {
  const server = await startModelServer(options.server);
  onTestFinished(() => server.close());
  const clock = quickClock();
  const calls: ModelCall[] = [];
  const memory = memoryLedger();
  const ledger: ModelLedger = {
    ...memory,
    async recordCall(call) {
      await memory.recordCall(call);
      calls.push(call);
    },
    ...options.ledger,
  };
  const lines: string[] = [];
  const log = recordingLog(lines);
  const create = (more: Partial<LlmOptions> = {}) =>
    createLlm(
      {
        apiKey: null,
        baseUrl: server.url,
        model: 'test-model',
        concurrency: 2,
        timeoutMs: 5_000,
        dailyTokens: null,
        dailyCostUsd: null,
        prices: null,
        ...options.llm,
        ...more,
      },
      { ledger, clock, log, random: options.random ?? (() => 0.5) },
    );
  return { server, llm: create(), clock, ledger, calls, logged: () => lines.join('\n'), again: create };
}

function recordingLog(lines: string[]): Log {
  const write = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

export const aRequest: LlmRequest = {
  purpose: 'summarize',
  articleId: 'article-1',
  system: 'You read the news.',
  user: 'BEGIN ARTICLE 1\nTitle: Ferries\n\nIlse Tarn closed the port on Monday. It will open in March.\nEND ARTICLE 1',
  schema: {
    name: 'summary',
    json: {
      type: 'object',
      properties: { headline: { type: 'string' } },
      required: ['headline'],
      additionalProperties: false,
    },
  },
  model: 'test-model',
  temperature: 0,
  maxOutputTokens: 300,
};

type OfKind<K, A = LlmAnswer> = A extends { kind: infer Kinds } ? (K extends Kinds ? A : never) : never;

/** The answer, if it is of this kind; otherwise the test fails with what it is. */
export function expectKind<K extends LlmAnswer['kind']>(answer: LlmAnswer, kind: K): OfKind<K> {
  if (answer.kind !== kind) throw new Error(`expected ${kind}, got ${JSON.stringify(answer)}`);
  return answer as OfKind<K>;
}
