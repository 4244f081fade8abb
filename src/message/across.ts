/**
 * Replaces characters in texts that are shown one right after the other, reading all of them as one: what one begins
 * another may end, as `:sku` and `ll:` do. Gives the texts in the same order.
 *
 * @param pattern with the flag `g`; each match is a single UTF-16 code unit, with whatever it looks at around it
 */
export function replaceAcross(
  texts: readonly string[],
  pattern: RegExp,
  replacement: (character: string) => string,
): string[] {
  const found = new Set(Array.from(texts.join('').matchAll(pattern), ({ index }) => index));
  let begins = 0;
  return texts.map((text) => {
    const offset = begins;
    begins += text.length;
    if (found.size === 0) return text;
    return text.replace(/./gs, (character, index: number) =>
      found.has(offset + index) ? replacement(character) : character,
    );
  });
}
