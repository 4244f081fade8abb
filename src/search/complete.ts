/** Which sentence next to one that was found is told with it, so that both together answer. */
import type { Sentence } from '../article/sentences.ts';
import { lacks } from './kinds.ts';
import { isStopWord } from './query.ts';
import type { Sought } from './sought.ts';
import { foldedStem } from './words.ts';

export type Beside = 'before' | 'after';

/** The other sentence says this share more of what is sought. */
const SAYS_MORE = 0.12;
/** A sentence with so few words of its own only says again what was asked; what follows says more. */
const FEW_OF_ITS_OWN = 5;

/**
 * Null when the sentence stands for itself. `further` is the share of what is sought that a sentence next to it adds: -1 for
 * the one before, 1 for the one after.
 */
export function completing(
  at: number,
  sentences: readonly Sentence[],
  { terms, wanted }: Sought,
  further: (step: -1 | 1) => number,
): Beside | null {
  const own = sentences[at];
  if (!own) return null;
  const isThere = (step: -1 | 1) => sentences[at + step]?.block === own.block;
  const beside = ([1, -1] as const).filter(isThere);
  if (wanted && lacks(own.text, wanted)) {
    const has = beside.find((step) => !lacks(sentences[at + step]?.text ?? '', wanted));
    if (has) return named(has);
  }
  if (!wanted && isThere(1) && ownWords(own.text, terms) <= FEW_OF_ITS_OWN) return 'after';
  const most = beside.toSorted((a, b) => further(b) - further(a))[0];
  return most && further(most) >= SAYS_MORE ? named(most) : null;
}

function named(step: -1 | 1): Beside {
  return step === 1 ? 'after' : 'before';
}

function ownWords(text: string, terms: Sought['terms']): number {
  const asked = new Set(terms.flatMap(({ stems }) => stems));
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !isStopWord(word)).map(foldedStem)).difference(asked).size;
}
