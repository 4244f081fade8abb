/** Answers questions from the archive: finds passages, has a model read them where there is one, and lets the gate decide. */
import type { Answer, LookedThrough, Question } from '../answer/answer.ts';
import { type Approach, approachesTo } from '../answer/approach.ts';
import { type Excerpted, excerptOf } from '../answer/excerpts.ts';
import { gate } from '../answer/gate.ts';
import { isForeign } from '../answer/news-asked.ts';
import { noteOutside } from '../answer/outside.ts';
import { sourcesOf } from '../answer/sources.ts';
import { openingSentences, verbatimAnswer } from '../answer/verbatim.ts';
import type { Llm, Log } from '../ports.ts';
import { judge, LEAST_FOR_A_MODEL } from '../search/abstain.ts';
import type { Prompt } from '../summary/prompt.ts';
import type { Claim } from '../summary/summary.ts';
import { NO_USAGE, type Usage } from '../summary/usage.ts';
import { askModel, type ModelReply } from './ask-model.ts';
import { type Findable, type Found, findAnswer, withVisibleContext } from './find.ts';

export interface AskPorts {
  readonly archive: Findable;
  /** Null: the best sentences are told verbatim. */
  readonly llm: Llm | null;
  /** `prompts/ask.md`; needed where there is a model. */
  readonly prompt: Prompt | null;
  readonly log: Log;
}

/** Articles that a model is given for one question. */
const ARTICLES_READ = 6;

type Abstained = Extract<Answer, { kind: 'abstained' }>;

export type Ask = (question: Question, progress: (text: string) => void) => Promise<Answer>;

/**
 * What answers questions. Each sentence of an answer is borne out by its quotes, whatever the model, the articles or the
 * question say; without one such sentence, it abstains and says why. Throws only what the archive throws.
 */
export function createAsk(ports: AskPorts): Ask {
  return async (asked, progress) => {
    const question = await withVisibleContext(asked, ports.archive);
    const read = approachesTo(question);
    if (!read.ok) {
      const answer = abstained(read.reason, await lookedThrough(question, {}, ports.archive));
      return read.unasked ? { ...answer, unasked: true } : answer;
    }
    const found = await search(question, read.approaches, ports, progress);
    const looked = await lookedThrough(question, found.approach, ports.archive);
    if (looked.articles === 0) return abstained(nothingThere(question, looked), looked);
    if (!ports.llm || !ports.prompt) return offline(question, found, looked, NO_USAGE);
    return withModel(question, found, looked, { ...ports, llm: ports.llm, prompt: ports.prompt }, progress);
  };
}

// ---- finding -----------------------------------------------------------------------------------------------------

/** How much more a rival approach must bear than what was found already. */
const CLEARLY = 0.05;

/** What the first approach found that bears on the question, or a rival that bears more; else the nearest there is. */
async function search(
  question: Question,
  approaches: readonly [Approach, ...Approach[]],
  { archive }: AskPorts,
  progress: (text: string) => void,
): Promise<Found> {
  const { articles } = await lookedThrough(question, approaches[0], archive);
  progress(`Looking through ${counted(articles)}…`);
  let best = await findAnswer(question, approaches[0], archive);
  for (const approach of approaches.slice(1)) {
    const bears = isAnswer(best);
    if (bears && !approach.rival) continue;
    const other = await findAnswer(question, approach, archive);
    if (bears ? isRivalBetter(other, best) : isAnswer(other) || bearing(other) > bearing(best)) best = other;
  }
  return best;
}

/** The same passage bears more merely because it has the words of the time as well. */
function isRivalBetter(other: Found, best: Found): boolean {
  if (other.kind === 'news' || best.kind === 'news') return false;
  const [one, two] = [other.ranked[0], best.ranked[0]];
  const isSame = one?.start === two?.start && one?.article.id === two?.article.id;
  return !isSame && isAnswer(other) && bearing(other) > bearing(best) + CLEARLY;
}

function isAnswer(found: Found): boolean {
  return found.kind === 'news' ? found.articles.length > 0 : judge(found.ranked, found.approach.sought).bears;
}

function bearing(found: Found): number {
  return found.kind === 'news' ? 0 : (found.ranked[0]?.bearing ?? 0);
}

/** The newest day is that of all that may be seen: how far behind the archive is does not depend on the question's time. */
async function lookedThrough(
  { topic, hiddenTopics }: Question,
  { from, to }: Pick<Approach, 'from' | 'to'>,
  archive: Findable,
): Promise<LookedThrough> {
  const visible = { hiddenTopics, ...(topic !== null && { topic }) };
  const all = await archive.extent(visible);
  const within = from || to ? await archive.extent({ ...visible, ...(from && { from }), ...(to && { to }) }) : all;
  return { articles: within.articles, from: from ?? null, to: to ?? null, newest: all.newest };
}

