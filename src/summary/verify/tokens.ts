import { foldText } from '../../article/fold.ts';

/**
 * One word, number or symbol of a text. `key` is for comparing: lower case, without marks, possessive endings and dots;
 * "doesn't" is two tokens, "does" and "not", the second without a form of its own. `gap` is what stands between it and the token before, typography evened out.
 */
export interface Token {
  readonly form: string;
  readonly key: string;
  readonly gap: string;
  readonly kind: 'word' | 'number' | 'symbol';
  /** Written with a capital letter, the first or a later one. */
  readonly capital: boolean;
  /** The first word of a sentence, a line or a quoted saying, where a capital tells nothing. */
  readonly opens: boolean;
  readonly possessive: boolean;
}

const ABBREVIATION = String.raw`(?:\p{L}\.){2,}\p{L}?(?!\p{L})`;
const NUMBER = String.raw`\d+(?:[.,:/]\d+)*`;
// Scripts that write no space between words are taken a character at a time.
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*`;
const WORD = String.raw`(?:(?!${UNSPACED})[\p{L}\p{M}])+(?:'(?:(?!${UNSPACED})\p{L})+)*'?`;
const ADDRESS = String.raw`(?:https?://|www\.)[^\s<>"]*[^\s<>"'.,;:!?)\]]`;
const TOKEN = new RegExp(`${ADDRESS}|${ABBREVIATION}|${NUMBER}|${UNSPACED}|${WORD}|[%$€£¥₹₩₽&@#]`, 'gu');

// Folding makes a space of it, so that it is marked before: words on its two sides are not beside each other.
const BLANK_LINE = /\r?\n\s*\n/g;
const OPENING_GAP = /¶|[.!?:;…]['")\]]*\s|(?:^|[\s:,-])["'[]+$/u;

/** The tokens of a sentence or a claim, in order. Never throws; text without a letter or a digit has none. */
export function tokensOf(text: string): Token[] {
  const even = foldText(text.replace(BLANK_LINE, ' ¶ ')).normalize('NFC');
  const tokens: Token[] = [];
  let end = 0;
  for (const match of even.matchAll(TOKEN)) {
    const gap = even.slice(end, match.index);
    end = match.index + match[0].length;
    const last = tokens.at(-1);
    const opens = last === undefined || (OPENING_GAP.test(gap) && !endsAbbreviation(last, gap));
    tokens.push(...tokensOfWord(match[0], gap, opens));
  }
  return tokens;
}

/** "Mr. Bao": the stop ends a title, not a sentence. */
function endsAbbreviation(last: Token, gap: string): boolean {
  return gap === '. ' && last.capital && last.key.length <= 4;
}

function tokensOfWord(form: string, gap: string, opens: boolean): Token[] {
  if (/^(?:https?:|www\.)/.test(form)) return [token(form, form, gap, 'symbol', opens)];
  if (/^\d/.test(form)) return [token(form, form, gap, 'number', opens)];
  if (/^[%$€£¥₹₩₽&@#]$/u.test(form)) return [token(form, form, gap, 'symbol', opens)];
  const key = keyOf(form);
  const [first, ...rest] = expanded(key);
  const possessive = /'s?$/.test(form);
  return [
    { ...token(form, first, gap, 'word', opens), possessive },
    ...rest.map((extra) => token('', extra, '', 'word', false)),
  ];
}

function token(form: string, key: string, gap: string, kind: Token['kind'], opens: boolean): Token {
  const capital = kind === 'word' && /\p{Lu}/u.test(form);
  return { form, key, gap, kind, capital, opens, possessive: false };
}

// "WHO" and "US" are not "who" and "us": they keep their capitals as keys.
const ALSO_A_PLAIN_WORD = /^(?:US|U\.S\.?|USA|U\.S\.A\.?|WHO|W\.H\.O\.?|IT|I\.T\.?)(?='|$)/;

/** A word as it is compared: lower case, without marks and dots. */
export function keyOf(form: string): string {
  const clash = ALSO_A_PLAIN_WORD.exec(form)?.[0].replaceAll('.', '');
  if (clash !== undefined) return (clash === 'US' ? 'USA' : clash) + form.replace(ALSO_A_PLAIN_WORD, '');
  return form
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .normalize('NFC')
    .toLowerCase();
}

const WHOLE_CONTRACTIONS: ReadonlyMap<string, [string, string]> = new Map([
  ["can't", ['can', 'not']],
  ["won't", ['will', 'not']],
  ["shan't", ['shall', 'not']],
  ["ain't", ['is', 'not']],
  ['cannot', ['can', 'not']],
]);

const ENDINGS: readonly [RegExp, string | null][] = [
  [/n't$/, 'not'],
  [/'re$/, 'are'],
  [/'ve$/, 'have'],
  [/'ll$/, 'will'],
  [/'m$/, 'am'],
  [/'d$/, null],
  [/'s$/, null],
  [/'$/, null],
];

function expanded(key: string): [string, ...string[]] {
  const whole = WHOLE_CONTRACTIONS.get(key);
  if (whole) return whole;
  if (key === "n't") return ['not'];
  for (const [ending, word] of ENDINGS) {
    if (!ending.test(key)) continue;
    const rest = key.replace(ending, '');
    if (rest === '') break;
    return word === null ? [rest] : [rest, word];
  }
  return [key];
}
