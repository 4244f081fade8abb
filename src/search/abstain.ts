/** Whether what was found answers the question at all. */
import type { RankedPassage } from './rank.ts';
import { type Sought, type SoughtTerm, tellingTerms } from './sought.ts';

export type Judgement =
  | { readonly bears: true }
  /** `reason`: a clause for people, such as `no article speaks of “Karsund”`. */
  | { readonly bears: false; readonly reason: string };

/**
 * A passage that bears less of the question is about something else. Lower than even odds would have it be told more often
 * than it answers; of XQuAD's questions, among 120 articles or 1,000, some nine of ten are kept that have an answer, and nine
 * of ten refused whose article is missing though others on the same subject are there.
 */
export const LEAST_BEARING = 0.4;

/**
 * Below this not even a model, which knows that "surrendered" is "gave up", will find the answer in what was found: three
 * questions in a hundred that have one fall below, and two in three on what the archive has nothing of, which then cost no
 * call.
 */
export const LEAST_FOR_A_MODEL = 0.01;

/** Named in a reason, at most. */
const MOST_WORDS = 3;

/** A letter or a small number alone stands in too much. */
const NAMES_SOMETHING = /\p{L}{2}|\p{N}{3}/u;

export function judge(ranked: readonly RankedPassage[], sought: Sought, least = LEAST_BEARING): Judgement {
  const [best] = ranked;
  if (best && best.bearing >= least && sought.terms.some(({ text }) => NAMES_SOMETHING.test(text)))
    return { bears: true };
  const telling = tellingTerms(sought);
  const [first, ...others] = telling
    .toSorted((a, b) => Number(b.name) - Number(a.name) || b.share - a.share)
    .slice(0, MOST_WORDS)
    .map(named);
  if (first === undefined) {
    const leant = sought.terms.some(({ own }) => !own);
    return {
      bears: false,
      reason: leant
        ? 'what was found on the matter so far does not say it'
        : 'the question names nothing that could be looked for',
    };
  }
  if (!best) return { bears: false, reason: `no article speaks of ${listed([first, ...others], 'disjunction')}` };
  return others.length === 0
    ? { bears: false, reason: `no article was found that says enough of ${first}` }
    : {
        bears: false,
        reason: `no article was found that speaks of ${listed([first, ...others], 'conjunction')} together`,
      };
}

const OF_CALENDAR =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december)$/;

/** Of a word that is told back. Characters. */
const LONGEST_WORD = 40;

function named({ text: whole, name }: SoughtTerm): string {
  const text = whole.length > LONGEST_WORD ? `${[...whole].slice(0, LONGEST_WORD).join('')}…` : whole;
  return `“${name || OF_CALENDAR.test(text) ? text.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()) : text}”`;
}

function listed(words: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat('en-GB', { type }).format(words);
}
