/** ModalInteractionCallbackRequestData */
import { z } from 'zod';
import {
  channelSelect,
  mentionableSelect,
  numbered,
  roleSelect,
  stringSelect,
  textDisplay,
  userSelect,
} from './components.ts';
import { listOf, maybe, text, whole } from './values.ts';

const textInput = z.strictObject({
  type: z.literal(4),
  ...numbered,
  custom_id: text(100, 1),
  style: whole(1, 2),
  label: maybe(text(45)),
  value: maybe(text(4_000)),
  placeholder: maybe(text(100)),
  required: maybe(z.boolean()),
  min_length: maybe(whole(0, 4_000)),
  max_length: maybe(whole(1, 4_000)),
});

const label = z.strictObject({
  type: z.literal(18),
  ...numbered,
  label: text(45, 1),
  description: maybe(text(100, 1)),
  component: z.discriminatedUnion('type', [
    stringSelect,
    textInput,
    userSelect,
    roleSelect,
    mentionableSelect,
    channelSelect,
  ]),
});

const row = z.strictObject({ type: z.literal(1), ...numbered, components: listOf(textInput, 5, 1) });

export const modal = z.strictObject({
  custom_id: text(100, 1),
  title: text(45, 1),
  components: listOf(z.discriminatedUnion('type', [row, label, textDisplay]), 40, 1),
});
