/** Replies: what is said to somebody who asked. Short, with what can be done next below it. */
import type { APIContainerComponent, APITextDisplayComponent } from 'discord-api-types/v10';
import { MessageFlags } from 'discord-api-types/v10';
import { packSections } from '../../message/fit.ts';
import type { Block, Inline, Message, Section } from '../../message/message.ts';
import { card, saysSomething, sectionTexts, textDisplay, withinBudget } from './cards.ts';
import { controlRows, MOST_CONTROL_COMPONENTS } from './controls.ts';
import { CONTENT_LENGTH } from './limits.ts';
import type { MessageBody } from './payload.ts';

/** Sections that stand on the page itself, not on a card. */
const OPENING = ' opening';
const CLOSING = ' closing';

/** As Components V2, in as many messages as it takes; the controls stand under the first. */
export function replyBodies(message: Message): MessageBody[] {
  const rows = controlRows(message.controls ?? []);
  return packSections(sectionsOf(message), fitsOneReply).map((sections, index) => {
    const components = componentsOf(sections);
    return {
      components: index === 0 ? [...components, ...rows] : components,
      flags: MessageFlags.IsComponentsV2,
      allowed_mentions: { parse: [] },
    };
  });
}

/**
 * As a message that nobody's interaction waits for. A few words go out as plain content, since the push notification of
 * a V2 message arrives empty.
 */
export function spokenBodies(message: Message): MessageBody[] {
  const content = sectionsOf(message).flatMap(sectionTexts).join('\n');
  const isPlain = message.sections.length === 0 && message.more.length === 0;
  if (!isPlain || content.length > CONTENT_LENGTH) return replyBodies(message);
  const rows = controlRows(message.controls ?? []);
  const body: MessageBody = { content, flags: MessageFlags.SuppressEmbeds, allowed_mentions: { parse: [] } };
  return [rows.length === 0 ? body : { ...body, components: rows }];
}

/** One sentence of our own, with no markup of others in it. */
export function sentenceBody(content: string): MessageBody {
  return { components: [textDisplay(content)], flags: MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] } };
}

/** The same as a message that nobody's interaction waits for. */
export function sentenceBodies(content: string): MessageBody[] {
  return [{ content, flags: MessageFlags.SuppressEmbeds, allowed_mentions: { parse: [] } }];
}

function sectionsOf(message: Message): Section[] {
  const { title, context, bottomLine, sections, more, foot, notification } = message;
  const opening: Block[] = [...paragraph('note', context), ...paragraph('paragraph', bottomLine)];
  const all = [
    { id: OPENING, title, blocks: opening },
    ...sections,
    ...more,
    { id: CLOSING, title: '', blocks: paragraph('note', foot) },
  ].filter(saysSomething);
  if (all.length > 0) return all;
  const words: Inline[] = [
    { kind: 'text', text: notification.trim() === '' ? 'There is nothing to say.' : notification },
  ];
  return [{ id: OPENING, title: '', blocks: paragraph('paragraph', words) }];
}

function paragraph(kind: 'note' | 'paragraph', inline: readonly Inline[]): Block[] {
  return inline.length === 0 ? [] : [{ kind, inline }];
}

function fitsOneReply(sections: readonly Section[]): boolean {
  return withinBudget(componentsOf(sections), { characters: 0, components: MOST_CONTROL_COMPONENTS });
}

function componentsOf(sections: readonly Section[]): (APIContainerComponent | APITextDisplayComponent)[] {
  return sections.flatMap((section): (APIContainerComponent | APITextDisplayComponent)[] => {
    const texts = sectionTexts(section);
    if (texts.length === 0) return [];
    return section.id === OPENING || section.id === CLOSING ? texts.map(textDisplay) : [card(texts)];
  });
}
