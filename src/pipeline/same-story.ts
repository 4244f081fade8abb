import { safeText } from '../message/safe.ts';
import type { JudgementArchive, JudgementClaim } from '../ports/judgement.ts';
import type { Clock, Llm, LlmAnswer, Log } from '../ports.ts';
import { DAY_MS, MINUTE_MS } from '../spans.ts';
import { renderSameStory } from '../story/balance-prompt.ts';
import { readSameStory, SAME_STORY_SCHEMA } from '../story/balance-reply.ts';
import type { Prompt } from '../summary/prompt.ts';

/** Whom to ask where the evidence is balanced. */
export interface Judge {
  readonly llm: Llm;
  /** `prompts/same-story.md` */
  readonly prompt: Prompt;
}

interface Ports {
  readonly archive: JudgementArchive;
  /** Null without a model: articles stay where they were put. */
  readonly judge: Judge | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Longer than the slowest call with its retries: a lease that runs out means a dead process. */
const LEASE_MS = 15 * MINUTE_MS;

/** What was balanced longer ago is settled by what came since, or nobody's news any more. */
const OLDEST_MS = 3 * DAY_MS;

/** A question that got no verdict is asked again after these waits, in minutes; then the article stays where it is. */
const RETRY_MINUTES = [1, 15, 60];

/**
 * Asks the model of each article that stands where it stands on balanced evidence whether it is on the same event as the nearest
 * article of the story in question; keeps the verdict, and what follows from it for the stories. Resolves to when the next
 * question is due, or null. Trouble with the model ends the turn, and nothing else.
 */
export async function judgeBalanced({ archive, judge, clock, log }: Ports, signal: AbortSignal): Promise<Date | null> {
  if (!judge) return null;
  while (!signal.aborted) {
    const now = clock.now();
    const claim = await archive.claimJudgement(now, new Date(now.getTime() - OLDEST_MS), LEASE_MS);
    if (!claim || !(await judgeOne(claim, { archive, judge, clock, log }, signal))) break;
  }
  return archive.nextJudgementAt();
}

/** False when it makes no sense to go on with others now. */
async function judgeOne(
  claim: JudgementClaim,
  { archive, judge, clock, log }: Ports & { judge: Judge },
  signal: AbortSignal,
): Promise<boolean> {
  const { llm, prompt } = judge;
  const answer = await llm.complete(requestFor(claim, judge), signal);
  // A stop in the middle is no failure of the question.
  if (signal.aborted && answer.kind !== 'answered') {
    await archive.postponeJudgement(claim, clock.now());
    return false;
  }
  if (answer.kind === 'budget') {
    await archive.postponeJudgement(claim, answer.until);
    return false;
  }
  const read = verdictIn(answer);
  if (read.kind === 'unusable') {
    const nextAt = whenAgain(claim.attempt, clock.now());
    await archive.failJudgement(claim, { reason: read.reason, nextAt });
    log.warn('the model gave no verdict on whether two articles are one story', {
      article: claim.article.id,
      other: claim.other.id,
      reason: read.reason,
      again: nextAt?.toISOString() ?? 'never',
    });
    return answer.kind !== 'failed';
  }
  const because = safeText(read.because).trim();
  const judgement = { same: read.same, because, model: prompt.model ?? llm.model, promptHash: prompt.hash };
  await archive.keepJudgement(claim, judgement, clock.now());
  return true;
}

function requestFor({ article, other, attempt, before }: JudgementClaim, { llm, prompt }: Judge) {
  return {
    purpose: 'same-story',
    articleId: article.id,
    ...renderSameStory(
      prompt,
      [article, other],
      before === null ? null : 'It was not one JSON object of the form asked for.',
    ),
    schema: SAME_STORY_SCHEMA,
    model: prompt.model ?? llm.model,
    temperature: prompt.temperature,
    // A model that thinks aloud spends its thoughts from the same allowance.
    maxOutputTokens: prompt.maxOutputTokens * (attempt > 1 ? 2 : 1),
    // A kept answer that was unusable once is so for ever.
    fresh: before !== null,
  };
}

function verdictIn(answer: Exclude<LlmAnswer, { kind: 'budget' }>): ReturnType<typeof readSameStory> {
  return answer.kind === 'answered' ? readSameStory(answer.json) : { kind: 'unusable', reason: answer.reason };
}

function whenAgain(attempt: number, now: Date): Date | null {
  const minutes = RETRY_MINUTES[attempt - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * MINUTE_MS);
}
