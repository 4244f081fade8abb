/** Connects the platforms, and says how each renders. */
import { createConsoleChat } from '../chat/console/console.ts';
import { renderConsole } from '../chat/console/render.ts';
import { createDiscordChat } from '../chat/discord/discord.ts';
import { renderDiscord } from '../chat/discord/render.ts';
import { renderSlack } from '../chat/slack/render.ts';
import { createSlackChat } from '../chat/slack/slack.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import type { Platform } from '../digest/subscription.ts';
import type { InstallationArchive } from '../ports/installations.ts';
import type { Chat, Clock, Log } from '../ports.ts';
import { createInstallations, resealInstallations } from '../secrets/installations.ts';
import { createKeyring } from '../secrets/keyring.ts';

/** Where a terminal's digests go. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
  /** What is typed there, line by line; left out or null where nobody can type. */
  readonly input?: AsyncIterable<string> | null;
}

/**
 * Connects the platforms that have a token; the terminal is always there.
 * @param archive holds the tokens of several Slack workspaces; null leaves those out
 */
export async function connectChats(
  config: Config,
  terminal: Terminal,
  log: Log,
  archive: InstallationArchive | null,
): Promise<Map<Platform, Chat>> {
  const ports = { clock: systemClock, log };
  const { slack, discord, managers, zone } = config;
  const typed = terminal.input ? { input: terminal.input, zone, clock: systemClock } : null;
  const chats = new Map<Platform, Chat>([['console', createConsoleChat(terminal, typed)]]);
  if (slack?.botToken) {
    const { botToken } = slack;
    chats.set('slack', await createSlackChat({ ...slack, botToken, managers: managers.slack }, ports));
  }
  const several = archive && (await openWorkspaces(config, archive, ports));
  if (several) chats.set('slack', several);
  if (discord) chats.set('discord', await createDiscordChat({ ...discord, managers: managers.discord }, ports));
  return chats;
}

/** Slack where each workspace installs Newsdesk by itself; null where that is not set up. */
async function openWorkspaces(
  { slack, managers }: Config,
  archive: InstallationArchive,
  ports: { clock: Clock; log: Log },
): Promise<Chat | null> {
  if (!slack?.install || !slack.signingSecret || !slack.port) return null;
  const { createSlackWorkspaces } = await import('../chat/slack/workspaces.ts');
  const keyring = createKeyring(slack.install.keys);
  const install = { ...slack.install, stateSecret: keyring.derive('slack state') };
  const { apiUrl, signingSecret, port } = slack;
  const options = { apiUrl, signingSecret, port, install, managers: managers.slack };
  return createSlackWorkspaces(options, createInstallations('slack', archive, keyring), ports);
}

/** After the key was changed, so that the old one is needed no longer. */
export async function encryptAnew({ slack }: Config, archive: InstallationArchive, log: Log): Promise<void> {
  if (!slack?.install) return;
  const anew = await resealInstallations('slack', archive, createKeyring(slack.install.keys));
  if (anew > 0) log.warn('tokens were encrypted anew: NEWSDESK_SECRET_KEY_OLD can be taken out', { tokens: anew });
}

/** How each platform renders, connected or not. */
export function renderers(terminal: Terminal): Map<Platform, Pick<Chat, 'render'>> {
  return new Map<Platform, Pick<Chat, 'render'>>([
    ['console', { render: (message) => renderConsole(message, { ...terminal, interactive: Boolean(terminal.input) }) }],
    ['slack', { render: renderSlack }],
    ['discord', { render: renderDiscord }],
  ]);
}
