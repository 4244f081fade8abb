/** What of an article a model is given to read, and what the gate looks at for it. */
import type { Article, Block } from '../article/article.ts';
import { foldText } from '../article/fold.ts';
import type { RankedPassage } from '../search/rank.ts';
import type { Evidence } from '../summary/summary.ts';
import { type Verdict, verifyClaim } from '../summary/verify.ts';

/** Characters. An article up to this long is given whole. */
const WHOLE = 4_000;
/** Of a longer one, the paragraphs that bear on the question, up to this. */
const EXCERPTS = 3_000;
/** A single paragraph beyond this is given from before the passage to after it. */
const LONGEST_PARAGRAPH = 2_000;

/** An article and the stretches of it that are given to the model, in the order of the text. */
export interface Excerpted {
  readonly article: Article;
  readonly stretches: readonly Stretch[];
  /** Whether nothing of the article is left out. */
  readonly whole: boolean;
}

/** `[start, end)` of the article's text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** `passages` are those of this article, best first; without any, the article's beginning is taken. */
export function excerptOf(article: Article, passages: readonly RankedPassage[]): Excerpted {
  const read = article.blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'heading');
  if (lengthOf(read) <= WHOLE) return { article, stretches: read.map(stretchOf), whole: true };
  const wanted = passages.length > 0 ? passages.map(({ start }) => start) : read.map(({ start }) => start);
  const chosen = new Set<Stretch>();
  let length = 0;
  for (const at of wanted) {
    const block = read.find(({ start, end }) => start <= at && at < end);
    if (!block || [...chosen].some(({ start, end }) => start <= at && at < end)) continue;
    const stretch = block.end - block.start > LONGEST_PARAGRAPH ? around(at, block) : stretchOf(block);
    length += stretch.end - stretch.start;
    if (chosen.size > 0 && length > EXCERPTS) break;
    chosen.add(stretch);
  }
  return { article, stretches: [...chosen].toSorted((a, b) => a.start - b.start), whole: false };
}

function stretchOf({ start, end }: Block): Stretch {
  return { start, end };
}

function around(at: number, { start, end }: Block): Stretch {
  const from = Math.max(start, at - LONGEST_PARAGRAPH / 2);
  return { start: from, end: Math.min(end, from + LONGEST_PARAGRAPH) };
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0);
}

// ---- the gate ----------------------------------------------------------------------------------------------------

/** Taking a longer article apart would hold up everything else (0.3 s for 100,000 characters). */
const LONGEST_TAKEN_APART = 40_000;
/** What is looked at on each side of a stretch then; the sentences next to a quote are always in it. */
const BESIDE = 10_000;

/**
 * The gate of summaries, for a claim on an article that the model was given as excerpts. Of a very long article, only what
 * stands around the excerpts counts; the evidence is of the article itself all the same.
 */
export function verifyOn({ article, stretches }: Excerpted, claim: { text: string; quote: string }): Verdict {
  if (article.text.length <= LONGEST_TAKEN_APART) return verifyClaim(claim, article);
  const quote = foldText(claim.quote);
  if (quote === '') return NOT_READ;
  const quoted = stretches.filter(({ start, end }) => foldText(article.text.slice(start, end)).includes(quote));
  const verdicts = quoted.map((stretch) => verifyAround(article, stretch, claim));
  return verdicts.find(({ supported }) => supported) ?? verdicts[0] ?? NOT_READ;
}

const NOT_READ: Verdict = {
  supported: false,
  reason: 'the quote does not stand in what was read of the article',
  evidence: [],
};

function verifyAround(article: Article, stretch: Stretch, claim: { text: string; quote: string }): Verdict {
  const { part, offset } = partAround(article, stretch);
  const verdict = verifyClaim(claim, part);
  if (!verdict.supported) return { ...verdict, evidence: verdict.evidence.map((one) => moved(one, offset)) };
  const [first, ...others] = verdict.evidence;
  const evidence = [moved(first, offset), ...others.map((one) => moved(one, offset))] as const;
  return evidence.every((one) => isWellInside(one, stretch)) ? { supported: true, evidence: [...evidence] } : NOT_READ;
}

/** Further out, the sentence may be cut where the part ends. */
function isWellInside(evidence: Evidence, { start, end }: Stretch): boolean {
  return evidence.start >= start - BESIDE / 2 && evidence.end <= end + BESIDE / 2;
}

function partAround(article: Article, { start, end }: Stretch): { part: Article; offset: number } {
  const inside = article.blocks
    .filter((block) => block.end > start - BESIDE && block.start < end + BESIDE)
    .map((block) => ({
      ...block,
      start: Math.max(block.start, start - BESIDE),
      end: Math.min(block.end, end + BESIDE),
    }));
  const offset = inside[0]?.start ?? start;
  const until = inside.at(-1)?.end ?? end;
  const blocks = inside.map((block) => ({ ...block, start: block.start - offset, end: block.end - offset }));
  return { part: { ...article, text: article.text.slice(offset, until), blocks }, offset };
}

function moved(evidence: Evidence, offset: number): Evidence {
  return { ...evidence, start: evidence.start + offset, end: evidence.end + offset };
}
