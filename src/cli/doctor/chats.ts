/** For `doctor`: each platform's token and rights, every channel that is posted to, and the commands. */
import { COMMANDS } from '../../command/catalogue.ts';
import { readChannel } from '../../config/channel.ts';
import type { Config } from '../../config.ts';
import { type Channel, channelName, type Platform } from '../../digest/subscription.ts';
import { openArchiveForReading } from '../../main/archives.ts';
import { connectChats } from '../../main/chats.ts';
import { openLog } from '../../main.ts';
import { terminal } from '../output.ts';
import type { Looked } from './archive.ts';
import type { Finding } from './finding.ts';

type ChatPlatform = Exclude<Platform, 'console'>;
const TOKENS: readonly (readonly [ChatPlatform, string])[] = [
  ['slack', 'SLACK_BOT_TOKEN'],
  ['discord', 'DISCORD_TOKEN'],
];

/** For one call while somebody waits. Milliseconds. */
const TIMEOUT_MS = 10_000;

/** @param looked what the archive has; an archive that can't be opened has a finding of its own */
export async function examineChats(config: Config, looked: Looked): Promise<Finding[]> {
  const isOpen = looked.finding.state !== 'problem';
  const archive = config.slack?.install && isOpen ? await openArchiveForReading(config) : null;
  const chats = await connectChats(config, terminal(), openLog(config), archive);
  const findings: Finding[] = [];
  for (const [platform, setting] of TOKENS) {
    const chat = chats.get(platform);
    if (!chat) {
      findings.push(unconnected(platform, setting, config, looked));
      continue;
    }
    const lines = await chat.check(namedChannels(platform, config, looked));
    findings.push(...lines.map(({ ok, text }): Finding => ({ check: platform, state: ok ? 'ok' : 'problem', text })));
    await chat.close();
    if (lines[0]?.ok) findings.push(...unsubscribed(platform, config, looked));
    // What keeps a token from working keeps everything else from being looked at.
    if (platform === 'discord' && lines[0]?.ok) findings.push(await examineCommands(config));
  }
  await archive?.close();
  return [...findings, ...looked.closed.map(closedFinding), ...twofold(config, looked)];
}

/** Each brings a digest of its own, and neither place shows the other. */
function twofold(config: Config, looked: Looked): Finding[] {
  const made = new Set(looked.shared.map(channelName));
  const both = new Set(subscribed(config).map(channelName)).intersection(made);
  return [...both].map((name) => ({
    check: name.split(':', 1)[0] ?? '',
    state: 'unset',
    text: `${name} gets a digest by subscriptions.yaml and another that was made in chat; /news list there shows both`,
  }));
}

function unconnected(platform: ChatPlatform, setting: string, config: Config, looked: Looked): Finding {
  if (platform === 'slack' && config.slack) {
    return { check: platform, state: 'unset', text: 'not looked at: its tokens are in the archive, which comes first' };
  }
  const waiting = channelsOn(platform, [...subscribed(config), ...looked.channels])
    .map(channelName)
    .join(', ');
  if (waiting === '') return { check: platform, state: 'unset', text: `not connected; set ${setting} to post there` };
  return { check: platform, state: 'problem', text: `digests for ${waiting} wait: set ${setting}` };
}

/** Everything may be well, and still no digest comes. */
function unsubscribed(platform: ChatPlatform, config: Config, looked: Looked): Finding[] {
  if (channelsOn(platform, [...subscribed(config), ...looked.channels]).length > 0) return [];
  const text = 'no channel there gets a digest yet: type /news-admin subscribe in one, once Newsdesk runs';
  return [{ check: platform, state: 'unset', text }];
}

function closedFinding({ channel, reason }: Looked['closed'][number]): Finding {
  const text = `nothing is posted to ${channelName(channel)} any more: ${reason} Then type /news-admin resume there, or start anew.`;
  return { check: channel.platform, state: 'problem', text };
}

function subscribed(config: Config): Channel[] {
  return config.subscriptions.map(({ channel }) => channel);
}

/** Every channel of the platform that a setting names or chat has subscribed: all must be there, each once. */
function namedChannels(platform: Platform, config: Config, looked: Looked): Channel[] {
  const kept = config.topics.flatMap(({ channels = [] }) => channels).map(readChannel);
  return channelsOn(platform, [...subscribed(config), ...looked.channels, ...kept, config.operator, config.alerts]);
}

function channelsOn(platform: Platform, channels: readonly (Channel | null)[]): Channel[] {
  const here = channels.filter((channel) => channel !== null).filter((channel) => channel.platform === platform);
  return [...new Map(here.map((channel) => [channel.id, channel])).values()];
}

/** Slack has its commands from the manifest, and tells nobody which. */
async function examineCommands({ discord }: Config): Promise<Finding> {
  const { commandsAtDiscord } = await import('../../chat/discord/registered.ts');
  const { token = '', apiUrl = null } = discord ?? {};
  const found = await commandsAtDiscord({ token, apiUrl, timeoutMs: TIMEOUT_MS }, COMMANDS);
  const check = 'discord';
  switch (found.kind) {
    case 'same':
      return { check, state: 'ok', text: 'Discord has the commands of this version.' };
    case 'other':
      return {
        check,
        state: 'unset',
        text: `Discord has ${found.there}: "npm start" registers those of this version.`,
      };
    case 'unknown':
      return { check, state: 'problem', text: `Discord does not tell which commands it has: ${found.reason}` };
  }
}
