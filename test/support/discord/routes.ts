/** What each route of Discord's REST API v10 does to the world. No HTTP here: a request in, an answer out. */
import { type ApiAnswer, type ApiRequest, bodyOf, type Handler, type Host, inChannel, noContent, ok } from './api.ts';
import { commandFaults } from './command-refusals.ts';
import { bodyRefusal } from './described/bodies.ts';
import { invalidForm, isObject, refusal } from './faults.ts';
import { callback, deleteOriginal, editOriginal, followUp, getOriginal } from './interaction-routes.ts';
import { deleteMessage, editMessage, getMessage, listMessages, postMessage } from './message-routes.ts';
import { activeThreads, editThread, startForumPost, startThread } from './thread-routes.ts';
import { channelJson, directChannel, guildJson, memberJson, rolesJson, type World } from './world.ts';

/** `template` names the route in faults and rate-limit buckets. */
interface Route {
  readonly method: string;
  readonly template: string;
  readonly handle: Handler;
}

const ROUTES: readonly Route[] = [
  route('GET', '/gateway', (host) => ok({ url: host.gatewayUrl })),
  route('GET', '/gateway/bot', (host) =>
    ok({
      url: host.gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  ),
  route('GET', '/users/@me', ({ world }) => ok({ ...world.bot, discriminator: '0', global_name: null, avatar: null })),
  route('GET', '/applications/@me', ({ world }) =>
    ok({ id: world.bot.id, name: 'newsdesk', flags: 0, bot: world.bot, ...world.application }),
  ),
  route('GET', '/guilds/:id', ({ world }, _, [id]) => inGuild(world, id, () => ok(guildJson(world)))),
  route('GET', '/users/@me/guilds', ({ world }) => ok(world.isInvited ? [guildJson(world)] : [])),
  route('GET', '/guilds/:id/channels', ({ world }, _, [id]) =>
    inGuild(world, id, () => ok(guildJson(world)['channels'])),
  ),
  route('GET', '/guilds/:id/roles', ({ world }, _, [id]) => inGuild(world, id, () => ok(rolesJson(world)))),
  route('GET', '/guilds/:id/members/:user', ({ world }, _, [id]) => inGuild(world, id, () => ok(memberJson(world)))),
  route('GET', '/guilds/:id/threads/active', ({ world }, _, [id]) =>
    inGuild(world, id, () => ok(activeThreads(world))),
  ),
  route(
    'GET',
    '/channels/:id',
    inChannel(({ world }, _, channel) => ok(channelJson(world, channel))),
  ),
  route('PATCH', '/channels/:id', inChannel(editThread)),
  route('GET', '/channels/:id/messages', inChannel(listMessages)),
  route('POST', '/channels/:id/messages', inChannel(postMessage)),
  route('GET', '/channels/:id/messages/:message', inChannel(getMessage)),
  route('PATCH', '/channels/:id/messages/:message', inChannel(editMessage)),
  route('DELETE', '/channels/:id/messages/:message', inChannel(deleteMessage)),
  route('POST', '/channels/:id/messages/:message/threads', inChannel(startThread)),
  route('POST', '/channels/:id/threads', inChannel(startForumPost)),
  route('GET', '/applications/:id/commands', listCommands),
  route('PUT', '/applications/:id/commands', putCommands),
  route('GET', '/applications/:id/guilds/:guild/commands', listCommands),
  route('PUT', '/applications/:id/guilds/:guild/commands', putCommands),
  route(
    'POST',
    '/channels/:id/typing',
    inChannel(() => noContent),
  ),
  route('POST', '/users/@me/channels', openDirectChannel),
  route('POST', '/interactions/:id/:token/callback', callback),
  route('POST', '/webhooks/:id/:token', followUp),
  route('GET', '/webhooks/:id/:token/messages/@original', getOriginal),
  route('PATCH', '/webhooks/:id/:token/messages/@original', editOriginal),
  route('DELETE', '/webhooks/:id/:token/messages/@original', deleteOriginal),
];

/** The route a request takes and what it would do; null when the API has no such route (or we don't play it). */
export function findRoute(request: ApiRequest): { template: string; run: (host: Host) => ApiAnswer } | null {
  for (const { method, template, handle } of ROUTES) {
    if (method !== request.method) continue;
    const ids = match(template, request.path);
    if (!ids) continue;
    const name = `${method} ${template}`;
    return { template: name, run: (host) => bodyRefusal(name, request.body) ?? handle(host, request, ids) };
  }
  return null;
}

function match(template: string, path: string): string[] | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const ids: string[] = [];
  for (const [index, name] of wanted.entries()) {
    const value = given[index] ?? '';
    if (name.startsWith(':')) ids.push(value);
    else if (name !== value) return null;
  }
  return ids;
}

function route(method: string, template: string, handle: Handler): Route {
  return { method, template, handle };
}

function inGuild(world: World, id: string | undefined, handle: () => ApiAnswer): ApiAnswer {
  return id === world.guildId ? handle() : refusal(404, 10004, 'Unknown Guild');
}

/** Commands come back with what Discord adds to them, and without what is the default. */
function listCommands({ world }: Host, { path }: ApiRequest): ApiAnswer {
  return ok(world.commands.get(path) ?? []);
}

function putCommands({ world }: Host, { path, body }: ApiRequest, [application]: readonly string[]): ApiAnswer {
  if (!Array.isArray(body)) return refusal(400, 50035, 'Invalid Form Body');
  if (application !== world.bot.id) return refusal(403, 20012, 'You are not authorized to perform this action');
  const faults = commandFaults(body);
  if (faults.length > 0) return invalidForm(faults);
  const commands = body.filter(isObject).map((command) => ({
    ...command,
    id: world.snowflake(),
    application_id: application,
    version: world.snowflake(),
    name_localizations: null,
    description_localizations: null,
    default_permission: true,
    dm_permission: true,
    nsfw: false,
    default_member_permissions: asText(command['default_member_permissions']),
    contexts: inReverse(command['contexts']),
    ...asListed(command['options']),
  }));
  world.commands.set(path, commands);
  return ok(commands);
}

const asText = (bits: unknown) => (bits === undefined || bits === null ? null : String(bits));

/** Sets come back in whatever order. */
const inReverse = (values: unknown) => (Array.isArray(values) ? values.toReversed() : null);

/** Nothing at all where there are no options. */
function asListed(options: unknown): { options?: unknown[] } {
  if (!Array.isArray(options) || options.length === 0) return {};
  return {
    options: options.filter(isObject).map(({ required, autocomplete, options: inside, choices, ...option }) => ({
      ...option,
      name_localizations: null,
      description_localizations: null,
      ...(required === true ? { required } : {}),
      ...(autocomplete === true ? { autocomplete } : {}),
      ...(Array.isArray(choices) ? { choices: choices.map((one) => ({ name_localizations: null, ...one })) } : {}),
      ...(option['channel_types'] === undefined ? {} : { channel_types: inReverse(option['channel_types']) }),
      ...asListed(inside),
    })),
  };
}

/** A person's direct channel is one, however often it is asked for. */
function openDirectChannel({ world }: Host, request: ApiRequest): ApiAnswer {
  const person = String(bodyOf(request)['recipient_id'] ?? '');
  if (!/^\d+$/.test(person)) return refusal(400, 50035, 'Invalid Form Body');
  return ok(channelJson(world, directChannel(world, person)));
}
