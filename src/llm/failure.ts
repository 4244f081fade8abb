import { type HeadersLike, retryAfterMs } from './retry.ts';

/** Why a call gave no completion, sorted by what can be done. `reason` is a sentence or two for the operator. */
export type Failure =
  /** May go by itself. `charged`: the model may have worked for us, though the answer is lost. */
  | {
      readonly kind: 'passing';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly charged: boolean;
    }
  /** Only the operator can mend it. */
  | { readonly kind: 'permanent'; readonly reason: string }
  /** The endpoint will not answer this very request, and others perhaps well. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What reasons are made from. */
export interface Endpoint {
  /** Host and port, for people. */
  readonly host: string;
  readonly apiKey: string | null;
  readonly timeoutMs: number;
  /** The setting that names the model. */
  readonly modelSetting: string;
}

/** An error answer of the endpoint: from its status line, or from the `error` object that some send under status 200. */
export interface ErrorAnswer {
  readonly status: number;
  /** Its message, cleaned: one line, short, without the key. */
  readonly says: string;
  readonly code: string;
  readonly param: string;
  readonly headers: HeadersLike | undefined;
}

/** Reads an error thrown by the `openai` package; null if the endpoint never answered with a status. */
export function errorAnswerOf(error: unknown, apiKey: string | null): ErrorAnswer | null {
  const { status, headers, code, type, param, message } = fieldsOf(error);
  if (typeof status !== 'number') return null;
  return {
    status,
    says: saidBy(String(message ?? '').replace(/^\d{3} /, ''), apiKey),
    code: String(code ?? type ?? ''),
    param: String(param ?? ''),
    headers: headers as HeadersLike | undefined,
  };
}

/** Reads the `error` object of a body; null if it has none. */
export function errorInBody(body: unknown, apiKey: string | null): ErrorAnswer | null {
  const error = fieldsOf(body)['error'];
  if (!error) return null;
  const { code, type, param, message } = fieldsOf(error);
  const status = Number(code);
  return {
    status: status >= 400 && status < 600 ? status : 500,
    says: saidBy(String(message ?? JSON.stringify(error)), apiKey),
    code: String(type ?? code ?? ''),
    param: String(param ?? ''),
    headers: undefined,
  };
}

const NO_CREDIT =
  /insufficient[_ ](?:quota|balance|credits?|funds)|billing|exceeded your current quota|payment required/i;
const TOO_LONG =
  /context[_ ]length|maximum context|context (?:size|window)|too many tokens|prompt is too long|too large/i;
const FILTERED = /content[_ ](?:filter|policy)|content management policy|flagged/i;
/** Some servers check the answer against the schema themselves, and blame the request. */
const NO_JSON_MADE = /json_validate_failed|failed to generate json/i;

/** Sorts an error answer. */
export function sortErrorAnswer(answer: ErrorAnswer, model: string, endpoint: Endpoint, now: Date): Failure {
  const { host, apiKey } = endpoint;
  const said = answer.says ? ` It says: ${answer.says}` : '';
  const about = `${answer.code} ${answer.says}`;
  const permanent = (reason: string): Failure => ({ kind: 'permanent', reason: reason + said });
  const passing = (reason: string): Failure => ({
    kind: 'passing',
    reason: reason + said,
    retryAfterMs: retryAfterMs(answer.headers, now),
    charged: false,
  });
  switch (answer.status) {
    case 401:
      return apiKey === null
        ? permanent(`The model server at ${host} asks for an API key (401); set OPENAI_API_KEY.`)
        : permanent(`The model server at ${host} does not accept the API key (401); check OPENAI_API_KEY.`);
    case 402:
      return permanent(`The account at ${host} has no credit (402); top it up or use another key.`);
    case 403:
      return permanent(`The model server at ${host} does not let this key use ${model} (403); check the key's rights.`);
    case 404:
      return permanent(
        `The model server at ${host} knows no model ${model}, or has another address (404); check ${endpoint.modelSetting}, and that OPENAI_BASE_URL ends as its manual says, usually in /v1.`,
      );
    case 408:
    case 409:
    case 425:
      return passing(`The model server at ${host} could not answer just now (${answer.status}).`);
    case 429:
      return NO_CREDIT.test(about)
        ? permanent(`The account at ${host} has used up its credit or quota (429); top it up, or raise its limit.`)
        : passing(`The model server at ${host} is asked too often (429).`);
    case 413:
      return { kind: 'refused', reason: `The request was too long for ${model}.${said}` };
  }
  if (answer.status >= 500) return passing(`The model server at ${host} is in trouble (${answer.status}).`);
  if (TOO_LONG.test(about)) {
    return {
      kind: 'refused',
      reason: `The request was too long for ${model}; use a model with a larger context, or lower max_output_tokens in the prompt file.${said}`,
    };
  }
  if (NO_JSON_MADE.test(about)) return { kind: 'refused', reason: `${model} made no valid JSON.${said}` };
  if (FILTERED.test(about))
    return { kind: 'refused', reason: `The endpoint's content filter stopped the request.${said}` };
  return permanent(
    `The model server at ${host} does not accept the request (${answer.status}); perhaps ${model} can't do what is asked of it.`,
  );
}

