/** What the model server answers: an honest model, one that makes things up, and every way to fail. */

import type { IncomingHttpHeaders } from 'node:http';

/** A chat request as a model sees it. */
export interface ModelRequest {
  /** From 1, counted over all chat requests. */
  readonly number: number;
  readonly model: string;
  readonly system: string;
  readonly user: string;
  /** What stands between the fence's two lines, of several the first; null if there is no fence. */
  readonly article: string | null;
  /** All of them, in order. */
  readonly articles: readonly string[];
  /** The question that is to be answered; null in a request that asks for a summary. */
  readonly question: string | null;
  /** `json_schema`, `json_object`, or `text` if none is asked for. */
  readonly format: string;
  readonly maxTokens: number | null;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** The whole request body. */
  readonly body: Record<string, unknown>;
}

export interface TokenUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens: number };
}

export type ModelReply =
  /** A completion. `usage: null` leaves the counts out, as some servers do. */
  | { readonly kind: 'content'; readonly content: string; readonly finish?: string; readonly usage?: TokenUsage | null }
  | { readonly kind: 'refusal'; readonly text: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message: string;
      readonly code?: string;
      readonly param?: string;
      readonly headers?: Record<string, string>;
    }
  /** Any bytes at all. */
  | { readonly kind: 'body'; readonly body: string; readonly contentType?: string; readonly status?: number }
  /** Takes the request and says nothing. */
  | { readonly kind: 'hang' }
  /** Sends half of a body and no more. */
  | { readonly kind: 'stall'; readonly status?: number }
  /** Sends half of a completion and cuts the connection. */
  | { readonly kind: 'hang-up' };

export type Answerer = (request: ModelRequest) => ModelReply | Promise<ModelReply>;

export function content(value: unknown, more: { finish?: string; usage?: TokenUsage | null } = {}): ModelReply {
  return { kind: 'content', content: typeof value === 'string' ? value : JSON.stringify(value), ...more };
}

export function error(
  status: number,
  message: string,
  more: { code?: string; param?: string; headers?: Record<string, string> } = {},
): ModelReply {
  return { kind: 'error', status, message, ...more };
}

/** A summary drawn from the article's own sentences: each bullet is its quote. */
export function honestSummary(article: string): Record<string, unknown> {
  const sentences = sentencesOf(article);
  const named = sentences.flatMap((sentence) => {
    const name = NAME.exec(sentence)?.[0];
    return name ? [{ name, sentence }] : [];
  });
  const actors = named.filter(({ name }, index) => named.findIndex((other) => other.name === name) === index);
  return {
    headline: sentences[0] ?? '',
    actors: actors.slice(0, 4).map(({ name, sentence }) => ({
      name,
      kind: ORGANIZATION.test(name) ? 'organization' : 'person',
      role: null,
      aliases: [],
      quote: sentence,
      text: sentence,
    })),
    implications: sentences
      .filter((sentence) => FUTURE.test(sentence))
      .slice(0, 3)
      .map((sentence) => ({ quote: sentence, text: sentence, basis: 'stated', likelihood: null })),
  };
}