// ---- answering ---------------------------------------------------------------------------------------------------

function offline(question: Question, found: Found, looked: LookedThrough, usage: Usage): Answer {
  if (found.kind === 'news') {
    return found.articles.length === 0
      ? abstained(noNews(looked), looked, usage)
      : answered(question, openingSentences(found.articles), found, looked, 'offline', usage);
  }
  const judgement = judge(found.ranked, found.approach.sought);
  if (!judgement.bears)
    return abstained(isForeign(question.text) ? FOREIGN : asSentence(inTime(judgement.reason, looked)), looked, usage);
  const sentences = verbatimAnswer(found.ranked, found.approach.told);
  return answered(question, sentences, found, looked, 'offline', usage);
}

const FOREIGN = 'Questions are understood in English only, as the articles are; nothing was found for this one.';

async function withModel(
  question: Question,
  found: Found,
  looked: LookedThrough,
  ports: AskPorts & { llm: Llm; prompt: Prompt },
  progress: (text: string) => void,
): Promise<Answer> {
  const excerpts = excerptsFor(found);
  const judgement = found.kind === 'news' ? null : judge(found.ranked, found.approach.sought, LEAST_FOR_A_MODEL);
  if (excerpts.length === 0 || judgement?.bears === false) return offline(question, found, looked, NO_USAGE);

  progress(`Reading ${counted(excerpts.length)}…`);
  const reply = await askModel(question, excerpts, ports);
  if (reply.kind === 'none') {
    ports.log.warn(`a question was answered by the offline reader: ${reply.reason}`);
    return offline(question, found, looked, reply.usage);
  }
  return gated(question, reply, excerpts, found, looked, ports);
}

function gated(
  question: Question,
  reply: Exclude<ModelReply, { kind: 'none' }>,
  excerpts: readonly Excerpted[],
  found: Found,
  looked: LookedThrough,
  { llm, prompt, log }: AskPorts & { llm: Llm; prompt: Prompt },
): Answer {
  const reader = prompt.model ?? llm.model;
  if (reply.kind === 'unknown') return abstained(UNKNOWN[reply.verdict], looked, reply.usage, reader);
  const { sentences, refused } = gate(reply.sentences, excerpts);
  if (refused.length > 0) log.info('sentences of an answer were held back', { refused: refused.length });
  return sentences.length > 0
    ? answered(question, sentences, found, looked, reader, reply.usage)
    : abstained(NOT_BORNE_OUT, looked, reply.usage, reader);
}

const NOT_BORNE_OUT = 'What the model answered is not borne out by the articles, so none of it is shown.';
const UNKNOWN = {
  'not in the articles': 'None of the articles that were found says it.',
  'unclear question': 'It is not clear what is asked; a name or a few words more would help.',
};

function excerptsFor(found: Found): Excerpted[] {
  if (found.kind === 'news') return found.articles.slice(0, ARTICLES_READ).map((article) => excerptOf(article, []));
  const byArticle = Map.groupBy(found.ranked, ({ article }) => article);
  return [...byArticle].slice(0, ARTICLES_READ).map(([article, passages]) => excerptOf(article, passages));
}

function answered(
  question: Question,
  sentences: readonly Claim[],
  found: Found,
  looked: LookedThrough,
  reader: string,
  usage: Usage,
): Answer {
  const [first, ...others] = sentences;
  if (!first) return abstained('The articles say no more on it than was told already.', looked, usage, reader);
  const articles = found.kind === 'news' ? found.articles : found.ranked.map(({ article }) => article);
  const sources = sourcesOf(sentences, articles);
  const note = sources[0] ? noteOutside(question, first.text, sources[0]) : null;
  return {
    kind: 'answered',
    sentences: [first, ...others],
    sources,
    ...(note !== null && { note }),
    looked,
    reader,
    usage,
  };
}

function abstained(reason: string, looked: LookedThrough, usage: Usage = NO_USAGE, reader = 'offline'): Abstained {
  return { kind: 'abstained', reason, looked, reader, usage };
}

function nothingThere({ topic }: Question, { newest }: LookedThrough): string {
  if (newest === null) return topic === null ? 'The archive holds no article yet.' : `No article is under “${topic}”.`;
  return 'The archive holds no article of that time.';
}

function noNews({ from, to }: LookedThrough): string {
  return from || to ? 'No story of that time is known yet.' : 'The question names nothing that could be looked for.';
}

function counted(articles: number): string {
  return articles === 1 ? '1 article' : `${articles.toLocaleString('en')} articles`;
}

/** What no article of a time speaks of, another one may. */
function inTime(clause: string, { from, to }: LookedThrough): string {
  return from || to ? clause.replace(/^no article /, 'no article of that time ') : clause;
}

function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
