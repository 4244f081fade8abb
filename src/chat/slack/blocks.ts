/**
 * Message blocks as Slack's blocks. Text goes into rich text wherever it can: its elements are structure, so no markup,
 * mention, emoji code or address in an article's words can come to life there, its lists indent properly on a phone, and
 * nothing needs escaping. Small print needs a context block, whose only form with links is mrkdwn: escaped, verbatim.
 */
import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextQuote,
  RichTextSection,
} from '@slack/types';
import { replaceAcross } from '../../message/across.ts';
import { shortLabel } from '../../message/label.ts';
import type { Block, Bullet, Inline, Quoted, Section } from '../../message/message.ts';
import { plainText } from '../../message/plain.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import { safeText, safeUrl } from '../../message/safe.ts';
import { BLOCK_WEIGHT, ELEMENT_WEIGHT, HEADER_CHARACTERS, TEXT_OBJECT_CHARACTERS } from './limits.ts';

type RichPart = RichTextSection | RichTextList | RichTextQuote;

/** With the quotes under each bullet, or without. */
type Evidence = 'quoted' | 'left out';

/** A story: its title in bold and its blocks under it in one piece of rich text, then its closing small print. */
export function sectionBlocks({ title, blocks }: Section, evidence: Evidence): KnownBlock[] {
  const last = blocks.at(-1);
  const closing = last?.kind === 'note' ? last : null;
  const body = closing ? blocks.slice(0, -1) : blocks;
  const parts = [
    ...listOf(richSection([{ kind: 'text', text: title, style: 'bold' }])),
    ...body.flatMap((block) => richParts(block, evidence)),
  ];
  return [...richText(parts), ...noteBlocks(closing?.inline ?? [])];
}

/** Prose of the message itself, or nothing when there is none. */
export function proseBlocks(inline: readonly Inline[]): KnownBlock[] {
  return richText(listOf(richSection(inline)));
}

/** Large and plain; null when the text is empty or too long for a header. */
export function headerBlock(text: string): HeaderBlock | null {
  const inert = inertText(text).trim();
  if (inert === '' || inert.length > HEADER_CHARACTERS) return null;
  return { type: 'header', text: { type: 'plain_text', text: inert, emoji: false } };
}

/** Small and grey; null when there is nothing to see. Any length: see `noteBlocks`. */
function contextBlock(inline: readonly Inline[]): ContextBlock | null {
  const text = inertText(plainText(inline)).trim();
  if (text === '') return null;
  const isPlain = inline.every((piece) => piece.kind === 'text' && piece.style === undefined);
  if (isPlain) return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
  const marked = mrkdwn(inline).trim();
  return { type: 'context', elements: [{ type: 'mrkdwn', text: marked, verbatim: true }] };
}

/** Small print; in prose when it is too long to be small print. */
export function noteBlocks(inline: readonly Inline[]): KnownBlock[] {
  const context = contextBlock(inline);
  if (context === null) return [];
  const fits = context.elements.every(
    (element) => !('text' in element) || element.text.length <= TEXT_OBJECT_CHARACTERS,
  );
  return fits ? [context] : proseBlocks(inline);
}

/** A label, shortened where Slack would refuse it. `characters` are UTF-16 code units; one that is invisible gets a word. */
export function label(text: string, characters: number): PlainTextElement {
  return { type: 'plain_text', text: shortLabel(inertText(text), characters) || 'Untitled', emoji: false };
}

/**
 * Ready for a `text` field or mrkdwn: one line, nothing invisible, `& < >` escaped, once. Nothing escapes what Slack formats by,
 * so characters that look the same stand in for it: https://docs.slack.dev/messaging/formatting-message-text
 */
export function escaped(text: string): string {
  return escapedTogether([text]).join('');
}

