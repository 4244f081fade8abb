import type { Question } from '../answer/answer.ts';
import type { Excerpted } from '../answer/excerpts.ts';
import { renderAsk } from '../answer/prompt.ts';
import { ANSWER_SCHEMA, type Reply, readReply } from '../answer/reply.ts';
import type { Llm, LlmAnswer } from '../ports.ts';
import type { Prompt } from '../summary/prompt.ts';
import { addUsage, NO_USAGE, type Usage } from '../summary/usage.ts';

/** What a model says to a question: nothing of it is checked yet. `none`: no usable answer, and why. */
export type ModelReply =
  | (Exclude<Reply, { kind: 'unusable' }> & { readonly usage: Usage })
  | { readonly kind: 'none'; readonly reason: string; readonly usage: Usage };

/** Asks once, and once more where what came back is no answer at all. Does not throw. */
export async function askModel(
  question: Question,
  excerpts: readonly Excerpted[],
  { llm, prompt }: { llm: Llm; prompt: Prompt },
): Promise<ModelReply> {
  const first = judged(await llm.complete(requestFor(null)));
  if (first.kind !== 'again') return first;
  const second = judged(await llm.complete(requestFor(first)));
  const usage = addUsage(first.usage, second.usage);
  return second.kind === 'again' ? { kind: 'none', reason: second.reason, usage } : { ...second, usage };

  function requestFor(before: Again | null) {
    return {
      purpose: 'ask',
      articleId: null,
      ...renderAsk(prompt, question, excerpts, before?.hint ?? null),
      schema: ANSWER_SCHEMA,
      model: prompt.model ?? llm.model,
      temperature: prompt.temperature,
      // A model that thinks aloud spends its thoughts from the same allowance.
      maxOutputTokens: prompt.maxOutputTokens * (before?.truncated ? 2 : 1),
      personal: true,
      // Nobody who asks the same just now is to get the answer that was unusable.
      fresh: before !== null,
    };
  }
}

/** An answer that can't be used, but the next one may. `hint` is what the model is told, in our words. */
interface Again {
  readonly kind: 'again';
  readonly reason: string;
  readonly hint: string;
  readonly truncated: boolean;
  readonly usage: Usage;
}

function judged(answer: LlmAnswer): ModelReply | Again {
  switch (answer.kind) {
    case 'answered': {
      const { usage } = answer;
      const reply = readReply(answer.json);
      if (reply.kind !== 'unusable') return { ...reply, usage };
      return { kind: 'again', reason: reply.reason, hint: reply.reason, truncated: false, usage };
    }
    case 'truncated':
      return { ...again(answer.reason, 'It was longer than allowed; write less.', answer.usage), truncated: true };
    case 'invalid':
      return again(answer.reason, 'It was not a single JSON object.', answer.usage);
    case 'refused':
      return { kind: 'none', reason: answer.reason, usage: answer.usage };
    case 'budget':
      return { kind: 'none', reason: answer.reason, usage: NO_USAGE };
    case 'failed':
      return { kind: 'none', reason: answer.reason, usage: answer.usage };
  }
}

function again(reason: string, hint: string, usage: Usage): Again {
  return { kind: 'again', reason, hint, truncated: false, usage };
}
