/** Buttons and menus under a message, and what comes back when one is used. */
import type { ActionsBlock, Button, StaticSelect } from '@slack/types';
import { decodeAction, encodeAction } from '../../command/action.ts';
import type { Action, Choice, Control } from '../../message/control.ts';
import { label, weightOf } from './blocks.ts';
import { BUTTON_CHARACTERS, CONTROLS_WEIGHT, OPTION_CHARACTERS, PLACEHOLDER_CHARACTERS } from './limits.ts';

/** As many as the contract of messages allows. */
const MOST_BUTTONS = 5;
const MOST_MENUS = 2;
const MOST_CHOICES = 25;

/** Widths of a choice, tried in turn until all have room beside the stories. UTF-16 code units. */
const CHOICE_WIDTHS = [OPTION_CHARACTERS, 50, 30, 15];

/** One row of controls, or nothing where there are none. */
export function controlBlocks(controls: readonly Control[] = []): ActionsBlock[] {
  const buttons = controls.filter((control) => control.kind === 'button').slice(0, MOST_BUTTONS);
  const menus = controls.filter((control) => control.kind === 'menu').slice(0, MOST_MENUS);
  const row = (width: number): ActionsBlock[] => {
    const elements = [...buttons, ...menus].flatMap((control, index) => elementOf(control, index, width));
    return elements.length === 0 ? [] : [{ type: 'actions', elements }];
  };
  const rows = CHOICE_WIDTHS.map(row);
  return rows.find((blocks) => weightOf(blocks) <= CONTROLS_WEIGHT) ?? rows.at(-1) ?? [];
}

function elementOf(control: Control, index: number, width: number): (Button | StaticSelect)[] {
  const action = encoded(control.action);
  if (action === null) return [];
  return control.kind === 'button' ? [buttonOf(control, index, action)] : menuOf(control, index, action, width);
}

/** A digest must not be lost for a button that cannot be: then it has none. */
function encoded(action: Action): string | null {
  try {
    return encodeAction(action);
  } catch {
    return null;
  }
}

function buttonOf(control: Extract<Control, { kind: 'button' }>, index: number, value: string): Button {
  const text = label(control.label, BUTTON_CHARACTERS);
  return {
    type: 'button',
    action_id: `${index}`,
    text,
    value,
    ...(control.look === undefined ? {} : { style: control.look }),
  };
}

/** A menu has no value of its own: its action stands in its name, before which its place in the row makes it unique. */
function menuOf(
  control: Extract<Control, { kind: 'menu' }>,
  index: number,
  action: string,
  width: number,
): StaticSelect[] {
  const options = distinct(control.choices)
    .filter(({ value }) => value !== '' && value.length <= 100)
    .slice(0, MOST_CHOICES)
    .map((choice) => ({ text: label(choice.label, width), value: choice.value }));
  if (options.length === 0) return [];
  const placeholder = label(control.label, PLACEHOLDER_CHARACTERS);
  return [{ type: 'static_select', action_id: `${index} ${control.fills} ${action}`, placeholder, options }];
}

/** Each value once: Slack wants them unique, and so do people. */
export function distinct(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.toReversed().map((choice) => [choice.value, choice])).values()].toReversed();
}

/** The parts of `block_actions` that are read. */
export interface UsedControl {
  readonly type?: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly selected_option?: { readonly value?: string } | null;
}

/** The action of the control that somebody used; null where it is none of ours. */
export function usedAction({ type, action_id = '', value, selected_option }: UsedControl): Action | null {
  if (type === 'button') return decodeAction(value ?? '');
  const [, fills, encodedAction] = /^\d+ ([a-z]+) (.*)$/s.exec(action_id) ?? [];
  const chosen = selected_option?.value;
  const action = encodedAction === undefined ? null : decodeAction(encodedAction);
  if (action === null || fills === undefined || chosen === undefined) return null;
  return { command: action.command, args: { ...action.args, [fills]: chosen } };
}
