/** An answer in the articles' own sentences: what is told where there is no model. */
import type { Article } from '../article/article.ts';
import { opensWithPronoun } from '../search/grave.ts';
import { isOrder } from '../search/orders.ts';
import { readSentences } from '../search/passages.ts';
import type { RankedPassage } from '../search/rank.ts';
import { saysTheSame } from '../search/words.ts';
import type { Claim, Evidence } from '../summary/summary.ts';

/** More than this is reading, not answering. */
const MOST_PASSAGES = 3;
/** Nor a screen of a phone. Characters; a single passage may be longer. */
const LONGEST_ANSWER = 700;
/** A further sentence bears at least this share of what the best one does, and more if it is another article's. */
const NEARLY_AS_GOOD = 0.6;
const AS_GOOD = 0.85;
/** Two sentences that belong together are told together up to this. Characters. */
const LONGEST_TOGETHER = 420;

/**
 * One to three passages, the most relevant first, none like another. A sentence that begins with "He" is told with the one
 * before it, and one that leaves the answer to the next with that. `told` holds sentences that were told already; null when
 * they may be told again.
 * @param ranked best first, only those that may be told; at least one
 */
export function verbatimAnswer(ranked: readonly RankedPassage[], told: string | null = null): Claim[] {
  const fresh = newerFirst(told === null ? ranked : ranked.filter(({ quote }) => !told.includes(quote)));
  const best = fresh[0]?.bearing ?? 0;
  const chosen: Claim[] = [];
  for (const passage of fresh) {
    if (chosen.length === MOST_PASSAGES || passage.bearing < best * NEARLY_AS_GOOD) break;
    if (passage.bearing < best * AS_GOOD && fresh[0]?.article.id !== passage.article.id) continue;
    if (chosen.some((claim) => overlaps(claim, passage.article, passage))) continue;
    const claim = claimOf(passage, chosen);
    const length = chosen.reduce((sum, { text }) => sum + text.length, claim.text.length);
    const isNew = chosen.every(({ text }) => !saysTheSame(text, claim.text));
    if (isNew && (chosen.length === 0 || length <= LONGEST_ANSWER)) chosen.push(claim);
  }
  return chosen;
}

/** What bears as much but for this comes before it if it is newer: articles differ most often because one knew more. Logits. */
const AS_MUCH = 0.7;

/** Of what bears about as much as the best, the newest first: where two articles differ, the later one knew the earlier. */
function newerFirst(ranked: readonly RankedPassage[]): readonly RankedPassage[] {
  const [best] = ranked;
  if (!best) return ranked;
  const rivals = ranked.filter((one) => logit(best.bearing) - logit(one.bearing) <= AS_MUCH);
  const newest = rivals.reduce((a, b) => ((b.article.date ?? '') > (a.article.date ?? '') ? b : a));
  return newest === best ? ranked : [newest, ...ranked.filter((one) => one !== newest)];
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

/** The sentence with which each article begins: what happened, where the question asks no more than that. */
export function openingSentences(articles: readonly Article[]): Claim[] {
  const chosen: Claim[] = [];
  for (const article of articles) {
    const first = readSentences(article).find(({ text }) => !isOrder(text));
    if (!first || chosen.length === MOST_PASSAGES) continue;
    const claim = quoting(article, first.start, first.end);
    if (chosen.every(({ text }) => !saysTheSame(text, claim.text))) chosen.push(claim);
  }
  return chosen;
}

function claimOf({ article, at, start, end, quote, completedBy }: RankedPassage, told: readonly Claim[]): Claim {
  const step = opensWithPronoun(quote) ? 'before' : completedBy;
  const beside = step === null ? undefined : readSentences(article)[step === 'before' ? at - 1 : at + 1];
  if (!beside || isOrder(beside.text) || told.some((claim) => overlaps(claim, article, beside)))
    return quoting(article, start, end);
  const [from, to] = step === 'before' ? [beside.start, end] : [start, beside.end];
  const between = step === 'before' ? article.text.slice(beside.end, start) : article.text.slice(end, beside.start);
  const fits = between.trim() === '' && to - from <= LONGEST_TOGETHER;
  return fits ? quoting(article, from, to) : quoting(article, start, end);
}

function overlaps({ evidence }: Claim, article: Article, { start, end }: { start: number; end: number }): boolean {
  return evidence.some((one) => one.articleId === article.id && one.start < end && start < one.end);
}

function quoting(article: Article, start: number, end: number): Claim {
  const quote = article.text.slice(start, end);
  const evidence: Evidence = { articleId: article.id, quote, start, end };
  return { text: quote.replace(/\s+/g, ' '), evidence: [evidence] };
}
