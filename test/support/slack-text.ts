/** Slack's blocks as a person sees them, in plain lines: for golden files, and for looking words up. */
import type { KnownBlock, RichTextElement } from '@slack/types';

/** One message. Rich and plain text stand as they are; of mrkdwn, the entities and links are resolved as Slack does. */
export function visibleText(blocks: readonly KnownBlock[]): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText(block: KnownBlock): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'divider':
      return '────────';
    case 'context':
      return block.elements.map((element) => `[${'text' in element ? textObject(element) : element.type}]`).join(' ');
    case 'section':
      return block.text ? textObject(block.text) : '';
    case 'rich_text':
      return block.elements.map(richPart).join('\n');
    case 'actions':
      return block.elements.map(usable).join(' ');
    default:
      return `(${block.type})`;
  }
}

function usable(element: Extract<KnownBlock, { type: 'actions' }>['elements'][number]): string {
  if (element.type === 'button') return `( ${element.text.text} )`;
  if (element.type !== 'static_select') return `(${element.type})`;
  const choices = element.options?.map((option) => option.text.text) ?? [];
  return `( ${element.placeholder?.text ?? ''} ▾ ${choices.join(' · ')} )`;
}

function richPart(part: Extract<KnownBlock, { type: 'rich_text' }>['elements'][number]): string {
  switch (part.type) {
    case 'rich_text_list':
      return part.elements.map((item) => `  • ${item.elements.map(richElement).join('')}`).join('\n');
    case 'rich_text_quote':
      return `  ┃ ${part.elements.map(richElement).join('')}`;
    default:
      return part.elements.map(richElement).join('');
  }
}

function richElement(element: RichTextElement): string {
  if (element.type === 'link') return `[${element.text ?? element.url}](${element.url})`;
  if (element.type !== 'text') return `(${element.type})`;
  const { bold, italic } = element.style ?? {};
  if (bold) return `**${element.text}**`;
  return italic ? `_${element.text}_` : element.text;
}

function textObject({ type, text }: { type: string; text: string }): string {
  if (type !== 'mrkdwn') return text;
  return text
    .replace(/<([^|>]+)\|([^>]*)>/g, '[$2]($1)')
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}
