import { isFiniteVerb } from './grammar.ts';
import type { Token } from './tokens.ts';

/** A bullet of fewer characters says little; one of more is hard to read. */
const SHORTEST = 40;
const COMFORTABLE = 280;
const LONGEST = 420;

/** Captions are short; in fewer tokens than this a verb that is known must stand. */
const MUST_HAVE_A_VERB = 14;

const BEGINS = /^(?:["“'‘]?[\p{Lu}\p{N}$£€]|\p{Ll}{1,4}\p{Lu})/u;
const NOT_PROSE =
  /https?:\/\/|www\.\S+\.\S+\/|^[-–—*•(]|\(\(|\)\)|\[\d|\bfile photo\b|\bimages?: |\bphotos?: |\bphoto by\b|\bcourtesy of\b.*\.$|^©/iu;
const ENDS = /[.!…]["'”’»)\]]*$/u;
const OPENING_PRONOUN =
  /^["“'‘]?(?:he|she|it|they|his|her|its|their|him|them|theirs|hers|this|these|that|those|there|such|both|neither|the latter|the former|one of them|another)\b/iu;
const POINTS_WITH_NOUN =
  /^(?:this|these|that|those|such|both)\s+(?!is\b|was\b|are\b|were\b|has\b|have\b|had\b|will\b|would\b|could\b|can\b|may\b|might\b|means?\b|comes?\b|came\b|of\b|in\b|and\b|also\b|makes?\b|made\b|includes?\b|included\b|caused\b|led\b|leads\b)\p{L}/iu;
/** "Its director, Ilsa Orrin, …": the name makes up for the pronoun. */
const INTRODUCES_SOMEBODY = /^(?:Its|His|Her|Their) (?:\p{Ll}[\p{L}-]*,? ){1,4}(?<=, )\p{Lu}\p{L}+ \p{Lu}/u;
const CONNECTOR =
  /^(?:but|and|or|so|yet|however|nevertheless|nonetheless|moreover|furthermore|also|besides|instead|meanwhile|then|thus|therefore|hence|otherwise|in addition|in contrast|on the other hand|for example|for instance|as a result|similarly|likewise|indeed|still)\b/iu;
const SPEAKER =
  /\b(?:[Mm]y|[Mm]yself|[Ww]e|[Ww]e're|[Ww]e’re|[Oo]ur|[Oo]urs|[Yy]ou|[Yy]our|[Yy]ou're|[Yy]ou’re|I|I'm|I’m|I've|I’ve|I'd|I’d|I'll|I’ll|me|us)\b/u;

/** Whether a text can't be a bullet at all: a heading, a caption, a question, half a quotation, a stub. */
export function isUnfit(text: string, tokens: readonly Token[]): boolean {
  return (
    text.length > LONGEST ||
    !ENDS.test(text) ||
    !BEGINS.test(text) ||
    /\?["'”’)\]]*$/u.test(text) ||
    NOT_PROSE.test(text) ||
    !areQuotationsClosed(text) ||
    withoutQuotations(text).trim().length < 7 ||
    (tokens.length < MUST_HAVE_A_VERB && !tokens.some((token) => isFiniteVerb(token)))
  );
}

/** Why a sentence reads badly by itself, as numbers to take off its worth; 0 means nothing is wrong with it. */
export function flaws(text: string, tokens: readonly Token[]): number {
  const unquoted = withoutQuotations(text);
  let off = 0;
  if (SPEAKER.test(unquoted)) off += 3.5;
  if (opensWithPronoun(text)) off += 4;
  else if (soonHasPronoun(tokens)) off += 2;
  if (text.includes('? ')) off += 1.5;
  if (CONNECTOR.test(text)) off += 0.8;
  if (/^["“‘']/u.test(text)) off += 1.2;
  if (unquoted.length < text.length * 0.4) off += 1.5;
  if (text.length < SHORTEST) off += 1.5;
  if (text.length > COMFORTABLE) off += (text.length - COMFORTABLE) / 70;
  return off;
}

/** Whether a sentence begins with a pronoun whose referent stands somewhere before it: "He said", "This means". */
export function opensWithPronoun(text: string): boolean {
  return (
    OPENING_PRONOUN.test(text) &&
    !INTRODUCES_SOMEBODY.test(text) &&
    !POINTS_WITH_NOUN.test(text) &&
    !/^It (?:is|was|remains) (?:expected|likely|unlikely|unclear|possible|hoped|feared|believed|estimated|thought)\b/u.test(
      text,
    ) &&
    !/^(?:both|neither|such)\s+\p{L}/iu.test(text)
  );
}

/** "For seven years she was …": a pronoun before any name. */
function soonHasPronoun(tokens: readonly Token[]): boolean {
  for (const [i, token] of tokens.slice(0, 14).entries()) {
    if (i > 0 && token.capital && token.text !== 'I') return false;
    if (/^(?:he|she|they)$/u.test(token.lower)) return true;
    if (token.lower === 'it' && !/^(?:is|was|will|would|appears|seems|remains)$/u.test(tokens[i + 1]?.lower ?? ''))
      return true;
  }
  return false;
}

/** The text without what stands between quotation marks. */
export function withoutQuotations(text: string): string {
  return text.replaceAll(/"[^"]*"|“[^”]*”/gu, ' ');
}

/** Whether every quotation mark and bracket that opens also closes. */
function areQuotationsClosed(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  // A straight mark that stands after a word before any has opened.
  if (/^[^"]*[\p{L}\p{N}.,!?]"(?:\s|$)/u.test(text)) return false;
  return count('"') % 2 === 0 && count('“') === count('”') && count('(') === count(')');
}
