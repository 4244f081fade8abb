/** The ways in which an answer to a question is looked for, best first: in which time, for which words, leaning on what. */
import { addDays, dayIn } from '../search/calendar.ts';
import { type Sought, searchWords, soughtIn, tellingTerms } from '../search/sought.ts';
import { sinceOf, type When, whenOf } from '../search/when.ts';
import type { Question, Turn } from './answer.ts';
import { newsAsked } from './news-asked.ts';

export interface Approach {
  /** Days, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly sought: Sought;
  /** For the archive's search; empty when the question names nothing: then the news of the time is what is asked for. */
  readonly words: string;
  /** The question points at what was said before, or at the digest it stands under. */
  readonly leans: boolean;
  /** Nothing but what it leans on can answer it: "Why did he resign?", under a digest. */
  readonly bound: boolean;
  /**
   * The time may not be meant as that of the articles. So this is tried even when an earlier approach found something, and
   * preferred if it finds what bears more.
   */
  readonly rival: boolean;
  /** Sentences that were told already: asked for something else, they are not told again. */
  readonly told: string | null;
}

/** Longer questions are read to here. */
export const LONGEST_QUESTION = 2_000;

/** Turns of the conversation that a question can lean on. */
const TURNS = 3;

/** News of a day is still told on the days after it. */
const DAYS_AFTER = 2;
/** As it is of a few days; a longer time has its own news. */
const SHORT_TIME = 3;

export type Approaches =
  | { readonly ok: true; readonly approaches: readonly [Approach, ...Approach[]] }
  /** A sentence for the one who asked; `unasked` where no news was asked for. */
  | { readonly ok: false; readonly reason: string; readonly unasked?: true };

/** Each is for when the ones before it found nothing. */
export function approachesTo(question: Question): Approaches {
  const news = newsAsked(question.text.slice(0, LONGEST_QUESTION));
  if (!news.ok) return { ...news, unasked: true };
  const { text } = news;
  const since = question.since === null ? undefined : sinceOf(question.since, question.now, question.zone);
  if (since === null) return { ok: false, reason: notSince(question.since ?? '') };

  const when = whenOf(text, question.now, question.zone);
  const inTime = when ? asked(when.rest, question, narrowed(when, since)) : [];
  const anyTime = asked(text, question, { ...(since && { from: since }) });
  const opened = when && !when.firm ? anyTime.map((approach) => ({ ...approach, rival: true })) : [];
  const after = when && isShort(when, question) ? asked(when.rest, question, narrowed(extended(when), since)) : [];
  const approaches = [...(when ? [...inTime, ...after, ...opened] : anyTime)].filter(
    ({ from, to }) => !from || !to || from <= to,
  );
  const [first, ...others] = approaches;
  if (!first) return { ok: false, reason: `Nothing can be both since ${since} and ${when?.words.join(' ')}.` };
  return { ok: true, approaches: [first, ...others] };
}

/** What `since` takes, for the one who gave something else. */
export function notSince(given: string): string {
  return `“since” takes a span such as 24h or 7d, a day such as 2026-11-24, or words such as “Monday”; not “${given.slice(0, 40)}”.`;
}

type Time = Pick<Approach, 'from' | 'to'>;

/** Leaning on what was said before where it seems to, and standing for itself. */
function asked(text: string, question: Question, time: Time): Approach[] {
  const alone = soughtIn(text);
  const before = conversation(question.context);
  const told = /\b(?:else|more|other|further|another)\b/i.test(text)
    ? question.context.map(({ answer }) => answer).join(' ')
    : null;
  const itself = { ...time, sought: alone, words: soughtWords(alone), leans: false, bound: false, rival: false, told };
  const canLean = question.context.length > 0 || question.about.length > 0;
  if (!canLean || !leans(text, alone)) return [itself];
  const sought = soughtIn(text, before);
  const isSomebody = POINTS_AT_SOMEBODY.test(text) && !alone.terms.some(({ name }) => name);
  const bound = isSomebody && before === '';
  const leaning = { ...time, sought, words: soughtWords(sought), leans: true, bound, rival: false, told };
  return tellingTerms(alone).length > 0 && !isSomebody ? [leaning, itself] : [leaning];
}

/** Asking words alone would find whatever happens to have them. */
function soughtWords(sought: Sought): string {
  return tellingTerms(sought).length > 0 || sought.terms.some(({ own }) => !own) ? searchWords(sought) : '';
}

const POINTS_BACK =
  /\b(?:he|she|they|it|him|her|them|his|hers|their|its|this|that|these|those|there|then|so|same|former|latter|else)\b/i;
const POINTS_AT_SOMEBODY = /\b(?:he|she|they|him|her|them|his|hers|their)\b/i;
const GOES_ON = /^\W*(?:and|but|so|or|then|also|what about|how about|what else|who else|why|how so|how come)\b/i;

function leans(text: string, alone: Sought): boolean {
  const telling = tellingTerms(alone).length;
  if (telling <= 2 || GOES_ON.test(text)) return true;
  return telling === 3 ? POINTS_BACK.test(text) : POINTS_AT_SOMEBODY.test(text);
}

/** The words that the conversation is about: its questions, and the names in its answers. */
function conversation(turns: readonly Turn[]): string {
  const last = turns.slice(-TURNS).toReversed();
  const names = last.flatMap(({ answer }) => answer.match(/\p{Lu}[\p{L}\p{M}\p{N}’'-]+/gu) ?? []);
  return [...last.map(({ question }) => question), ...new Set(names)].join(' ').slice(0, LONGEST_QUESTION);
}

function narrowed({ from, to }: Pick<When, 'from' | 'to'>, since: string | undefined): Time {
  const begin = from && since ? (from > since ? from : since) : (from ?? since);
  return { ...(begin && { from: begin }), ...(to && { to }) };
}

function isShort({ from, to }: When, { now, zone }: Question): boolean {
  return from !== undefined && to !== undefined && to < dayIn(zone, now) && addDays(from, SHORT_TIME) > to;
}

function extended({ from, to }: When): Pick<When, 'from' | 'to'> {
  return { ...(from && { from }), ...(to && { to: addDays(to, DAYS_AFTER) }) };
}
