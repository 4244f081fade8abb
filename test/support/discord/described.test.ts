/** The recording server refuses what Discord's public description of its API does not allow. */
import { expect, it } from 'vitest';
import { startDiscordServer } from '../discord-server.ts';
import { bodyRefusal } from './described/bodies.ts';

const row = (component: object) => ({ components: [{ type: 1, components: [component] }] });
const button = { type: 2, style: 1, label: 'Why', custom_id: 'why' };
const select = { type: 3, custom_id: 'which', options: [{ label: 'A', value: 'a' }] };
const text = (content: string) => ({ type: 10, content });
const card = (fields: object = {}) => ({ components: [{ type: 17, components: [text('Ferry.')], ...fields }] });
const input = { type: 4, custom_id: 'question', style: 2 };
const modal = (fields: object) => ({
  type: 9,
  data: {
    custom_id: 'ask',
    title: 'Ask',
    components: [{ type: 18, label: 'Question', component: input }],
    ...fields,
  },
});
const label = (fields: object) => modal({ components: [{ type: 18, label: 'Question', component: input, ...fields }] });
const command = (fields: object) => [{ name: 'news', description: 'The news', ...fields }];
const option = (fields: object) =>
  command({ options: [{ type: 3, name: 'topic', description: 'A topic', ...fields }] });
const choices = (list: unknown) => ({ type: 8, data: { choices: list } });

const POST = 'POST /channels/:id/messages';
const EDIT = 'PATCH /channels/:id/messages/:message';
const CALLBACK = 'POST /interactions/:id/:token/callback';
const FOLLOW_UP = 'POST /webhooks/:id/:token';
const COMMANDS = 'PUT /applications/:id/commands';
const THREAD = 'POST /channels/:id/messages/:message/threads';
const FORUM = 'POST /channels/:id/threads';

it.each<[string, unknown]>([
  [POST, { content: 'Ferry.', nonce: 'n', enforce_nonce: true, flags: 4, allowed_mentions: { parse: [] } }],
  [POST, { embeds: [{ title: 'Ferry', color: 0x2f6f9f, footer: { text: 'ref' } }], ...row(button) }],
  [POST, { ...card({ accent_color: 1 }), flags: 1 << 15 }],
  [POST, { content: 'x', message_reference: { message_id: '1', fail_if_not_exists: false } }],
  [EDIT, { content: null, ...row(select) }],
  [THREAD, { name: 'Ferry', auto_archive_duration: 1440 }],
  [FORUM, { name: 'Ferry', message: { content: 'Ferry.' } }],
  [CALLBACK, { type: 5, data: { flags: 64 } }],
  [CALLBACK, choices([])],
  [CALLBACK, label({ description: 'In plain words' })],
  [FOLLOW_UP, { ...card(), flags: (1 << 15) | (1 << 6) }],
  [COMMANDS, option({ autocomplete: true, required: true })],
  ['POST /users/@me/channels', { recipient_id: '123' }],
  ['PATCH /channels/:id', { archived: false }],
  ['POST /channels/:id/typing', undefined],
  ['GET /users/@me', undefined],
])('%s takes %j', (route, body) => {
  expect(bodyRefusal(route, body)).toBeNull();
});