/** Pieces that stand one after the other, each escaped so that none of them begins what the next one ends. */
function escapedTogether(texts: readonly string[]): string[] {
  const unmarked = texts.map((text) =>
    inertText(text)
      .replace(/^\s*>+/, (quote) => quote.replaceAll('>', '›'))
      .replace(/[*_~`]/g, (mark) => LOOK_ALIKES[mark] ?? mark),
  );
  return replaceAcross(unmarked, EMOJI_CODE, () => '∶').map((text) =>
    text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character),
  );
}

/** The first colon of `:skull:` or `:100:`, but not of the time in `at 08:00: nothing`. */
const EMOJI_CODE = /:(?=[\p{N}_+'-]*[\p{L}\p{M}_+'-][\p{L}\p{M}\p{N}_+'-]*:|1(?:00|234):)|(?<!\p{N}):(?=\p{N}+:)/gu;
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/**
 * How heavy blocks are, by Slack's unpublished scale as far as it is known: every character that is shown or linked, and
 * a charge for each block and each element.
 */
export function weightOf(blocks: readonly KnownBlock[]): number {
  return blocks.length * (BLOCK_WEIGHT - ELEMENT_WEIGHT) + weightOfValue(blocks);
}

function weightOfValue(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + weightOfValue(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, inner]) => {
    if (typeof inner === 'string') return name === 'text' || name === 'url' ? sum + inner.length : sum;
    return sum + weightOfValue(inner);
  }, ELEMENT_WEIGHT);
}

function richParts(block: Block, evidence: Evidence): RichPart[] {
  switch (block.kind) {
    case 'heading':
      return listOf(richSection([{ kind: 'text', text: block.text, style: 'bold' }]));
    case 'paragraph':
      return listOf(richSection(block.inline));
    case 'note':
      return listOf(richSection(block.inline.map(italic)));
    case 'bullets': {
      const label = richSection([{ kind: 'text', text: block.label, style: 'bold' }]);
      return [...listOf(label), ...bulletParts(block.items, evidence)];
    }
  }
}

/** Bullets in a row make one list; a bullet with quotes ends it, for quotes stand outside lists. */
function bulletParts(bullets: readonly Bullet[], evidence: Evidence): RichPart[] {
  const parts: RichPart[] = [];
  for (const { inline, quotes } of bullets) {
    const item = richSection(inline);
    const last = parts.at(-1);
    if (item && last?.type === 'rich_text_list') last.elements.push(item);
    else if (item) parts.push({ type: 'rich_text_list', style: 'bullet', elements: [item] });
    if (evidence === 'quoted') parts.push(...quotes.flatMap((quoted) => listOf(richQuote(quoted))));
  }
  return parts;
}

function richQuote({ quote, attribution }: Quoted): RichTextQuote | null {
  const said = attribution === null ? inQuotationMarks(quote) : `${inQuotationMarks(quote)} — ${attribution}`;
  const elements = richElements([{ kind: 'text', text: said }]);
  return elements.length === 0 ? null : { type: 'rich_text_quote', elements };
}

function richSection(inline: readonly Inline[]): RichTextSection | null {
  const elements = richElements(inline);
  return elements.length === 0 ? null : { type: 'rich_text_section', elements };
}

function richElements(inline: readonly Inline[]): RichTextElement[] {
  if (plainText(inline).trim() === '') return [];
  const texts = inertTogether(inline.map((piece) => piece.text));
  return inline.flatMap((piece, index): RichTextElement[] => {
    const text = texts[index] ?? '';
    if (text === '') return [];
    const url = piece.kind === 'link' ? safeUrl(piece.url) : null;
    if (url !== null) return [{ type: 'link', url, text }];
    const style = piece.kind === 'text' ? piece.style : undefined;
    return [{ type: 'text', text, ...(style ? { style: { [style]: true } } : {}) }];
  });
}

/** One block: no gap between a title and its bullets, and little of the message's weight. */
function richText(elements: RichPart[]): RichTextBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

function italic(piece: Inline): Inline {
  return piece.kind === 'text' ? { ...piece, style: piece.style ?? 'italic' } : piece;
}

function mrkdwn(inline: readonly Inline[]): string {
  const texts = escapedTogether(inline.map(({ text }) => text));
  return inline.map((piece, index) => marked(piece, texts[index] ?? '')).join('');
}

function marked(piece: Inline, text: string): string {
  const url = piece.kind === 'link' && text.trim() !== '' ? safeUrl(piece.url) : null;
  // A bar would end the label early; the broken bar looks the same.
  return url === null ? text : `<${url.replaceAll('&', '&amp;').replaceAll('|', '%7C')}|${text.replaceAll('|', '¦')}>`;
}

/**
 * Safe text in which Slack's three special sequences cannot occur. Rich and plain text are not parsed for them; should
 * some client ever do so, there must be nothing to find.
 */
export function inertText(text: string): string {
  return inertTogether([text]).join('');
}

/** Pieces that stand one after the other: none begins what the next one goes on with. */
function inertTogether(texts: readonly string[]): string[] {
  return replaceAcross(texts.map(safeText), /<(?=[!@#])/g, () => '‹');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const listOf = <T>(value: T | null): T[] => (value === null ? [] : [value]);
