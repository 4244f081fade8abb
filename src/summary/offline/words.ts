import { gazetteer } from './gazetteer.ts';

const COMMON_ENDING =
  /(?:ing|ings|ed|ly|tion|tions|sion|sions|ness|ment|ments|ities|ists|ers|ous|ful|able|ible|ive|less|ies|ships?|ances?|ences?|wards|wide|ical|ology|ional|ual|ial|tory|sory|ality|ivity|ages?|ures?|isms?)$/u;

/** Whether a word is one of the language's own, by the lists alone. */
export function isListed(word: string): boolean {
  const lower = word.toLowerCase();
  return gazetteer().functionWords.has(lower) || gazetteer().commonWords.has(lower);
}

/** Whether a word is one of the language's own, by list or by its ending. */
export function isCommon(word: string): boolean {
  const lower = word
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/'\p{Ll}+$/u, '');
  const lists = gazetteer();
  if (lists.functionWords.has(lower) || lists.commonWords.has(lower)) return true;
  const hyphen = lower.indexOf('-');
  if (hyphen > 0 && word.slice(hyphen) === lower.slice(hyphen)) return isCommon(lower.slice(0, hyphen));
  if (lower.endsWith('s') && lists.commonWords.has(lower.slice(0, -1))) return true;
  return lower.length > 5 && COMMON_ENDING.test(lower);
}
