import type { Passage, Prepared } from './passages.ts';
import type { Reading, Word } from './reading.ts';

/** How many passages are tried for a claim that brings no quote. */
const TRIED = 6;
/** What the words of grammar weigh beside those of matter: little, but in a short sentence they tell it from others. */
const GRAMMAR = 0.3;

/** The passages that share most with a claim, rare words, names and numbers weighing most; best first. */
export function bearingPassages(
  prepared: Prepared,
  claim: Reading,
  among: readonly Passage[] = prepared.passages,
): Passage[] {
  const weights = weightsOf(prepared, claim);
  return among
    .map((passage) => ({ passage, score: scoreOf(passage, weights) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.passage.index - other.passage.index)
    .slice(0, TRIED)
    .map(({ passage }) => passage);
}

function weightsOf({ passages, frequency }: Prepared, claim: Reading): { word: Word; weight: number }[] {
  const seen = new Set<string>();
  return claim.words.flatMap((word) => {
    if (seen.has(word.stem)) return [];
    seen.add(word.stem);
    const share = word.as === 'function' || word.as === 'pronoun' ? GRAMMAR : 1;
    return [{ word, weight: share * Math.log(1 + passages.length / (1 + (frequency.get(word.stem) ?? 0))) }];
  });
}

function scoreOf({ stems, known, reading }: Passage, weights: readonly { word: Word; weight: number }[]): number {
  let score = 0;
  for (const { word, weight } of weights)
    if (stems.has(word.stem) || (word.known !== null && known.has(word.known))) score += weight;
  // A short passage that says the same is nearer than a long one that says it among other things.
  return score / Math.log(10 + reading.words.length);
}
