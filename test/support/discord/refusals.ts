/**
 * What Discord refuses in a message body, written down from its documentation and not from our own limits, so that a
 * mistake there shows here. Lengths are UTF-16 code units: never more lenient than Discord, however it counts.
 */

import { interactiveFaults } from './component-refusals.ts';
import { bodyRefusal } from './described/bodies.ts';
import { type Fault, invalidForm, isObject, type Refusal, refusal, textFaults, tooLong, wrongType } from './faults.ts';

const FLAGS_A_BOT_MAY_SET = (1 << 2) | (1 << 12) | (1 << 13) | (1 << 15);
const EPHEMERAL = 1 << 6;
const IS_COMPONENTS_V2 = 1 << 15;
const ACTION_ROW = 1;
const TEXT_DISPLAY = 10;
const CONTAINER = 17;
const KNOWN_COMPONENTS = new Set([ACTION_ROW, 2, 3, 5, 6, 7, 8, 9, TEXT_DISPLAY, 11, 12, 13, 14, CONTAINER]);

type Json = Record<string, unknown>;

/** Why Discord would not take this as a new message in a channel, by its description of its API and by its documentation, or null. */
export function postRefusal(body: unknown): Refusal | null {
  return bodyRefusal('POST /channels/:id/messages', body) ?? messageRefusal(body);
}

/** Why Discord would not take this message, or null. Only an interaction's answer may be for one person's eyes. */
export function messageRefusal(body: unknown, { ofInteraction = false } = {}): Refusal | null {
  if (!isObject(body)) return refusal(400, 50109, 'The request body contains invalid JSON.');
  const faults = [...topLevelFaults(body, ofInteraction), ...embedFaults(body), ...componentFaults(body)];
  if (faults.length > 0) return invalidForm(faults);
  if (isEmpty(body)) return refusal(400, 50006, 'Cannot send an empty message');
  // Undocumented: past this the API answers 500 to every try; see discord-api-docs#8554.
  if (componentBytes(body) > 10_170) return refusal(500, 0, '500: Internal Server Error');
  return null;
}

/** Why Discord would not take this thread name, or null. */
export function threadNameRefusal(name: unknown): Refusal | null {
  const faults = textFaults(name, 100, ['name'], { required: true });
  return faults.length > 0 ? invalidForm(faults) : null;
}

function topLevelFaults(body: Json, ofInteraction: boolean): Fault[] {
  const faults = textFaults(body['content'], 2000, ['content']);
  const nonce = body['nonce'] ?? null;
  if (nonce !== null && !(Number.isInteger(nonce) || (typeof nonce === 'string' && nonce.length <= 25))) {
    faults.push(tooLong(['nonce'], 25));
  }
  const flags = body['flags'] ?? 0;
  if (!Number.isInteger(flags) || (Number(flags) & ~(FLAGS_A_BOT_MAY_SET | (ofInteraction ? EPHEMERAL : 0))) !== 0) {
    faults.push({ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message: 'Invalid message flags.' });
  }
  const parse = isObject(body['allowed_mentions']) ? (body['allowed_mentions']['parse'] ?? []) : [];
  if (!Array.isArray(parse) || parse.some((kind) => !['roles', 'users', 'everyone'].includes(kind))) {
    faults.push({
      path: ['allowed_mentions'],
      code: 'BASE_TYPE_CHOICES',
      message: 'Value must be one of the choices.',
    });
  }
  return faults;
}

function embedFaults(body: Json): Fault[] {
  const embeds = body['embeds'] ?? [];
  if (!Array.isArray(embeds) || !embeds.every(isObject)) return [wrongType(['embeds'])];
  const faults = embeds.flatMap((embed, index) => oneEmbedFaults(embed, ['embeds', index]));
  if (embeds.length > 10) faults.push(tooLong(['embeds'], 10));
  const total = embeds.map(embedLength).reduce((sum, length) => sum + length, 0);
  if (total > 6000) {
    const message = 'Embed size exceeds maximum size of 6000';
    faults.push({ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message });
  }
  return faults;
}

