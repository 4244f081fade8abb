/** What stands in messages beside their text: `ActionRowComponentForMessageRequest` and its like. */
import { z } from 'zod';
import { address, color, listOf, maybe, setOf, snowflake, text, whole } from './values.ts';

/** Every component's own number, which Discord gives where it is left out. */
export const numbered = { id: maybe(whole(0, 2 ** 31 - 1)) };

const emoji = z.strictObject({ id: maybe(snowflake), name: text(32), animated: maybe(z.boolean()) });

const button = z.strictObject({
  type: z.literal(2),
  ...numbered,
  style: whole(1, 6),
  custom_id: maybe(text(100, 1)),
  label: maybe(text(80)),
  disabled: maybe(z.boolean()),
  url: maybe(address(512)),
  sku_id: maybe(snowflake),
  emoji: maybe(emoji),
});

const selectFields = {
  ...numbered,
  custom_id: text(100, 1),
  placeholder: maybe(text(150)),
  min_values: maybe(whole(0, 25)),
  max_values: maybe(whole(1, 25)),
  disabled: maybe(z.boolean()),
  required: maybe(z.boolean()),
};

/** StringSelectOptionForRequest */
const option = z.strictObject({
  label: text(100, 1),
  value: text(100, 1),
  description: maybe(text(100)),
  default: maybe(z.boolean()),
  emoji: maybe(emoji),
});

export const stringSelect = z.strictObject({ type: z.literal(3), ...selectFields, options: listOf(option, 25, 1) });

const preset = (...kinds: readonly string[]) =>
  maybe(listOf(z.strictObject({ type: z.enum(kinds), id: snowflake }), 25));
export const userSelect = z.strictObject({ type: z.literal(5), ...selectFields, default_values: preset('user') });
export const roleSelect = z.strictObject({ type: z.literal(6), ...selectFields, default_values: preset('role') });
export const mentionableSelect = z.strictObject({
  type: z.literal(7),
  ...selectFields,
  default_values: preset('user', 'role'),
});
export const channelSelect = z.strictObject({
  type: z.literal(8),
  ...selectFields,
  default_values: preset('channel'),
  channel_types: maybe(setOf(whole(0, 16), 25)),
});

const row = z.strictObject({
  type: z.literal(1),
  ...numbered,
  components: listOf(
    z.discriminatedUnion('type', [button, stringSelect, userSelect, roleSelect, mentionableSelect, channelSelect]),
    5,
    1,
  ),
});

export const textDisplay = z.strictObject({ type: z.literal(10), ...numbered, content: text(4_000, 1) });

const media = z.strictObject({ url: text(2_048) });
const described = { description: maybe(text(1_024, 1)), spoiler: maybe(z.boolean()) };
const thumbnail = z.strictObject({ type: z.literal(11), ...numbered, ...described, media });
const gallery = z.strictObject({
  type: z.literal(12),
  ...numbered,
  items: listOf(z.strictObject({ ...described, media }), 10, 1),
});
const file = z.strictObject({ type: z.literal(13), ...numbered, spoiler: maybe(z.boolean()), file: media });
const separator = z.strictObject({
  type: z.literal(14),
  ...numbered,
  spacing: maybe(whole(1, 2)),
  divider: maybe(z.boolean()),
});
const section = z.strictObject({
  type: z.literal(9),
  ...numbered,
  components: listOf(textDisplay, 3, 1),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const container = z.strictObject({
  type: z.literal(17),
  ...numbered,
  accent_color: maybe(color),
  spoiler: maybe(z.boolean()),
  components: listOf(z.discriminatedUnion('type', [row, file, gallery, section, separator, textDisplay]), 40, 1),
});

/** Those of a message: 40 at most, the nested ones counted elsewhere. */
export const messageComponents = listOf(
  z.discriminatedUnion('type', [row, container, file, gallery, section, separator, textDisplay]),
  40,
);
