/** Our commands as Discord's application commands, registered only when Discord has others. */
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandGroupOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Command, Option, Root } from '../../command/command.ts';
import type { Clock } from '../../ports.ts';
import { type Answer, type Api, field } from './api.ts';
import { insist } from './insist.ts';

/** Discord's own description of its API wants the permissions as a number, and gives them back as text. */
type RootCommand = Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, 'default_member_permissions'> & {
  readonly default_member_permissions: number | null;
};

/**
 * Managers' commands are shown to those with Manage Server, unless a server says otherwise; who may use them is checked
 * at every call. They make no sense in a direct message, where nobody manages anything.
 */
const ROOTS: Readonly<Record<Root, Pick<RootCommand, 'description' | 'contexts' | 'default_member_permissions'>>> = {
  news: {
    description: 'The news: digests, answers, stories and where they come from',
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    default_member_permissions: null,
  },
  'news-admin': {
    description: 'For managers: which news comes to which channel, and when',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: Number(PermissionFlagsBits.ManageGuild),
  },
};

/** Where digests can be posted. */
export const CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum] as const;

/** One command for each root, its subcommands and groups in the order of the catalogue. */
export function applicationCommands(commands: readonly Command[]): RootCommand[] {
  const roots = [...new Set(commands.map(({ root }) => root))];
  return roots.map((name) => ({
    type: ApplicationCommandType.ChatInput,
    name,
    ...ROOTS[name],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: rootOptions(commands.filter(({ root }) => root === name)),
  }));
}

function rootOptions(commands: readonly Command[]) {
  const firsts = [...new Set(commands.map(({ path }) => path[0]))];
  return firsts.flatMap(
    (first): (APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption)[] => {
      const alone = commands.filter(({ path }) => path[0] === first && path.length === 1);
      const grouped = commands.filter(({ path }) => path[0] === first && path.length === 2);
      return [
        ...alone.map((command) => subcommand(command, first)),
        ...(grouped.length > 0 ? [group(first, grouped)] : []),
      ];
    },
  );
}

function group(name: string, commands: readonly Command[]): APIApplicationCommandSubcommandGroupOption {
  const names = commands.map(({ path }) => path[1] ?? '');
  return {
    type: ApplicationCommandOptionType.SubcommandGroup,
    name,
    description: `${name}: ${names.join(', ')}`,
    options: commands.map((command, index) => subcommand(command, names[index] ?? '')),
  };
}

/** Discord wants the options that are required before the others. */
function subcommand({ description, options }: Command, name: string): APIApplicationCommandSubcommandOption {
  const ordered = [...options.filter(({ required }) => required), ...options.filter(({ required }) => !required)];
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options: ordered.map(basicOption) };
}

function basicOption(option: Option): APIApplicationCommandBasicOption {
  const { name, description, required, type, min, max } = option;
  const common = { name, description, required };
  if (type === 'channel') {
    return { ...common, type: ApplicationCommandOptionType.Channel, channel_types: [...CHANNEL_TYPES] };
  }
  if (type === 'number') {
    const bounds = {
      ...(min === undefined ? {} : { min_value: min }),
      ...(max === undefined ? {} : { max_value: max }),
    };
    return { ...common, type: ApplicationCommandOptionType.Integer, ...bounds };
  }
  if (option.choices) {
    const choices = option.choices.map(({ label, value }) => ({ name: label, value }));
    return { ...common, type: ApplicationCommandOptionType.String, choices };
  }
  return { ...common, type: ApplicationCommandOptionType.String, autocomplete: option.complete !== undefined };
}

// ---- registration ----------------------------------------------------------------------------------------------------

/** Looks at what Discord has, and sends ours when they differ: Discord takes only so many changes a day. */
export async function registerCommands(
  api: Api,
  clock: Clock,
  applicationId: string,
  commands: readonly Command[],
): Promise<'same' | 'changed' | Exclude<Answer, { kind: 'ok' }>> {
  const path = `/applications/${applicationId}/commands`;
  const wanted = applicationCommands(commands);
  const there = await insist(clock, { twice: true }, () => api.call('GET', path));
  if (there.kind !== 'ok') return there;
  if (fingerprint(there.body) === fingerprint(wanted)) return 'same';
  // The same commands sent twice are the same commands.
  const put = await insist(clock, { twice: true }, () => api.call('PUT', path, { body: wanted }));
  return put.kind === 'ok' ? 'changed' : put;
}

/** Commands in one form, whatever Discord adds to them or leaves out where it is the default. */
export function fingerprint(commands: unknown): string {
  const list = Array.isArray(commands) ? commands.map(normalCommand) : [];
  return JSON.stringify(list.toSorted((a, b) => String(a.name).localeCompare(String(b.name))));
}

function normalCommand(command: unknown) {
  const permissions = field(command, 'default_member_permissions') ?? null;
  return {
    name: field(command, 'name'),
    type: field(command, 'type') ?? ApplicationCommandType.ChatInput,
    description: field(command, 'description'),
    default_member_permissions: permissions === null ? null : String(permissions),
    contexts: sorted(command, 'contexts'),
    integration_types: sorted(command, 'integration_types'),
    options: normalOptions(field(command, 'options')),
  };
}

function normalOptions(options: unknown): unknown[] {
  if (!Array.isArray(options)) return [];
  return options.map((option) => {
    const choices = field(option, 'choices');
    return {
      type: field(option, 'type'),
      name: field(option, 'name'),
      description: field(option, 'description'),
      required: field(option, 'required') ?? false,
      autocomplete: field(option, 'autocomplete') ?? false,
      min_value: field(option, 'min_value') ?? null,
      max_value: field(option, 'max_value') ?? null,
      channel_types: sorted(option, 'channel_types'),
      choices: Array.isArray(choices) ? choices.map((one) => [field(one, 'name'), field(one, 'value')]) : [],
      options: normalOptions(field(option, 'options')),
    };
  });
}

/** A list of numbers whose order means nothing. */
function sorted(holder: unknown, name: string): unknown[] {
  const values = field(holder, name);
  return Array.isArray(values) ? values.toSorted((one, other) => Number(one) - Number(other)) : [];
}
