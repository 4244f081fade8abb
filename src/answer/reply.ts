/** What a model answers a question with, and how it is read. */
import { z } from 'zod';
import { safeText } from '../message/safe.ts';

/** More than this is no answer but an article; what a model gives beyond is left out. */
export const MOST_SENTENCES = 5;

/** In UTF-16 code units. Whatever is longer was not written as asked. */
const LONGEST = { text: 500, quote: 1_500 };

const VERDICTS = ['answered', 'not in the articles', 'unclear question'] as const;

// Quote before text: a model that has just copied the words stays closer to them. Why the answer is missing is a choice of
// ours, not a sentence of the model's: whatever it writes freely has to pass the gate.
const replyShape = z.object({
  verdict: z.enum(VERDICTS),
  sentences: z.array(
    z.object({
      article: z.number().describe('The number of the article that the quote is copied from'),
      quote: z.string().describe('Copied character by character from one paragraph of that article'),
      text: z.string().describe('One sentence of the answer, which the quote proves'),
    }),
  ),
});

const { $schema: _, '~standard': __, ...json } = z.toJSONSchema(replyShape) as Record<string, unknown>;

/** What a model is asked to answer with, as strict JSON schema. */
export const ANSWER_SCHEMA: { readonly name: string; readonly json: Record<string, unknown> } = {
  name: 'answer',
  json,
};

/** One sentence as a model proposes it, before anything has been checked. */
export interface DraftSentence {
  /** From 1, in the order in which the articles were given. It need not exist. */
  readonly article: number;
  readonly quote: string;
  readonly text: string;
}

export type Reply =
  | { readonly kind: 'sentences'; readonly sentences: readonly DraftSentence[] }
  /** The model says that it can't tell. */
  | { readonly kind: 'unknown'; readonly verdict: Exclude<(typeof VERDICTS)[number], 'answered'> }
  /** It can't be used; the reason in our words. */
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * Reads a model's answer, which may be anything. Forgiving in form (one wrapping object, numbers as text, more keys), strict
 * in substance: a sentence without its text, quote or article, or one that is too long, is left out.
 */
export function readReply(answer: unknown): Reply {
  const object = [answer, ...(isObject(answer) ? Object.values(answer) : [])].find(
    (one): one is Record<string, unknown> => isObject(one) && (Array.isArray(one['sentences']) || 'verdict' in one),
  );
  if (!object) return { kind: 'unusable', reason: 'It was not a JSON object with verdict and sentences.' };
  const verdict = VERDICTS.find((known) => known === folded(object['verdict']));
  if (verdict && verdict !== 'answered') return { kind: 'unknown', verdict };
  const items = Array.isArray(object['sentences']) ? object['sentences'].filter(isObject) : [];
  if (items.length === 0) return { kind: 'unknown', verdict: 'not in the articles' };
  return { kind: 'sentences', sentences: items.slice(0, MOST_SENTENCES).flatMap(readSentence) };
}

function readSentence(item: Record<string, unknown>): DraftSentence[] {
  const text = safeText(asText(item['text'])).trim();
  const quote = asText(item['quote']).toWellFormed().trim();
  const article = Number(item['article']);
  const fits = text.length <= LONGEST.text && quote.length <= LONGEST.quote;
  return text !== '' && quote !== '' && fits && Number.isSafeInteger(article) ? [{ article, quote, text }] : [];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function folded(value: unknown): string {
  return asText(value).trim().toLowerCase().replace(/_/g, ' ');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
