import type { ModelCall, ModelLedger } from '../ports/ledger.ts';
import type { Clock, LlmRequest, Log } from '../ports.ts';
import { NO_USAGE, type Usage } from '../summary/usage.ts';
import { createBudget, type Limits } from './budget.ts';
import type { TokenCount } from './completion.ts';
import type { ChatEndpoint, Sent } from './endpoint.ts';
import { costOf, estimateOf, guessInput, guessTokens, type Prices } from './prices.ts';

/** One HTTP call, or none because the day's budget is spent. */
type Called =
  | { readonly kind: 'called'; readonly sent: Sent; readonly usage: Usage }
  | { readonly kind: 'budget'; readonly reason: string; readonly until: Date };

/** Makes one HTTP call, under the budget and into the ledger. Throws only if the ledger can't be used. */
export type Call = (request: LlmRequest, signal: AbortSignal) => Promise<Called>;

export function createCaller(
  endpoint: ChatEndpoint,
  options: Limits & { readonly prices: Prices | null },
  ports: { readonly ledger: ModelLedger; readonly clock: Clock; readonly log: Log },
): Call {
  const { prices } = options;
  const { clock, log } = ports;
  const budget = createBudget(options, ports);

  return async (request, signal) => {
    const admission = await budget.admit(estimateOf(request, prices), signal);
    if (admission.kind === 'spent') return { kind: 'budget', reason: admission.reason, until: admission.until };
    if (admission.kind === 'stopped') return { kind: 'called', sent: { kind: 'stopped' }, usage: NO_USAGE };
    const at = clock.now();
    const sent = await endpoint.send(request, signal);
    const tokens = tokensOf(request, sent);
    const call: ModelCall = {
      at,
      purpose: request.purpose,
      articleId: request.articleId,
      model: request.model,
      outcome: outcomeOf(sent),
      inputTokens: tokens.input,
      cachedTokens: tokens.cached,
      outputTokens: tokens.output,
      costUsd: prices && costOf(tokens, prices),
      milliseconds: clock.now().getTime() - at.getTime(),
    };
    await admission.settle(call);
    const { purpose, articleId, model, outcome, milliseconds, inputTokens, cachedTokens, outputTokens, costUsd } = call;
    log.debug('model call', { purpose, articleId, model, outcome, milliseconds, inputTokens, outputTokens });
    return { kind: 'called', sent, usage: { calls: 1, inputTokens, cachedTokens, outputTokens, costUsd } };
  };
}

function outcomeOf(sent: Sent): ModelCall['outcome'] {
  if (sent.kind === 'completion') return sent.content.kind;
  return sent.kind === 'failure' && sent.failure.kind === 'refused' ? 'refused' : 'failed';
}

const NOTHING: TokenCount = { input: 0, cached: 0, output: 0 };

/** As the server counts, or guessed where it doesn't. For an answer that was lost on the way the input is charged. */
function tokensOf(request: LlmRequest, sent: Sent): TokenCount {
  if (sent.kind === 'completion') return sent.tokens ?? guessed(request, sent.content);
  const charged =
    sent.kind === 'stopped' || (sent.kind === 'failure' && sent.failure.kind === 'passing' && sent.failure.charged);
  return charged ? { ...NOTHING, input: guessInput(request) } : NOTHING;
}

function guessed(request: LlmRequest, content: { raw: string } | { text: string }): TokenCount {
  return { input: guessInput(request), cached: 0, output: guessTokens('raw' in content ? content.raw : content.text) };
}
