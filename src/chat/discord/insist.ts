/** Calls that somebody waits for: tried again where that can do no harm. */
import type { Clock } from '../../ports.ts';
import type { Answer } from './api.ts';

const TRIES = 4;
const PAUSE_MS = 200;
/** Nobody waits longer than this for an answer. */
const LONGEST_PAUSE_MS = 30_000;

/**
 * What certainly had no effect is tried again, after the time that Discord asks for. With `twice`, so is what may have
 * had one: for calls that come to the same when they are made twice.
 */
export async function insist(
  clock: Clock,
  { twice }: { readonly twice: boolean },
  call: (attempt: number) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await call(attempt);
    const pause = pauseAfter(answer, twice);
    if (pause === null || pause > LONGEST_PAUSE_MS || attempt === TRIES) return answer;
    await clock.sleep(pause);
  }
}

function pauseAfter(answer: Answer, twice: boolean): number | null {
  if (answer.kind === 'limited') return answer.retryAfterMs;
  if (answer.kind === 'unreachable') return PAUSE_MS;
  return answer.kind === 'unknown' && twice ? PAUSE_MS : null;
}
