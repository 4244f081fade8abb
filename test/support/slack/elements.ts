/** What Slack refuses in the elements of blocks that people can use. https://docs.slack.dev/reference/block-kit/block-elements */
import { z } from 'zod';

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });

const action_id = z.string().min(1).max(255).optional();
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});
/** Slack's words for `value`: "a unique string value". */
const options = z
  .array(option)
  .min(1)
  .max(100)
  .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, 'two options have one value');
/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
const confirm = z
  .strictObject({
    title: plainText(100),
    text: plainText(300),
    confirm: plainText(30),
    deny: plainText(30),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional();
const placeholder = plainText(150).optional();

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
  confirm,
});

const isAmong = (all: readonly unknown[], some: readonly unknown[]) =>
  some.every((one) => all.some((other) => JSON.stringify(other) === JSON.stringify(one)));

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id,
    placeholder,
    options,
    initial_option: option.optional(),
    confirm,
  })
  .refine(
    (menu) => menu.initial_option === undefined || isAmong(menu.options, [menu.initial_option]),
    'initial_option is none of the options',
  );
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    action_id,
    placeholder,
    options,
    initial_options: options.optional(),
  })
  .refine((menu) => isAmong(menu.options, menu.initial_options ?? []), 'initial_options are none of the options');
const offered = { action_id, placeholder, min_query_length: z.int().min(0).optional() };
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...offered,
  initial_option: option.optional(),
});
const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...offered,
  initial_options: options.optional(),
});
/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#conversations_select */
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  action_id,
  placeholder,
  initial_conversation: z.string().min(1).optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_bot_users: z.boolean().optional(),
      exclude_external_shared_channels: z.boolean().optional(),
    })
    .optional(),
});
const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id,
    placeholder,
    multiline: z.boolean().optional(),
    initial_value: z.string().optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine((input) => (input.initial_value ?? '').length <= (input.max_length ?? 3000), 'initial_value is too long');

/** What a menu whose choices the app offers is answered with. https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestions = z.strictObject({
  options: z
    .array(option)
    .max(100)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, 'two options have one value'),
});

/** In an actions block. */
export const usable = z.discriminatedUnion('type', [button, staticSelect]);

/** Of an input block. */
export const fillable = z.discriminatedUnion('type', [
  textInput,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  multiExternalSelect,
  conversationsSelect,
]);

/** Slack refuses two elements of one name beside each other. */
export function haveNamesOfTheirOwn(elements: readonly { action_id?: string | undefined }[]): boolean {
  const names = elements.flatMap(({ action_id }) => (action_id === undefined ? [] : [action_id]));
  return new Set(names).size === names.length;
}