/** Sorts an error that is no answer: no connection, no answer in time, an answer that breaks off. */
export function sortNetworkError(error: unknown, endpoint: Endpoint, timedOut: boolean): Failure {
  const { host, timeoutMs, apiKey } = endpoint;
  const passing = (reason: string, charged: boolean): Failure => ({
    kind: 'passing',
    reason,
    retryAfterMs: null,
    charged,
  });
  if (timedOut) {
    return passing(`The model server at ${host} gave no answer within ${Math.round(timeoutMs / 100) / 10} s.`, true);
  }
  const code = networkCodeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return passing(
      `The name of the model server, ${host}, can't be resolved (${code}); check OPENAI_BASE_URL and the network.`,
      false,
    );
  }
  if (code === 'ECONNREFUSED') {
    return passing(
      `Nothing answers at ${host} (${code}); check that the model server runs, and OPENAI_BASE_URL.`,
      false,
    );
  }
  // The package gives a body that is not JSON as it comes from JSON.parse.
  if (error instanceof SyntaxError) return passing(`The model server at ${host} sent a broken answer, no JSON.`, true);
  const detail = code || saidBy(error instanceof Error ? error.message : String(error), apiKey);
  return passing(`The connection to the model server at ${host} broke off (${detail}).`, true);
}

/**
 * Sorts a body under status 200 that is no model's. Gateways send such while what is behind them is down or restarts, so that
 * it may pass; a wrong address gives the same, so that the operator is told of that too.
 */
export function sortForeignBody(body: unknown, { host }: Endpoint): Failure {
  const passing = (reason: string, charged = false): Failure => ({
    kind: 'passing',
    reason,
    retryAfterMs: null,
    charged,
  });
  if (typeof body !== 'string') {
    return typeof body === 'object' && body !== null
      ? passing(`${host} answers with JSON that is no model's answer; ${CHECK_ADDRESS}`)
      : passing(`The model server at ${host} sent an empty answer.`);
  }
  if (body.trim() === '') return passing(`The model server at ${host} sent an empty answer.`);
  if (/^\s*[{[]/.test(body)) return passing(`The model server at ${host} sent a broken answer, no JSON.`, true);
  return passing(`${host} answers with a web page or plain text, not as a model server; ${CHECK_ADDRESS}`);
}

const CHECK_ADDRESS =
  'perhaps it is only just starting, or OPENAI_BASE_URL is not right: it ends as its manual says, usually in /v1.';

/** The code of the innermost cause: `fetch` wraps it twice, and tries several addresses. */
function networkCodeOf(error: unknown): string {
  let code = '';
  for (let cause: unknown = error, depth = 0; cause && depth < 5; depth++) {
    const fields = fieldsOf(cause);
    if (typeof fields['code'] === 'string') code = fields['code'];
    const [first] = Array.isArray(fields['errors']) ? fields['errors'] : [];
    cause = first ?? fields['cause'];
  }
  return saidBy(code, null);
}

const LONGEST_SAYING = 300;

/** Text of a server, safe to show and to log: one line without control characters, short, and without the API key. */
export function saidBy(text: string, apiKey: string | null): string {
  const withoutKey = apiKey ? text.replaceAll(apiKey, '[key]') : text;
  const line = withoutKey
    .slice(0, 5_000)
    .replace(/\b(sk|pk|key)-[\w*.-]{6,}/gi, '[key]')
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
  return line.length > LONGEST_SAYING ? `${line.slice(0, LONGEST_SAYING).toWellFormed()}…` : line;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
