import { createHash } from 'node:crypto';
import type { ModelLedger } from '../ports/ledger.ts';
import type { Clock, Llm, LlmAnswer, LlmRequest, Log } from '../ports.ts';
import { addUsage, NO_USAGE, type Usage } from '../summary/usage.ts';
import { createCaller } from './caller.ts';
import type { Content } from './completion.ts';
import { createEndpoint } from './endpoint.ts';
import type { Failure } from './failure.ts';
import type { Prices } from './prices.ts';
import { waitMs } from './retry.ts';
import { createSemaphore } from './semaphore.ts';
import { createSharing } from './share.ts';

export interface LlmOptions {
  /** Null for a server that asks for none. */
  readonly apiKey: string | null;
  /** Root of an OpenAI-compatible API, usually ending in `/v1`; null for OpenAI itself. */
  readonly baseUrl: string | null;
  readonly model: string;
  /** Requests at a time; one that waits before a retry counts, so that a server in trouble isn't pressed. */
  readonly concurrency: number;
  /** For one call, to the end of its answer. */
  readonly timeoutMs: number;
  /** How long a request may take with all its retries; two minutes unless given. */
  readonly retryBudgetMs?: number;
  /** Input and output tokens a day (UTC); null for no limit. */
  readonly dailyTokens: number | null;
  /** US dollars a day (UTC); null for no limit. Needs prices. */
  readonly dailyCostUsd: number | null;
  /** Of the configured model. Calls to another, which a prompt may name, are reckoned alike, so that the budget holds. */
  readonly prices: Prices | null;
}

export interface LlmPorts {
  readonly ledger: ModelLedger;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to below 1; `Math.random` unless given. */
  readonly random?: () => number;
}

const DEFAULT_RETRY_BUDGET_MS = 120_000;
/** Somebody waits for the check. */
const CHECK_BUDGET_MS = 5_000;
/** Holds even where the clock stands still. */
const MOST_FAILURES = 10;

/**
 * A model behind an OpenAI-compatible Chat Completions endpoint. Every HTTP call is written to the ledger and counts
 * against the day's budget. Answers are kept in the ledger: the same request is paid for once, and shared when it is made
 * twice at the same time. Throws only here, for options that contradict each other; the Llm it gives does not throw.
 */
export function createLlm(options: LlmOptions, ports: LlmPorts): Llm {
  if (options.dailyCostUsd !== null && options.prices === null) {
    throw new Error("A daily budget in dollars needs the model's prices, or nothing can be counted against it.");
  }
  const { ledger, clock, log, random = Math.random } = ports;
  const endpoint = createEndpoint(options, clock);
  const call = createCaller(endpoint, options, ports);
  const semaphore = createSemaphore(options.concurrency);
  const sharing = createSharing<LlmAnswer>();
  const retryBudgetMs = options.retryBudgetMs ?? DEFAULT_RETRY_BUDGET_MS;

  async function answer(request: LlmRequest, key: string, signal: AbortSignal): Promise<LlmAnswer> {
    try {
      const kept = request.fresh || request.personal ? null : await keptAnswer(ledger, key);
      if (kept) return kept;
      const given = await semaphore.run(() => askUntilAnswered(request, signal), signal);
      if (given?.kind === 'answered' && !request.personal) await keep(key, given.raw);
      return given ?? stopped(NO_USAGE);
    } catch (error) {
      return failed(`The ledger of model calls can't be used: ${(error as Error).message}`, false, NO_USAGE);
    }
  }

  /** The answer is paid for: it is given even if it can't be kept. */
  async function keep(key: string, raw: string): Promise<void> {
    await ledger
      .keepAnswer(key, raw, clock.now())
      .catch((error: Error) => log.error('a model answer could not be kept', { error: error.message }));
  }

  async function askUntilAnswered(
    request: LlmRequest,
    signal: AbortSignal,
    budgetMs = retryBudgetMs,
  ): Promise<LlmAnswer> {
    const deadline = clock.now().getTime() + budgetMs;
    let usage = NO_USAGE;
    for (let failures = 0; ; ) {
      const called = await call(request, signal);
      if (called.kind === 'budget') return called;
      usage = addUsage(usage, called.usage);
      const { sent } = called;
      if (sent.kind === 'stopped') return stopped(usage);
      if (sent.kind === 'completion') return answered(sent.content, usage);
      if (sent.kind === 'learnt') {
        log.info('the model server is asked in another way from now on', { model: request.model, because: sent.says });
        continue;
      }
      if (sent.failure.kind !== 'passing') return givenUp(sent.failure, usage);
      failures += 1;
      const wait = waitMs(failures, sent.failure.retryAfterMs, random);
      const late = clock.now().getTime() + wait > deadline;
      if (late || failures >= MOST_FAILURES) return triedInVain(sent.failure, failures, usage);
      log.warn('a model call failed and will be tried again', {
        reason: sent.failure.reason,
        waitMs: Math.round(wait),
      });
      await clock.sleep(wait, signal);
      if (signal.aborted) return stopped(usage);
    }
  }

  async function check(): Promise<{ ok: boolean; text: string }> {
    const { model } = options;
    const offer = await endpoint.models();
    if (offer.kind === 'failure') return { ok: false, text: offer.failure.reason };
    if (offer.names?.includes(model))
      return { ok: true, text: `The model server at ${endpoint.host} offers ${model}.` };
    // Not every server lists its models, nor by the names it takes: only a call can tell.
    const reply = await askUntilAnswered(smallestRequest(model), new AbortController().signal, CHECK_BUDGET_MS).catch(
      (error: Error) => failed(`The ledger of model calls can't be used: ${error.message}`, false, NO_USAGE),
    );
    if (reply.kind === 'failed') return { ok: false, text: reply.reason };
    if (reply.kind === 'budget') return { ok: true, text: `${model} was not asked. ${reply.reason}` };
    return { ok: true, text: `${model} answers at ${endpoint.host}.` };
  }

  return {
    model: options.model,
    async complete(request, signal) {
      const key = keyOf(request);
      const work = (stop: AbortSignal) => answer(request, key, stop);
      const shared = await sharing.share(request.fresh ? `${key} fresh` : key, work, signal);
      if (shared === null) return stopped(NO_USAGE);
      return shared.joined ? withoutCost(shared.value) : shared.value;
    },
    check,
  };
}

