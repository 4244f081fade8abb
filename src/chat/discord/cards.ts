/** Sections as Components V2 cards: one container a story, as many to a message as Discord takes. */
import type { APIContainerComponent, APITextDisplayComponent } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import type { Block, Bullet, Section } from '../../message/message.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import { BYTES_PER_TEXT_DISPLAY, CARD_BYTES_BUDGET, CARD_TEXT_BUDGET, COMPONENTS } from './limits.ts';
import { bold, escapeMarkdown, heading, line } from './markdown.ts';
import { REFERENCE_ROOM } from './payload.ts';

/** The stripe at a card's edge, and the embed's. RGB. */
export const ACCENT_COLOR = 0x2f6f9f;

/** Longer than any "part of parts" there will be. */
const WIDEST_PRINT = '-# 99999 of 99999 · ';

/** The cards of one message, closed by a small print that the reference is added to. */
export function cards(sections: readonly Section[], part: number, parts: number): APIContainerComponent[] {
  return withPrint(sections, parts === 1 ? '-# ' : `-# ${part} of ${parts} · `);
}

/** Whether one message holds these sections, with room for the reference that is added when it is posted. */
export function fitsOneMessage(sections: readonly Section[]): boolean {
  return withinBudget(withPrint(sections, WIDEST_PRINT), { characters: REFERENCE_ROOM, components: 0 });
}

/** Whether one message takes these components and as much again as is to be kept free. Characters to come are ASCII. */
export function withinBudget(
  components: readonly (APIContainerComponent | APITextDisplayComponent)[],
  free: { readonly characters: number; readonly components: number },
): boolean {
  const all = components.flatMap((one) => ('components' in one ? [one, ...one.components] : [one]));
  const texts = all.filter(isTextDisplay);
  const length = texts.reduce((sum, { content }) => sum + content.length, free.characters);
  const bytes = texts.reduce(
    (sum, { content }) => sum + Buffer.byteLength(content) + BYTES_PER_TEXT_DISPLAY,
    free.characters,
  );
  const count = all.length + free.components;
  return length <= CARD_TEXT_BUDGET && bytes <= CARD_BYTES_BUDGET && count <= COMPONENTS;
}

function withPrint(sections: readonly Section[], print: string): APIContainerComponent[] {
  const texts = sections.map(sectionTexts).filter((displays) => displays.length > 0);
  return texts.map((displays, index) => card(index === texts.length - 1 ? [...displays, print] : displays));
}

/** One container of these texts. */
export function card(texts: readonly string[]): APIContainerComponent {
  return { type: ComponentType.Container, accent_color: ACCENT_COLOR, components: texts.map(textDisplay) };
}

/** Whether a section says anything at all: Discord refuses an empty card. */
export function saysSomething(section: Section): boolean {
  return sectionTexts(section).length > 0;
}

/** One text for the title with what stands directly under it, one for each list, one for what follows a list. */
export function sectionTexts({ title, blocks }: Section): string[] {
  const texts: string[][] = [title.trim() === '' ? [] : [heading(title)]];
  for (const block of blocks) {
    if (block.kind === 'bullets') texts.push(bulletLines(block), []);
    else texts.at(-1)?.push(...blockLines(block));
  }
  return texts.map((lines) => lines.join('\n')).filter((text) => text.trim() !== '');
}

function blockLines(block: Exclude<Block, { kind: 'bullets' }>): string[] {
  const text = block.kind === 'heading' ? bold(block.text) : line(block.inline);
  if (text.trim() === '') return [];
  return [block.kind === 'note' ? `-# ${text}` : text];
}

function bulletLines({ label, items }: Extract<Block, { kind: 'bullets' }>): string[] {
  return [...(label.trim() === '' ? [] : [bold(label)]), ...items.flatMap(bulletText)];
}

/** The evidence is indented under what it bears out. */
function bulletText({ inline, quotes }: Bullet): string[] {
  const evidence = quotes.map(({ quote, attribution }) => {
    const words = `  - ${escapeMarkdown(inQuotationMarks(quote))}`;
    return attribution === null ? words : `${words} — ${escapeMarkdown(attribution)}`;
  });
  return [`- ${line(inline)}`, ...evidence];
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

function isTextDisplay(component: { type: ComponentType }): component is APITextDisplayComponent {
  return component.type === ComponentType.TextDisplay;
}
