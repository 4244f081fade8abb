/** What people do in Discord's client, as the gateway tells of it: type a command, press a button, fill in a form, write. */
import type { ServerInteraction } from './interaction-routes.ts';
import { channelJson, directChannel, PERMISSIONS, type ServerMessage, storeMessage, type World } from './world.ts';

type Json = Record<string, unknown>;

/** What the server does for people. */
interface Stage {
  readonly world: World;
  dispatch(event: string, data: unknown): void;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** What Discord says the person may do where the interaction is. */
  readonly permissions?: bigint;
  readonly roles?: readonly string[];
}

export const IDA: Person = { id: '200000000000000001', name: 'Ida' };
export const MANAGER: Person = { id: '200000000000000002', name: 'Marit', permissions: 1n << 5n };

/** Somebody, somewhere: a channel, a thread, or `null` for a direct message. */
export interface Where {
  readonly by?: Person;
  readonly in: string | null;
  /** What is different in the event that Discord tells of; undefined for what is missing. */
  readonly oddly?: Json;
}

/** A channel as Discord's picker gives it, with what the person may do there. */
export interface PickedChannel {
  readonly id: string;
  readonly permissions?: bigint;
}

export type Values = Readonly<Record<string, string | number | PickedChannel>>;

/** `/news topic add name:…`, by the command's full name. */
export function useCommand(stage: Stage, where: Where, name: string, values: Values = {}): ServerInteraction {
  return begin(stage, where, 2, commandData(stage, name, options(values), values));
}

/** Types into an option; the others stand as they are. */
export function typeInto(stage: Stage, where: Where, name: string, option: string, typed: string, values: Values = {}) {
  const focused = { name: option, type: 3, value: typed, focused: true };
  return begin(stage, where, 4, commandData(stage, name, [...options(values), focused], values));
}

export function press(stage: Stage, where: Where, message: ServerMessage, label: string): ServerInteraction {
  const button = componentsIn(message).find((component) => component['label'] === label);
  if (!button) throw new Error(`there is no button "${label}" under ${JSON.stringify(message.components)}`);
  return begin(stage, where, 3, { component_type: 2, custom_id: button['custom_id'] }, { message });
}

/** A button by its id, which is not there any more or never was; with values, a menu. */
export function pressId(
  stage: Stage,
  where: Where,
  message: ServerMessage,
  customId: string,
  values: readonly string[] | null = null,
): ServerInteraction {
  const control = values === null ? { component_type: 2 } : { component_type: 3, values };
  return begin(stage, where, 3, { ...control, custom_id: customId }, { message });
}

export function choose(stage: Stage, where: Where, message: ServerMessage, menu: string, values: readonly string[]) {
  const select = componentsIn(message).find((component) => component['placeholder'] === menu);
  if (!select) throw new Error(`there is no menu "${menu}"`);
  return begin(stage, where, 3, { component_type: 3, custom_id: select['custom_id'], values }, { message });
}

/** Fills in the form that an interaction has opened; several values are several choices. */
export function submit(
  stage: Stage,
  where: Where,
  opened: ServerInteraction,
  values: Readonly<Record<string, string | readonly string[]>>,
  message?: ServerMessage,
): ServerInteraction {
  const modal = opened.callback?.data ?? {};
  const components = componentsIn({ components: modal['components'] as unknown[] })
    .filter((component) => component['type'] === 18)
    .map(({ type, component }) => {
      const held = component as Json;
      const id = String(held['custom_id']);
      const value = values[id] ?? '';
      const filled =
        typeof value === 'string' && held['type'] === 4 ? { value } : { values: [value].flat().filter(Boolean) };
      return { type, component: { type: held['type'], custom_id: id, ...filled } };
    });
  return begin(stage, where, 5, { custom_id: modal['custom_id'], components }, message ? { message } : {});
}

