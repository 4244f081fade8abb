/** A Discord message body as a person sees it on a phone, for golden files and for looking words up. */
import { type Inline, type Line, readLines } from './markdown-reader.ts';

/** What may stand in a message as posted or as the server returns it. */
export interface ReadableBody {
  readonly content?: string;
  readonly embeds?: readonly unknown[];
  readonly components?: readonly unknown[];
}

interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly footer?: { readonly text: string };
}

interface Component {
  readonly type: number;
  readonly content?: string;
  readonly components?: readonly Component[];
  readonly label?: string;
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string }[];
}

const ACTION_ROW = 1;
const CONTAINER = 17;

/** Lines of text: content as it is, embeds and cards with an edge at the left, buttons and menus in brackets. */
export function readable({ content, embeds = [], components = [] }: ReadableBody): string {
  return [
    ...(content ? [markdownText(content)] : []),
    ...embeds.map((embed) => edged(embedText(embed as Embed))),
    ...components.map((component) => topText(component as Component)),
  ].join('\n\n');
}

function topText(component: Component): string {
  if (component.type === ACTION_ROW) return (component.components ?? []).map(controlText).join(' ');
  return component.type === CONTAINER ? edged(cardText(component)) : cardText(component);
}

function controlText({ label, placeholder, options = [] }: Component): string {
  return label === undefined ? `[${placeholder}: ${options.map((option) => option.label).join(', ')}]` : `[${label}]`;
}

function edged(text: string): string {
  return text
    .split('\n')
    .map((line) => `│ ${line}`.trimEnd())
    .join('\n');
}

function embedText({ title, description, footer }: Embed): string {
  const texts = [
    title && markdownText(title).toUpperCase(),
    description && markdownText(description),
    footer && `(${footer.text})`,
  ];
  return texts.filter(Boolean).join('\n\n');
}

function cardText({ content, components = [] }: Component): string {
  if (content !== undefined) return markdownText(content);
  return components.map(cardText).join('\n\n');
}

function markdownText(source: string): string {
  return readLines(source).map(lineText).join('\n');
}

function lineText({ marks, indent, inline }: Line): string {
  const words = inlineText(inline);
  if (marks[0] === 'heading') return words.toUpperCase();
  if (marks[0] === 'subtext') return `(${words})`;
  if (marks[0] === 'quote') return `“ ${words}`;
  if (marks[0] === 'number') return `# ${words}`;
  return marks[0] === 'item' ? `${' '.repeat(indent)}${indent === 0 ? '•' : '◦'} ${words}` : words;
}

function inlineText(inline: readonly Inline[]): string {
  return inline
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'live') return `⚠${node.raw}⚠`;
      const inside = inlineText(node.inside);
      if (node.kind === 'link') return `${inside} ↗`;
      return node.kind === 'bold' ? `*${inside}*` : node.kind === 'italic' ? `/${inside}/` : `⚠${inside}⚠`;
    })
    .join('');
}