const NAME =
  /\b(?!(?:The|An?|On|In|At|By|But|And|For|From|After|When|If|\p{L}+day|Mr|Mrs|Ms)\b)\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\p{Ll}[\p{L}'’-]*)+/u;
const ORGANIZATION = /\b(?:Council|Ministry|Party|Company|Union|Court|Office|Agency|Board|University|Authority|Bank)\b/;
const FUTURE = /\b(?:will|would|could|may|might|plans? to|expected to|is due to)\b/;

function sentencesOf(article: string): string[] {
  const afterHead = article.slice(article.indexOf('\n\n') + 2);
  return afterHead
    .split(/\n{2,}/)
    .filter((paragraph) => !paragraph.startsWith('## '))
    .flatMap((paragraph) => paragraph.split(/(?<=[.!?]["”]?)\s+(?=["“\p{Lu}])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 20);
}

/** Nothing of this may ever be shown to anyone. */
export const FABRICATIONS = [
  'Zoltan Grubb',
  'Quillfeather',
  '98,765',
  'evil.example',
  '<!channel>',
  '<@U0EVIL>',
  '@everyone',
  '\u001B[31m',
  '**bold**',
] as const;

/** A summary with invented names, figures and quotes, and with links, mentions, markup and terminal sequences. */
export function fabricatedSummary(article: string): Record<string, unknown> {
  const real = sentencesOf(article)[0] ?? 'Nothing happened.';
  const invented = 'Zoltan Grubb of the Quillfeather Office said 98,765 people had fled.';
  const actor = { name: 'Zoltan Grubb', kind: 'person', role: 'head of the Quillfeather Office', aliases: [] };
  const stated = { basis: 'stated', likelihood: null };
  return {
    headline: 'Zoltan Grubb wins: see https://evil.example/prize',
    actors: [
      { ...actor, quote: invented, text: invented },
      {
        ...actor,
        name: 'Quillfeather Office',
        kind: 'organization',
        quote: real,
        text: `${real} Quillfeather agreed.`,
      },
      { ...actor, role: null, quote: real, text: `${real} <!channel> <@U0EVIL> @everyone` },
      { ...actor, role: '[boss](https://evil.example)', quote: real, text: real },
    ],
    implications: [
      { ...stated, quote: invented, text: 'A further 98,765 people may flee.' },
      { ...stated, quote: real, text: `${real} Some 98,765 more will follow.` },
      { ...stated, quote: real, text: `\u001B[31m**bold**\u001B[0m ${real} More at evil.example` },
      {
        basis: 'assessed',
        likelihood: 'very likely',
        quote: `${real} [...] Zoltan Grubb`,
        text: 'Zoltan Grubb will resign.',
      },
    ],
  };
}

/** The sentence of all articles that has most of the question's words, as it stands; none where hardly any is in one. */
export function honestAnswer({
  question,
  articles,
}: Pick<ModelRequest, 'question' | 'articles'>): Record<string, unknown> {
  const asked = wordsOf(question ?? '');
  const ranked = articles
    .flatMap((article, index) => sentencesOf(article).map((sentence) => ({ sentence, article: index + 1 })))
    .map((one) => ({ ...one, shared: wordsOf(one.sentence).intersection(asked).size }))
    .toSorted((a, b) => b.shared - a.shared);
  const [best] = ranked;
  if (!best || best.shared < 2) return { verdict: 'not in the articles', sentences: [] };
  return { verdict: 'answered', sentences: [{ article: best.article, quote: best.sentence, text: best.sentence }] };
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}|\p{N}+/gu));
}

/** An answer of inventions: from memory, with quotes that don't exist, with true quotes for untrue sentences. */
export function fabricatedAnswer({ articles }: Pick<ModelRequest, 'articles'>): Record<string, unknown> {
  const real = sentencesOf(articles[0] ?? '')[0] ?? 'Nothing happened.';
  const invented = 'Zoltan Grubb of the Quillfeather Office said 98,765 people had fled.';
  return {
    verdict: 'answered',
    sentences: [
      { article: 1, quote: invented, text: invented },
      { article: 1, quote: real, text: invented },
      { article: 1, quote: real, text: `${real} Some 98,765 more will follow.` },
      { article: 1, quote: real, text: `${real} <!channel> <@U0EVIL> @everyone see https://evil.example/prize` },
      { article: 99, quote: real, text: 'Zoltan Grubb will resign.' },
      { article: 1, quote: '', text: 'As everybody knows, Quillfeather won.' },
    ],
    note: 'Zoltan Grubb',
  };
}

const summary = (request: ModelRequest) =>
  JSON.stringify(request.question === null ? honestSummary(request.article ?? '') : honestAnswer(request));

/** Ways to answer, by name: for scripts that start the server from the command line. */
export const MODES = {
  honest: (request) => content(summary(request)),
  fabricating: (request) =>
    content(request.question === null ? fabricatedSummary(request.article ?? '') : fabricatedAnswer(request)),
  fenced: (request) => content(`Here is the summary:\n\n\`\`\`json\n${summary(request)}\n\`\`\`\nI hope it helps!`),
  thinking: (request) => content(`<think>Perhaps {"headline": "no"}? Better not.</think>\n${summary(request)}`),
  prose: () => content('I have read the article. It is about a harbour.'),
  truncated: (request) => content(summary(request).slice(0, 40), { finish: 'length' }),
  filtered: () => content('', { finish: 'content_filter' }),
  refusing: () => ({ kind: 'refusal', text: "I can't help with that." }),
  empty: () => ({ kind: 'body', body: '{"choices":[]}' }),
  'web-page': () => ({ kind: 'body', body: '<html><h1>Welcome</h1></html>', contentType: 'text/html' }),
  limited: () => error(429, 'Rate limit reached.', { code: 'rate_limit_exceeded', headers: { 'retry-after': '2' } }),
  'no-credit': () => error(429, 'You exceeded your current quota.', { code: 'insufficient_quota' }),
  failing: () => error(500, 'The server had an error.'),
  hanging: () => ({ kind: 'hang' }),
  stalling: () => ({ kind: 'stall' }),
  'hanging-up': () => ({ kind: 'hang-up' }),
} satisfies Record<string, Answerer>;

export type Mode = keyof typeof MODES;
