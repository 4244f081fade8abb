/**
 * Whether an article that contains another one's text says substantially more than that: a bulletin that grew into a report. Such
 * an article is no copy of what it contains, whichever came first; the shorter one is one of it.
 */
import { shinglesOf } from './fingerprint.ts';
import { type ReadArticle, wordsOf } from './wording.ts';

export interface Growth {
  /** How much of the shorter text the longer one kept, 0 to 1. */
  readonly kept: number;
  /** How much of the longer text stood in the shorter one, 0 to 1. */
  readonly part: number;
  readonly reason: string;
}

/** A paragraph of which no more than this share stands in the other text is one's own; a line of fewer words is none. */
const MOST_SHARED = 0.1;
const FEWEST_WORDS = 15;
/** Own paragraphs are substantial from so many words on, if they make up this share of the shorter text. */
const SUBSTANTIAL = 30;
const SUBSTANTIAL_SHARE = 0.2;
/** A passage is so many shingles without a break. */
const PASSAGE = 30;
/** Who reprints a text slips sentences in: within paragraphs it takes passages that make up this share of the shorter one. */
const PASSAGES_SHARE = 0.5;

/** What an article brings beyond another whose wording it shares; null where that is nothing to speak of. Pure; linear. */
export function growthOver(article: ReadArticle, older: ReadArticle): Growth | null {
  const [all, known] = [shinglesOf(wordsOf(article)), shinglesOf(wordsOf(older))];
  const before = new Set(known);
  const paragraphs = ownParagraphs(article, before);
  const own = Math.max(paragraphs, passagesBeyond(all, before));
  const isSubstantial =
    (paragraphs >= SUBSTANTIAL && paragraphs >= SUBSTANTIAL_SHARE * known.length) ||
    (own >= PASSAGE && own >= PASSAGES_SHARE * known.length);
  if (!isSubstantial) return null;
  return {
    kept: shareOf(before, new Set(all)),
    part: shareOf(new Set(all), before),
    reason: `it contains the shorter text, and has ${own} words beyond`,
  };
}

/** Words of the paragraphs of which the other text has next to nothing. */
function ownParagraphs(article: ReadArticle, before: ReadonlySet<number>): number {
  let own = 0;
  for (const block of article.blocks) {
    if (block.kind !== 'paragraph') continue;
    const words = wordsOf({ ...article, blocks: [block] });
    if (words.length >= FEWEST_WORDS && shareOf(new Set(shinglesOf(words)), before) <= MOST_SHARED) own += words.length;
  }
  return own;
}

/** How many shingles are in passages, wherever they stand, of which the other text has nothing. */
export function passagesBeyond(sequence: Uint32Array, before: ReadonlySet<number>): number {
  let own = 0;
  let run = 0;
  for (const shingle of sequence) {
    run = before.has(shingle) ? 0 : run + 1;
    if (run === PASSAGE) own += PASSAGE;
    else if (run > PASSAGE) own++;
  }
  return own;
}

function shareOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  return one.size === 0 ? 0 : one.intersection(other).size / one.size;
}
