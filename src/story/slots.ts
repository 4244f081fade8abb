import type { Word } from './wording.ts';

/** A place that two texts share, by the words around it, and what each has there. */
interface Slot {
  readonly kind: Word['kind'];
  readonly here: string;
  readonly there: string;
}

/** Of the places of one kind that two texts share: how many there are, and those that hold something else in each. */
export interface Exchanged {
  readonly shared: number;
  readonly changed: readonly (readonly [here: string, there: string])[];
}

export interface Exchanges {
  readonly figures: Exchanged;
  readonly names: Exchanged;
  readonly words: Exchanged;
}

/**
 * What stands in the same places of two texts. A place is known by the words around it, with figures and names masked, where
 * they occur once in each text; so the order of sentences and what was put in or left out don't matter. Linear in the lengths.
 */
export function exchangesOf(a: readonly Word[], b: readonly Word[]): Exchanges {
  const slots = slotsOf(withRunsWhole(a), withRunsWhole(b));
  const of = (kind: Word['kind']): Exchanged => {
    const its = slots.filter((slot) => slot.kind === kind);
    return {
      shared: its.length,
      changed: its.filter(isChanged).map(({ here, there }) => [here, there]),
    };
  };
  return { figures: of('figure'), names: of('name'), words: of('word') };
}

/** "Ada Finch" and "Finch" are one name, "Monday" and "Monday, 16 May" one day; a word is the same when it is written the same. */
function isChanged({ kind, here, there }: Slot): boolean {
  if (here === there || kind === 'word') return here !== there;
  const [mine, its] = [new Set(here.split(' ')), new Set(there.split(' '))];
  return kind === 'name' ? mine.isDisjointFrom(its) : !mine.isSubsetOf(its) && !its.isSubsetOf(mine);
}

/** A name of several words, and a date or time of several figures, as one. */
function withRunsWhole(words: readonly Word[]): Word[] {
  const whole: Word[] = [];
  for (const word of words) {
    const last = whole.at(-1);
    if (last && last.kind !== 'word' && last.kind === word.kind && !word.opens)
      whole[whole.length - 1] = { ...last, text: `${last.text} ${word.text}` };
    else whole.push(word);
  }
  return whole;
}

/** Where the words around a place begin and end, beside it: two before and one after, or one before and two after. */
const SURROUNDINGS = [
  [-2, -1, 1],
  [-1, 1, 2],
] as const;

function slotsOf(a: readonly Word[], b: readonly Word[]): Slot[] {
  const there = SURROUNDINGS.map((offsets) => placesOf(b, offsets));
  const here = SURROUNDINGS.map((offsets) => placesOf(a, offsets));
  return a.flatMap((word, at): Slot[] => {
    for (const [way, offsets] of SURROUNDINGS.entries()) {
      const key = surroundingOf(a, at, offsets);
      const place = there[way]?.get(key);
      if (key === null || place === undefined || place < 0 || here[way]?.get(key) !== at) continue;
      const other = b[place];
      if (other) return [{ kind: other.kind === word.kind ? word.kind : 'word', here: word.text, there: other.text }];
    }
    return [];
  });
}

/** What surrounds each word -> where it stands, or -1 where that is more than once. */
function placesOf(words: readonly Word[], offsets: readonly number[]): Map<string | null, number> {
  const places = new Map<string | null, number>();
  for (let at = 0; at < words.length; at++) {
    const key = surroundingOf(words, at, offsets);
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/**
 * Null where fewer than two words of the same sentence are around, figures and names not counted: beyond its ends stands
 * nothing, since sentences change their places.
 */
function surroundingOf(words: readonly Word[], at: number, offsets: readonly number[]): string | null {
  let key = '';
  let telling = 0;
  for (const offset of offsets) {
    const word = isSameSentence(words, at, at + offset) ? words[at + offset] : undefined;
    if (word?.kind === 'word') telling++;
    key += word === undefined ? '.|' : `${MASK[word.kind] ?? word.text}|`;
  }
  return telling < 2 ? null : key;
}

const MASK: Partial<Record<Word['kind'], string>> = { figure: '#', name: '@' };

function isSameSentence(words: readonly Word[], at: number, other: number): boolean {
  for (let next = Math.min(at, other) + 1; next <= Math.max(at, other); next++)
    if (words[next]?.opens ?? true) return false;
  return other >= 0;
}
