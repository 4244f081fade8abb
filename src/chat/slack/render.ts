/**
 * A message as Slack shows it: a root that can be read on a phone, bottom line first, with up to seven stories and their
 * bullets; under it, in the thread, the quotes that bear each bullet, then the stories that had no room.
 */
import type { KnownBlock } from '@slack/types';
import type { Part } from '../../delivery/delivery.ts';
import { cutInline } from '../../message/cut.ts';
import { packSections } from '../../message/fit.ts';
import type { Block, Inline, Message, Section } from '../../message/message.ts';
import { plainText } from '../../message/plain.ts';
import { escaped, headerBlock, noteBlocks, proseBlocks, sectionBlocks, weightOf } from './blocks.ts';
import { controlBlocks } from './controls.ts';
import { MESSAGE_BLOCKS, MESSAGE_WEIGHT, TEXT_CHARACTERS } from './limits.ts';

/** The body of `chat.postMessage`, without channel, thread and metadata. */
export interface SlackPayload {
  /** The notification; shown nowhere else where blocks are shown. Escaped. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Stories in the root. */
const ROOT_STORIES = 7;
/** What the root's own words may weigh; whatever is longer moves to the thread, so that stories have room. */
const BOTTOM_LINE_WEIGHT = 3000;
const SMALL_PRINT_WEIGHT = 1500;

/** Renders the root first, then the thread. Pure; every part keeps Slack's limits; no word of a bullet is lost. */
export function renderSlack(message: Message): Part[] {
  const frame = fitFrame(message);
  const stories = numbered(message);
  const root = (shown: number) => rootPayload(message, frame, stories.slice(0, shown), stories.slice(shown));
  const shown = mostThatFit(Math.min(message.sections.length, ROOT_STORIES), (count) => fits(root(count)));
  const left = stories.slice(shown);
  const what = message.isAnswer ? 'answer' : 'digest';
  const rest = storiesInWords(countOf(left));
  const thread = [
    ...threadPayloads(`About this ${what}`, `What the ${what} says of itself is long: here it is whole.`, frame.moved),
    ...threadPayloads('Evidence', evidenceNotification(what), stories.slice(0, shown).flatMap(evidenceOf)),
    ...threadPayloads(rest, `${rest} of this ${what}.`, left),
  ];
  return [{ place: 'root', payload: root(shown) }, ...thread.map((payload): Part => ({ place: 'thread', payload }))];
}

const evidenceNotification = (what: string) => `The evidence for this ${what}, in the words of the articles.`;

function rootPayload(
  message: Message,
  frame: Frame,
  shown: readonly Section[],
  left: readonly Section[],
): SlackPayload {
  const blocks = [
    ...frame.top,
    ...(shown.length > 0 && !message.isAnswer ? [{ type: 'divider' } as const] : []),
    ...shown.flatMap((section) => sectionBlocks(section, 'left out')),
    ...proseBlocks(pointerToThread(shown, left)),
    ...frame.bottom,
    ...controlBlocks(message.controls),
  ];
  return { text: notification(message.notification, message.title), blocks };
}

/** What is in the thread, so that nobody takes the root for the whole. */
function pointerToThread(shown: readonly Section[], left: readonly Section[]): Inline[] {
  const hasEvidence = shown.flatMap(evidenceOf).length > 0;
  const more = countOf(left);
  if (more === 0 && left.length > 0) return [text('It goes on in the thread.')];
  if (more === 0) return hasEvidence ? [text('The quotes behind the bullets are in the thread.')] : [];
  if (shown.length === 0) return [text(`The ${more === 1 ? 'story is' : `${more} stories are`} in the thread.`)];
  return [
    bold(`+${more} more`),
    text(hasEvidence ? ' in the thread, with the quotes behind the bullets.' : ' in the thread.'),
  ];
}

/** Sections packed into as few thread messages as fit, each under its heading. */
function threadPayloads(heading: string, notice: string, sections: readonly Section[]): SlackPayload[] {
  const payload = (title: string, group: readonly Section[]): SlackPayload => ({
    text: notice,
    blocks: [...listOf(headerBlock(title)), ...group.flatMap((section) => sectionBlocks(section, 'quoted'))],
  });
  const continued = `${heading}, continued`;
  const groups = packSections(sections, (group) => fits(payload(continued, group)));
  return groups.map((group, index) => payload(index === 0 ? heading : continued, group));
}

/** The message's own words around the stories, and what of them was too long to stay. */
interface Frame {
  readonly top: readonly KnownBlock[];
  readonly bottom: readonly KnownBlock[];
  readonly moved: readonly Section[];
}

function fitFrame(message: Message): Frame {
  const moved: Block[] = [];
  const kept = (blocks: readonly KnownBlock[], weight: number, whole: Block): readonly KnownBlock[] => {
    if (weightOf(blocks) <= weight) return blocks;
    moved.push(whole);
    return proseBlocks(ELSEWHERE);
  };
  const { bottomLine, context, foot } = message;
  const top = [
    ...titleBlocks(message.title, moved),
    ...kept(noteBlocks(context), SMALL_PRINT_WEIGHT, { kind: 'note', inline: context }),
    ...kept(proseBlocks(bottomLine), BOTTOM_LINE_WEIGHT, { kind: 'paragraph', inline: bottomLine }),
  ];
  const bottom = kept(noteBlocks(foot), SMALL_PRINT_WEIGHT, { kind: 'note', inline: foot });
  return { top, bottom, moved: moved.length === 0 ? [] : [{ id: 'frame', title: '', blocks: moved }] };
}

const ELSEWHERE: readonly Inline[] = [
  { kind: 'text', text: 'What belongs here is long: it opens the thread.', style: 'italic' },
];

/** A title too long for a header is shortened there and said whole in the thread. */
function titleBlocks(title: string, moved: Block[]): KnownBlock[] {
  const header = headerBlock(title);
  if (header !== null || title.trim() === '') return listOf(header);
  moved.push({ kind: 'heading', text: title, level: 1 });
  return listOf(headerBlock(shortened(title, (text) => headerBlock(text) !== null)));
}

/** One plain line under Slack's limit; the title where there is no notification, for an empty one says nothing. */
export function notification(text: string, title: string, characters: number = TEXT_CHARACTERS): string {
  const said = escaped(text).trim() === '' ? title : text;
  const short = shortened(said, (head) => escaped(head).length <= characters);
  return escaped(short).trim() || 'A news digest.';
}

function shortened(text: string, fits: (head: string) => boolean): string {
  if (fits(text)) return text;
  const cut = cutInline([{ kind: 'text', text }], (head) => fits(plainText(head)));
  return cut === null ? '' : plainText(cut.head);
}

function fits({ blocks }: SlackPayload): boolean {
  return blocks.length <= MESSAGE_BLOCKS && weightOf(blocks) <= MESSAGE_WEIGHT;
}

/** The greatest count up to `most` that fits; 0 is taken to fit. */
function mostThatFit(most: number, fits: (count: number) => boolean): number {
  let count = most;
  while (count > 0 && !fits(count)) count -= 1;
  return count;
}

/** Numbers tie a story in the root to its quotes in the thread; one alone needs none, and the parts of an answer are no stories. */
function numbered({ isAnswer, sections: first, more }: Message): readonly Section[] {
  const sections = [...first, ...more];
  if (isAnswer) return sections.map((section) => ({ ...section, isAside: true }));
  const stories = sections.filter((section) => !section.isAside);
  if (stories.length === 1) return sections;
  const places = new Map(stories.map((section, index) => [section, index + 1]));
  return sections.map((section) => {
    const place = places.get(section);
    return place === undefined ? section : { ...section, title: `${place}. ${section.title}` };
  });
}

const countOf = (sections: readonly Section[]) => sections.filter(({ isAside }) => !isAside).length;

/** Of a story that the root has told: the bullets that have quotes to show, or nothing. */
function evidenceOf(section: Section): Section[] {
  const lists = section.blocks
    .filter((block) => block.kind === 'bullets')
    .map((list) => ({ ...list, items: list.items.filter(({ quotes }) => quotes.length > 0) }))
    .filter(({ items }) => items.length > 0);
  const quotes = lists.flatMap(({ items }) => items.flatMap((bullet) => bullet.quotes));
  // Where a quote does not say whose it is, the closing line with the sources does.
  const closing = quotes.some(({ attribution }) => attribution === null) ? section.blocks.at(-1) : undefined;
  const sources = closing?.kind === 'note' ? [closing] : [];
  return lists.length === 0 ? [] : [{ ...section, blocks: [...lists, ...sources] }];
}

const storiesInWords = (count: number) =>
  count === 0 ? 'More' : count === 1 ? '1 more story' : `${count} more stories`;

const text = (words: string): Inline => ({ kind: 'text', text: words });
const bold = (words: string): Inline => ({ kind: 'text', text: words, style: 'bold' });

const listOf = <T>(value: T | null): T[] => (value === null ? [] : [value]);
