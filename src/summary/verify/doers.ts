import type { Reading, Word } from './reading.ts';

/** Verbs that both sides do, so that it doesn't matter who is named first. */
export const MUTUAL = new Set(
  'meet talk discuss negotiat agree sign marri join collid fight compet cooperat found launch start begin create shak'.split(
    ' ',
  ),
);

const HELPING = /^(?:has|have|had|will|would|also|may|might|could|can|did|does|do|not|never)$/;
const PREPOSITION = /^(?:of|in|at|from|for|on|by|with|to|near|under|over|and|or)$/;

/**
 * What is wrong with who does what: "Wang attacked" where the passage has "Kim attacked", or "Kim, who attacked". Looks
 * only at verbs that stand right after a name in both.
 */
export function strangeDoer(claim: Reading, stretch: Reading): string | null {
  if (claim.words.some(({ key }) => key === 'by') || stretch.words.some(({ key }) => key === 'by')) return null;
  for (const [at, verb] of claim.words.entries()) {
    if (verb.as !== 'content' || MUTUAL.has(verb.stem)) continue;
    const doer = doerOf(claim.words, at);
    if (!doer) continue;
    const uses = stretch.words.flatMap((word, there) =>
      word.as === 'content' && word.stem === verb.stem ? [there] : [],
    );
    const others = uses.map((there) => doerOf(stretch.words, there));
    if (others.length === 0 || others.some((other) => other === null || isSame(other, doer))) continue;
    return `says of “${doer.form}” what the article says of “${others[0]?.form}”`;
  }
  return null;
}

function isSame(one: Word, other: Word): boolean {
  return one.key === other.key || (one.known !== null && one.known === other.known);
}

/** The last word of the name that does what the word at `at` says, where that is plain to see; else null. */
function doerOf(words: readonly Word[], at: number): Word | null {
  let before = at;
  while (before > 0 && HELPING.test(words[before - 1]?.key ?? '') && words[before]?.gap === ' ') before--;
  if (!/^ ?$/.test(words[before]?.gap ?? '')) return null;
  const last = words[before - 1];
  if (last?.key === 'who') return nameAt(words, before - 2, true);
  return nameAt(words, before - 1);
}

function nameAt(words: readonly Word[], last: number, mayBeObject = false): Word | null {
  if (words[last]?.as !== 'name' || words[last]?.possessive) return null;
  let first = last;
  while ((words[first - 1]?.as === 'name' || words[first - 1]?.as === 'title') && words[first]?.gap === ' ') first--;
  let before = first - 1;
  if (words[before]?.key === 'the') before--;
  const isObject = !mayBeObject && words[first]?.gap === ' ' && PREPOSITION.test(words[before]?.key ?? '');
  return isObject ? null : (words[last] ?? null);
}
