import type { ModelCall, ModelLedger } from '../ports/ledger.ts';
import type { Clock, Embedder, EmbeddingAnswer, Log } from '../ports.ts';
import { createBudget, type Limits } from './budget.ts';
import { type EndpointOptions, openClient, parsedIfText } from './client.ts';
import { type Read, readEmbedding } from './embedding-answer.ts';
import type { Failure } from './failure.ts';
import { costOf, guessTokens, type Prices } from './prices.ts';
import { waitMs } from './retry.ts';

interface EmbedderOptions extends EndpointOptions, Limits {
  readonly embeddingModel: string;
  /** Of the configured chat model: embeddings cost less, and are reckoned alike, so that the budget holds. */
  readonly prices: Prices | null;
}

interface EmbedderPorts {
  readonly ledger: ModelLedger;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to below 1; `Math.random` unless given. */
  readonly random?: () => number;
}

/** An article waits no longer than this for a second try: it does without. */
const LONGEST_WAIT_MS = 5_000;
/** After a failure nothing is asked for so long: articles go on without. */
const REST_MS = 5 * 60_000;

/** How one HTTP call ended. */
type Sent =
  | { readonly kind: 'read'; readonly read: Read }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/**
 * A model behind an OpenAI-compatible Embeddings endpoint. Every HTTP call is written to the ledger and counts against the
 * day's budget. Trouble is logged once, and once when it is over; meanwhile hardly anything is asked. Nothing throws.
 */
export function createEmbedder(options: EmbedderOptions, ports: EmbedderPorts): Embedder {
  const { embeddingModel: model, timeoutMs, prices } = options;
  const { clock, log, random = Math.random } = ports;
  const client = openClient(options, 'OPENAI_EMBEDDING_MODEL', clock);
  const budget = createBudget(options, ports);
  let dimensions: number | null = null;
  let restUntil = 0;
  let inTrouble = false;

  async function send(text: string, signal: AbortSignal): Promise<Sent> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const openai = await client.loaded();
      // The package asks for base64 unless told otherwise, which other servers don't speak.
      const request = { model, input: text, encoding_format: 'float' as const };
      const body = parsedIfText(
        await openai.embeddings.create(request, { signal: AbortSignal.any([signal, timeout]) }),
      );
      const failure = client.failureIn(body, 'data', model);
      return failure ? { kind: 'failure', failure } : { kind: 'read', read: readEmbedding(body, dimensions) };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      return { kind: 'failure', failure: client.failureOf(error, model, timeout.aborted) };
    }
  }

  /** One call, under the budget and into the ledger. Throws only if the ledger can't be used. */
  async function call(
    text: string,
    asked: { purpose: string; articleId: string | null },
    signal: AbortSignal,
  ): Promise<Sent | { readonly kind: 'budget'; readonly reason: string; readonly until: Date }> {
    const guess = guessTokens(text);
    const estimate = { tokens: Math.max(1, guess), costUsd: prices ? inputCost(guess, prices) : 0 };
    const admission = await budget.admit(estimate, signal);
    if (admission.kind === 'spent') return { kind: 'budget', reason: admission.reason, until: admission.until };
    if (admission.kind === 'stopped') return admission;
    const at = clock.now();
    const sent = await send(text, signal);
    const inputTokens = sent.kind === 'read' ? (sent.read.tokens ?? guess) : isCharged(sent) ? guess : 0;
    const entry: ModelCall = {
      at,
      ...asked,
      model,
      outcome: outcomeOf(sent),
      inputTokens,
      cachedTokens: 0,
      outputTokens: 0,
      costUsd: prices && inputCost(inputTokens, prices),
      milliseconds: clock.now().getTime() - at.getTime(),
    };
    await admission.settle(entry);
    return sent;
  }

  /** Asks, and once more where the trouble may pass at once. What is refused is refused for this text only. */
  async function ask(
    text: string,
    asked: { purpose: string; articleId: string | null },
    signal: AbortSignal,
  ): Promise<EmbeddingAnswer> {
    for (let failures = 1; ; failures++) {
      const sent = await call(text, asked, signal);
      if (sent.kind === 'budget') return { kind: 'failed', reason: sent.reason, until: sent.until };
      if (sent.kind === 'stopped') return { kind: 'stopped' };
      if (sent.kind === 'read') {
        if (sent.read.kind === 'unusable')
          return failed(`The embedding of ${model} can't be used: ${sent.read.reason}`);
        dimensions = sent.read.vector.length;
        return { kind: 'embedded', vector: sent.read.vector };
      }
      const { failure } = sent;
      const wait = failure.kind === 'passing' ? waitMs(failures, failure.retryAfterMs, random) : null;
      if (failure.kind === 'refused') return { ...failed(failure.reason), until: clock.now() };
      if (wait === null || failures > 1 || wait > LONGEST_WAIT_MS) return failed(failure.reason);
      await clock.sleep(wait, signal);
    }
  }

  function noteTrouble(answer: EmbeddingAnswer): void {
    if (answer.kind === 'embedded' && inTrouble) {
      log.info('embeddings are made again', { model });
      inTrouble = false;
    }
    if (answer.kind !== 'failed') return;
    restUntil = answer.until?.getTime() ?? clock.now().getTime() + REST_MS;
    if (!inTrouble) log.warn('articles are compared without embeddings for now', { model, reason: answer.reason });
    inTrouble = true;
  }

  return {
    model,
    async embed(text, articleId, signal = new AbortController().signal) {
      if (clock.now().getTime() < restUntil) return failed('The endpoint failed a moment ago.');
      const answer = await ask(text, { purpose: 'embedding', articleId }, signal).catch((error: Error) =>
        failed(`The ledger of model calls can't be used: ${error.message}`),
      );
      noteTrouble(answer);
      return answer;
    },
    async check() {
      const never = new AbortController().signal;
      const answer = await ask('Are you there?', { purpose: 'check', articleId: null }, never).catch((error: Error) =>
        failed(error.message),
      );
      if (answer.kind === 'embedded') {
        const text = `${model} embeds at ${client.host}, in ${answer.vector.length} dimensions.`;
        return { ok: true, text };
      }
      const reason = answer.kind === 'failed' ? answer.reason : 'Stopped before an answer came.';
      return { ok: false, text: `${reason} Until that is mended, articles are compared by their words alone.` };
    },
  };
}

function failed(reason: string): Extract<EmbeddingAnswer, { kind: 'failed' }> {
  return { kind: 'failed', reason, until: null };
}

function inputCost(input: number, prices: Prices): number {
  return costOf({ input, cached: 0, output: 0 }, prices);
}

function isCharged(sent: Sent): boolean {
  return (
    sent.kind === 'stopped' || (sent.kind === 'failure' && sent.failure.kind === 'passing' && sent.failure.charged)
  );
}

function outcomeOf(sent: Sent): ModelCall['outcome'] {
  if (sent.kind === 'read') return sent.read.kind === 'vector' ? 'answered' : 'invalid';
  return sent.kind === 'failure' && sent.failure.kind === 'refused' ? 'refused' : 'failed';
}
