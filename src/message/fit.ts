/**
 * Fitting sections into as few messages as a platform's limits allow, losing no word. Whole sections first; a section
 * that is too long by itself is divided between its blocks and bullets; only a bullet that is too long by itself is cut.
 */
import { CONTINUES, type Cut, cutBullet, cutInline, inlineText } from './cut.ts';
import type { Block, Bullet, Inline, Section } from './message.ts';

/** Whether a renderer can say these sections in one message. Longer input must never fit where shorter does not. */
export type Fits = (sections: readonly Section[]) => boolean;

const CONTINUED = ' (continued)';
/** A repeated title need only be recognised. Graphemes. */
const REPEATED_TITLE_LENGTH = 80;
/** A title has to leave room for at least this much text under it. */
const ROOM_UNDER_TITLE = 'x'.repeat(80);

/** What a section is divided into: a block, or one bullet with its list's label. */
type Unit =
  | { readonly kind: 'block'; readonly block: Exclude<Block, { kind: 'bullets' }> }
  | { readonly kind: 'bullet'; readonly label: string; readonly bullet: Bullet };

/**
 * Packs sections in order into as few groups as fit; each group is one message's worth. A divided section repeats its
 * title with "(continued)"; a cut text ends in "(continues)". Every word of the input is in the output, in order.
 * @throws Error when `fits` refuses even a single character.
 */
export function packSections(sections: readonly Section[], fits: Fits): Section[][] {
  const groups: Section[][] = [];
  let open: Section[] = [];
  for (const section of sections) {
    for (const piece of fits([section]) ? [section] : divideSection(section, fits)) {
      if (open.length > 0 && !fits([...open, piece])) {
        groups.push(open);
        open = [];
      }
      open.push(piece);
    }
  }
  return open.length > 0 ? [...groups, open] : groups;
}

/** Divides a section that does not fit alone into pieces that each do. */
function divideSection(section: Section, fits: Fits): Section[] {
  const { title, rest } = cutTitle(section, fits);
  const pieces: Section[] = [];
  const queue = [...rest, ...section.blocks.flatMap(unitsOf)];
  let piece: Section = { ...section, title, blocks: [] };
  const close = () => {
    pieces.push(piece);
    piece = { ...section, title: repeatedTitle(section.title, title), blocks: [] };
  };
  for (let unit = queue.shift(); unit !== undefined; unit = queue.shift()) {
    const longer = withUnit(piece, unit);
    if (fits([longer])) {
      piece = longer;
    } else if (piece.blocks.length > 0) {
      queue.unshift(unit);
      const stranded = strandedHeading(piece);
      if (stranded !== null) {
        piece = { ...piece, blocks: piece.blocks.slice(0, -1) };
        queue.unshift(stranded);
      }
      close();
    } else {
      const cut = cutUnit(unit, (head) => fits([withUnit(piece, head)]));
      piece = withUnit(piece, cut.head);
      if (cut.rest !== null) queue.unshift(cut.rest);
    }
  }
  return [...pieces, piece];
}

/** A heading with nothing under it belongs to what comes next; one that stands alone stays, or the work would never end. */
function strandedHeading(piece: Section): Unit | null {
  const last = piece.blocks.at(-1);
  return last?.kind === 'heading' && piece.blocks.length > 1 ? { kind: 'block', block: last } : null;
}

/** Shortens a title that would leave no room for text; what is taken off becomes the first paragraph. */
function cutTitle(section: Section, fits: Fits): { title: string; rest: Unit[] } {
  const leavesRoom = (title: string) =>
    fits([
      { ...section, title: `${title}${CONTINUED}`, blocks: [paragraph([{ kind: 'text', text: ROOM_UNDER_TITLE }])] },
    ]);
  if (leavesRoom(section.title)) return { title: section.title, rest: [] };
  const cut = cutInline([{ kind: 'text', text: section.title }], (head) => leavesRoom(inlineText(head)));
  // No room beside any title: a limit this narrow is met by a title of nothing, its words becoming text.
  const title = cut === null ? '' : inlineText(cut.head);
  const rest = cut === null ? [{ kind: 'text', text: section.title } as const] : cut.rest;
  return { title, rest: rest === null ? [] : [{ kind: 'block', block: paragraph(rest) }] };
}

