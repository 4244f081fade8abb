/** What the steps of setup have in common. */
import type { Asker } from './asker.ts';
import type { Draft } from './draft.ts';
import type { Line, Outside } from './try-out.ts';

export interface Setup {
  readonly asker: Asker;
  readonly draft: Draft;
  readonly outside: Outside;
}

/** What one types to go on without an answer. */
const SKIP = 'skip';

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
}

export const trialOf = (lines: readonly Line[]): Trial => ({ ok: lines.every(({ ok }) => ok), lines });
export const mistake = (text: string): Trial => ({ ok: false, lines: [{ ok: false, text }] });

/**
 * Asks until an answer passes its trial. After a failed one Enter tries the same answer again. Null when it
 * is skipped.
 */
export async function askUntilGood(
  setup: Setup,
  question: string,
  { secret = false }: { readonly secret?: boolean },
  trial: (answer: string) => Promise<Trial>,
): Promise<string | null> {
  const { asker } = setup;
  let kept: string | null = null;
  for (;;) {
    const typed = await asker.ask(`${question} (${hint(kept, secret)})`, { secret });
    if (typed === SKIP || (typed === '' && kept === null)) return null;
    const answer: string = typed === '' ? (kept ?? '') : typed;
    const { ok, lines } = await trial(answer);
    showLines(setup, lines);
    if (ok) return answer;
    asker.say(`  Mend that and try again, or type "${SKIP}" to go on without it.`);
    kept = answer;
  }
}

function hint(kept: string | null, secret: boolean): string {
  if (kept === null) return 'Enter skips';
  return secret ? 'Enter tries the last one again' : `Enter tries ${kept} again`;
}
