import { FUNCTION_WORDS } from './lexicon.ts';
import {
  CARDINALS,
  CURRENCY_SYMBOLS,
  CURRENCY_WORDS,
  FRACTIONS,
  isNumberWord,
  MAGNITUDES,
  ORDINALS,
  SHORT_MAGNITUDES,
  TIMES,
  VAGUE,
} from './number-words.ts';
import { stemOf } from './stem.ts';
import type { Token } from './tokens.ts';

/** What a number counts: things, an order, a share of a hundred, money of a currency, a multiple, "hundreds", a decade. */
export type QuantityKind =
  | 'count'
  | 'ordinal'
  | 'percent'
  | 'money'
  | 'times'
  | 'vague'
  | 'decade'
  | 'fraction'
  | 'clock';

/**
 * A number of a text, over the tokens `[from, to)`. `value` is the number itself (12 for "a dozen", 1,200,000 for
 * "1.2m", 0.5 for "half"), or the written form where it is none ("10:30"). `near` holds the stems of the words around it.
 */
export interface Quantity {
  readonly from: number;
  readonly to: number;
  readonly value: number | string;
  readonly kind: QuantityKind;
  readonly currency: string | null;
  readonly near: ReadonlySet<string>;
  /** "one", which may be a mere pronoun. */
  readonly weak: boolean;
}

/** How far from a number the words that tell what it counts may stand. */
const NEAR_TOKENS = 2;

/** Every number of a text, in order, without overlap. */
export function quantitiesOf(tokens: readonly Token[]): Quantity[] {
  const quantities: Quantity[] = [];
  for (let at = 0; at < tokens.length; ) {
    const quantity = quantityAt(tokens, at);
    if (quantity) quantities.push({ ...quantity, near: nearOf(tokens, quantity.from, quantity.to) });
    at = quantity?.to ?? at + 1;
  }
  return quantities;
}

type Found = Omit<Quantity, 'near'>;

function quantityAt(tokens: readonly Token[], from: number): Found | null {
  const key = tokens[from]?.key ?? '';
  const symbol =
    CURRENCY_SYMBOLS.get(key) ?? (tokens[from + 1]?.kind === 'number' ? CURRENCY_WORDS.get(key) : undefined);
  if (symbol !== undefined) {
    const number = numberAt(tokens, from + 1);
    return number && { ...number, from, kind: 'money', currency: symbol };
  }
  const times = TIMES.get(key);
  if (times !== undefined) return plain(from, from + 1, times, 'times');
  if (VAGUE.has(key)) return plain(from, from + 1, key, 'vague');
  return fractionAt(tokens, from) ?? withUnit(tokens, numberAt(tokens, from));
}

function plain(from: number, to: number, value: number | string, kind: QuantityKind): Found {
  return { from, to, value, kind, currency: null, weak: false };
}

function withUnit(tokens: readonly Token[], number: Found | null): Found | null {
  if (number?.kind !== 'count') return number;
  const [next, after] = [tokens[number.to]?.key ?? '', tokens[number.to + 1]?.key ?? ''];
  if (next === '%' || next === 'percent' || next === 'percentage')
    return { ...number, to: number.to + 1, kind: 'percent' };
  if (next === 'per' && after === 'cent') return { ...number, to: number.to + 2, kind: 'percent' };
  const currency =
    CURRENCY_WORDS.get(next) ?? (tokens[number.to]?.form.startsWith('U') ? CURRENCY_WORDS.get(after) : undefined);
  if (currency) return { ...number, to: number.to + (CURRENCY_WORDS.has(next) ? 1 : 2), kind: 'money', currency };
  if (next === 'times' || next === 'fold') return { ...number, to: number.to + 1, kind: 'times' };
  return number;
}

/** "half", "a third", "two-thirds", "three quarters", "half a million". */
function fractionAt(tokens: readonly Token[], from: number): Found | null {
  const [first, second, third] = [0, 1, 2].map((step) => tokens[from + step]?.key ?? '');
  if (first === 'half' && (second === 'a' || second === 'of')) {
    const magnitude = second === 'a' ? MAGNITUDES.get(third ?? '') : undefined;
    return magnitude ? plain(from, from + 3, magnitude / 2, 'count') : plain(from, from + 1, 0.5, 'fraction');
  }
  if (first === 'half') return plain(from, from + 1, 0.5, 'fraction');
  const parts =
    first === 'a' ? 1 : (CARDINALS.get(first ?? '') ?? (/^\d$/.test(first ?? '') ? Number(first) : undefined));
  const whole = FRACTIONS.get(second ?? '');
  if (parts === undefined || whole === undefined || parts === 0) return null;
  const isPlural = parts > 1 && second !== 'half' && /s$/.test(second ?? '');
  const isSingle = parts === 1 && !/s$/.test(second ?? '') && (third === 'of' || second === 'half');
  return isPlural || isSingle ? plain(from, from + 2, parts / whole, 'fraction') : null;
}

function numberAt(tokens: readonly Token[], from: number): Found | null {
  const token = tokens[from];
  if (!token) return null;
  if (token.kind === 'number') return digitsAt(tokens, from);
  return wordsAt(tokens, from);
}

