/** Replies, built from plain words. Whatever came from outside goes in as text: the renderers make it inert. */
import type { Control } from '../message/control.ts';
import type { Bullet, Inline, Message, Section } from '../message/message.ts';
import { plainText } from '../message/plain.ts';
import { inQuotationMarks } from '../message/quotation.ts';
import { safeText } from '../message/safe.ts';
import type { Reply } from './command.ts';

export const text = (words: string): Inline => ({ kind: 'text', text: safeText(words) });
export const bold = (words: string): Inline => ({ kind: 'text', text: safeText(words), style: 'bold' });
export const italic = (words: string): Inline => ({ kind: 'text', text: safeText(words), style: 'italic' });

export interface ReplyParts {
  /** Short; empty for none. */
  readonly title?: string;
  /** The answer itself, in a sentence or two: also what a notification shows. */
  readonly say: string | readonly Inline[];
  readonly sections?: readonly Section[];
  /** Small print. */
  readonly foot?: string;
  readonly controls?: readonly Control[];
}

export function reply(seen: Reply['seen'], parts: ReplyParts): Reply {
  return { seen, message: message(parts) };
}

/** Only the one who asked sees it. */
export const toCaller = (parts: ReplyParts): Reply => reply('caller', parts);
export const toChannel = (parts: ReplyParts): Reply => reply('channel', parts);

/** One plain sentence to the caller: a refusal, a confirmation. */
export const sentence = (words: string): Reply => toCaller({ say: words });

export function message({ title = '', say, sections = [], foot = '', controls = [] }: ReplyParts): Message {
  const bottomLine = typeof say === 'string' ? [text(say)] : say;
  return {
    notification: plainText(bottomLine),
    title: safeText(title),
    context: [],
    bottomLine,
    sections,
    more: [],
    foot: foot === '' ? [] : [text(foot)],
    isAnswer: true,
    ...(controls.length === 0 ? {} : { controls }),
  };
}

/** More of somebody's words tells nobody anything new. UTF-16 code units. */
const LONGEST_ECHO = 60;

/** Somebody's own words in quotation marks, and only the first of many: `“chip export controls”`. */
export function echoed(words: string): string {
  const plain = safeText(words).trim();
  if (plain.length <= LONGEST_ECHO) return inQuotationMarks(plain);
  const cut = plain.slice(0, LONGEST_ECHO).replace(/[\uD800-\uDBFF]$/, '');
  return inQuotationMarks(`${cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut}…`);
}

/** Lines under a title; a line is a bullet. */
export function section(id: string, title: string, lines: readonly (string | readonly Inline[] | Bullet)[]): Section {
  const items = lines.map((line): Bullet => {
    if (typeof line === 'string') return { inline: [text(line)], quotes: [] };
    return 'inline' in line ? line : { inline: line, quotes: [] };
  });
  return { id, title: safeText(title), blocks: items.length === 0 ? [] : [{ kind: 'bullets', label: '', items }] };
}
