/** Names that stand in a text by their first letters only, or only spelt out: WHO, and the World Health Organization. */

const ACRONYM = /(?<![\p{L}\p{N}])\p{Lu}{2,6}(?![\p{L}\p{N}])/gu;
const SMALL = '(?:of|and|the|for|on|in|de|du|la)';
const MOST_CAPITALS = 0.7;

/** Those written in a text, lower case; none where everything is in capitals. */
export function acronymsIn(text: string): Set<string> {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase());
  if (capitals.length > letters.length * MOST_CAPITALS) return new Set();
  return new Set([...text.matchAll(ACRONYM)].map(([found]) => found.toLowerCase()));
}

/** Whether words with these first letters follow each other in a text, small words between them left out. */
export function spellsOut(text: string, acronym: string): boolean {
  const words = [...acronym.toUpperCase()].map((letter) => `${letter}\\p{L}+`);
  return new RegExp(`(?<!\\p{L})${words.join(`[\\s-]+(?:${SMALL}\\s+)*`)}(?!\\p{L})`, 'u').test(text);
}

/** Whether the first letters of these words stand in a text as a word of their own, such as WHO or W.H.O. */
export function abbreviates(text: string, words: readonly string[]): boolean {
  if (words.length < 2) return false;
  const letters = words.map((word) => word.charAt(0).toUpperCase());
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.join('\\.?')}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