/** What an answer is kept under: everything that it depends on. */
function keyOf({ purpose, system, user, schema, model }: LlmRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([purpose, system, user, schema, model]))
    .digest('hex');
}

async function keptAnswer(ledger: ModelLedger, key: string): Promise<LlmAnswer | null> {
  const raw = await ledger.cachedAnswer(key);
  if (raw === null) return null;
  try {
    return { kind: 'answered', json: JSON.parse(raw), raw, usage: NO_USAGE, cached: true };
  } catch {
    return null;
  }
}

function answered(content: Content, usage: Usage): LlmAnswer {
  if (content.kind !== 'answered') return { ...content, usage };
  return { kind: 'answered', json: content.json, raw: content.text, usage, cached: false };
}

function givenUp(failure: Exclude<Failure, { kind: 'passing' }>, usage: Usage): LlmAnswer {
  if (failure.kind === 'permanent') return failed(failure.reason, true, usage);
  return { kind: 'refused', reason: failure.reason, raw: '', usage };
}

function triedInVain(failure: Extract<Failure, { kind: 'passing' }>, failures: number, usage: Usage): LlmAnswer {
  const asked =
    failure.retryAfterMs === null ? '' : `; it asks for ${Math.ceil(failure.retryAfterMs / 1000)} s of patience`;
  const tried = `Tried ${failures === 1 ? 'once' : `${failures} times`}${asked}.`;
  return failed(`${failure.reason} ${tried}`, false, usage);
}

function failed(reason: string, permanent: boolean, usage: Usage): LlmAnswer {
  return { kind: 'failed', reason, permanent, usage };
}

function stopped(usage: Usage): LlmAnswer {
  return failed('Stopped before an answer came.', false, usage);
}

/** Who joins a call that another has made pays nothing. */
function withoutCost(answer: LlmAnswer): LlmAnswer {
  if (answer.kind === 'budget') return answer;
  if (answer.kind === 'answered') return { ...answer, usage: NO_USAGE, cached: true };
  return { ...answer, usage: NO_USAGE };
}

function smallestRequest(model: string): LlmRequest {
  const schema = {
    name: 'check',
    json: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
  };
  const system = 'Answer with the JSON object {"ok": true}.';
  return {
    purpose: 'check',
    articleId: null,
    system,
    user: 'Are you there?',
    schema,
    model,
    temperature: null,
    maxOutputTokens: 50,
  };
}