it.each<[string, unknown, string]>([
  [POST, { content: 7 }, 'content: BASE_TYPE_BAD_TYPE'],
  [POST, { nonce: 'x'.repeat(26) }, 'nonce: BASE_TYPE_MAX_LENGTH'],
  [POST, { embed: {} }, 'embed: NOT_DESCRIBED'],
  [POST, { embeds: Array(11).fill({}) }, 'embeds: BASE_TYPE_MAX_LENGTH'],
  [POST, { embeds: [{ color: -1 }] }, 'embeds.0.color: BASE_TYPE_MIN_LENGTH'],
  [POST, { embeds: [{ url: 'courier' }] }, 'embeds.0.url: BASE_TYPE_FORMAT_INVALID'],
  [POST, { embeds: [{ fields: [{ name: 'A' }] }] }, 'embeds.0.fields.0.value: BASE_TYPE_REQUIRED'],
  [POST, { allowed_mentions: { parse: ['all'] } }, 'allowed_mentions.parse.0: BASE_TYPE_CHOICES'],
  [
    POST,
    { allowed_mentions: { parse: ['users', 'users'] } },
    'allowed_mentions.parse: SET_TYPE_ALREADY_CONTAINS_VALUE',
  ],
  [POST, { message_reference: {} }, 'message_reference.message_id: BASE_TYPE_REQUIRED'],
  [POST, { message_reference: { message_id: '01' } }, 'message_reference.message_id: BASE_TYPE_FORMAT_INVALID'],
  [POST, row({ ...button, style: 7 }), 'components.0.components.0.style: BASE_TYPE_MAX_LENGTH'],
  [POST, row({ ...button, custom_id: '' }), 'components.0.components.0.custom_id: BASE_TYPE_MIN_LENGTH'],
  [POST, row({ ...select, options: [] }), 'components.0.components.0.options: BASE_TYPE_MIN_LENGTH'],
  [POST, row({ ...select, max_values: 0 }), 'components.0.components.0.max_values: BASE_TYPE_MIN_LENGTH'],
  [POST, row(text('Ferry.')), 'components.0.components.0.type: UNION_TYPE_CHOICES'],
  [POST, { components: [{ type: 1, components: [] }] }, 'components.0.components: BASE_TYPE_MIN_LENGTH'],
  [POST, { components: [{ type: 9, components: [text('x')] }] }, 'components.0.accessory: BASE_TYPE_REQUIRED'],
  [POST, card({ accent_color: 0x1_00_00_00 }), 'components.0.accent_color: BASE_TYPE_MAX_LENGTH'],
  [POST, card({ components: [text('')] }), 'components.0.components.0.content: BASE_TYPE_MIN_LENGTH'],
  [POST, card({ components: [card().components[0]] }), 'components.0.components.0.type: UNION_TYPE_CHOICES'],
  [EDIT, { nonce: 'n' }, 'nonce: NOT_DESCRIBED'],
  [THREAD, { auto_archive_duration: 60 }, 'name: BASE_TYPE_REQUIRED'],
  [THREAD, { name: 'Ferry', auto_archive_duration: 61 }, 'auto_archive_duration: BASE_TYPE_CHOICES'],
  [FORUM, { name: 'x'.repeat(101), message: {} }, 'name: BASE_TYPE_MAX_LENGTH'],
  [FORUM, { name: 'Ferry', message: { content: 'x', nonce: 'n' } }, 'message.nonce: NOT_DESCRIBED'],
  [CALLBACK, { type: 3 }, 'type: UNION_TYPE_CHOICES'],
  [CALLBACK, choices(Array(26).fill({ name: 'A', value: 'a' })), 'data.choices: BASE_TYPE_MAX_LENGTH'],
  [CALLBACK, choices([{ name: '', value: 'a' }]), 'data.choices.0.name: BASE_TYPE_MIN_LENGTH'],
  [CALLBACK, modal({ title: 'x'.repeat(46) }), 'data.title: BASE_TYPE_MAX_LENGTH'],
  [CALLBACK, modal({ components: [] }), 'data.components: BASE_TYPE_MIN_LENGTH'],
  [CALLBACK, label({ description: '' }), 'data.components.0.description: BASE_TYPE_MIN_LENGTH'],
  [CALLBACK, label({ component: { ...input, style: 3 } }), 'data.components.0.component.style: BASE_TYPE_MAX_LENGTH'],
  [CALLBACK, label({ component: button }), 'data.components.0.component.type: UNION_TYPE_CHOICES'],
  [FOLLOW_UP, { content: 'x'.repeat(2001) }, 'content: BASE_TYPE_MAX_LENGTH'],
  [FOLLOW_UP, { enforce_nonce: true }, 'enforce_nonce: NOT_DESCRIBED'],
  [COMMANDS, command({ name: 'x'.repeat(33) }), '0.name: BASE_TYPE_MAX_LENGTH'],
  [COMMANDS, command({ default_member_permissions: '32' }), '0.default_member_permissions: BASE_TYPE_BAD_TYPE'],
  [COMMANDS, command({ contexts: [] }), '0.contexts: BASE_TYPE_MIN_LENGTH'],
  [COMMANDS, command({ nsfw: false }), '0.nsfw: NOT_DESCRIBED'],
  [COMMANDS, option({ description: '' }), '0.options.0.description: BASE_TYPE_MIN_LENGTH'],
  [COMMANDS, option({ min_value: 1 }), '0.options.0.min_value: NOT_DESCRIBED'],
  [COMMANDS, option({ type: 4, min_value: 0.5 }), '0.options.0.min_value: BASE_TYPE_BAD_TYPE'],
  [
    COMMANDS,
    option({ type: 2, options: [{ type: 3, name: 'a', description: 'a' }] }),
    '0.options.0.options.0.type: BASE_TYPE_CHOICES',
  ],
  ['POST /channels/:id/typing', {}, ': BASE_TYPE_BAD_TYPE'],
])('%s refuses %j', (route, body, fault) => {
  const refusal = bodyRefusal(route, body);
  expect(refusal).toMatchObject({ status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
  expect(faultsIn(refusal?.body.errors)).toEqual([fault]);
});

/** `embeds.0.color: CODE`, from the nested form in which Discord has them. */
function faultsIn(errors: unknown, path: readonly string[] = []): string[] {
  return Object.entries(errors ?? {}).flatMap(([key, value]) =>
    key === '_errors'
      ? (value as { code: string }[]).map(({ code }) => `${path.join('.')}: ${code}`)
      : faultsIn(value, [...path, key]),
  );
}

it('is what a client of the server meets', async () => {
  const server = await startDiscordServer();
  const response = await fetch(`${server.apiUrl}/v10/channels/${server.channelId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Ferry.', tags: ['a'] }),
  });
  expect([response.status, await response.json()]).toMatchObject([400, { code: 50035, errors: { tags: {} } }]);
  expect(server.posted(server.channelId)).toEqual([]);
  await server.close();
});
