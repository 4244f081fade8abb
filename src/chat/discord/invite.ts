/** The link with which somebody brings the bot into a server, and what the bot asks for there. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Permission } from './rights.ts';

/** All that Newsdesk does on a server; nothing more is asked for. */
export const NEEDED_PERMISSIONS: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
];

/** https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
export function discordInvite(applicationId: string): string {
  const permissions = NEEDED_PERMISSIONS.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
