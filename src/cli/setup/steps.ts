/** What the steps of setup have in common. */
import { type Asker, WentBack } from './asker.ts';
import type { Draft } from './draft.ts';
import type { Line, Outside } from './try-out.ts';

export interface Setup {
  readonly asker: Asker;
  readonly draft: Draft;
  readonly outside: Outside;
}

/** A few questions that belong together. Asks nothing where there is nothing to ask. */
export type Step = (setup: Setup) => Promise<void>;

/**
 * One step after the other. "back" begins the one before anew, passing over those that ask nothing.
 * @param steps looked at before each step, since an answer decides which come after it
 */
export async function walk(setup: Setup, steps: () => readonly Step[]): Promise<void> {
  let back = false;
  for (let at = 0, step = steps()[at]; step; step = steps()[at]) {
    const before = setup.asker.asked;
    try {
      await step(setup);
      back &&= setup.asker.asked === before && at > 0;
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
      back = true;
    }
    at = back ? Math.max(at - 1, 0) : at + 1;
  }
}

/** A heading, then numbered instructions. */
export function explain({ asker }: Setup, heading: string, instructions: readonly string[]): void {
  asker.say(`\n${heading}\n`);
  for (const [index, text] of instructions.entries()) {
    asker.say(`  ${index + 1}. ${text.replaceAll('\n', '\n     ')}`);
  }
  asker.say();
}

export function showLines({ asker }: Setup, lines: readonly Line[]): void {
  for (const { ok, text } of lines) asker.say(`  ${ok ? '✓' : '✗'} ${text}`);
}

/** What came of trying an answer out. */
export interface Trial {
  readonly ok: boolean;
  readonly lines: readonly Line[];
  /** It is certainly wrong, and can't be taken as it is. */
  readonly isMistake?: boolean;
}

export const trialOf = (lines: readonly Line[]): Trial => ({ ok: lines.every(({ ok }) => ok), lines });
export const mistake = (text: string): Trial => ({ ok: false, lines: [{ ok: false, text }], isMistake: true });

/** What one types to go on without an answer. */
const SKIP = /^skip$/i;
/** What one types to have the last answer taken though its trial failed: with no network, nothing can be tried. */
const ANYWAY = /^anyway$/i;

/**
 * Asks until an answer passes its trial, or is wanted anyway. After a failed one Enter tries the same answer again. Null
 * when it is skipped.
 */
export async function askUntilGood(
  setup: Setup,
  question: string,
  { secret = false }: { readonly secret?: boolean },
  trial: (answer: string) => Promise<Trial>,
): Promise<string | null> {
  const { asker } = setup;
  let last: { readonly answer: string; readonly isMistake: boolean } | null = null;
  for (;;) {
    const typed = await asker.ask(`${question} (${hint(last?.answer ?? null, secret)})`, { secret });
    if (SKIP.test(typed) || (typed === '' && last === null)) return null;
    if (last !== null && !last.isMistake && ANYWAY.test(typed)) return last.answer;
    const answer: string = typed === '' ? (last?.answer ?? '') : typed;
    const { ok, lines, isMistake = false } = await trial(answer);
    showLines(setup, lines);
    if (ok) return answer;
    const anyway = isMistake ? '' : ', "anyway" to take it as it is';
    asker.say(`  Mend that and try again, or type "skip" to go on without it${anyway}.`);
    last = { answer, isMistake };
  }
}

function hint(kept: string | null, secret: boolean): string {
  if (kept === null) return 'Enter skips';
  return secret ? 'Enter tries the last one again' : `Enter tries ${kept} again`;
}
