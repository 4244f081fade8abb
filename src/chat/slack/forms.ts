/** Forms as Slack's modals, and what people filled in. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Args, Field, Form } from '../../command/command.ts';
import type { Action, Choice } from '../../message/control.ts';
import { safeText } from '../../message/safe.ts';
import { label, proseBlocks } from './blocks.ts';
import { distinct } from './controls.ts';
import { INPUT_CHARACTERS, OPTION_CHARACTERS, PRIVATE_METADATA_CHARACTERS, VIEW_TITLE_CHARACTERS } from './limits.ts';
import type { Seal } from './seal.ts';
import { packSpot, type Spot, unpackSpot } from './spot.ts';

/** The one kind of modal there is. */
export const FORM_CALLBACK = 'form';

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
const INPUT_LABEL_CHARACTERS = 2000;
/** More are never offered: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const MOST_OPTIONS = 100;

/** The modal, which remembers where it was opened; null when what is known already is too long to be carried along. */
export function formView(form: Form, spot: Omit<Spot, 'direct'>, seal: Seal): ModalView | null {
  const packed = JSON.stringify({ command: form.command, args: form.args, spot: packSpot(spot) });
  const carried = seal.close(packed, spot.person);
  if (carried.length > PRIVATE_METADATA_CHARACTERS) return null;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: carried,
    title: label(form.title, VIEW_TITLE_CHARACTERS),
    submit: label(form.submit, VIEW_TITLE_CHARACTERS),
    close: label('Cancel', VIEW_TITLE_CHARACTERS),
    blocks: [
      ...(form.intro === null ? [] : proseBlocks([{ kind: 'text', text: form.intro }])),
      ...form.fields.map(inputBlock),
    ],
  };
}

function inputBlock(field: Field): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: label(field.label, INPUT_LABEL_CHARACTERS),
    optional: !field.required,
    element: elementOf(field),
    ...(field.hint === null ? {} : { hint: label(field.hint, INPUT_LABEL_CHARACTERS) }),
  };
}

function elementOf(field: Field): InputBlock['element'] {
  switch (field.kind) {
    case 'line':
    case 'text':
      return textInput(field);
    case 'one':
      return field.complete === null ? oneOf(field) : oneOffered(field);
    case 'many':
      return field.complete === null ? manyOf(field) : manyOffered(field);
    case 'channel':
      return channelOf(field);
  }
}

/** Slack's own list: of it, what we could post in. https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element */
function channelOf({ name, value }: Field): InputBlock['element'] {
  const [, id] = /^slack:(\w+)$/.exec(value ?? '') ?? [];
  return {
    type: 'conversations_select',
    action_id: name,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(id === undefined ? {} : { initial_conversation: id }),
  };
}

function textInput({ name, kind, value }: Field): InputBlock['element'] {
  const lines = (value ?? '').split('\n').map(safeText);
  const written = lines.join('\n').slice(0, INPUT_CHARACTERS).toWellFormed();
  return {
    type: 'plain_text_input',
    action_id: name,
    multiline: kind === 'text',
    max_length: INPUT_CHARACTERS,
    ...(written === '' ? {} : { initial_value: written }),
  };
}

/** Slack refuses a menu of nothing: then people type. */
function oneOf(field: Field): InputBlock['element'] {
  const { name, choices, value } = field;
  const options = optionsOf(choices);
  if (options.length === 0) return textInput(field);
  const initial = options.find((option) => option.value === value);
  return {
    type: 'static_select',
    action_id: name,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

function manyOf(field: Field): InputBlock['element'] {
  const { name, choices, value } = field;
  const options = optionsOf(choices);
  if (options.length === 0) return textInput(field);
  const chosen = valuesIn(value);
  const initial = options.filter((option) => chosen.includes(option.value ?? ''));
  return {
    type: 'multi_static_select',
    action_id: name,
    options,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  };
}

/** Slack asks us for what to offer, from the first letter and before it. */
function oneOffered({ name, choices, value }: Field): InputBlock['element'] {
  const initial = initialOffers(choices, value === null ? [] : [value]);
  return {
    type: 'external_select',
    action_id: name,
    min_query_length: 0,
    ...(initial[0] === undefined ? {} : { initial_option: initial[0] }),
  };
}

function manyOffered({ name, choices, value }: Field): InputBlock['element'] {
  const initial = initialOffers(choices, valuesIn(value));
  return {
    type: 'multi_external_select',
    action_id: name,
    min_query_length: 0,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  };
}

/** What is chosen already, under the label that people know it by where there is one. */
function initialOffers(choices: readonly Choice[], values: readonly string[]): PlainTextOption[] {
  return optionsOf(values.map((value) => choices.find((choice) => choice.value === value) ?? { label: value, value }));
}

const valuesIn = (list: string | null) => (list ?? '').split(',').filter((value) => value !== '');

/** As Slack takes them; a choice that it would refuse is left out, for it would refuse all the others with it. */
export function optionsOf(choices: readonly Choice[]): PlainTextOption[] {
  return distinct(choices)
    .filter(({ value }) => value !== '' && value.length <= OPTION_VALUE_CHARACTERS)
    .slice(0, MOST_OPTIONS)
    .map((choice) => ({ text: label(choice.label, OPTION_CHARACTERS), value: choice.value }));
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const OPTION_VALUE_CHARACTERS = 150;

// ---- what comes back -------------------------------------------------------------------------------------------

/** The parts of a view that are read. */
export interface FilledView {
  readonly private_metadata?: string;
  readonly state?: { readonly values?: Readonly<Record<string, Readonly<Record<string, FilledField>>>> };
}

interface FilledField {
  readonly value?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
  readonly selected_conversation?: string | null;
}

export interface Filled {
  readonly action: Action;
  readonly spot: NonNullable<ReturnType<typeof unpackSpot>>;
}

/** The command with everything that was known or is filled in by now; null for a view that we did not show to this person. */
export function readForm({ private_metadata = '', state }: FilledView, person: string, seal: Seal): Filled | null {
  const carried = carriedIn(seal.open(private_metadata, person) ?? '');
  if (carried === null) return null;
  const args: Record<string, string> = { ...carried.args };
  for (const [name, fields] of Object.entries(state?.values ?? {})) {
    const filled = Object.values(fields).map(filledIn)[0] ?? '';
    if (filled === '') delete args[name];
    else args[name] = filled;
  }
  return { action: { command: carried.command, args }, spot: carried.spot };
}

function filledIn({ value, selected_option, selected_options, selected_conversation }: FilledField): string {
  if (selected_conversation) return `slack:${selected_conversation}`;
  if (selected_options) return selected_options.map((option) => option.value ?? '').join(',');
  return selected_option?.value ?? value ?? '';
}

function carriedIn(metadata: string): { command: string; args: Args; spot: Filled['spot'] } | null {
  try {
    const { command, args, spot } = JSON.parse(metadata) as Record<string, unknown>;
    const unpacked = unpackSpot(spot);
    if (typeof command !== 'string' || typeof args !== 'object' || args === null || unpacked === null) return null;
    const texts = Object.entries(args).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { command, args: Object.fromEntries(texts), spot: unpacked };
  } catch {
    return null;
  }
}
