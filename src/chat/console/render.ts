/** A message as text for a terminal: wrapped, indented, and coloured only where the terminal shows colours. */
import { styleText } from 'node:util';
import type { Part } from '../../delivery/delivery.ts';
import type { Block, Bullet, Inline, Message, Quoted, Section } from '../../message/message.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import { safeText, safeUrl } from '../../message/safe.ts';
import { controlTexts } from './typed.ts';
import { columns, type Piece, type Style, wrap } from './wrap.ts';

export interface Screen {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
  /** Whether somebody can type: then what one can do with a message stands below it. */
  readonly interactive?: boolean;
}

/** Narrower than this nothing reads well, so lines may run over. Columns. */
const LEAST_WIDTH = 30;

/** What is printed for one message, with its line ends. */
export interface ConsolePayload {
  readonly text: string;
}

/** One part: a terminal has no limits, so everything is said in the root. */
export function renderConsole(
  message: Message,
  screen: Screen,
): readonly [Part & { readonly payload: ConsolePayload }] {
  const page = { ...screen, width: Math.max(screen.width, LEAST_WIDTH) };
  const { sections, more, isAnswer = false } = message;
  const stories = [...sections, ...more].filter((section) => !isAnswer && !section.isAside);
  const places = new Map(stories.map((section, index) => [section, index + 1]));
  const told = (section: Section) => sectionLines(section, places.get(section) ?? null, page);
  const lines = [
    ...opening(message, page),
    ...sections.flatMap(told),
    ...closing(message, page),
    ...more.flatMap(told),
    ...(page.interactive ? controlLines(message, page) : []),
  ];
  return [{ place: 'root', payload: { text: `${lines.join('\n')}\n` } }];
}

function opening(message: Message, page: Screen): string[] {
  const title = paragraph([{ text: safeText(message.title), style: 'bold' }], page);
  const context = paragraph(pieces(message.context, 'dim'), page);
  const head = [...title, ...context];
  const isRuled = message.sections.length > 0 && head.length > 0;
  const rule = isRuled ? [styled({ text: '─'.repeat(page.width), style: 'dim' }, page)] : [];
  return [...head, ...rule, ...paragraph(pieces(message.bottomLine), page)];
}

/** Says how many more stories there are, so it stands before them. */
function closing({ more, foot }: Message, page: Screen): string[] {
  const stories = more.filter(({ isAside }) => !isAside).length;
  const count = stories === 1 ? '+1 more story. ' : `+${stories} more stories. `;
  const lines = paragraph([...(stories > 0 ? [{ text: count }] : []), ...pieces(foot, 'dim')], page);
  return lines.length > 0 ? ['', ...lines] : [];
}

function controlLines({ controls = [] }: Message, page: Screen): string[] {
  const lines = controls
    .flatMap(controlTexts)
    .flatMap((line) =>
      hanging(line.startsWith(' ') ? '  ' : '', [{ text: safeText(line).trim(), style: 'dim' }], page),
    );
  return lines.length > 0 ? ['', ...lines] : [];
}

// ---- sections --------------------------------------------------------------------------------------------------------

/** @param number null where sections are not counted */
function sectionLines(section: Section, number: number | null, page: Screen): string[] {
  const indent = number === null ? '  ' : '   ';
  const before = number === null ? '' : `${number}. `.padEnd(indent.length);
  const title = hanging(before, [{ text: safeText(section.title), style: 'bold' }], page);
  return ['', ...title, ...section.blocks.flatMap((block) => blockLines(block, indent, page))];
}

function blockLines(block: Block, indent: string, page: Screen): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', ...hanging(indent, [{ text: safeText(block.text), style: 'bold' }], page)];
    case 'paragraph':
      return hanging(indent, pieces(block.inline), page);
    case 'note':
      return hanging(indent, pieces(block.inline, 'dim'), page);
    case 'bullets':
      return [
        ...hanging(indent, [{ text: safeText(block.label), style: 'bold' }], page),
        ...block.items.flatMap((item) => bulletLines(item, indent, page)),
      ];
  }
}

function bulletLines(bullet: Bullet, indent: string, page: Screen): string[] {
  const evidence = bullet.quotes.flatMap((quoted) => hanging(`${indent}    │ `, [quotedPiece(quoted)], page, 'repeat'));
  return [...hanging(`${indent}  • `, pieces(bullet.inline), page), ...evidence];
}

function quotedPiece({ quote, attribution }: Quoted): Piece {
  const words = inQuotationMarks(safeText(quote));
  return { text: attribution === null ? words : `${words} — ${safeText(attribution)}`, style: 'dim' };
}

// ---- lines -----------------------------------------------------------------------------------------------------------

function paragraph(content: readonly Piece[], page: Screen): string[] {
  return hanging('', content, page);
}

/** Wraps behind `first`, which the further lines repeat (a bar) or replace by as much space (a bullet). */
function hanging(
  first: string,
  content: readonly Piece[],
  page: Screen,
  further: 'space' | 'repeat' = 'space',
): string[] {
  const rest = further === 'repeat' ? first : ' '.repeat(columns(first));
  return wrap(content, page.width - columns(first)).map(
    (line, index) => `${index === 0 ? first : rest}${line.map((piece) => styled(piece, page)).join('')}`,
  );
}

/** Links show their address after their words, since a terminal has nowhere else to keep it. */
function pieces(inline: readonly Inline[], style?: Style): Piece[] {
  return inline.flatMap((piece): Piece[] => {
    if (piece.kind === 'text') return [pieceOf(safeText(piece.text), piece.style ?? style)];
    const url = safeUrl(piece.url);
    return [pieceOf(safeText(piece.text), style), ...(url === null ? [] : [pieceOf(` <${url}>`, style)])];
  });
}

const pieceOf = (text: string, style: Style | undefined): Piece => (style ? { text, style } : { text });

function styled({ text, style }: Piece, page: Screen): string {
  return page.colour && style ? styleText(style, text, { validateStream: false }) : text;
}
