/** Forms as Discord's modals, and what comes back from them. */
import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APITextDisplayComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Args, Field, Form } from '../../command/command.ts';
import { field as fieldOf } from './api.ts';
import { textDisplay } from './cards.ts';
import { label, selectOptions } from './controls.ts';
import { type CustomId, encodeCustomId } from './custom-id.ts';
import {
  FIELD_DESCRIPTION_LENGTH,
  FIELD_LABEL_LENGTH,
  FIELD_VALUE_LENGTH,
  MODAL_COMPONENTS,
  MODAL_TITLE_LENGTH,
} from './limits.ts';
import { textLine } from './markdown.ts';

/** Of what one should know before filling a form in; more is not read on a phone. */
const INTRO_LENGTH = 500;

/**
 * The modal for a form, or null when Discord can't hold it. Arguments that are known already go into its id; those that
 * have no room there are shown as fields that are filled in.
 */
export function modalOf(form: Form): APIModalInteractionResponseCallbackData | null {
  const { id, shown } = carry(form);
  const fields = [...shown, ...form.fields];
  if (id === null || fields.length === 0 || fields.length > MODAL_COMPONENTS) return null;
  const labels = fields.map(labelOf);
  return {
    custom_id: id,
    title: label(form.title, MODAL_TITLE_LENGTH),
    components: introduced(form.intro?.trim() ?? '', labels),
  };
}

/** The intro takes a place of its own where one is free; else it stands at the first field that says nothing yet. */
function introduced(intro: string, labels: APILabelComponent[]): (APILabelComponent | APITextDisplayComponent)[] {
  const words = textLine(label(intro, INTRO_LENGTH));
  if (intro === '') return labels;
  if (labels.length < MODAL_COMPONENTS) return [textDisplay(words), ...labels];
  const silent = labels.find(({ description }) => description === undefined);
  const description = label(intro, FIELD_DESCRIPTION_LENGTH);
  return labels.map((one) => (one === silent ? { ...one, description } : one));
}

/** As many of the known arguments as there is room for go into the id. */
function carry({ command, args, fields }: Form): { id: string | null; shown: Field[] } {
  const asked = new Set(fields.map(({ name }) => name));
  const known = Object.entries(args).filter(([name]) => !asked.has(name));
  for (let count = known.length; count >= 0; count--) {
    const id = encoded({ action: { command, args: Object.fromEntries(known.slice(0, count)) }, fills: null });
    if (id !== null) return { id, shown: known.slice(count).map(([name, value]) => knownField(name, value)) };
  }
  return { id: null, shown: [] };
}

function encoded(id: CustomId): string | null {
  try {
    return encodeCustomId(id);
  } catch {
    return null;
  }
}

function knownField(name: string, value: string): Field {
  const labelled = name.charAt(0).toUpperCase() + name.slice(1);
  return { name, label: labelled, hint: null, kind: 'text', required: false, value, choices: [], complete: null };
}

function labelOf(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: label(field.label, FIELD_LABEL_LENGTH),
    ...(field.hint === null ? {} : { description: label(field.hint, FIELD_DESCRIPTION_LENGTH) }),
    component: componentOf(field),
  };
}

function componentOf({ name, kind, required, value, choices }: Field): APIComponentInLabel {
  const options = selectOptions(choices);
  if (kind === 'line' || kind === 'text' || options.length === 0) return textInput(name, kind, required, value);
  const chosen = new Set(kind === 'many' ? (value ?? '').split(',') : [value]);
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: kind === 'many' ? options.length : 1,
    options: options.map((option) => (chosen.has(option.value) ? { ...option, default: true } : option)),
  };
}

function textInput(
  custom_id: string,
  kind: Field['kind'],
  required: boolean,
  value: string | null,
): APITextInputComponent {
  const known = (value ?? '').slice(0, FIELD_VALUE_LENGTH).toWellFormed();
  return {
    type: ComponentType.TextInput,
    custom_id,
    style: kind === 'text' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    ...(known === '' ? {} : { value: known }),
  };
}

/** What was filled in, by option; several choices joined by commas, and nothing for what was left empty. */
export function filledIn(components: unknown): Args {
  const args: [string, string][] = [];
  for (const row of Array.isArray(components) ? components : []) {
    const inside = fieldOf(row, 'components');
    const filled = fieldOf(row, 'component') ?? (Array.isArray(inside) ? inside[0] : undefined);
    const name = fieldOf(filled, 'custom_id');
    const values = fieldOf(filled, 'values');
    const value = Array.isArray(values) ? values.map(String).join(',') : fieldOf(filled, 'value');
    if (typeof name === 'string' && typeof value === 'string' && value !== '') args.push([name, value]);
  }
  return Object.fromEntries(args);
}
