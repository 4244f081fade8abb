import { REPORTING, TITLES } from './lexicon.ts';
import { looksLikeAcronym } from './names.ts';
import type { Prepared } from './passages.ts';
import type { Reading, Word } from './reading.ts';

/** Words of one name may stand this far apart in the article: "Kim Nam" for "Kim Song Nam". */
const WITHIN = 3;

/** A name put together from pieces of others ("Wang Song" of Wang Yi and Kim Song Nam), or null. */
export function recombinedName({ words }: Reading, prepared: Prepared): string | null {
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (!before || !isPart(before) || !isPart(word) || !/^[ -]$/.test(word.gap) || before.possessive) continue;
    if (!canJoin(before, word) && !standTogether(before, word, prepared))
      return `${before.form}${word.gap}${word.form}`;
  }
  return null;
}

function isPart({ as }: Word): boolean {
  return as === 'name';
}

/** A country before a name, an abbreviation before it, an office: not two parts of one name. */
function canJoin(before: Word, after: Word): boolean {
  return (
    before.known !== null ||
    after.known !== null ||
    [before, after].some((word) => looksLikeAcronym(word) || TITLES.has(word.key) || REPORTING.has(word.key))
  );
}

function standTogether(before: Word, after: Word, { pairs, passages, title }: Prepared): boolean {
  if (pairs.has(`${before.key} ${after.key}`)) return true;
  return [title, ...passages.map(({ reading }) => reading)].some(({ words }) =>
    words.some(
      ({ key }, at) =>
        key === before.key && words.slice(at + 1, at + 1 + WITHIN).some((word) => word.key === after.key),
    ),
  );
}
