/**
 * What Slack refuses in `blocks`, as far as it is documented or was measured. Stricter than Slack where it keeps the
 * rule to itself: what passes here passes there.
 */
import { z } from 'zod';
import { button, haveNamesOfTheirOwn, plainText, usable } from './slack/elements.ts';

/** https://docs.slack.dev/reference/block-kit/blocks */
const MESSAGE_BLOCKS = 50;
/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
const HEADER_TEXT = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
const SECTION_FIELDS = 10;
const SECTION_FIELD_TEXT = 2000;
/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const TEXT_OBJECT = 3000;
/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
const CONTEXT_ELEMENTS = 10;
/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
const ACTIONS_ELEMENTS = 25;
const BLOCK_ID = 255;
/** In all such blocks of a payload together: https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
const MARKDOWN = 12_000;

/**
 * The whole message, undocumented: 13,297 characters of text in one block pass, and a divider beside them takes 125
 * away (https://github.com/slackapi/bolt-js/issues/2509). Rich text was refused at 11,341 characters of text
 * (https://github.com/slackapi/bolt-js/issues/2867), so its elements are charged for too.
 */
const MESSAGE_CHARACTERS = 13_172;
const BLOCK_CHARGE = 125;
const RICH_ELEMENT_CHARGE = 20;

export interface BlocksProblem {
  /** Slack's error code. */
  readonly error: 'invalid_blocks' | 'invalid_blocks_format' | 'msg_blocks_too_long';
  readonly messages: readonly string[];
}

/** Why Slack would refuse these blocks, or null. */
export function blocksProblem(blocks: unknown): BlocksProblem | null {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: ['[ERROR] blocks is not an array'] };
  const checked = z
    .array(block)
    .max(MESSAGE_BLOCKS)
    .refine(haveIdsOfTheirOwn, 'block_id is used twice')
    .refine((all) => markdownIn(all) <= MARKDOWN, 'more markdown than a payload takes')
    .safeParse(blocks);
  if (!checked.success) {
    const messages = checked.error.issues.map(
      ({ path, message }) => `[ERROR] ${message} [json-pointer:/${path.join('/')}]`,
    );
    return { error: 'invalid_blocks', messages };
  }
  const size = blocks.reduce<number>((total, one) => total + BLOCK_CHARGE + textSize(one), 0);
  return size > MESSAGE_CHARACTERS ? { error: 'msg_blocks_too_long', messages: [] } : null;
}

/** https://docs.slack.dev/reference/block-kit/blocks: unique for each message. */
export function haveIdsOfTheirOwn(blocks: readonly { block_id?: string | undefined }[]): boolean {
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  return new Set(ids).size === ids.length;
}

function markdownIn(blocks: readonly z.output<typeof block>[]): number {
  return blocks.reduce((total, one) => total + (one.type === 'markdown' ? one.text.length : 0), 0);
}

/** Every character that is shown or linked, and a charge for each element. */
export function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, one) => total + textSize(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const entries = Object.entries(value);
  const own = 'elements' in value ? RICH_ELEMENT_CHARGE : 0;
  return entries.reduce(
    (total, [key, inner]) =>
      total + (typeof inner === 'string' ? (key === 'text' || key === 'url' ? inner.length : 0) : textSize(inner)),
    own,
  );
}

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });
const textObject = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

// `border`, documented, is refused as invalid_blocks in messages: https://rjbs.cloud/blog/2024/06/slack-blockkit/
const style = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strike: z.boolean(),
    code: z.boolean(),
    underline: z.boolean(),
  })
  .partial()
  .optional();
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: z.string().min(1).max(3000), text: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string(), style }),
]);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement) });
const richParagraph = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(richSection).min(1),
    indent: z.int().min(0).max(8).optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: z.array(richElement),
  }),
  z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richElement) }),
]);

const block_id = z.string().min(1).max(BLOCK_ID).optional();
/** Of a message, and of a view beside what is filled in. */
export const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(HEADER_TEXT), block_id }),
  z
    .strictObject({
      type: z.literal('section'),
      text: textObject(TEXT_OBJECT).optional(),
      fields: z.array(textObject(SECTION_FIELD_TEXT)).min(1).max(SECTION_FIELDS).optional(),
      accessory: button.optional(),
      expand: z.boolean().optional(),
      block_id,
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined, 'text or fields is missing'),
  z.strictObject({
    type: z.literal('context'),
    elements: z.array(textObject(TEXT_OBJECT)).min(1).max(CONTEXT_ELEMENTS),
    block_id,
  }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('markdown'), text: z.string().min(1).max(MARKDOWN), block_id }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(richParagraph).min(1), block_id }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z.array(usable).min(1).max(ACTIONS_ELEMENTS).refine(haveNamesOfTheirOwn, 'action_id is used twice'),
    block_id,
  }),
]);
