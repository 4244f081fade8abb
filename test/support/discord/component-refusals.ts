/** What Discord refuses in buttons, menus and modals, by its documentation: https://docs.discord.com/developers/components/reference */
import { bodyRefusal } from './described/bodies.ts';
import { type Fault, invalidForm, isObject, type Refusal, textFaults, tooLong, wrongType } from './faults.ts';

type Json = Record<string, unknown>;

const TYPE = { row: 1, button: 2, select: 3, input: 4, text: 10, label: 18 } as const;
/** User, role, mentionable and channel menus fill themselves. */
const SELF_FILLING = [5, 6, 7, 8];
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

/** Of all components of a message, the nested ones among them. */
export function interactiveFaults(all: readonly Json[]): Fault[] {
  const rows = all.filter(({ type }) => type === TYPE.row);
  const buttons = all.filter(({ type }) => type === TYPE.button);
  const menus = all.filter(({ type }) => type === TYPE.select || SELF_FILLING.includes(Number(type)));
  const inputs = all.filter(({ type }) => type === TYPE.input || type === TYPE.label);
  return [
    ...rows.flatMap(rowFaults),
    ...buttons.flatMap(buttonFaults),
    ...menus.flatMap((menu) => selectFaults(menu, ['components'])),
    ...inputs.map(() => wrongType(['components'])),
    ...idFaults([...buttons, ...menus]),
  ];
}

function rowFaults({ components }: Json): Fault[] {
  const inside = Array.isArray(components) ? components.filter(isObject) : [];
  const path = ['components', 'components'];
  if (inside.length === 0) return [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
  const menus = inside.filter(({ type }) => type !== TYPE.button).length;
  const width = menus * 5 + (inside.length - menus);
  return width > 5
    ? [{ path, code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message: 'The specified component exceeds the maximum width' }]
    : [];
}

function buttonFaults(button: Json): Fault[] {
  const path = ['components', 'button'];
  const style = Number(button['style']);
  if (!(style >= 1 && style <= PREMIUM_STYLE))
    return [{ path, code: 'BASE_TYPE_CHOICES', message: 'Value must be one of the choices.' }];
  const needsId = style < LINK_STYLE;
  return [
    ...textFaults(button['label'], 80, [...path, 'label'], { required: button['emoji'] === undefined }),
    ...(needsId ? textFaults(button['custom_id'], 100, [...path, 'custom_id'], { required: true }) : []),
  ];
}

function selectFaults(menu: Json, path: Fault['path']): Fault[] {
  const options = Array.isArray(menu['options']) ? menu['options'].filter(isObject) : [];
  const min = Number(menu['min_values'] ?? 1);
  const max = Number(menu['max_values'] ?? 1);
  const values = options.map(({ value }) => value);
  const inOne = menu['type'] === TYPE.select;
  const wrong = (code: string, message: string): Fault => ({ path, code, message });
  return [
    ...textFaults(menu['custom_id'], 100, [...path, 'custom_id'], { required: true }),
    ...textFaults(menu['placeholder'], 150, [...path, 'placeholder']),
    ...(inOne && (options.length < 1 || options.length > 25) ? [tooLong([...path, 'options'], 25)] : []),
    ...(new Set(values).size < values.length
      ? [wrong('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')]
      : []),
    ...(min < 0 || max > 25 || min > max || (inOne && max > options.length)
      ? [wrong('BASE_TYPE_BAD_INTEGER', 'min_values or max_values is out of range')]
      : []),
    ...(options.filter((option) => option['default'] === true).length > max
      ? [wrong('SELECT_COMPONENT_INVALID_DEFAULT_VALUES', 'Too many defaults')]
      : []),
    ...options.flatMap((option) => [
      ...textFaults(option['label'], 100, [...path, 'options', 'label'], { required: true }),
      ...textFaults(option['value'], 100, [...path, 'options', 'value'], { required: true }),
      ...textFaults(option['description'], 100, [...path, 'options', 'description']),
    ]),
  ];
}

function idFaults(components: readonly Json[]): Fault[] {
  const ids = components.map((component) => component['custom_id']).filter((id) => id !== undefined);
  if (new Set(ids).size === ids.length) return [];
  return [
    {
      path: ['components'],
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    },
  ];
}

// ---- modals ----------------------------------------------------------------------------------------------------------

/** Why Discord would not open this modal, by its description of its API and by its documentation, or null. */
export function modalRefusal(modal: object): Refusal | null {
  const described = bodyRefusal('POST /interactions/:id/:token/callback', { type: 9, data: modal });
  const faults = modalFaults({ ...modal });
  return described ?? (faults.length > 0 ? invalidForm(faults) : null);
}

/** Why Discord would not open this modal; empty when it would. */
export function modalFaults(modal: Json): Fault[] {
  const components = Array.isArray(modal['components']) ? modal['components'].filter(isObject) : [];
  const held = components
    .filter(({ type }) => type === TYPE.label)
    .map(({ component }) => component)
    .filter(isObject);
  return [
    ...textFaults(modal['custom_id'], 100, ['custom_id'], { required: true }),
    ...textFaults(modal['title'], 45, ['title'], { required: true }),
    ...(components.length < 1 || components.length > 5 ? [tooLong(['components'], 5)] : []),
    ...components.flatMap(modalComponentFaults),
    ...idFaults(held),
  ];
}

function modalComponentFaults(component: Json): Fault[] {
  const path = ['components'];
  if (component['type'] === TYPE.text) return textFaults(component['content'], 4000, path, { required: true });
  if (component['type'] !== TYPE.label || !isObject(component['component'])) return [wrongType(path)];
  return [
    ...textFaults(component['label'], 45, [...path, 'label'], { required: true }),
    ...textFaults(component['description'], 100, [...path, 'description']),
    ...heldFaults(component['component']),
  ];
}

function heldFaults(held: Json): Fault[] {
  const path = ['components', 'component'];
  if (held['type'] === TYPE.select) return selectFaults(held, path);
  if (held['type'] !== TYPE.input) return [wrongType(path)];
  return [
    ...textFaults(held['custom_id'], 100, [...path, 'custom_id'], { required: true }),
    ...textFaults(held['placeholder'], 100, [...path, 'placeholder']),
    ...textFaults(held['value'], 4000, [...path, 'value']),
    ...([1, 2].includes(Number(held['style'])) ? [] : [wrongType([...path, 'style'])]),
    // Inside a label the input has no label of its own.
    ...(held['label'] === undefined ? [] : [wrongType([...path, 'label'])]),
  ];
}
