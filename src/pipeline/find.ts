/** Goes to the archive for what may answer a question. */
import type { Question } from '../answer/answer.ts';
import type { Approach } from '../answer/approach.ts';
import type { Article } from '../article/article.ts';
import { afterOthers } from '../digest/after-others.ts';
import { ALL_TOPICS } from '../digest/topic.ts';
import type { ArticleArchive, SearchArchive, SearchFilter, StoryArchive } from '../ports/archive.ts';
import type { HistoryArchive, Trace } from '../ports/history.ts';
import { judge } from '../search/abstain.ts';
import { bestFirst, type RankedPassage, rankPassages } from '../search/rank.ts';

/** What questions need of the archive. */
export type Findable = SearchArchive &
  Pick<ArticleArchive, 'article'> &
  Pick<StoryArchive, 'stories'> &
  Pick<HistoryArchive, 'extent' | 'trace'>;

export type Found =
  /** Passages that bear on the question, best first. */
  | { readonly kind: 'passages'; readonly approach: Approach; readonly ranked: readonly RankedPassage[] }
  /** The question asks for no more than the news of its time, or what a digest is about: the articles, first come first. */
  | { readonly kind: 'news'; readonly approach: Approach; readonly articles: readonly Article[] };

/** Articles whose passages are looked at. */
const ARTICLES = 8;
/** Of the digest that the question stands under, and of what was quoted before. */
const NEAR_ARTICLES = 16;
const STORIES = 12;

export async function findAnswer(question: Question, approach: Approach, archive: Findable): Promise<Found> {
  const near = approach.leans ? await nearArticles(question, approach, archive) : [];
  if (approach.words === '') {
    const articles = near.length > 0 ? near : await newsOf(question, approach, archive);
    return { kind: 'news', approach, articles };
  }
  const weights = await archive.weights(approach.sought.terms.map(({ text }) => text));
  const first = await ranked(near, approach, weights, true);
  if (approach.bound || judge(first, approach.sought).bears) return { kind: 'passages', approach, ranked: first };

  const hits = await archive.search(approach.words, ARTICLES, filterOf(question, approach));
  const known = new Set(near.map(({ id }) => id));
  const others = hits.map(({ article }) => article).filter((one) => !known.has(one.id) && mayShow(question, one));
  const further = await ranked(others, approach, weights);
  return { kind: 'passages', approach, ranked: bestFirst([...first, ...further]) };
}

/**
 * The question as it may be leant on: of an earlier turn that quoted what the channel may not see (any more), only what was
 * asked is left.
 */
export async function withVisibleContext(question: Question, archive: Findable): Promise<Question> {
  if (question.hiddenTopics.length === 0) return question;
  const context = [];
  for (const turn of question.context) {
    const traces = await Promise.all(turn.articleIds.map((id) => archive.trace(id)));
    const isHidden = traces.some((trace) => trace !== null && isHiddenFrom(question, trace));
    context.push(isHidden ? { ...turn, answer: '', articleIds: [] } : turn);
  }
  return { ...question, context };
}

/** A long article takes a while: in between, others get their turn. */
async function ranked(
  articles: readonly Article[],
  { sought }: Approach,
  weights: readonly number[],
  favoured = false,
): Promise<RankedPassage[]> {
  const passages: RankedPassage[] = [];
  for (const [place, article] of articles.entries()) {
    passages.push(...rankPassages({ article, place: favoured ? 0 : place, favoured }, sought, weights));
    await afterOthers();
  }
  return bestFirst(passages);
}

function filterOf({ topic, hiddenTopics }: Question, { from, to }: Approach): SearchFilter {
  return { hiddenTopics, ...(topic !== null && { topic }), ...(from && { from }), ...(to && { to }) };
}

/** What was quoted last, and what the digest tells, as far as the channel may see it and it is of the time asked about. */
async function nearArticles(question: Question, approach: Approach, archive: Findable): Promise<Article[]> {
  const quoted = question.context.toReversed().flatMap(({ articleIds }) => articleIds);
  const ids = [...new Set([...quoted, ...question.about])].slice(0, NEAR_ARTICLES);
  const articles: Article[] = [];
  for (const id of ids) {
    const trace = await archive.trace(id);
    if (!trace || isHiddenFrom(question, trace) || !isUnder(trace.topics, question.topic)) continue;
    if (isWithin(trace.article.date, approach)) articles.push(trace.article);
  }
  return articles;
}

function isHiddenFrom(question: Question, { topics, article }: Pick<Trace, 'topics' | 'article'>): boolean {
  return topics.some((topic) => question.hiddenTopics.includes(topic)) || !mayShow(question, article);
}

function mayShow(question: Question, article: Article): boolean {
  return question.mayShow?.(article) ?? true;
}

function isUnder(topics: readonly string[], topic: string | null): boolean {
  return topic === null || topic === ALL_TOPICS || topics.includes(topic);
}

/** One article of each story of the time, the story's newest, the latest story first. */
async function newsOf(question: Question, approach: Approach, archive: Findable): Promise<Article[]> {
  if (approach.sought.terms.length === 0 && !approach.from && !approach.to) return [];
  const stories = await archive.stories({
    hiddenTopics: question.hiddenTopics,
    limit: STORIES,
    ...(question.topic !== null && { topic: question.topic }),
    ...(approach.from && { since: approach.from }),
  });
  const articles: Article[] = [];
  for (const story of stories) {
    const own = story.articles.findLast(({ date, duplicateOf }) => duplicateOf === null && isWithin(date, approach));
    const article = own ? await archive.article(own.id) : null;
    if (article && mayShow(question, article)) articles.push(article);
  }
  return articles;
}

/** An article that gives no day of its own may be of any. */
function isWithin(day: string | null, { from, to }: Approach): boolean {
  return day === null || ((!from || day >= from) && (!to || day <= to));
}
