const ESCAPED = /\\([!-/:-@[-`{-~])/g;
/** Holds the place of an escaped character while markup is removed: a private-use character for each ASCII code. */
const PLACE = 0xe000;
const PLACES = /[\uE000-\uE07F]/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The words of a Markdown paragraph: links and images keep their text, emphasis, code marks, tags and footnote marks go.
 * Wrapped lines are joined; a line end that the author marked (two spaces or a backslash) stays.
 */
export function plainWords(markdown: string): string {
  return markdown
    .replace(PLACES, '')
    .replace(ESCAPED, (_, character: string) => String.fromCharCode(PLACE + character.charCodeAt(0)))
    .replace(/(?<! ) {2,}\n|\\\n/g, '\u2028')
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
    .replace(/!\[([^[\]]{0,500})\]\([^()\s]{0,2000}(?:\s+"[^"]{0,500}")?\)/g, '')
    .replace(/\[\]\([^()\s]{0,2000}\)|\[\^[^\]]{1,50}\]/g, '')
    .replace(
      /\[([^[\]]{1,1000})\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))?\)/g,
      '$1',
    )
    .replace(/\[([^[\]]{1,1000})\]\[[^[\]]{0,200}\]/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replace(/(?<!`)(`{1,8})(?!`)([^`]{1,2000})\1(?!`)/g, '$2')
    .replace(/(\*\*\*|\*\*|\*|~~)(?=\S)([^*~]{0,2000}?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(___|__|_)(?=\S)([^_]{0,2000}?\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(PLACES, (place) => String.fromCharCode(place.charCodeAt(0) - PLACE))
    .replace(/[ \t\u00A0]+/g, ' ')
    .replace(/ ?\u2028 ?/g, '\n')
    .trim();
}
