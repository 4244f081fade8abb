/**
 * A message where there is no thread to put its rest into: in a thread, in a direct message, before one person's eyes
 * only, on the Home tab. Everything is said in its order, the quotes under their bullets.
 */
import type { HomeView, KnownBlock } from '@slack/types';
import { packSections } from '../../message/fit.ts';
import type { Inline, Message, Section } from '../../message/message.ts';
import { headerBlock, noteBlocks, proseBlocks, sectionBlocks, weightOf } from './blocks.ts';
import { controlBlocks } from './controls.ts';
import {
  EPHEMERAL_TEXT_CHARACTERS,
  EPHEMERAL_WEIGHT,
  MESSAGE_BLOCKS,
  MESSAGE_WEIGHT,
  TEXT_CHARACTERS,
  VIEW_BLOCKS,
  VIEW_BYTES,
} from './limits.ts';
import { notification, type SlackPayload } from './render.ts';

/** What a reply may weigh: as a message that all see, or as one that is shown to one person. */
export type ReplyKind = 'message' | 'ephemeral';
const LIMITS: Readonly<Record<ReplyKind, { readonly weight: number; readonly text: number }>> = {
  message: { weight: MESSAGE_WEIGHT, text: TEXT_CHARACTERS },
  ephemeral: { weight: EPHEMERAL_WEIGHT, text: EPHEMERAL_TEXT_CHARACTERS },
};

/** What stays small print above the text; longer, it becomes text. */
const CONTEXT_WEIGHT = 700;

/** One message or several that follow each other; never none. Pure; no word of it is lost; the controls stand last. */
export function renderReply(message: Message, kind: ReplyKind): SlackPayload[] {
  const { top, sections } = layOut(message);
  const limits = LIMITS[kind];
  const controls = controlBlocks(message.controls);
  const fits = (blocks: readonly KnownBlock[]) => blocks.length <= MESSAGE_BLOCKS && weightOf(blocks) <= limits.weight;
  const groups = packSections(sections, (group) => fits([...top, ...group.flatMap(blocksOf)]));
  const [first = [], ...others] = withCompany(groups, (group) =>
    fits([...top, ...group.flatMap(blocksOf), ...controls]),
  );
  const pages = [[...top, ...first.flatMap(blocksOf)], ...others.map((group) => group.flatMap(blocksOf))].filter(
    (blocks) => blocks.length > 0,
  );
  const last = pages.at(-1);
  if (last && fits([...last, ...controls])) last.push(...controls);
  else if (controls.length > 0) pages.push([...controls]);
  const said = notification(message.notification, message.title, limits.text);
  if (pages.length === 0) return [{ text: said, blocks: proseBlocks([{ kind: 'text', text: said }]) }];
  return pages.map((blocks, index) => ({ text: index === 0 ? said : 'It goes on here.', blocks }));
}

/** Controls that have no room under the last sections take the very last one along: alone they would say nothing. */
function withCompany(
  groups: readonly (readonly Section[])[],
  haveRoom: (last: readonly Section[]) => boolean,
): readonly (readonly Section[])[] {
  const last = groups.at(-1) ?? [];
  if (last.length < 2 || haveRoom(last)) return groups;
  return [...groups.slice(0, -1), last.slice(0, -1), last.slice(-1)];
}

/** The Home tab: one view, so what has no room is left out, and said to be. */
export function renderHome(message: Message): HomeView {
  const { top, sections } = layOut(message);
  const view = (count: number): HomeView => ({
    type: 'home',
    blocks: [
      ...top,
      ...sections.slice(0, count).flatMap(blocksOf),
      ...proseBlocks(leftOut(sections.length - count)),
      ...controlBlocks(message.controls),
    ],
  });
  let count = Math.min(sections.length, VIEW_BLOCKS);
  while (count > 0 && !fitsView(view(count))) count -= 1;
  return view(count);
}

function fitsView(view: HomeView): boolean {
  return view.blocks.length <= VIEW_BLOCKS && Buffer.byteLength(JSON.stringify(view)) <= VIEW_BYTES;
}

function leftOut(count: number): Inline[] {
  return count === 0
    ? []
    : [{ kind: 'text', text: `+${count} more, for which there is no room here.`, style: 'italic' }];
}

interface Layout {
  readonly top: readonly KnownBlock[];
  readonly sections: readonly Section[];
}

/** Title and small print on top; everything else as sections, so that what is long can be divided. */
function layOut({ title, context, bottomLine, sections, more, foot }: Message): Layout {
  const header = headerBlock(title);
  const note = noteBlocks(context);
  const isSmall = weightOf(note) <= CONTEXT_WEIGHT;
  const prose = (id: string, words: string, inline: readonly Inline[]): Section[] =>
    words.trim() === '' && inline.length === 0
      ? []
      : [{ id, title: words, blocks: inline.length === 0 ? [] : [{ kind: 'paragraph', inline }] }];
  return {
    top: [...(header === null ? [] : [header]), ...(isSmall ? note : [])],
    sections: [
      ...prose('title', header === null ? title : '', []),
      ...prose('context', '', isSmall ? [] : context),
      ...prose('bottom-line', '', bottomLine),
      ...sections,
      ...more,
      ...(foot.length === 0 ? [] : [{ id: 'foot', title: '', blocks: [{ kind: 'note', inline: foot }] } as const]),
    ],
  };
}

function blocksOf(section: Section): KnownBlock[] {
  return sectionBlocks(section, 'quoted');
}
