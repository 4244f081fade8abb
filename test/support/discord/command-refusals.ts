/** What Discord refuses in application commands: https://docs.discord.com/developers/interactions/application-commands */
import { type Fault, isObject, textFaults, tooLong, wrongType } from './faults.ts';

type Json = Record<string, unknown>;

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const NUMBERS = [4, 10];

/** Why Discord would not register these commands; empty when it would. */
export function commandFaults(commands: readonly unknown[]): Fault[] {
  const all = commands.filter(isObject);
  return [
    ...(all.length > 100 ? [tooLong([], 100)] : []),
    ...duplicates(all, []),
    ...all.flatMap((command, index) => [
      ...namedFaults(command, [index]),
      ...optionsFaults(command, [index, 'options'], 0),
      ...permissionFaults(command, [index]),
      ...(lengthOf(command) > 8000
        ? [fault([index], 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')]
        : []),
    ]),
  ];
}

/** By https://github.com/discord/discord-api-spec a number, or nothing. */
function permissionFaults({ default_member_permissions: bits = null }: Json, path: Fault['path']): Fault[] {
  return bits === null || Number.isSafeInteger(bits) ? [] : [wrongType([...path, 'default_member_permissions'])];
}

function optionsFaults(holder: Json, path: Fault['path'], depth: number): Fault[] {
  const options = Array.isArray(holder['options']) ? holder['options'].filter(isObject) : [];
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  const required = options.map((option) => option['required'] === true);
  const late = required.some((one, index) => one && required.slice(0, index).includes(false));
  return [
    ...(options.length > 25 ? [tooLong(path, 25)] : []),
    ...(nested.length > 0 && nested.length < options.length
      ? [fault(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands and options do not mix')]
      : []),
    ...(late
      ? [
          fault(
            path,
            'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            'Required options must be placed before non-required options',
          ),
        ]
      : []),
    ...duplicates(options, path),
    ...options.flatMap((option, index) => optionFaults(option, [...path, index], depth)),
  ];
}

function optionFaults(option: Json, path: Fault['path'], depth: number): Fault[] {
  const { type } = option;
  if (type === SUBCOMMAND) return [...namedFaults(option, path), ...optionsFaults(option, [...path, 'options'], 2)];
  if (type === GROUP) {
    const misplaced = depth > 0 || !Array.isArray(option['options']) || option['options'].length === 0;
    const faults = misplaced
      ? [fault(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command group is misplaced')]
      : [];
    return [...faults, ...namedFaults(option, path), ...optionsFaults(option, [...path, 'options'], 1)];
  }
  return [...namedFaults(option, path), ...valueFaults(option, path)];
}

function valueFaults(option: Json, path: Fault['path']): Fault[] {
  const choices = Array.isArray(option['choices']) ? option['choices'].filter(isObject) : [];
  const type = Number(option['type']);
  const bounded = option['min_value'] !== undefined || option['max_value'] !== undefined;
  return [
    ...(type >= 3 && type <= 11 ? [] : [fault(path, 'BASE_TYPE_CHOICES', 'Value must be one of the choices.')]),
    ...(choices.length > 25 ? [tooLong([...path, 'choices'], 25)] : []),
    ...(choices.length > 0 && option['autocomplete'] === true
      ? [fault(path, 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'Autocomplete and choices do not mix')]
      : []),
    ...(option['autocomplete'] === true && type !== STRING && !NUMBERS.includes(type)
      ? [fault(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE', 'This type has no autocomplete')]
      : []),
    ...(bounded && !NUMBERS.includes(type)
      ? [fault(path, 'APPLICATION_COMMAND_OPTIONS_MIN_MAX', 'Only numbers have bounds')]
      : []),
    ...duplicates(choices, [...path, 'choices']),
    ...choices.flatMap((choice) => [
      ...textFaults(choice['name'], 100, [...path, 'choices', 'name'], { required: true }),
      ...(type === STRING ? textFaults(choice['value'], 100, [...path, 'choices', 'value'], { required: true }) : []),
    ]),
  ];
}

function namedFaults(named: Json, path: Fault['path']): Fault[] {
  const name = String(named['name'] ?? '');
  const bad = !NAME.test(name) || name !== name.toLowerCase();
  return [
    ...(bad ? [fault([...path, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')] : []),
    ...textFaults(named['description'], 100, [...path, 'description'], { required: true }),
  ];
}

function duplicates(named: readonly Json[], path: Fault['path']): Fault[] {
  const names = named.map(({ name }) => name);
  return new Set(names).size < names.length
    ? [fault(path, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Names must be unique')]
    : [];
}

/** Names, descriptions and values, of everything in it. */
function lengthOf(part: Json): number {
  const own = ['name', 'description', 'value'].map((key) => part[key]);
  const inside = ['options', 'choices'].flatMap((key) => (Array.isArray(part[key]) ? part[key].filter(isObject) : []));
  const length = own.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
  return inside.reduce((sum, one) => sum + lengthOf(one), length);
}

function fault(path: Fault['path'], code: string, message: string): Fault {
  return { path, code, message };
}
