/** The connection on which Discord tells of events: discord.js's client, kept small and kept alive. */
import type { Client } from 'discord.js';
import type { Clock, Log } from '../../ports.ts';
import { field } from './api.ts';
import { guardGateway, guardPackets } from './guard.ts';
import { TOKEN_REFUSED } from './outcome.ts';
import { type Servers, serversOf } from './servers.ts';

type DiscordJs = typeof import('discord.js');

export interface GatewayOptions {
  readonly token: string;
  /** The API's root; Discord's own when null. */
  readonly apiUrl: string | null;
  /** Those of so many that are listened to here; all that Discord recommends when null or left out. */
  readonly shards?: { readonly ids: readonly number[]; readonly count: number } | null;
}

export interface Gateway {
  readonly applicationId: string;
  readonly close: () => Promise<void>;
}

/** Events as they come, from the first: an interaction has to be acknowledged while servers are still being told of. */
export type Listener = (event: string, data: unknown, servers: Servers) => void;

/** Until the servers that the bot is in have all been told of, at most. */
const SERVERS_MS = 5_000;
/** Between two tries to connect: this, then twice as long each time, up to the second. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const BROKEN_OFF = 'The connection to Discord broke off; it is being made anew.';
const ENDED = 'Discord has ended the connection for good; check DISCORD_TOKEN and start again.';
/** For the farewell when the connection is closed. */
const FAREWELL_MS = 1_000;

/**
 * Connects, however often it takes; afterwards discord.js connects again by itself. Null when the signal aborts first.
 * @param told of each connection that breaks off afterwards, in a sentence; null when all stand again
 * @throws Error, in words for the operator, when Discord refuses the token
 */
export async function connect(
  options: GatewayOptions,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  listener: Listener,
  told: (trouble: string | null) => void,
  signal: AbortSignal,
): Promise<Gateway | null> {
  // Anything else can't even be sent.
  if (!/^[\x21-\x7e]+$/.test(options.token)) throw new Error(TOKEN_REFUSED);
  const discordJs = await import('discord.js');
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const client = createClient(options, discordJs, log);
    client.on('raw', (packet: unknown) => {
      listener(String(field(packet, 't')), field(packet, 'd'), serversOf(client));
    });
    const close = () => closeClient(client, clock);
    try {
      await logIn(client, options.token, discordJs, signal);
      if (client.application && !signal.aborted) {
        followShards(client, discordJs, told);
        return { applicationId: client.application.id, close };
      }
      await close();
    } catch (error) {
      await close();
      if (isRefusal(error)) throw new Error(TOKEN_REFUSED);
      log.warn('Discord can not be reached; trying again', { cause: nameOf(error), inMs: pause });
      await clock.sleep(pause, signal);
    }
  }
  return null;
}

/** No intent that Discord would have to allow: it sends the text of messages that mention the bot or are written to it. */
function createClient({ apiUrl, shards }: GatewayOptions, discordJs: DiscordJs, log: Log): Client {
  const { Client, Events, GatewayIntentBits, Options, Partials, SimpleShardingStrategy } = discordJs;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, ...NOTHING_BUT_SERVERS }),
    waitGuildTimeout: SERVERS_MS,
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: 'auto' }),
    ...(apiUrl === null ? {} : { rest: { api: apiUrl.replace(/\/+$/, '') } }),
    ws: { buildStrategy: (manager) => new SimpleShardingStrategy(guardGateway(manager, log)) },
  });
  guardPackets(client, log);
  const noted = (event: string) => (error: unknown) => log.warn(`Discord: ${event}`, { cause: nameOf(error) });
  client.on(Events.Error, noted('the client met an error'));
  client.on(Events.ShardError, noted('the connection met an error'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.error(ENDED, { code });
  });
  return client;
}

/** Each shard is a connection of its own, with servers of its own. */
function followShards(client: Client, { Events }: DiscordJs, told: (trouble: string | null) => void): void {
  const broken = new Set<number>();
  const breaks = (shard: number, trouble: string) => {
    broken.add(shard);
    told(trouble);
  };
  const stands = (shard: number) => {
    if (broken.delete(shard) && broken.size === 0) told(null);
  };
  client.on(Events.ShardReconnecting, (shard) => breaks(shard, BROKEN_OFF));
  client.on(Events.ShardDisconnect, (_, shard) => breaks(shard, ENDED));
  client.on(Events.ShardResume, stands);
  client.on(Events.ShardReady, stands);
}

/** Servers with their channels and roles are kept; people, messages and the rest are not. */
const NOTHING_BUT_SERVERS = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: {
    maxSize: 1,
    keepOverLimit: (member: { id: string; client: Client }) => member.id === member.client.user?.id,
  },
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildSoundboardSoundManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: {
    maxSize: 1,
    keepOverLimit: (user: { id: string; client: Client }) => user.id === user.client.user?.id,
  },
  VoiceStateManager: 0,
};

/** Resolves when the client is ready, or the signal aborts. */
async function logIn(client: Client, token: string, { Events }: DiscordJs, signal: AbortSignal): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const loggedIn = client.login(token).then(() => ready);
  // When the signal comes first, nobody waits for this any more.
  loggedIn.catch(() => {});
  await Promise.race([loggedIn, aborted]);
}

async function closeClient(client: Client, clock: Clock): Promise<void> {
  const left = new AbortController();
  const destroyed = client.destroy().catch(() => {});
  await Promise.race([destroyed, clock.sleep(FAREWELL_MS, left.signal)]);
  left.abort();
}

/** discord.js's own code where the REST API says 401, the gateway's words where the gateway does. */
function isRefusal(error: unknown): boolean {
  return field(error, 'code') === 'TokenInvalid' || field(error, 'message') === 'Authentication failed';
}

/** What kind of error it is; its words may hold anything. */
function nameOf(error: unknown): string {
  const code = field(error, 'code');
  return typeof code === 'string' || typeof code === 'number'
    ? String(code)
    : error instanceof Error
      ? error.name
      : 'unknown';
}
