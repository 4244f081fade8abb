/** What a model is asked, when it answers a question from the archive: `prompts/ask.md`, filled in. */
import { longDay } from '../digest/times.ts';
import { againBecause, fill, oneLine, type Prompt, type PromptKind } from '../summary/prompt.ts';
import type { Question, Turn } from './answer.ts';
import { LONGEST_QUESTION } from './approach.ts';
import type { Excerpted } from './excerpts.ts';
import { MOST_SENTENCES } from './reply.ts';

/** For `prompts/ask.md`. */
export const ASK_PROMPT: PromptKind = {
  schema: 'answer',
  systemVariables: ['max_sentences'],
  userVariables: ['today', 'context', 'articles', 'retry', 'question'],
  required: ['today', 'context', 'articles', 'retry', 'question'],
  last: 'question',
  per: 'question',
};

/** Turns that are told again, and how much of each. Characters. */
const TURNS = 4;
const LONGEST_TURN = 600;

/**
 * Both halves of the request. The system half is the same for every question. In the user half the conversation, each
 * article and the question stand between lines that nothing in any of them can imitate, the question last.
 */
export function renderAsk(
  prompt: Prompt,
  question: Pick<Question, 'text' | 'context' | 'now' | 'zone'>,
  excerpts: readonly Excerpted[],
  retry: string | null,
): { system: string; user: string } {
  const asked = question.text.slice(0, LONGEST_QUESTION).trim();
  const conversation = conversationOf(question.context);
  const articles = excerpts.map(articleOf);
  const seal = sealFor(excerpts[0]?.article.id ?? 'none', [asked, conversation, ...articles]);
  const fenced = (name: string, content: string) => `BEGIN ${name} ${seal}\n${content}\nEND ${name} ${seal}`;
  const user = fill(prompt.user, {
    today: longDay(question.now, question.zone),
    context: conversation === '' ? '' : `What was said before:\n\n${fenced('CONVERSATION', conversation)}`,
    articles: articles.map((content, index) => fenced(`ARTICLE ${index + 1}`, content)).join('\n\n'),
    retry: againBecause(retry),
    question: fenced('QUESTION', asked),
  });
  return { system: fill(prompt.system, { max_sentences: String(MOST_SENTENCES) }), user };
}

/** A word that stands in none of the contents: no line of theirs can be taken for one that opens or closes a fence. */
function sealFor(seed: string, contents: readonly string[]): string {
  let seal = seed;
  for (let count = 2; contents.some((content) => content.includes(seal)); count++) seal = `${seed}-${count}`;
  return seal;
}

function articleOf({ article, stretches, whole }: Excerpted): string {
  const head = [
    `Title: ${oneLine(article.title) || 'none'}`,
    `Source: ${oneLine(article.source ?? '') || 'not given'}`,
    `Date: ${article.date ?? 'not given'}`,
    ...(whole ? [] : ['Only the paragraphs that may bear on the question are given.']),
  ];
  return `${head.join('\n')}\n\n${stretches.map(({ start, end }) => article.text.slice(start, end)).join('\n\n')}`;
}

function conversationOf(turns: readonly Turn[]): string {
  return turns
    .slice(-TURNS)
    .map(({ question, answer }) => {
      const said = oneLine(answer).slice(0, LONGEST_TURN) || 'The archive did not know.';
      return `They asked: ${oneLine(question).slice(0, LONGEST_TURN)}\nThey were told: ${said}`;
    })
    .join('\n\n');
}
