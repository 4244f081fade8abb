import type { Alignment } from './align.ts';
import type { Reading, Word } from './reading.ts';

/** A place where a claim and the article it is laid along part: claim words `[from, to)` in place of article words `[instead, until)`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly instead: number;
  readonly until: number;
  readonly said: readonly Word[];
  readonly written: readonly Word[];
  /** The matched claim words on both sides, null at an end. */
  readonly before: Word | null;
  readonly after: Word | null;
}

/** The changes between a claim and the stretch of the article that it is laid along, in order. */
export function changesOf(claim: Reading, stretch: Reading, { to: beside, matched }: Alignment): Change[] {
  const changes: Change[] = [];
  let from = 0;
  let instead = -1;
  for (let at = 0; at <= claim.words.length; at++) {
    if (at < claim.words.length && !matched[at]) continue;
    const until = at < claim.words.length ? (beside[at] ?? 0) : -1;
    const [first, end] = written(stretch.words, [from, at], [instead, until], beside);
    if (at > from || end > first)
      changes.push({
        from,
        to: at,
        instead: first,
        until: end,
        said: claim.words.slice(from, at),
        written: stretch.words.slice(first, end),
        before: claim.words[from - 1] ?? null,
        after: claim.words[at] ?? null,
      });
    from = at + 1;
    instead = until + 1;
  }
  return changes;
}

/** How far a claim's ends reach into the rest of the sentence that they stand in. */
const REACH = 8;

/**
 * The article words that a stretch of the claim stands in place of. At the claim's ends these are the words up to the
 * sentence's own end, where it is near: what the claim says there, it says in their place.
 */
function written(
  words: readonly Word[],
  [from, to]: [number, number],
  [instead, until]: [number, number],
  beside: Int32Array,
): [number, number] {
  if (from === to && from === 0) return [0, 0];
  if (from === to && until === -1) return isLeftOver(words, instead) ? [instead, tailOf(words, instead)] : [0, 0];
  const stood = beside.slice(from, to).filter((column) => column >= 0);
  if (instead > -1 && until > -1 && from > 0) return [instead, until];
  if (until > -1) return [Math.min(headOf(words, until), ...stood), until];
  if (from > 0) return [instead, Math.max(tailOf(words, instead), ...stood.map((column) => column + 1))];
  return stood.length === 0 ? [0, 0] : [Math.min(...stood), Math.max(...stood) + 1];
}

/** A word or two that end the sentence right after the claim does: "whether you agree or not". */
function isLeftOver(words: readonly Word[], from: number): boolean {
  return from > 0 && tailOf(words, from) - from <= 2;
}

function headOf(words: readonly Word[], until: number): number {
  for (let at = until; at > 0 && at >= until - REACH; at--) if (words[at]?.opens) return at;
  return until <= REACH ? 0 : until;
}

function tailOf(words: readonly Word[], from: number): number {
  for (let at = from; at <= from + REACH; at++) if (at === words.length || words[at]?.opens) return at;
  return from;
}
