/**
 * Discord's Markdown: making text of others inert, and the few marks we set ourselves. Everything from outside is
 * escaped, never removed: a quote stays verbatim to the eye.
 */
import { replaceAcross } from '../../message/across.ts';
import type { Inline } from '../../message/message.ts';
import { safeText, safeUrl } from '../../message/safe.ts';

/** Marks that mean something anywhere in a line: emphasis, code, spoilers, links, mentions, emoji, timestamps. */
const ANYWHERE = /[\\*_~|`[\]<]/g;
/**
 * What Discord turns into a link by itself, in any scheme: `https://…`. Its phones look for invitations in the text as it
 * was written, and take what stands behind two slashes for an address.
 */
const BARE_ADDRESS = /(?<=\/)\//g;
/** Invitations and gifts are unfolded even without a scheme. */
const INVITATION = /(?<=discord(?:app)?\.(?:gg|com|gift|new))\//gi;
/** `:name:` becomes an emoji; some names are in other scripts than ours. */
const SHORTCODE = /:(?=[\p{L}\p{M}\p{N}_+-]+:)/gu;
/** Never pings (see `allowed_mentions`), but must not look as if it did. */
const MENTION = /@(?=everyone|here)/gi;
/**
 * Discord's rule for links does not know that a bracket is escaped: `](` in a text could take over a link before it.
 * Also where a text begins with `(`, since the bracket may end the piece before.
 */
const LINK_TARGET = /(?<=^|\])\(/g;
/**
 * In the words of a link Discord undoes no escape (https://github.com/discord/discord-api-docs/issues/6185), and an address,
 * a mention or an emoji among them undoes the link (…/issues/7721, 7673).
 */
const UNLINKABLE =
  /[\\*_`[\]<]|~~|\|\||\/\/|www\.|discord(?:app)?\.\w+\/|:[^\s:]+:|@(?:everyone|here)|[\p{Extended_Pictographic}\p{Regional_Indicator}]|\u20e3/iu;
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
  const escaped = escapeTogether(pieces.map(({ text }) => text));
  const marked = pieces.reduce((before, piece, index) => before + marks(piece, escaped[index] ?? '', before), '');
  return guardLineStart(marked);
}

/** One line of text from outside, safe at the start of a line. */
export function textLine(text: string): string {
  return guardLineStart(escapeMarkdown(text));
}

/**
 * One line of text from outside as a heading: none for Discord when it begins with `#`. What it ends with of those is
 * taken for the heading's own end, unless that stands behind it.
 */
export function heading(text: string): string {
  const words = textLine(text).trim().replace(/^#/, '\\#');
  return `### ${words}${words.endsWith('#') ? ' #' : ''}`;
}

/** Words alone, for places where Discord reads no Markdown: thread names, embed footers. */
export function plainLine(inline: readonly Inline[]): string {
  return safeText(inline.map(({ text }) => text).join('')).trim();
}

/** One line of text from outside in bold. */
export function bold(text: string): string {
  return around('**', textLine(text), '**');
}

/**
 * Two marks back to back would run into one another: the second text goes without. What a line would begin with, marked
 * text begins with, too.
 */
function marks(piece: Inline, text: string, before: string): string {
  if (piece.kind === 'link') return linked(piece, text);
  if (piece.style === undefined || before.endsWith('*')) return text;
  const guarded = before.trim() === '' ? guardLineStart(text) : text;
  return piece.style === 'bold' ? around('**', guarded, '**') : around('*', guarded, '*');
}

/** White space inside the marks would leave them standing as characters. */
function around(open: string, text: string, close: string): string {
  const words = text.trim();
  return words === '' ? text : text.replace(words, () => open + words + close);
}

/**
 * Words that can't stand in a link have it behind them. Angle brackets keep Discord from unfolding a preview; what would
 * end the address early is percent-encoded.
 */
function linked({ text, url: address }: Extract<Inline, { kind: 'link' }>, escaped: string): string {
  const url = safeUrl(address)?.replace(/[()[\]|`<>\\]/g, percentEncode);
  if (url === undefined) return escaped;
  const words = safeText(text);
  return UNLINKABLE.test(words) ? around('', escaped, ` ([link](<${url}>))`) : around('[', words, `](<${url}>)`);
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function guardLineStart(text: string): string {
  return text.replace(LINE_START, (_, space: string, mark: string) =>
    /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}
