/**
 * A message as Discord shows it: a root with the bottom line and the headlines, then cards for its thread.
 * What has no room in the root opens or closes the cards, so that no word is lost.
 */
import type { Part } from '../../delivery/delivery.ts';
import { packSections } from '../../message/fit.ts';
import type { Block, Message, Section } from '../../message/message.ts';
import { safeText } from '../../message/safe.ts';
import { ACCENT_COLOR, cards, fitsOneMessage, saysSomething } from './cards.ts';
import { controlRows } from './controls.ts';
import {
  CONTENT_LENGTH,
  EMBED_DESCRIPTION_LENGTH,
  EMBED_FOOTER_LENGTH,
  EMBED_TITLE_LENGTH,
  EMBEDS_LENGTH,
  THREAD_NAME_LENGTH,
} from './limits.ts';
import { line, plainLine, textLine } from './markdown.ts';
import { type DiscordPayload, REFERENCE_ROOM, type RootPayload } from './payload.ts';

/** What title and description leave of the embed, with room for the reference. */
const FOOTER_LENGTH =
  Math.min(EMBED_FOOTER_LENGTH, EMBEDS_LENGTH - EMBED_DESCRIPTION_LENGTH - EMBED_TITLE_LENGTH) - REFERENCE_ROOM;
/** "Also", "+99999 more in the thread", and the blank lines between. */
const LIST_FRAME = 50;
/** A digest without a title. */
export const NAMELESS = 'News digest';

/** The root first, then the parts of its thread; none when the message has no story and the root says it all. */
export function renderDiscord(message: Message): Part[] {
  const opening: Block[] = [];
  const closing: Block[] = [];
  const root = renderRoot(message, opening, closing);
  const sections = [asSection('opening', opening), ...message.sections, ...message.more, asSection('closing', closing)];
  const groups = packSections(sections.filter(saysSomething), fitsOneMessage);
  const thread = groups.map((group, index): DiscordPayload => {
    return { kind: 'cards', threadName: root.threadName, containers: cards(group, index + 1, groups.length) };
  });
  return [{ place: 'root', payload: root }, ...thread.map((payload): Part => ({ place: 'thread', payload }))];
}

/** What a thread, or a post in a forum, is called that has this message. */
export function threadNameOf({ title, notification }: Pick<Message, 'title' | 'notification'>): string {
  return shorten(title || notification, THREAD_NAME_LENGTH, (text) => text).text || NAMELESS;
}

/** `opening` and `closing` take what the root has no room for. */
function renderRoot(message: Message, opening: Block[], closing: Block[]): RootPayload {
  const title = shorten(message.title, EMBED_TITLE_LENGTH, textLine);
  if (title.cut) opening.push({ kind: 'heading', text: message.title, level: 2 });
  const content = bottomLine(message, opening);
  const footer = smallPrint(message, closing);
  const description = headlines(message);
  const rows = controlRows(message.controls ?? []);
  return {
    kind: 'root',
    threadName: threadNameOf({ title: message.title, notification: '' }),
    content,
    embed: {
      color: ACCENT_COLOR,
      ...(title.text === '' ? {} : { title: title.text }),
      ...(description === '' ? {} : { description }),
      ...(footer === '' ? {} : { footer: { text: footer } }),
    },
    ...(rows.length === 0 ? {} : { rows }),
  };
}

/** The content is what a notification shows, so it is never empty and always says something whole. */
function bottomLine(message: Message, opening: Block[]): string {
  const whole = line(message.bottomLine).trim();
  if (whole.length > CONTENT_LENGTH) opening.push({ kind: 'paragraph', inline: message.bottomLine });
  else if (whole !== '') return whole;
  return shorten(message.notification, CONTENT_LENGTH, textLine).text || NAMELESS;
}

/** The headlines that the bottom line has not said, as far as they fit whole; the others stand in the thread. */
function headlines(message: Message): string {
  const [sections, more] = [message.sections, message.more].map((all) => all.filter(({ isAside }) => !isAside)) as [
    Section[],
    Section[],
  ];
  const said = ` ${plainLine(message.bottomLine)} `;
  const unsaid = sections.filter(({ title }) => !isSaid(safeText(title).trim(), said));
  const lines: string[] = [];
  let left = EMBED_DESCRIPTION_LENGTH - LIST_FRAME;
  for (const { title } of unsaid) {
    const headline = `- ${textLine(title)}`;
    left -= headline.length + 1;
    if (left < 0) break;
    lines.push(headline);
  }
  const unlisted = unsaid.length - lines.length + more.length;
  if (lines.length > 0 && unsaid.length < sections.length) lines.unshift('**Also**');
  if (unlisted > 0) lines.push(`${lines.length > 0 ? '\n' : ''}+${unlisted} more in the thread`);
  return lines.join('\n');
}

/** Whether the bottom line, a space around it, says this headline as a sentence of its own. */
function isSaid(headline: string, bottomLine: string): boolean {
  if (headline === '') return false;
  const sentence = /[.!?…]["'”’)]*$/.test(headline) ? headline : `${headline}.`;
  return bottomLine.includes(` ${sentence} `);
}

/** Context and foot for the embed's footer, which knows no links: what has some, or no room, closes the cards. */
function smallPrint({ context, foot }: Message, closing: Block[]): string {
  const lines: string[] = [];
  for (const inline of [context, foot]) {
    const text = plainLine(inline);
    const fits = [...lines, text].join('\n').length <= FOOTER_LENGTH;
    if (fits) lines.push(text);
    if (!fits || inline.some(({ kind }) => kind === 'link')) closing.push({ kind: 'note', inline });
  }
  return lines.filter((text) => text !== '').join('\n');
}

function asSection(id: string, blocks: readonly Block[]): Section {
  return { id, title: '', blocks };
}

/** The longest run of whole words that is short enough once written by `write`, with an ellipsis when it is not all. */
function shorten(text: string, length: number, write: (text: string) => string): { text: string; cut: boolean } {
  const whole = safeText(text).trim();
  if (write(whole).length <= length) return { text: write(whole), cut: false };
  const units = Array.from(new Intl.Segmenter('en', { granularity: 'word' }).segment(whole.slice(0, length + 1)));
  for (let count = units.length - 1; count > 0; count--) {
    const shorter = write(
      `${units
        .slice(0, count)
        .map(({ segment }) => segment)
        .join('')
        .trimEnd()}…`,
    );
    if (shorter.length <= length && shorter !== '…') return { text: shorter, cut: true };
  }
  return { text: write(`${[...whole].slice(0, Math.floor(length / 2) - 1).join('')}…`).slice(0, length), cut: true };
}
