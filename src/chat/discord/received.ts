/** An interaction as it comes over the gateway, read with care: whatever does not make sense is left out. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Action } from '../../message/control.ts';
import { field } from './api.ts';
import type { Asker, Spot } from './caller.ts';
import { decodeCustomId } from './custom-id.ts';
import { filledIn } from './modal.ts';
import { idOf, isSnowflake } from './outcome.ts';

export interface Received {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly asked: Asked;
  readonly asker: Asker;
  /** The root message that the button (or the form behind it) stands under; null when it stands under none. */
  readonly root: string | null;
  /** What Discord says that the person may do in a channel picked with its picker; null when it says nothing of it. */
  picked(channelId: string): bigint | null;
}

export type Asked =
  | { readonly kind: 'command' | 'control' | 'form'; readonly action: Action }
  /** An option is being typed. */
  | { readonly kind: 'typing'; readonly action: Action; readonly option: string; readonly typed: string }
  /** A button or form with an id that is none of ours, a command of a kind that we have none of. */
  | { readonly kind: 'unreadable' };

const UNREADABLE: Asked = { kind: 'unreadable' };

/** Null for what can't be answered, or what Newsdesk never asked for. */
export function readInteraction(raw: unknown): Received | null {
  const id = idOf(raw);
  const token = textOf(raw, 'token');
  const applicationId = textOf(raw, 'application_id');
  const asker = askerOf(raw);
  const asked = askedOf(field(raw, 'type'), field(raw, 'data'));
  if (id === null || !token || !applicationId || !isSnowflake(applicationId) || asker === null || asked === null) {
    return null;
  }
  const picked = field(field(field(raw, 'data'), 'resolved'), 'channels');
  return {
    id,
    token,
    applicationId,
    asked,
    asker,
    root: rootOf(field(raw, 'message'), applicationId),
    picked: (channelId) => bitsOf(field(field(picked, channelId), 'permissions')),
  };
}

// ---- who and where ---------------------------------------------------------------------------------------------------

function askerOf(raw: unknown): Asker | null {
  const member = field(raw, 'member');
  const person = idOf(field(member, 'user')) ?? idOf(field(raw, 'user'));
  const spot = spotOf(raw);
  if (person === null || spot === null) return null;
  return { person, spot, roles: rolesOf(member), granted: bitsOf(field(member, 'permissions')) };
}

function spotOf(raw: unknown): Spot | null {
  const channel = field(raw, 'channel');
  const channelId = idOf(channel) ?? textOf(raw, 'channel_id');
  if (channelId === null || !isSnowflake(channelId)) return null;
  const type = field(channel, 'type');
  const guildId = textOf(raw, 'guild_id');
  // Of a member, and it is not said of which server: better too quiet than too loud.
  const isSomewhere = guildId === null && idOf(field(field(raw, 'member'), 'user')) !== null;
  const isAmongOthers = field(raw, 'context') === InteractionContextType.PrivateChannel || type === ChannelType.GroupDM;
  return {
    guildId,
    channelId,
    type: typeof type === 'number' ? type : null,
    parentId: textOf(channel, 'parent_id'),
    isOthers: isAmongOthers || isSomewhere,
  };
}

/** Of a member of a server; null when there is none. */
export function rolesOf(member: unknown): string[] | null {
  const roles = field(member, 'roles');
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : null;
}

function bitsOf(value: unknown): bigint | null {
  return typeof value === 'string' && /^\d{1,40}$/.test(value) ? BigInt(value) : null;
}

/** A root is a message of ours in classic form that answers nobody: replies are V2 messages, or come from an interaction. */
function rootOf(message: unknown, botId: string): string | null {
  const flags = Number(field(message, 'flags') ?? 0);
  const isReply =
    (flags & (MessageFlags.Ephemeral | MessageFlags.IsComponentsV2)) !== 0 ||
    (field(message, 'interaction_metadata') ?? null) !== null ||
    (field(message, 'message_reference') ?? null) !== null;
  return idOf(field(message, 'author')) === botId && !isReply ? idOf(message) : null;
}

// ---- what ------------------------------------------------------------------------------------------------------------

function askedOf(type: unknown, data: unknown): Asked | null {
  switch (type) {
    case InteractionType.ApplicationCommand:
      return isChatInput(data) ? { kind: 'command', action: typedCommand(data).action } : UNREADABLE;
    case InteractionType.ApplicationCommandAutocomplete: {
      const { action, focused } = typedCommand(data);
      return focused && { kind: 'typing', action, ...focused };
    }
    case InteractionType.MessageComponent:
      return usedControl(data);
    case InteractionType.ModalSubmit: {
      const id = decodeCustomId(textOf(data, 'custom_id') ?? '');
      if (id === null) return UNREADABLE;
      return { kind: 'form', action: withArgs(id.action, filledIn(field(data, 'components'))) };
    }
    default:
      return null;
  }
}

function isChatInput(data: unknown): boolean {
  return (field(data, 'type') ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
}

const NESTING: readonly unknown[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** `/news-admin topic add` comes as a command within a command within a command. */
function typedCommand(data: unknown) {
  const path = [textOf(data, 'name') ?? ''];
  let options = listOf(field(data, 'options'));
  for (let nested = deeper(options); nested !== undefined && path.length < 3; nested = deeper(options)) {
    path.push(textOf(nested, 'name') ?? '');
    options = listOf(field(nested, 'options'));
  }
  const given = options.flatMap(argumentOf);
  const focused = options.find((option) => field(option, 'focused') === true);
  return {
    action: { command: path.join(' '), args: Object.fromEntries(given) },
    focused: focused === undefined ? null : { option: textOf(focused, 'name') ?? '', typed: givenValue(focused) ?? '' },
  };
}

function deeper(options: readonly unknown[]): unknown {
  return options.find((option) => NESTING.includes(field(option, 'type')));
}

function argumentOf(option: unknown): [string, string][] {
  const name = textOf(option, 'name');
  const value = givenValue(option);
  if (name === null || value === null) return [];
  return [[name, field(option, 'type') === ApplicationCommandOptionType.Channel ? `discord:${value}` : value]];
}

function givenValue(option: unknown): string | null {
  const value = field(option, 'value');
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
}

const OUR_CONTROLS: readonly unknown[] = [ComponentType.Button, ComponentType.StringSelect];

function usedControl(data: unknown): Asked {
  const id = decodeCustomId(textOf(data, 'custom_id') ?? '');
  if (id === null || !OUR_CONTROLS.includes(field(data, 'component_type'))) return UNREADABLE;
  const values = listOf(field(data, 'values')).filter((value) => typeof value === 'string');
  const chosen = id.fills === null ? {} : { [id.fills]: values.join(',') };
  return { kind: 'control', action: withArgs(id.action, chosen) };
}

function withArgs({ command, args }: Action, more: Record<string, string>): Action {
  return { command, args: { ...args, ...more } };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A field that is text; null when it is missing or something else. */
export function textOf(value: unknown, name: string): string | null {
  const found = field(value, name);
  return typeof found === 'string' ? found : null;
}
