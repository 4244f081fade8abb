import { FUNCTION_WORDS, OFFICES, TITLES } from './lexicon.ts';
import type { Passage } from './passages.ts';
import { joined } from './passages.ts';
import type { Reading, Word } from './reading.ts';
import { holdName, type Scope } from './scope.ts';

const COPULAS = new Set(
  'is was are were being been be as became become becomes named appointed elected called serves served serving remains remained'.split(
    ' ',
  ),
);
/** How far an office and its holder may stand apart. */
const REACH = 12;

/** What is wrong with the offices that a claim gives to the people it names, or null. */
export function officeProblem(claim: Reading, scope: Scope): string | null {
  for (const [at, word] of claim.words.entries()) {
    if (!OFFICES.has(word.key)) continue;
    for (const name of holdersOf(claim.words, at)) {
      const problem =
        attachmentProblem(word, modifiersOf(claim.words, at), name, scope) ?? bodyProblem(claim.words, at, name, scope);
      if (problem) return problem;
    }
  }
  return null;
}

/**
 * What is wrong with a role that is said of a name: words that the passages lack, or an office that they give to another.
 * Null when nothing is.
 */
export function roleProblem(name: Reading, role: Reading, scope: Scope): string | null {
  const missing = role.words.find(
    (word, at) =>
      (word.as === 'name' || word.as === 'number') &&
      !holdName(scope.around, role.words, at) &&
      !inArticle(word, scope),
  );
  if (missing) return `the role says “${missing.form}”, which is not in the quote or next to it`;
  const plain = role.words.filter(({ as }) => as === 'content' || as === 'title');
  const held = plain.filter(({ stem, key }) =>
    scope.around.some(({ stems, keys }) => stems.has(stem) || keys.has(key)),
  );
  const [strange] = plain.filter((word) => !held.includes(word));
  if (strange && held.length * 2 < plain.length)
    return `the role says “${strange.form}”, which is not in the quote or next to it`;
  const holder = name.words.findLast(({ as }) => as === 'name' || as === 'title') ?? name.words.at(-1);
  const headAt = headOf(role.words);
  const head = role.words[headAt];
  if (!holder || !head) return null;
  return attachmentProblem(head, modifiersOf(role.words, headAt), name.words, scope);
}

/** Names of the same body as the office's may stand further up in the article. */
function inArticle(word: Word, { prepared }: Scope): boolean {
  return prepared.passages.some(({ known }) => word.known !== null && known.has(word.known));
}

