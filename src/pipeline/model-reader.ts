import type { Article } from '../article/article.ts';
import type { Llm, LlmAnswer, LlmRequest } from '../ports.ts';
import { readAnswer, SUMMARY_SCHEMA } from '../summary/answer.ts';
import { mergeDrafts } from '../summary/merge.ts';
import { type ArticlePart, partsOf } from '../summary/parts.ts';
import { type Prompt, renderPrompt } from '../summary/prompt.ts';
import type { Draft, Unsupported } from '../summary/summary.ts';
import { addUsage, NO_USAGE, type Usage } from '../summary/usage.ts';

/** What a model made of an article. `usage` counts what was paid for it now; kept answers cost nothing. */
export type ModelReading =
  | {
      readonly kind: 'draft';
      readonly draft: Draft;
      /** What had to be left out of the draft before anything was verified. */
      readonly unsupported: readonly Unsupported[];
      /** What a person should know, such as that a part could not be read; usually null. */
      readonly note: string | null;
      /** The model's name. */
      readonly reader: string;
      readonly usage: Usage;
    }
  | ReadingProblem;

interface ReadingProblem {
  readonly kind: 'problem';
  /** One sentence or two for the operator. */
  readonly reason: string;
  /** What the model said, where it said something unusable. */
  readonly raw: string | null;
  /**
   * A date when the day's budget is spent; `soon` when the endpoint failed, even if only the operator can mend it, since
   * the article is not to blame; `never` when the model twice made nothing of this article.
   */
  readonly retry: Date | 'soon' | 'never';
  readonly usage: Usage;
}

interface Ports {
  readonly llm: Llm;
  readonly prompt: Prompt;
}

/**
 * Reads an article with a model, in as many parts as it needs, one after another. Of a long article, parts that the model
 * makes nothing of are passed over with a note; trouble that may pass ends the reading, and the parts already read are not
 * paid for again. An abort gives a problem with retry `soon`. Does not throw.
 */
export async function readWithModel(article: Article, ports: Ports, signal?: AbortSignal): Promise<ModelReading> {
  const { parts, leftOut } = partsOf(article);
  const read: PartDraft[] = [];
  const failed: { part: ArticlePart; problem: ReadingProblem }[] = [];
  let usage: Usage = NO_USAGE;
  for (const part of parts) {
    const reading = await readPart(article, part, ports, signal);
    usage = addUsage(usage, reading.usage);
    if (reading.kind === 'draft') read.push(reading);
    else if (reading.retry !== 'never') return { ...reading, usage };
    else failed.push({ part, problem: reading });
  }
  const [first] = failed;
  if (first && read.length === 0) return { ...first.problem, usage };
  return {
    kind: 'draft',
    draft: read.length > 0 ? mergeDrafts(read.map((part) => part.draft)) : NOTHING_TO_READ,
    unsupported: read.flatMap((part) => part.unsupported),
    note: noteOn(
      parts,
      failed.map(({ part }) => part.number),
      leftOut,
    ),
    reader: ports.prompt.model ?? ports.llm.model,
    usage,
  };
}

const NOTHING_TO_READ: Draft = { headline: '', actors: [], implications: [] };

interface PartDraft {
  readonly kind: 'draft';
  readonly draft: Draft;
  readonly unsupported: readonly Unsupported[];
  readonly usage: Usage;
}

/** An answer that can't be used. */
interface Unusable {
  readonly kind: 'unusable';
  readonly reason: string;
  /** What to tell the model when it is asked once more; in our words only. */
  readonly hint: string;
  readonly raw: string;
  readonly usage: Usage;
  readonly truncated: boolean;
}

const HINTS = {
  refused: 'It was declined.',
  truncated: 'It was longer than allowed; write less.',
  invalid: 'It was not a single JSON object.',
};

/** Asks about one part, and once more if the answer can't be used. */
async function readPart(
  article: Article,
  part: ArticlePart,
  { llm, prompt }: Ports,
  signal: AbortSignal | undefined,
): Promise<PartDraft | ReadingProblem> {
  const first = judge(await llm.complete(requestFor(article, part, llm, prompt, null), signal));
  if (first.kind !== 'unusable') return first;
  const second = judge(await llm.complete(requestFor(article, part, llm, prompt, first), signal));
  const usage = addUsage(first.usage, second.usage);
  if (second.kind !== 'unusable') return { ...second, usage };
  const reason = `The model gave no usable answer, asked twice. ${second.reason}`;
  return { kind: 'problem', reason, raw: second.raw, retry: 'never', usage };
}

function requestFor(
  article: Article,
  part: ArticlePart,
  llm: Llm,
  prompt: Prompt,
  before: Unusable | null,
): LlmRequest {
  return {
    purpose: 'summarize',
    articleId: article.id,
    ...renderPrompt(prompt, article, { part, retry: before?.hint ?? null }),
    schema: SUMMARY_SCHEMA,
    model: prompt.model ?? llm.model,
    temperature: prompt.temperature,
    // A model that thinks aloud spends its thoughts from the same allowance.
    maxOutputTokens: prompt.maxOutputTokens * (before?.truncated ? 2 : 1),
    // A kept answer that was unusable once is so for ever.
    fresh: before !== null,
  };
}

function judge(answer: LlmAnswer): PartDraft | Unusable | ReadingProblem {
  switch (answer.kind) {
    case 'answered': {
      const read = readAnswer(answer.json);
      const { raw, usage } = answer;
      if (!read.ok) return { kind: 'unusable', reason: read.reason, hint: read.reason, raw, usage, truncated: false };
      return { kind: 'draft', draft: read.draft, unsupported: read.unsupported, usage };
    }
    case 'refused':
    case 'truncated':
    case 'invalid': {
      const { reason, raw, usage } = answer;
      return { kind: 'unusable', reason, hint: HINTS[answer.kind], raw, usage, truncated: answer.kind === 'truncated' };
    }
    case 'budget':
      return { kind: 'problem', reason: answer.reason, raw: null, retry: answer.until, usage: NO_USAGE };
    case 'failed':
      return { kind: 'problem', reason: answer.reason, raw: null, retry: 'soon', usage: answer.usage };
  }
}

function noteOn(parts: readonly ArticlePart[], failed: readonly number[], leftOut: number): string | null {
  if (parts.length === 0) return 'The article has no text to read.';
  const notes: string[] = [];
  if (failed.length > 0) {
    const which = failed.length === 1 ? `Part ${failed[0]}` : `Parts ${failed.join(', ')}`;
    notes.push(`${which} of ${parts.length} could not be read.`);
  }
  if (leftOut > 0)
    notes.push(`The article is very long: its last ${leftOut.toLocaleString('en')} characters were not read.`);
  return notes.length > 0 ? notes.join(' ') : null;
}
