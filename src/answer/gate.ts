import { saysTheSame } from '../search/words.ts';
import type { Claim } from '../summary/summary.ts';
import { type Excerpted, verifyOn } from './excerpts.ts';
import type { DraftSentence } from './reply.ts';

export interface Gated {
  /** What may be shown. */
  readonly sentences: readonly Claim[];
  /** Why the others may not, one reason for each. */
  readonly refused: readonly string[];
}

/** Lets through what the articles bear out, sentence by sentence, each with the quote it was given. */
export function gate(drafts: readonly DraftSentence[], excerpts: readonly Excerpted[]): Gated {
  const sentences: Claim[] = [];
  const refused: string[] = [];
  for (const { article, quote, text } of drafts) {
    const excerpt = excerpts[article - 1];
    if (!excerpt) refused.push('it names no article that was given');
    else if (sentences.some((other) => saysTheSame(other.text, text))) refused.push('it says the same again');
    else {
      const verdict = verifyOn(excerpt, { text, quote });
      if (verdict.supported) sentences.push({ text, evidence: verdict.evidence });
      else refused.push(verdict.reason);
    }
  }
  return { sentences, refused };
}
