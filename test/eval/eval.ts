/**
 * `npm run eval -- DIR [--json] [--note TEXT]`: how good the program is on the sets in a folder. Nothing of a set is copied into
 * the project; `--note` adds the figures to `docs/eval-history.md`.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/clock/system-clock.ts';
import { measureDuplicates } from './duplicates-eval.ts';
import { type Measured, table } from './figure.ts';
import { HISTORY_HEAD, historyEntry } from './history.ts';
import { measureQuestions } from './questions-eval.ts';
import { measureReader } from './reader-eval.ts';
import { readSets, type Sets } from './sets.ts';
import { measureStories } from './stories-eval.ts';
import { measureVerifier } from './verifier-eval.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HISTORY = fileURLToPath(new URL('../../docs/eval-history.md', import.meta.url));
const USAGE = 'usage: npm run eval -- DIR [--json] [--note TEXT]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, note: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error(folder === undefined ? USAGE : `there is no folder ${folder}\n${USAGE}`);
  process.exit(2);
}
const measured = await measure(readSets(folder));
console.log(values.json ? JSON.stringify(measured, null, 2) : table(measured));
if (values.note !== undefined) note(values.note, measured);

async function measure(sets: Sets): Promise<Measured> {
  const areas: [string, () => Measured | Promise<Measured>][] = [
    ['near-duplicates', () => measureDuplicates(sets)],
    ['story clusters', () => measureStories(sets)],
    ['the offline reader', () => measureReader(sets)],
    ['question answering', () => measureQuestions(sets)],
    ['the verifier', () => measureVerifier(sets)],
  ];
  const parts: Measured[] = [];
  for (const [area, work] of areas) {
    console.error(`measuring ${area}…`);
    parts.push(await work());
  }
  return { figures: parts.flatMap(({ figures }) => figures), skipped: parts.flatMap(({ skipped }) => skipped) };
}

function note(text: string, { figures }: Measured): void {
  if (!existsSync(HISTORY)) writeFileSync(HISTORY, HISTORY_HEAD);
  appendFileSync(HISTORY, historyEntry({ at: systemClock.now(), note: text, commit: commitOf(ROOT), figures }));
}

/** The commit that is checked out, with a mark where files differ from it. */
function commitOf(root: string): string | null {
  try {
    return execFileSync('git', ['-C', root, 'describe', '--always', '--dirty', '--exclude=*'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
