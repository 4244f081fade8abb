/** An answer in the articles' own sentences: what is told where there is no model. */
import type { Article } from '../article/article.ts';
import { readSentences } from '../search/passages.ts';
import type { RankedPassage } from '../search/rank.ts';
import { saysTheSame } from '../search/words.ts';
import type { Claim, Evidence } from '../summary/summary.ts';

/** More than this is reading, not answering. */
const MOST_SENTENCES = 3;
/** A further sentence bears at least this share of what the best one does. */
const NEARLY_AS_GOOD = 0.8;
/** Beyond this a sentence is told by itself, without the one before it. Characters. */
const LONGEST_WITH_ONE_BEFORE = 420;

/**
 * One to three sentences, the most relevant first, none like another. A sentence that begins with "He" is told with the
 * one before it. `told` holds sentences that were told already; null when they may be told again.
 * @param ranked best first, only those that may be told; at least one
 */
export function verbatimAnswer(ranked: readonly RankedPassage[], told: string | null = null): Claim[] {
  const fresh = told === null ? ranked : ranked.filter(({ quote }) => !told.includes(quote));
  const best = fresh[0]?.bearing ?? 0;
  const chosen: Claim[] = [];
  for (const passage of fresh) {
    if (chosen.length === MOST_SENTENCES || passage.bearing < best * NEARLY_AS_GOOD) break;
    const claim = claimOf(passage);
    if (chosen.every(({ text }) => !saysTheSame(text, claim.text))) chosen.push(claim);
  }
  return chosen;
}

/** The sentence with which each article begins: what happened, where the question asks no more than that. */
export function openingSentences(articles: readonly Article[]): Claim[] {
  const chosen: Claim[] = [];
  for (const article of articles) {
    const [first] = readSentences(article);
    if (!first || chosen.length === MOST_SENTENCES) continue;
    const claim = quoting(article, first.start, first.end);
    if (chosen.every(({ text }) => !saysTheSame(text, claim.text))) chosen.push(claim);
  }
  return chosen;
}

const OPENS_WITH_PRONOUN =
  /^["“'‘]?(?:he|she|it|they|his|her|its|their|this|these|those|both|that|there|but|and|so|however)\b/i;

function claimOf({ article, at, start, end, quote }: RankedPassage): Claim {
  const before = OPENS_WITH_PRONOUN.test(quote) ? readSentences(article)[at - 1] : undefined;
  const follows = before !== undefined && article.text.slice(before.end, start).trim() === '';
  const from = follows && end - before.start <= LONGEST_WITH_ONE_BEFORE ? before.start : start;
  return quoting(article, from, end);
}

function quoting(article: Article, start: number, end: number): Claim {
  const quote = article.text.slice(start, end);
  const evidence: Evidence = { articleId: article.id, quote, start, end };
  return { text: quote.replace(/\s+/g, ' '), evidence: [evidence] };
}