/** The noun that a role turns on: "director" of "director of the department", "partner" of "largest trading partner". */
function headOf(words: readonly Word[]): number {
  const end = words.findIndex(
    ({ key, gap }, at) => at > 0 && (/[,(;]/.test(gap) || (FUNCTION_WORDS.has(key) && key !== 'the')),
  );
  return (end === -1 ? words.length : end) - 1;
}

/** An office that every passage which uses it gives to somebody else. */
function attachmentProblem(
  office: Word,
  modifiers: readonly Word[],
  name: readonly Word[],
  { own, around, prepared }: Scope,
): string | null {
  const uses = usesOf(office, modifiers, around);
  const all = uses.length > 0 ? uses : usesOf(office, modifiers, prepared.passages);
  if (all.length === 0)
    return modifiers.length > 0 && usesOf(office, [], own).length > 0
      ? `calls “${shownName(name)}” “${[...modifiers, office].map(({ form }) => form).join(' ')}”, which the article does not`
      : null;
  const holders = all.map(({ words, at }) => holdersOf(words, at));
  if (holders.some((names) => names.length === 0 || names.some((holder) => isSameName(holder, name)))) return null;
  const other = holders[0]?.[0] ?? [];
  return `gives “${shownName(name)}” the role of “${office.form}”, which the article gives to “${shownName(other)}”`;
}

/** An office that the passages give to the same holder, but of another body: "leader of the League" for "Alliance leader". */
function bodyProblem(words: readonly Word[], at: number, name: readonly Word[], { around }: Scope): string | null {
  const office = words[at];
  const body = office ? bodyOf(words, at) : [];
  if (!office || body.length === 0) return null;
  const written = usesOf(office, [], around)
    .filter((use) => holdersOf(use.words, use.at).some((holder) => isSameName(holder, name)))
    .map((use) => bodyOf(use.words, use.at));
  const [other] = written;
  if (!other || written.some((one) => one.length === 0 || isSameName(one, body))) return null;
  return `gives “${shownName(name)}” an office of “${shownName(body)}”, where the article says “${shownName(other)}”`;
}

/** What an office belongs to: "leader of the Green Alliance", "Alliance leader". */
function bodyOf(words: readonly Word[], at: number): Word[] {
  if (words[at + 1]?.key === 'of') return nameFrom(words, words[at + 2]?.key === 'the' ? at + 3 : at + 2);
  let from = at;
  while (words[from - 1]?.capital && words[from]?.gap === ' ') from--;
  return words.slice(from, at).filter(({ key }) => !TITLES.has(key));
}

function isNameLike(word: Word | undefined): boolean {
  return word?.as === 'name' || word?.as === 'title';
}

function usesOf(
  office: Word,
  modifiers: readonly Word[],
  passages: readonly Passage[],
): { words: readonly Word[]; at: number }[] {
  const { words } = joined(passages);
  return words.flatMap(({ key, stem }, at) => {
    if (key !== office.key && (key !== `${office.key}s` || stem !== office.stem)) return [];
    const near = words.slice(Math.max(0, at - REACH), at + REACH);
    return modifiers.every((modifier) => near.some((word) => word.key === modifier.key)) ? [{ words, at }] : [];
  });
}

/** "prime" and "deputy" before the office: what makes it another one. */
function modifiersOf(words: readonly Word[], at: number): Word[] {
  const modifiers: Word[] = [];
  for (let before = at - 1; before >= 0; before--) {
    const word = words[before];
    if (!word || !/^[ -]$/.test(words[before + 1]?.gap ?? '') || !TITLES.has(word.key) || word.as === 'name') break;
    modifiers.unshift(word);
  }
  return modifiers;
}

/** Whom the passage gives the office at `at` to: "Minister Wang Yi", "Kim, director of …", "Kim is the director", "Kim, who heads". */
function holdersOf(words: readonly Word[], at: number): Word[][] {
  return [holderAfter(words, at), holderBefore(words, at)].filter((name) => name.length > 0);
}

function holderAfter(words: readonly Word[], at: number): Word[] {
  const next = words[at + 1];
  if (!next || !/^(?: |, |\. )$/.test(next.gap)) return [];
  let from = at + 1;
  while (words[from]?.as === 'title' && words[from]?.gap === ' ') from++;
  if (words[from]?.as !== 'name' || words[from]?.known !== null) return [];
  const name = nameFrom(words, from);
  return name.at(-1)?.possessive ? [] : name;
}

function nameFrom(words: readonly Word[], from: number): Word[] {
  let to = from;
  while (isNameLike(words[to]) && (to === from || /^[ -]$/.test(words[to]?.gap ?? ''))) to++;
  return words.slice(from, to);
}

/** Goes back over the office's own words to the comma, bracket, verb or "who" that joins them to a name. */
function holderBefore(words: readonly Word[], at: number): Word[] {
  for (let before = at; before > 0 && before > at - REACH; before--) {
    const word = words[before];
    const left = words[before - 1];
    if (!word || !left) return [];
    if (/[.;:!?]/.test(word.gap) || /^(?:its|his|her|their)$/.test(word.key)) return [];
    if (/[,(]| - /.test(word.gap)) return nameUntil(words, before);
    if (COPULAS.has(left.key)) return nameUntil(words, subjectEnd(words, before - 1));
    if (left.key === 'who') return nameUntil(words, before - 1);
  }
  return [];
}

/** Back over "has been", "later was": to where the subject ends. */
function subjectEnd(words: readonly Word[], verb: number): number {
  let end = verb;
  while (end > 0 && words[end - 1]?.as === 'function' && words[end - 1]?.gap === ' ') end--;
  return end;
}

/** Whether the word before `from` belongs to the name that ends at `end`: "Suleiman al-Amr", "Lund". */
function goesBack(words: readonly Word[], from: number, end: number): boolean {
  if (from < end && !/^[ -]$/.test(words[from]?.gap ?? '')) return false;
  return (
    words[from - 1]?.as === 'name' ||
    (from < end && PARTICLES.has(words[from - 1]?.key ?? '') && words[from - 2]?.as === 'name')
  );
}

const PARTICLES = new Set(['al', 'el', 'bin', 'ibn', 'de', 'del', 'la', 'da', 'dos', 'van', 'von', 'der', 'den']);

function nameUntil(words: readonly Word[], end: number): Word[] {
  let from = end;
  while (from > 0 && goesBack(words, from, end)) from--;
  const name = words.slice(from, end);
  return name.at(-1)?.possessive || name.every(({ known }) => known !== null) ? [] : name;
}

function isSameName(one: readonly Word[], other: readonly Word[]): boolean {
  return one.some(({ key, known }) =>
    other.some((word) => word.key === key || (known !== null && word.known === known)),
  );
}

function shownName(words: readonly Word[]): string {
  return words.map(({ form }) => form).join(' ');
}
