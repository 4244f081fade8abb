/**
 * The last look at what is logged. Callers log neither secrets nor texts; this holds even where they, or an error of some
 * library, do.
 */

const HIDDEN = '[hidden]';

/** Fields that are never shown, whatever they hold: keys to something, and what people or articles said. */
const HIDDEN_FIELDS = new Set(
  [
    ...['token', 'secret', 'password', 'authorization', 'apikey', 'signature', 'cookie', 'headers'],
    ...['responseurl', 'triggerid', 'databaseurl', 'connectionstring'],
    ...['text', 'title', 'headline', 'question', 'answer', 'quote', 'content', 'message', 'body', 'payload', 'blocks'],
    ...['typed', 'args', 'query', 'raw', 'says', 'said', 'because', 'summary', 'notification'],
  ].map((name) => name.toLowerCase()),
);

interface Rule {
  readonly finds: RegExp;
  readonly puts: string;
}

/** Secrets that nobody told us of, by their looks. */
const SECRETS: readonly Rule[] = [
  // https://docs.slack.dev/authentication/tokens
  { finds: /\bx(?:ox[a-z]|app)[-.][\w.-]{6,}/g, puts: HIDDEN },
  { finds: /\b(?:sk|pk)-[\w-]{8,}/g, puts: HIDDEN },
  {
    // A word is no token: "Basic Information" is a page of Slack's.
    finds: /\b([Bb]earer|BEARER|[Bb]asic|BASIC|[Bb]ot|BOT) (?![A-Z]?[a-z]+\.?(?![\w.~+/=-]))[\w.~+/=-]{8,}/g,
    puts: `$1 ${HIDDEN}`,
  },
  // Our own examples have PASSWORD there.
  { finds: /(\b[a-z][a-z\d+.-]*:\/\/[^\s:@/]*):(?!PASSWORD@)[^\s@/]+@/gi, puts: `$1:${HIDDEN}@` },
  // Where answers to one interaction go: whoever has the address may answer.
  { finds: /(https?:\/\/hooks\.slack\.com)\/[^\s"'\\]+/g, puts: `$1/${HIDDEN}` },
  { finds: /\/(commands|actions|app)\/T\w+\/\d+\/\w+/g, puts: `/$1/${HIDDEN}` },
  { finds: /\/(webhooks|interactions)\/(\d+)\/[\w.-]{16,}/g, puts: `/$1/$2/${HIDDEN}` },
];

/** Words of others that errors quote. */
const WORDS: readonly Rule[] = [
  // V8 quotes the text that is no JSON; a server may quote the request.
  { finds: /^.* is not valid JSON/gm, puts: 'some text is not valid JSON' },
  { finds: /\bIt says: .*/g, puts: `It says: ${HIDDEN}` },
];

/** Deeper things are left out: what is logged is flat. */
const DEEPEST = 6;

export interface Redaction {
  /** Without secrets: for whoever sits at the terminal, and may read what others said. */
  secrets(text: string): string;
  /** Without secrets and without words of others. */
  text(text: string): string;
  /** The same fields with nothing in them that must not be seen. Errors become their stacks. */
  fields(fields: Record<string, unknown>): Record<string, unknown>;
}

/** @param secrets known ones, found wherever they stand, also as an address or a header would write them */
export function createRedaction(secrets: readonly string[]): Redaction {
  const written = [...new Set(secrets.flatMap(spellings))].toSorted((one, other) => other.length - one.length);

  function secretsIn(said: string): string {
    let shown = said;
    for (const secret of written) shown = shown.replaceAll(secret, HIDDEN);
    return replaced(shown, SECRETS);
  }

  const text = (said: string) => replaced(secretsIn(said), WORDS);

  function value(of: unknown, depth: number): unknown {
    if (typeof of === 'string') return text(of);
    if (of instanceof Error) return text(of.stack ?? of.message);
    if (typeof of !== 'object' || of === null || of instanceof Date) return of;
    if (depth >= DEEPEST) return HIDDEN;
    if (Array.isArray(of)) return of.map((one) => value(one, depth + 1));
    return fieldsOf(of as Record<string, unknown>, depth + 1);
  }

  function fieldsOf(of: Record<string, unknown>, depth: number): Record<string, unknown> {
    const shown = Object.entries(of).map(([name, held]) => [
      text(name),
      isHidden(name) && held !== null && typeof held !== 'number' ? HIDDEN : value(held, depth),
    ]);
    return Object.fromEntries(shown);
  }

  return { secrets: secretsIn, text, fields: (fields) => fieldsOf(fields, 0) };
}

function replaced(text: string, rules: readonly Rule[]): string {
  return rules.reduce((shown, { finds, puts }) => shown.replace(finds, puts), text);
}

/** `botToken`, `SLACK_BOT_TOKEN` and `bot-token` alike; `inputTokens`, which are counted, are not one. */
function isHidden(name: string): boolean {
  const plain = name.replaceAll(/[_-]/g, '').toLowerCase();
  return HIDDEN_FIELDS.has(plain) || /(token|secret|password|apikey)$/.test(plain);
}

/** As it stands, in an address, in JSON, and as a header or an address sends it. */
function spellings(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
}