function digitsAt(tokens: readonly Token[], from: number): Found {
  const written = tokens[from]?.key ?? '';
  const value = valueWritten(written);
  const next = tokens[from + 1];
  if (typeof value === 'string') return plain(from, from + 1, value, 'clock');
  if (next?.gap === '' && /^(?:st|nd|rd|th)$/.test(next.key)) return plain(from, from + 2, value, 'ordinal');
  if (next?.gap === '' && next.key === 's') return plain(from, from + 2, value, 'decade');
  const short = next?.gap === '' || next?.gap === ' ' ? SHORT_MAGNITUDES.get(next.key) : undefined;
  if (short && (next?.gap === '' || next?.key === 'bn' || next?.key === 'tn'))
    return plain(from, from + 2, value * short, 'count');
  return magnified(tokens, plain(from, from + 1, value, 'count'));
}

/** A number, or the written form where separators make it something else: a time, a score, a date. */
function valueWritten(written: string): number | string {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written)) return Number(written.replaceAll(',', ''));
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(written)) return Number(written.replaceAll('.', ''));
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  if (/^\d+,\d{1,2}$/.test(written)) return Number(written.replace(',', '.'));
  return written;
}

function magnified(tokens: readonly Token[], number: Found): Found {
  let { to } = number;
  let value = number.value as number;
  for (let magnitude = magnitudeAt(tokens, to); magnitude; magnitude = magnitudeAt(tokens, to)) {
    value *= magnitude;
    to++;
  }
  return { ...number, to, value, weak: number.weak && to === number.to };
}

function magnitudeAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  return token && /^[ -]$/.test(token.gap) ? MAGNITUDES.get(token.key) : undefined;
}

/** "twenty-one", "two hundred and five", "a dozen", "two dozen", "twenty-first". */
function wordsAt(tokens: readonly Token[], from: number): Found | null {
  let at = from;
  let total = 0;
  let group = 0;
  let seen = false;
  if (tokens[at]?.key === 'a' && magnitudeAt(tokens, at + 1)) {
    group = 1;
    at++;
  }
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || (at > from && !/^(?: |-|, )$/.test(token.gap))) break;
    const ordinal = ORDINALS.get(token.key);
    if (ordinal !== undefined && (!seen || (group % 10 === 0 && ordinal < 10)))
      return plain(from, at + 1, total + group + ordinal, 'ordinal');
    const cardinal = CARDINALS.get(token.key);
    const magnitude = MAGNITUDES.get(token.key);
    if (cardinal !== undefined && (!seen || fits(group, cardinal))) group += cardinal;
    else if (magnitude !== undefined && token.gap !== ', ') {
      if (magnitude === 100 || magnitude === 12) group = Math.max(group, 1) * magnitude;
      else {
        total += Math.max(group, 1) * magnitude;
        group = 0;
      }
    } else if (token.key === 'and' && seen && (group >= 100 || total > 0) && CARDINALS.has(tokens[at + 1]?.key ?? ''))
      continue;
    else break;
    seen = true;
  }
  if (!seen) return null;
  return { ...plain(from, at, total + group, 'count'), weak: at === from + 1 && tokens[from]?.key === 'one' };
}

/** Whether a number word can go on one that ends in `group`: "twenty" + "one", "hundred" + "five". */
function fits(group: number, cardinal: number): boolean {
  if (group === 0) return true;
  if (group % 100 === 0) return cardinal < 100;
  return group % 10 === 0 && group % 100 >= 20 && cardinal < 10 && cardinal > 0;
}

function nearOf(tokens: readonly Token[], from: number, to: number): Set<string> {
  const near = new Set<string>();
  for (let at = Math.max(0, from - NEAR_TOKENS); at < Math.min(tokens.length, to + NEAR_TOKENS); at++) {
    const token = tokens[at];
    if (!token || (at >= from && at < to) || token.kind !== 'word') continue;
    if (!FUNCTION_WORDS.has(token.key) && !isNumberWord(token.key)) near.add(stemOf(token.key));
  }
  return near;
}

/** Whether two numbers say the same: their values, and what they count where both tell. */
export function sameQuantity(one: Quantity, other: Quantity): boolean {
  if (one.kind === other.kind) return sameValue(one.value, other.value) && one.currency === other.currency;
  const kinds = new Set([one.kind, other.kind]);
  if (kinds.has('fraction') && kinds.has('percent')) return sameValue(shareOf(one), shareOf(other));
  if (kinds.has('count') && (kinds.has('ordinal') || kinds.has('decade'))) return false;
  if (kinds.has('count') && kinds.has('money'))
    return sameValue(one.value, other.value) && !countsOtherThings(one, other);
  if (kinds.has('count') && (kinds.has('times') || kinds.has('fraction'))) return sameValue(one.value, other.value);
  return false;
}

/** "5 million people" is not "$5 million"; a bare "5 million" may be. */
function countsOtherThings(one: Quantity, other: Quantity): boolean {
  const count = one.kind === 'count' ? one : other;
  const money = one.kind === 'count' ? other : one;
  return ![...count.near].some((stem) => money.near.has(stem));
}

function shareOf({ kind, value }: Quantity): number | string {
  return kind === 'fraction' && typeof value === 'number' ? value * 100 : value;
}

function sameValue(one: number | string, other: number | string): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other), 1);
}
