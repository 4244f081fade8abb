import { joined } from './passages.ts';
import type { Reading, Word } from './reading.ts';
import { type Scope, shown } from './scope.ts';

const OF = new Set(['of', 'from']);
/** How many words after "of" may name what something belongs to. */
const REACH = 6;

/** What is wrong with whose or where from a claim says a name is, "Brask of Vale" for "Brask of Orrin"; or null. */
export function otherBelonging({ words }: Reading, { around }: Scope): string | null {
  const written = joined(around).words;
  for (const [at, { key }] of words.entries()) {
    const name = words[at - 1];
    const owner = ownerAfter(words, at)[0];
    if (!OF.has(key) || name?.as !== 'name' || name.possessive || !owner) continue;
    const uses = written.flatMap((word, there) =>
      word.key === key && written[there - 1]?.key === name.key ? [ownerAfter(written, there)] : [],
    );
    const told = uses.find((owners) => owners.length > 0);
    if (told && uses.every((owners) => owners.length > 0 && !owners.some((other) => isSame(other, owner))))
      return `says “${name.form} ${key} ${owner.form}” where the article says “${name.form} ${key} ${shown(told, 0, told.length)}”`;
  }
  return null;
}

/** The names right after the preposition at `at`, up to the next word or mark that ends them. */
function ownerAfter(words: readonly Word[], at: number): Word[] {
  const first = words[at + 1]?.key === 'the' ? at + 2 : at + 1;
  const owners: Word[] = [];
  for (let next = first; next < first + REACH; next++) {
    const word = words[next];
    if (!word || (word.as !== 'name' && word.as !== 'title') || (next > first && !/^[ -]$/.test(word.gap))) break;
    owners.push(word);
  }
  return owners;
}

function isSame(one: Word, other: Word): boolean {
  return one.key === other.key || (one.known !== null && one.known === other.known);
}
