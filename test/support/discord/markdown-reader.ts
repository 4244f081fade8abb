/**
 * Reads Discord's Markdown as its clients do, as far as their rules are known: simple-markdown's expressions, tried at
 * every position, and Discord's own for mentions, emoji, timestamps, subtext. Where clients differ it takes the reading
 * in which more is markup, so that a test finds whatever some client might make of a text.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: Style; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly inside: readonly Inline[] }
  /** A bare address, mention, emoji, timestamp or code: `raw` is what stands there. */
  | { readonly kind: 'live'; readonly raw: string };

type Style = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

export interface Line {
  /** Outermost first, e.g. `['item', 'heading']`. */
  readonly marks: readonly ('heading' | 'subtext' | 'item' | 'number' | 'quote')[];
  /** Of an item: how far it is indented. */
  readonly indent: number;
  readonly inline: readonly Inline[];
}

const LINK =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/;

const LIVE = [
  /^<(?:@[!&]?|#|@&)\d+>/,
  /^<a?:\w+:\d+>/,
  /^<t:-?\d+(?::[tTdDfFR])?>/,
  /^<\/[^>:]+:\d+>/,
  /^<id:\w+>/,
  /^<[^\s:>]+:\/?[^\s>]+>/,
  /^[a-z][\w+.-]*:\/\/[^\s<]+/i,
  /^\/\/[^\s<./]+\.\w/,
  /^@(?:everyone|here)/i,
  /^:[\p{L}\p{M}\p{N}_+-]+(?:~\d)?:/u,
  /^```[\s\S]*?```/,
  /^(`+)[\s\S]*?[^`]\1(?!`)/,
  /^discord(?:app)?\.(?:gg|gift|new|com\/(?:invite|gifts|template))\/\w/i,
];

const STYLES: readonly (readonly [Style, RegExp])[] = [
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ['italic', /^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/],
  ['italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/],
  ['strike', /^~~((?:\\[\s\S]|[^\\])+?)~~/],
  ['spoiler', /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/],
];

/** What keeps a link from being one when it stands in its words, besides mentions and the like. */
const UNDOES_A_LINK = /\/\/\w|www\.|[\p{Extended_Pictographic}\p{Regional_Indicator}]|\u20e3/iu;

/** The inline markup of a text, which may have several lines. In the words of a link a backslash is one. */
export function readInline(source: string, inLink = false): Inline[] {
  const nodes: Inline[] = [];
  let rest = source;
  while (rest !== '') {
    const [node, length] = next(rest, inLink);
    const last = nodes.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
    else nodes.push(node);
    rest = rest.slice(length);
  }
  return nodes;
}

function next(source: string, inLink: boolean): [Inline, number] {
  const escaped = inLink ? null : /^\\([^0-9A-Za-z\s])/u.exec(source);
  if (escaped) return [{ kind: 'text', text: escaped[1] ?? '' }, escaped[0].length];
  const link = LINK.exec(source);
  if (link) return [linkOf(link), link[0].length];
  for (const rule of LIVE) {
    const live = rule.exec(source);
    if (live) return [{ kind: 'live', raw: live[0] }, live[0].length];
  }
  for (const [kind, rule] of STYLES) {
    const styled = rule.exec(source);
    if (styled) return [{ kind, inside: readInline(styled[1] ?? '', inLink) }, styled[0].length];
  }
  const character = String.fromCodePoint(source.codePointAt(0) ?? 0);
  return [{ kind: 'text', text: character }, character.length];
}

/** Undone, it is shown as it was written. */
function linkOf([whole, words = '', address = '']: RegExpExecArray): Inline {
  const inside = readInline(words, true);
  if (UNDOES_A_LINK.test(words) || liveNodes(inside).length > 0) return { kind: 'text', text: whole };
  return { kind: 'link', url: address.replace(/\\([^0-9A-Za-z\s])/g, '$1'), inside };
}

/** The lines of a text, with what their beginnings make of them. */
export function readLines(source: string): Line[] {
  return source.split('\n').map((text) => readLine(text, [], 0));
}

const STARTS = [
  ['subtext', /^( *)-#\s+(?=\S)/],
  ['heading', /^( *)#{1,3}\s+(?=[^\s#])/],
  ['quote', /^( *)>(?:>>)?\s/],
  ['item', /^( *)[-*+]\s+/],
  ['number', /^( *)\d+\.\s+/],
] as const;

function readLine(text: string, marks: Line['marks'], indent: number): Line {
  for (const [mark, rule] of STARTS) {
    const found = rule.exec(text);
    if (!found) continue;
    const rest = text.slice(found[0].length);
    const words = mark === 'heading' ? rest.replace(/#*\s*$/, '') : rest;
    return readLine(words, [...marks, mark], marks.length === 0 ? (found[1] ?? '').length : indent);
  }
  return { marks: [...marks, ...startWithin(text)], indent, inline: readInline(text) };
}

/** What marked text begins with begins, for the clients, the line that the marks begin. */
function startWithin(text: string): Line['marks'] {
  const styled = /^(?:\*{1,3}|_{1,3}|~~|\|\|)(?=\S)/.exec(text);
  const within = styled === null ? '' : text.slice(styled[0].length);
  return STARTS.filter(([, rule]) => rule.test(within)).map(([mark]) => mark);
}

/** The words that people see. */
export function visible(inline: readonly Inline[]): string {
  return inline
    .map((node) => (node.kind === 'text' ? node.text : node.kind === 'live' ? node.raw : visible(node.inside)))
    .join('');
}

/** Everything in a text that a reader could click on or that would call somebody. */
export function liveIn(source: string): string[] {
  return readLines(source).flatMap(({ inline }) => liveNodes(inline));
}

function liveNodes(inline: readonly Inline[]): string[] {
  return inline.flatMap((node) => {
    if (node.kind === 'text') return [];
    if (node.kind === 'live') return [node.raw];
    return node.kind === 'link' ? [node.url, ...liveNodes(node.inside)] : liveNodes(node.inside);
  });
}