function repeatedTitle(whole: string, shown: string): string {
  const words = shown.endsWith(CONTINUES) ? shown.slice(0, -CONTINUES.length) : shown;
  const graphemes = Array.from(new Intl.Segmenter('en').segment(words), ({ segment }) => segment);
  const short = graphemes.slice(0, REPEATED_TITLE_LENGTH).join('').trimEnd();
  if (short === '') return '';
  return short === whole ? `${whole}${CONTINUED}` : `${short}…${CONTINUED}`;
}

function unitsOf(block: Block): Unit[] {
  if (block.kind !== 'bullets') return [{ kind: 'block', block }];
  return block.items.map((bullet) => ({ kind: 'bullet', label: block.label, bullet }));
}

function withUnit(section: Section, unit: Unit): Section {
  if (unit.kind === 'block') return { ...section, blocks: [...section.blocks, unit.block] };
  const last = section.blocks.at(-1);
  if (last?.kind === 'bullets' && last.label === unit.label) {
    const grown = { ...last, items: [...last.items, unit.bullet] };
    return { ...section, blocks: [...section.blocks.slice(0, -1), grown] };
  }
  return { ...section, blocks: [...section.blocks, { kind: 'bullets', label: unit.label, items: [unit.bullet] }] };
}

function cutUnit(unit: Unit, fits: (head: Unit) => boolean): Cut<Unit> {
  const cut = tryCut(unit, fits) ?? tryPlainer(unit, fits);
  if (cut === null) throw new Error('A message cannot be fitted: the limit refuses even a single character of it.');
  return cut;
}

function tryCut(unit: Unit, fits: (head: Unit) => boolean): Cut<Unit> | null {
  if (unit.kind === 'bullet') {
    const asUnit = (bullet: Bullet): Unit => ({ ...unit, bullet });
    return mapCut(
      cutBullet(unit.bullet, (head) => fits(asUnit(head))),
      asUnit,
    );
  }
  const kind = unit.block.kind === 'note' ? 'note' : 'paragraph';
  const asUnit = (inline: readonly Inline[]): Unit => ({ kind: 'block', block: { kind, inline } });
  return mapCut(
    cutInline(blockInline(unit.block), (head) => fits(asUnit(head))),
    asUnit,
  );
}

/** The last resort: an address so long that no text fits beside it gives way; its words stay. */
function tryPlainer(unit: Unit, fits: (head: Unit) => boolean): Cut<Unit> | null {
  const plainer = withoutAddresses(unit);
  return fits(plainer) ? { head: plainer, rest: null } : tryCut(plainer, fits);
}

function withoutAddresses(unit: Unit): Unit {
  const plain = (inline: readonly Inline[]) =>
    inline.map((piece) => (piece.kind === 'link' ? text(piece.text) : piece));
  if (unit.kind === 'bullet') return { ...unit, bullet: { ...unit.bullet, inline: plain(unit.bullet.inline) } };
  if (unit.block.kind === 'heading') return unit;
  return { ...unit, block: { ...unit.block, inline: plain(unit.block.inline) } };
}

function blockInline(block: Exclude<Block, { kind: 'bullets' }>): readonly Inline[] {
  return block.kind === 'heading' ? [{ kind: 'text', text: block.text, style: 'bold' }] : block.inline;
}

function mapCut<A, B>(cut: Cut<A> | null, map: (value: A) => B): Cut<B> | null {
  return cut && { head: map(cut.head), rest: cut.rest === null ? null : map(cut.rest) };
}

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (inline: readonly Inline[]) => ({ kind: 'paragraph', inline }) as const;
