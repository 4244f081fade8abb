/** What a reader, model or rules, said and the article does not bear out: told here and nowhere else, as such. */
import type { Section } from '../../message/message.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import type { Unsupported } from '../../summary/summary.ts';
import { section } from '../reply.ts';

export const UNSUPPORTED_TITLE = 'Said by the reader without support, and shown nowhere else';

const KINDS = { headline: 'Headline', actor: 'Actor', implication: 'Implication' } as const;
/** Shown; the rest is counted. */
const MOST_UNSUPPORTED = 8;
/** Of what may be as long as a model likes. Characters. */
const LONGEST = 240;

/** None where there is nothing to tell. */
export function unsupportedSection(unsupported: readonly Unsupported[]): Section[] {
  if (unsupported.length === 0) return [];
  const lines = unsupported.slice(0, MOST_UNSUPPORTED).map(unsupportedWords);
  const left = unsupported.length - lines.length;
  return [section('unsupported', UNSUPPORTED_TITLE, left > 0 ? [...lines, `And ${left} more`] : lines)];
}

export function unsupportedWords({ kind, text, reason }: Unsupported): string {
  const letters = [...text];
  const words = letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST).join('').trimEnd()}…`;
  return `${KINDS[kind]} ${inQuotationMarks(words)}: ${reason}`;
}
