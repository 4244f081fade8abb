import type { Change } from './changes.ts';
import type { Laid } from './laid.ts';
import { denies, PASSED_OVER } from './negation.ts';
import type { Word } from './reading.ts';
import { shown } from './scope.ts';

/** A word of a claim and the same word of the article, one of them denied. */
interface Turned {
  readonly at: number;
  readonly word: Word;
  readonly written: Word;
}

/** How near each other two denials must stand to be one: "did not find evidence", "found no evidence". */
const SHIFT = 4;

/** What is wrong with the negations of a near copy: a word that only one of the two denies, or null. */
export function turnedWord({ claim, stretch, alignment }: Laid): string | null {
  const turned: Turned[] = [];
  for (const [at, word] of claim.words.entries()) {
    const written = stretch.words[alignment.to[at] ?? -1];
    if (alignment.matched[at] && written && word.as !== 'function' && word.denied !== written.denied)
      turned.push({ at, word, written });
  }
  const told = turned.find((one) => !isShifted(one, turned) && !isAnsweredFor(one));
  if (told) return turnedReason(told.word);
  return disowned(claim.words, (at) => (alignment.matched[at] ? [stretch.words[alignment.to[at] ?? -1]] : []));
}

/** The denial stands on a word beside it. */
function isShifted(one: Turned, all: readonly Turned[]): boolean {
  return all.some(
    (other) => other !== one && Math.abs(other.at - one.at) <= SHIFT && other.word.denied !== one.word.denied,
  );
}

/** "lost its majority" says what "no longer has a majority" does. */
function isAnsweredFor({ word, written }: Turned): boolean {
  return word.ended || written.ended;
}

export function turnedReason({ denied, form }: Word): string {
  return denied ? `denies “${form}”, which the article does not` : `affirms “${form}”, which the article denies`;
}

/** How many words of a claim must come from what the article says is not so. */
const DISOWNED = 2;

/** A claim that states as so what the article gives only as denied ("no evidence that …"), and denies nothing itself. */
export function disowned(words: readonly Word[], usesOf: (at: number) => readonly (Word | undefined)[]): string | null {
  if (
    words.some(
      ({ denied, as }, at) => denied || as === 'negator' || denies(words, at) || CLEARING.has(words[at]?.key ?? ''),
    )
  )
    return null;
  const taken = words.filter((word, at) => {
    const uses = word.as === 'content' ? usesOf(at) : [];
    return uses.length > 0 && uses.every((use) => use?.disowned);
  });
  const [first] = taken;
  return first && taken.length >= DISOWNED ? `affirms “${first.form}”, which the article denies` : null;
}

const CLEARING = new Set(
  'cleared clear dismissed rejected rejects disputed disputes acquitted doubt doubts doubted ruled'.split(' '),
);

/** A negator put in or left out, where no word that says as much stands in its place. */
export function strayNegator(
  { from, to, instead, until, said, written }: Change,
  { claim, stretch }: Laid,
): string | null {
  const claims = isDenial(claim.words, from, to);
  const writes = isDenial(stretch.words, instead, until);
  if (claims && !writes && said.some(isNegator) && !written.some(({ ended }) => ended))
    return beside(claim.words, from, to, stretch.words, instead, until)
      ? null
      : `puts in a negation: “${shown(said, 0, said.length)}”`;
  if (!writes || claims || !written.some(isNegator)) return null;
  const isDropped = written.some(({ as, key }) => /^(?:content|name|number|title)$/.test(as) && !PASSED_OVER.has(key));
  if (isDropped || beside(claim.words, from, to, stretch.words, instead, until)) return null;
  return `leaves out a negation: “${shown(written, 0, written.length)}”`;
}

function isNegator({ as }: Word): boolean {
  return as === 'negator';
}

function isDenial(words: readonly Word[], from: number, to: number): boolean {
  return denialsIn(words, from, to) > 0;
}

function denialsIn(words: readonly Word[], from: number, to: number): number {
  let denials = 0;
  for (let at = Math.max(0, from); at < to; at++) if (denies(words, at)) denials++;
  return denials;
}

/** Whether both deny as often right here, be it in other places: "did not find evidence", "found no evidence". */
function beside(
  claim: readonly Word[],
  from: number,
  to: number,
  stretch: readonly Word[],
  instead: number,
  until: number,
): boolean {
  if (until === 0) return false;
  const said = denialsIn(claim, from - SHIFT, to + SHIFT);
  return said > 0 && said === denialsIn(stretch, instead - SHIFT, until + SHIFT);
}
