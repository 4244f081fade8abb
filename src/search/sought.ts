/** What a question looks for: its words, how much each of them tells, and what kind of thing would answer it. */
import { acronymsIn } from './acronyms.ts';
import { kindOf, NAME, OF_CALENDAR, type Wanted } from './kinds.ts';
import { isStopWord, queryTerms, type Term } from './query.ts';
import { foldedStem, stemsOf } from './words.ts';

export interface SoughtTerm {
  /** The word, or the words of a phrase, as an archive is asked for them. */
  readonly text: string;
  /** As they stand one after the other in a passage, stemmed. */
  readonly stems: readonly string[];
  /** 1 for a word of the question itself; less for one that only asks, or that comes from an earlier question. */
  readonly share: number;
  /** Whether the question itself says it, rather than what was said before. */
  readonly own: boolean;
  /** Written as names are, in the middle of a question. */
  readonly name: boolean;
}

export interface Sought {
  readonly terms: readonly SoughtTerm[];
  /** The kind of thing that would answer; null where any sentence may. */
  readonly wanted: Wanted | null;
  /** The question says "not" or "never". */
  readonly negated: boolean;
  /** "Is the port open?": what says the contrary answers it too. */
  readonly isYesOrNo: boolean;
}

/** Words that ask rather than tell: an article on the matter need not have them. */
const ASKING = new Set(
  stemsOf(
    `many much kind type sort name named call called year date time long often far percentage percent amount number part
    example using use used one two first way able want get make made known term describe mean happen happened happening
    think thing things people person else ever since say said tell latest new news give today recently currently know
    anything something everything article articles report reports reported update updates story stories please summary
    summarise summarize overview going instead exactly explain reason`,
  ),
);
const ASKING_SHARE = 0.3;

/** Words that everybody puts differently: an article may say "caused" where the question says "led to". */
const COMMON = new Set(
  stemsOf(
    `entity believe old another last locate area origin main produce cause create become prior form determine help provide
    find take come go put keep work show need play try let begin seem turn start might result consider require include
    allow occur appear exist refer lead hold role group place country company word fact case point part system purpose
    effect important major similar different common general certain specific total large small good great high early late
    recent typical usual original eventual approximate estimate responsible available respond accord associate relate state
    base win lose leave build receive follow develop increase decrease change involve feel plan attempt decide`,
  ),
);
const COMMON_SHARE = 0.6;

/** All that a conversation brought up together weighs this much of what the question itself says. */
const CONTEXT_SHARE = 0.6;
/** Or, where that says next to nothing ("how old is he?"), as much as this many of its words. */
const LEAST_OF_CONTEXT = 1.5;
/** And none of its words more than half of one of the question's. */
const MOST_OF_CONTEXT_TERM = 0.5;

/** `before`: what was said earlier in the conversation and the question leans on; empty when it stands for itself. */
export function soughtIn(question: string, before = ''): Sought {
  const degree = foldedAfter(/\bhow (\p{L}+)/iu, question);
  const sort = foldedAfter(/\b(?:what|which) (\p{L}+)/iu, question);
  const own = termsOf(question).map((term) => ({ ...term, own: true, share: shareOf(term, degree, sort) }));
  const known = new Set(own.map(({ text }) => text));
  const others = termsOf(before).filter((term) => !known.has(term.text) && !isAsking(term));
  const total = own.reduce((sum, { share }) => sum + share, 0);
  const all = Math.max(CONTEXT_SHARE * total, LEAST_OF_CONTEXT);
  const share = total === 0 ? 1 : Math.min(MOST_OF_CONTEXT_TERM, all / (others.length || 1));
  const kind = kindOf(question);
  return {
    terms: [...own, ...others.map((term) => ({ ...term, own: false, share }))],
    wanted: kind && { kind, asked: new Set(stemsOf(question)) },
    negated: isNegated(question),
    isYesOrNo: YES_OR_NO.test(question),
  };
}

const YES_OR_NO = /^\W*(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)(?:n['’]t)?\b/i;
const NEGATION = /\b(?:not|never|no|nor|neither|none|without|cannot)\b|n['’]t\b/i;

/** Whether a text denies something. */
export function isNegated(text: string): boolean {
  return NEGATION.test(text);
}

/** The words of a question that say what it is about. */
export function tellingTerms({ terms }: Sought): SoughtTerm[] {
  return terms.filter((term) => term.own && !isAsking(term));
}

/** The same as words for an archive's search. Empty when there is nothing that tells. */
export function searchWords({ terms }: Sought): string {
  const telling = terms.filter((term) => !isAsking(term));
  return (telling.length > 0 ? telling : terms)
    .map(({ text, stems }) => (stems.length > 1 ? `"${text}"` : text))
    .join(' ');
}

function foldedAfter(pattern: RegExp, question: string): string | undefined {
  return stemsOf(pattern.exec(question)?.[1] ?? '')[0];
}

/** `degree` stands after "how": high, old. `sort` stands after "which": town, party. An article rarely has either. */
function shareOf(
  term: Pick<SoughtTerm, 'stems' | 'name'>,
  degree: string | undefined,
  sort: string | undefined,
): number {
  const [stem = ''] = term.stems.length === 1 ? term.stems : [];
  if (isAsking(term) || stem === degree) return ASKING_SHARE;
  return !term.name && (stem === sort || term.stems.every((one) => COMMON.has(one))) ? COMMON_SHARE : 1;
}

function isAsking({ stems, name }: Pick<SoughtTerm, 'stems' | 'name'>): boolean {
  return !name && stems.every((stem) => ASKING.has(stem));
}

function termsOf(text: string): Pick<SoughtTerm, 'text' | 'stems' | 'name'>[] {
  const names = namesIn(text);
  // "US" and "WHO" are words that everybody leaves out, and are names all the same.
  const acronyms = [...acronymsIn(text)].filter(isStopWord).map((word): Term => [word]);
  for (const [acronym] of acronyms) names.add(foldedStem(acronym));
  const terms = [...queryTerms(text), ...acronyms].map((words) => ({
    text: words.join(' '),
    stems: words.map(foldedStem),
  }));
  const distinct = new Map(terms.map((term) => [term.stems.join(' '), term]));
  return [...distinct.values()]
    .map((term) => ({ ...term, name: term.stems.some((stem) => names.has(stem)) }))
    .filter(({ text, name }) => name || !text.split(' ').every(isStopWord));
}

/** Capitalised words that don't begin a sentence, without days and months. None where nearly every word has a capital. */
function namesIn(text: string): Set<string> {
  const words = text.match(/\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  if (words.length > 4 && capitals.length > words.length * 0.7) return new Set();
  return new Set(
    [...text.matchAll(NAME)].filter(([name]) => !OF_CALENDAR.test(name)).flatMap(([name]) => stemsOf(name)),
  );
}