/**
 * Writes a message. Mentions are worked out as Discord does, which on a server tells a bot the words of those only that
 * mention the bot itself: https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function write(stage: Stage, { by = IDA, in: place }: Where, content: string, fields: Json = {}): ServerMessage {
  const { world } = stage;
  const channelId = place ?? directChannel(world, by.id).id;
  const author = { id: by.id, username: by.name, bot: false, discriminator: '0', avatar: null };
  const mentions = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => ({ id, username: 'somebody' }));
  const mention_roles = [...content.matchAll(/<@&(\d+)>/g)].map(([, id]) => id);
  const message = storeMessage(world, channelId, { author, content, mentions, mention_roles, ...fields });
  const isTold = place === null || mentions.some(({ id }) => id === world.bot.id);
  stage.dispatch('MESSAGE_CREATE', {
    ...message,
    content: isTold ? content : '',
    ...(place === null ? {} : { guild_id: world.guildId, member: memberOf(by) }),
  });
  return message;
}

// ---- interactions ------------------------------------------------------------------------------------------------------

function begin(
  stage: Stage,
  { by = IDA, in: place, oddly = {} }: Where,
  type: number,
  data: Json,
  more: Json = {},
): ServerInteraction {
  const { world } = stage;
  const channelId = place ?? directChannel(world, by.id).id;
  const channel = world.channels.get(channelId);
  if (!channel) throw new Error(`there is no channel ${channelId}`);
  const id = world.snowflake();
  const token = `aW50ZXJhY3Rpb246${world.snowflake()}`;
  const event = {
    id,
    token,
    application_id: world.bot.id,
    version: 1,
    type,
    data,
    channel_id: channelId,
    channel: { ...channelJson(world, channel), permission_overwrites: undefined },
    app_permissions: String(everything()),
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: place === null ? '0' : world.guildId },
    context: place === null ? 1 : 0,
    ...(place === null
      ? { user: userOf(by) }
      : { guild_id: world.guildId, guild_locale: 'en-US', member: memberOf(by) }),
    ...more,
    ...oddly,
  };
  const interaction: ServerInteraction = {
    id,
    token,
    type,
    channelId,
    createdAt: world.now(),
    callback: null,
    original: null,
    withdrawn: false,
    removed: false,
    mostFollowUps: Number.POSITIVE_INFINITY,
    event,
    messages: [],
  };
  world.interactions.set(token, interaction);
  stage.dispatch('INTERACTION_CREATE', event);
  return interaction;
}

function userOf({ id, name }: Person): Json {
  return { id, username: name, discriminator: '0', global_name: name, avatar: null, bot: false };
}

function memberOf(person: Person): Json {
  const { roles = [], permissions = everything() } = person;
  return {
    user: userOf(person),
    roles,
    permissions: String(permissions),
    joined_at: '2026-01-01T00:00:00.000Z',
    nick: null,
    avatar: null,
    deaf: false,
    mute: false,
    flags: 0,
  };
}

function everything(): bigint {
  return Object.values(PERMISSIONS).reduce((bits, bit) => bits | bit, 0n);
}

function commandData({ world }: Stage, name: string, given: readonly Json[], values: Values): Json {
  const [root = '', ...path] = name.split(' ');
  const nested = path.reduceRight<readonly Json[]>(
    (inside, step, depth) => [{ type: path.length === 2 && depth === 0 ? 2 : 1, name: step, options: inside }],
    given,
  );
  return {
    id: world.snowflake(),
    type: 1,
    name: root,
    options: nested,
    resolved: { channels: resolved(world, values) },
  };
}

function options(values: Values): Json[] {
  return Object.entries(values).map(([name, value]) => {
    if (typeof value === 'object') return { name, type: 7, value: value.id };
    return { name, type: typeof value === 'number' ? 4 : 3, value };
  });
}

function resolved(world: World, values: Values): Json {
  const picked = Object.values(values).filter((value) => typeof value === 'object');
  const entries = picked.map(({ id, permissions = everything() }): [string, Json] => {
    const channel = world.channels.get(id);
    return [id, { id, name: channel?.name ?? 'elsewhere', type: channel?.type ?? 0, permissions: String(permissions) }];
  });
  return Object.fromEntries(entries);
}

/** All components, the nested ones among them. */
export function componentsIn({ components }: { readonly components: readonly unknown[] }): Json[] {
  return components.flatMap((one) => {
    const component = one as Json;
    const inside = Array.isArray(component['components']) ? component['components'] : [];
    return [component, ...componentsIn({ components: inside })];
  });
}