function oneEmbedFaults(embed: Json, path: Fault['path']): Fault[] {
  const fields = Array.isArray(embed['fields']) ? embed['fields'].filter(isObject) : [];
  return [
    ...textFaults(embed['title'], 256, [...path, 'title']),
    ...textFaults(embed['description'], 4096, [...path, 'description']),
    ...textFaults(part(embed, 'footer', 'text'), 2048, [...path, 'footer', 'text']),
    ...textFaults(part(embed, 'author', 'name'), 256, [...path, 'author', 'name']),
    ...(fields.length > 25 ? [tooLong([...path, 'fields'], 25)] : []),
    ...fields.flatMap((field, index) => [
      ...textFaults(field['name'], 256, [...path, 'fields', index, 'name'], { required: true }),
      ...textFaults(field['value'], 1024, [...path, 'fields', index, 'value'], { required: true }),
    ]),
    ...(embed['url'] === undefined || URL.canParse(String(embed['url']))
      ? []
      : [{ path: [...path, 'url'], code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }]),
  ];
}

function embedLength(embed: Json): number {
  const fields = Array.isArray(embed['fields']) ? embed['fields'].filter(isObject) : [];
  const texts = [
    embed['title'],
    embed['description'],
    part(embed, 'footer', 'text'),
    part(embed, 'author', 'name'),
    ...fields.flatMap((field) => [field['name'], field['value']]),
  ];
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}

function componentFaults(body: Json): Fault[] {
  const path = ['components'];
  const components = body['components'] ?? [];
  if (!Array.isArray(components) || !components.every(isObject)) return [wrongType(path)];
  const all = nested(components);
  if (all.some((component) => !KNOWN_COMPONENTS.has(Number(component['type'])))) return [wrongType(path)];
  const faults = interactiveFaults(all);
  if (!isV2(body)) {
    if (components.length > 5) return [tooLong(path, 5)];
    return components.every((component) => component['type'] === ACTION_ROW) ? faults : [wrongType(path)];
  }
  if (hasText(body['content']) || (Array.isArray(body['embeds']) && body['embeds'].length > 0)) {
    const message = 'The content and embeds fields cannot be used when using MessageFlags.IS_COMPONENTS_V2';
    faults.push({ path: [], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message });
  }
  if (all.length > 40) faults.push(tooLong(path, 40));
  const texts = all.filter((component) => component['type'] === TEXT_DISPLAY);
  faults.push(...texts.flatMap((text) => textFaults(text['content'], 4000, [...path, 'content'], { required: true })));
  const total = texts.reduce((sum, text) => sum + String(text['content']).length, 0);
  if (total > 4000) {
    const message = 'The total size of displayable text must be 4000 or less';
    faults.push({ path, code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
  const ids = all.map((component) => component['id']).filter((id) => id !== undefined && id !== 0);
  if (new Set(ids).size < ids.length) {
    faults.push({ path, code: 'COMPONENT_ID_DUPLICATED', message: 'Component id is not unique' });
  }
  if (all.some((component) => component['type'] === CONTAINER && nestedIn(component).length === 0)) {
    faults.push({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  }
  return faults;
}

function componentBytes(body: Json): number {
  if (!isV2(body) || !Array.isArray(body['components'])) return 0;
  return nested(body['components'])
    .filter((component) => component['type'] === TEXT_DISPLAY)
    .reduce((sum, text) => sum + Buffer.byteLength(String(text['content'])) + 12, 0);
}

function isEmpty(body: Json): boolean {
  return ['embeds', 'components', 'sticker_ids'].every((list) => !Array.isArray(body[list]) || body[list].length === 0)
    ? !hasText(body['content'])
    : false;
}

/** All components, the nested ones included: each counts towards the 40. */
function nested(components: readonly unknown[]): Json[] {
  return components.filter(isObject).flatMap((component) => [component, ...nestedIn(component)]);
}

function nestedIn(component: Json): Json[] {
  const children = Array.isArray(component['components']) ? component['components'] : [];
  return nested(isObject(component['accessory']) ? [...children, component['accessory']] : children);
}

const isV2 = (body: Json) => (Number(body['flags'] ?? 0) & IS_COMPONENTS_V2) !== 0;
const hasText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const part = (embed: Json, name: string, key: string) => (isObject(embed[name]) ? embed[name][key] : undefined);
