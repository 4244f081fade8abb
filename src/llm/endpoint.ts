import type { Clock, LlmRequest } from '../ports.ts';
import { type EndpointOptions, openClient, parsedIfText } from './client.ts';
import { type Content, readCompletion, readTokenCount, type TokenCount } from './completion.ts';
import { bodyFor, type Dialect, firstDialect, learn } from './dialect.ts';
import { errorAnswerOf, type Failure } from './failure.ts';

/** How one HTTP call ended. */
export type Sent =
  | { readonly kind: 'completion'; readonly content: Content; readonly tokens: TokenCount | null }
  /** The server wants to be spoken to otherwise; send again, and it will be. */
  | { readonly kind: 'learnt'; readonly says: string }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/** A Chat Completions endpoint through the `openai` package: one HTTP call a call, never retried here. Nothing throws. */
export interface ChatEndpoint {
  readonly host: string;
  send(request: LlmRequest, signal: AbortSignal): Promise<Sent>;
  /** The models on offer; null where the server does not tell. */
  models(): Promise<
    | { readonly kind: 'models'; readonly names: readonly string[] | null }
    | { readonly kind: 'failure'; readonly failure: Failure }
  >;
}

export function createEndpoint(options: EndpointOptions, clock: Clock): ChatEndpoint {
  const { apiKey, timeoutMs } = options;
  const { host, loaded, failureOf, failureIn } = openClient(options, 'OPENAI_MODEL', clock);
  /** By model: what one does not take, another may. */
  const dialects = new Map<string, Dialect>();

  return {
    host,
    async send(request, signal) {
      const { model } = request;
      const dialect = dialects.get(model) ?? firstDialect(options.baseUrl === null);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const openai = await loaded();
        const either = AbortSignal.any([signal, timeout]);
        const body = parsedIfText(await openai.chat.completions.create(bodyFor(request, dialect), { signal: either }));
        const failure = failureIn(body, 'choices', model);
        if (failure) return { kind: 'failure', failure };
        return { kind: 'completion', content: readCompletion(body, apiKey), tokens: readTokenCount(body) };
      } catch (error) {
        if (signal.aborted) return { kind: 'stopped' };
        const answer = errorAnswerOf(error, apiKey);
        const learnt = answer && learn(dialect, answer);
        if (learnt) {
          dialects.set(model, learnt);
          return { kind: 'learnt', says: answer.says };
        }
        return { kind: 'failure', failure: failureOf(error, model, timeout.aborted) };
      }
    },
    async models() {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const openai = await loaded();
        const page: { data?: unknown } = await openai.models.list({ signal: timeout });
        return { kind: 'models', names: namesIn(page.data) };
      } catch (error) {
        const status = errorAnswerOf(error, apiKey)?.status;
        if (status === 404 || status === 405 || status === 501) return { kind: 'models', names: null };
        return { kind: 'failure', failure: failureOf(error, 'its models', timeout.aborted) };
      }
    },
  };
}

function namesIn(data: unknown): string[] | null {
  if (!Array.isArray(data)) return null;
  return data.map((model: { id?: unknown } | null) => model?.id).filter((id) => typeof id === 'string');
}
