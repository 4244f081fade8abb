/** A form on a terminal: one field after the other, each in one line. */
import type { Field, Form } from '../../command/command.ts';
import type { Choice } from '../../message/control.ts';
import { safeText } from '../../message/safe.ts';

export interface FormScreen {
  /** One line for people; `dim` for what is less important. */
  say(text: string, style?: 'bold' | 'dim'): void;
  /** What is typed next; null when nothing more will be. */
  read(): Promise<string | null>;
}

/** What somebody types who wants to leave a form. */
const GIVES_UP = '.';

/** Asks for every field; resolves to the values typed, or to null when somebody gives up. */
export async function askForm(form: Form, screen: FormScreen): Promise<Record<string, string> | null> {
  screen.say(safeText(form.title), 'bold');
  if (form.intro !== null) screen.say(safeText(form.intro));
  screen.say(`Enter keeps what stands in [brackets]; a single "${GIVES_UP}" leaves.`, 'dim');
  const values: Record<string, string> = {};
  for (const field of form.fields) {
    const value = await askField(field, screen);
    if (value === null) return null;
    if (value !== '') values[field.name] = value;
  }
  return values;
}

async function askField(field: Field, screen: FormScreen): Promise<string | null> {
  const { label, hint, value, choices, required } = field;
  const kept = value === null || value === '' ? '' : ` [${safeText(labelOf(value, choices))}]`;
  screen.say(`${safeText(label)}${required || kept !== '' ? '' : ' (or nothing)'}${kept}`);
  if (hint !== null) screen.say(`  ${safeText(hint)}`, 'dim');
  for (const [index, choice] of choices.entries()) screen.say(`  ${index + 1} ${safeText(choice.label)}`);
  for (;;) {
    const typed = (await screen.read())?.trim();
    if (typed === undefined || typed === GIVES_UP) return null;
    if (typed === '' && (value || !required)) return value ?? '';
    const read = typed === '' ? null : readValue(typed, field);
    if (read !== null) return read;
    screen.say(typed === '' ? 'Something is needed here.' : 'Type one of the numbers above.', 'dim');
  }
}

/** What was typed as the option's value: the number or the name of a choice; null when it is none of them. */
function readValue(typed: string, { kind, choices, complete }: Field): string | null {
  if (kind === 'line' || kind === 'text' || kind === 'channel') return typed;
  const words = kind === 'many' ? typed.split(',').map((word) => word.trim()) : [typed];
  const values = words.filter((word) => word !== '').map((word) => chosen(word, choices) ?? (complete ? word : null));
  return values.length === 0 || values.includes(null) ? null : values.join(',');
}

function chosen(word: string, choices: readonly Choice[]): string | null {
  const numbered = /^\d+$/.test(word) ? choices[Number(word) - 1] : undefined;
  const same = (text: string) => text.toLowerCase() === word.toLowerCase();
  return (choices.find(({ value, label }) => same(value) || same(label)) ?? numbered)?.value ?? null;
}

/** Labels in place of values; `many` values are parted by commas. */
function labelOf(value: string, choices: readonly Choice[]): string {
  const label = (one: string) => choices.find((choice) => choice.value === one)?.label;
  return (
    label(value) ??
    value
      .split(',')
      .map((one) => label(one.trim()) ?? one.trim())
      .join(', ')
  );
}
