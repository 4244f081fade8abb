/** The words of a message with no markup at all: for logs, for tests, and for platforms' plain-text fallbacks. */
import { inlineText } from './cut.ts';
import type { Block, Bullet, Inline, Message, Quoted, Section } from './message.ts';
import { inQuotationMarks } from './quotation.ts';

/**
 * Plain text, lines parted by `\n`: of a whole message, of sections, or of inline text (one line). Links give their
 * words, not their addresses. Nothing is escaped or made safe: see `safe.ts`.
 */
export function plainText(content: Message | readonly Section[] | readonly Inline[]): string {
  if ('title' in content) return messageText(content);
  return content
    .map((part) => ('blocks' in part ? `${sectionText(part)}\n` : part.text))
    .join('')
    .trimEnd();
}

function messageText(message: Message): string {
  const opening = [message.title, inlineText(message.context), inlineText(message.bottomLine)];
  const sections = [...message.sections, ...message.more].map(sectionText);
  return [...opening, ...sections, inlineText(message.foot)].filter((text) => text !== '').join('\n\n');
}

function sectionText(section: Section): string {
  return [section.title, ...section.blocks.map(blockText)].filter((text) => text !== '').join('\n');
}

function blockText(block: Block): string {
  if (block.kind === 'heading') return block.text;
  if (block.kind === 'bullets') return [block.label, ...block.items.map(bulletText)].join('\n');
  return inlineText(block.inline);
}

function bulletText(bullet: Bullet): string {
  return [`• ${inlineText(bullet.inline)}`, ...bullet.quotes.map((quoted) => `  ${quotedText(quoted)}`)].join('\n');
}

function quotedText({ quote, attribution }: Quoted): string {
  return attribution === null ? inQuotationMarks(quote) : `${inQuotationMarks(quote)} — ${attribution}`;
}
