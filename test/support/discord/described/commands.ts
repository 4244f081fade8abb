/** ApplicationCommandUpdateRequest, of which the whole set is sent at once. */
import { z } from 'zod';
import { listOf, localized, maybe, setOf, snowflake, text, whole } from './values.ts';

const named = {
  name: text(32, 1),
  name_localizations: localized(32),
  description: text(100, 1),
  description_localizations: localized(100),
  required: maybe(z.boolean()),
};
const int53 = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

const choicesOf = <T extends z.ZodType>(value: T) =>
  maybe(listOf(z.strictObject({ name: text(100, 1), name_localizations: localized(100), value }), 25));
export const stringChoices = choicesOf(text(6_000));

const basicOptions = [
  z.strictObject({
    type: z.literal(3),
    ...named,
    autocomplete: maybe(z.boolean()),
    min_length: maybe(whole(0, 6_000)),
    max_length: maybe(whole(1, 6_000)),
    choices: stringChoices,
  }),
  z.strictObject({
    type: z.literal(4),
    ...named,
    autocomplete: maybe(z.boolean()),
    choices: choicesOf(int53),
    min_value: maybe(int53),
    max_value: maybe(int53),
  }),
  z.strictObject({ type: z.literal(7), ...named, channel_types: maybe(setOf(whole(0, 16), 25)) }),
  z.strictObject({
    type: z.literal(10),
    ...named,
    autocomplete: maybe(z.boolean()),
    choices: choicesOf(z.number()),
    min_value: maybe(z.number()),
    max_value: maybe(z.number()),
  }),
  // A boolean, a person, a role, either of the two, a file.
  z.strictObject({ type: z.literal([5, 6, 8, 9, 11]), ...named }),
] as const;

const subcommand = z.strictObject({
  type: z.literal(1),
  ...named,
  options: maybe(listOf(z.discriminatedUnion('type', basicOptions), 25)),
});
const group = z.strictObject({ type: z.literal(2), ...named, options: maybe(listOf(subcommand, 25)) });

const command = z.strictObject({
  id: maybe(snowflake),
  type: maybe(whole(1, 4)),
  name: text(32, 1),
  name_localizations: localized(32),
  description: maybe(text(100)),
  description_localizations: localized(100),
  options: maybe(listOf(z.discriminatedUnion('type', [subcommand, group, ...basicOptions]), 25)),
  default_member_permissions: maybe(whole(0, Number.MAX_SAFE_INTEGER)),
  dm_permission: maybe(z.boolean()),
  contexts: maybe(setOf(whole(0, 2), 3, 1)),
  integration_types: maybe(setOf(whole(0, 1), 2, 1)),
});

/** `PUT /applications/…/commands`; https://docs.discord.com/developers/interactions/application-commands has at most 100. */
export const commandSet = listOf(command, 110);
