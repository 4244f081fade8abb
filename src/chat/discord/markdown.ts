/**
 * Discord's Markdown: making text of others inert, and the few marks we set ourselves. Everything from outside is
 * escaped, never removed: a quote stays verbatim to the eye.
 */
import { replaceAcross } from '../../message/across.ts';
import type { Inline } from '../../message/message.ts';
import { safeText, safeUrl } from '../../message/safe.ts';

/** Marks that mean something anywhere in a line: emphasis, code, spoilers, links, mentions, emoji, timestamps. */
const ANYWHERE = /[\\*_~|`[\]<]/g;
/** What Discord turns into a link by itself, in any scheme: `https://…`. */
const BARE_ADDRESS = /:(?=\/\/)/g;
/** Invitations are unfolded even without a scheme. */
const INVITATION = /(?<=discord(?:app)?\.(?:gg|com))\//gi;
/** `:name:` becomes an emoji. */
const SHORTCODE = /:(?=[\w+-]+:)/g;
/** Never pings (see `allowed_mentions`), but must not look as if it did. */
const MENTION = /@(?=everyone|here)/gi;
/**
 * Discord's rule for links does not know that a bracket is escaped: `](` in a text could take over a link before it.
 * Also where a text begins with `(`, since the bracket may end the piece before.
 */
const LINK_TARGET = /(?<=^|\])\(/g;
/** A heading, subtext, list or block quote, where a line begins with it. */
const LINE_START = /^(\s*)(#{1,3}(?=\s)|-#(?=\s)|[-+](?=\s)|>{1,3}(?=\s)|\d+(?=\.\s))/;

/** In the order in which they are escaped. */
const ACROSS = [BARE_ADDRESS, INVITATION, SHORTCODE, MENTION];

/** One line of text from outside that Discord shows as it stands. It may still begin like a list: see `line`. */
export function escapeMarkdown(text: string): string {
  return escapeTogether([text]).join('');
}

/** Pieces that stand one after the other, each escaped so that none of them begins what the next one ends. */
function escapeTogether(texts: readonly string[]): string[] {
  const unmarked = texts.map((text) => safeText(text).replace(ANYWHERE, '\\$&'));
  return ACROSS.reduce(
    (escaped, pattern) => replaceAcross(escaped, pattern, (character) => `\\${character}`),
    unmarked,
  ).map((text) => text.replace(LINK_TARGET, '\\('));
}

/** Inline text as one line, its links as links; a link to an unsafe address is its words only. */
export function line(inline: readonly Inline[]): string {
  const pieces = inline.filter(({ text }) => text !== '');
  const escaped = escapeTogether(pieces.map(wordsOf));
  const marked = pieces.reduce((before, piece, index) => before + marks(piece, escaped[index] ?? '', before), '');
  return guardLineStart(marked);
}

/** Square brackets in the words of a link become round ones, since a single one would undo the link. */
function wordsOf({ kind, text }: Inline): string {
  return kind === 'link' ? text.replaceAll('[', '(').replaceAll(']', ')') : text;
}

/** One line of text from outside, safe at the start of a line. */
export function textLine(text: string): string {
  return guardLineStart(escapeMarkdown(text));
}

/** Words alone, for places where Discord reads no Markdown: thread names, embed footers. */
export function plainLine(inline: readonly Inline[]): string {
  return safeText(inline.map(({ text }) => text).join('')).trim();
}

/** One line of text from outside in bold. */
export function bold(text: string): string {
  return around('**', escapeMarkdown(text), '**');
}

/** Two marks back to back would run into one another: the second text goes without. */
function marks(piece: Inline, text: string, before: string): string {
  if (piece.kind === 'link') return linked(text, piece.url);
  if (piece.style === undefined || before.endsWith('*')) return text;
  return piece.style === 'bold' ? around('**', text, '**') : around('*', text, '*');
}

/** White space inside the marks would leave them standing as characters. */
function around(open: string, text: string, close: string): string {
  const words = text.trim();
  return words === '' ? text : text.replace(words, () => open + words + close);
}

/** Angle brackets keep Discord from unfolding a preview; what would end the address early is percent-encoded. */
function linked(words: string, address: string): string {
  const url = safeUrl(address)?.replace(/[()[\]|`<>\\]/g, percentEncode);
  return url === undefined ? words : around('[', words, `](<${url}>)`);
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function guardLineStart(text: string): string {
  return text.replace(LINE_START, (_, space: string, mark: string) =>
    /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}
