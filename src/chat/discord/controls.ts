/** Buttons and menus as Discord's action rows. */
import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIStringSelectComponent,
} from 'discord-api-types/v10';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Choice, Control } from '../../message/control.ts';
import { shortLabel } from '../../message/label.ts';
import { type CustomId, encodeCustomId } from './custom-id.ts';
import {
  BUTTON_LABEL_LENGTH,
  BUTTONS_PER_ROW,
  PLACEHOLDER_LENGTH,
  SELECT_LABEL_LENGTH,
  SELECT_OPTIONS,
  SELECT_VALUE_LENGTH,
} from './limits.ts';

export type ControlRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A message has five buttons and two menus at most (`Message.controls`), each menu in a row of its own. */
export const MOST_CONTROL_COMPONENTS = 3 + 5 + 2;

type ButtonControl = Extract<Control, { kind: 'button' }>;
type MenuControl = Extract<Control, { kind: 'menu' }>;

const LOOKS = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

/** Buttons first, five to a row, then each menu. A menu with nothing to choose is left out: Discord refuses it. */
export function controlRows(controls: readonly Control[]): ControlRow[] {
  const idOf = uniqueIds();
  const buttons = controls.flatMap((control) => (control.kind === 'button' ? [button(control, idOf)] : []));
  const menus = controls
    .flatMap((control) => (control.kind === 'menu' ? [menu(control, idOf)] : []))
    .filter(({ options }) => options.length > 0);
  const rows: APIComponentInMessageActionRow[][] = [
    ...inGroups(buttons, BUTTONS_PER_ROW),
    ...menus.map((one) => [one]),
  ];
  return rows.map((components) => ({ type: ComponentType.ActionRow, components }));
}

type IdOf = (id: CustomId) => string;

function button({ look, label: words, action }: ButtonControl, idOf: IdOf): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: look ? LOOKS[look] : ButtonStyle.Secondary,
    label: label(words, BUTTON_LABEL_LENGTH),
    custom_id: idOf({ action, fills: null }),
  };
}

function menu({ label: words, action, fills, choices }: MenuControl, idOf: IdOf): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: idOf({ action, fills }),
    placeholder: label(words, PLACEHOLDER_LENGTH),
    options: selectOptions(choices),
  };
}

/** What can be chosen: no value twice, none that Discord would refuse. */
export function selectOptions(choices: readonly Choice[]): { label: string; value: string }[] {
  const options = new Map<string, string>();
  for (const { label: words, value } of choices) {
    const fits = value !== '' && value.length <= SELECT_VALUE_LENGTH;
    if (fits && !options.has(value)) options.set(value, label(words, SELECT_LABEL_LENGTH));
  }
  return [...options].slice(0, SELECT_OPTIONS).map(([value, words]) => ({ label: words, value }));
}

/** Labels know no markup. Discord wants at least one character. */
export function label(words: string, length: number): string {
  return shortLabel(words, length) || '…';
}

function uniqueIds(): IdOf {
  const given = new Map<string, number>();
  return (id) => {
    const plain = encodeCustomId(id);
    const nth = (given.get(plain) ?? 0) + 1;
    given.set(plain, nth);
    return nth === 1 ? plain : encodeCustomId(id, nth);
  };
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
