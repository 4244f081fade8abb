/** For `doctor`: whether the token is good and what is missing in each channel, one sentence each. */
import type { Channel } from '../../digest/subscription.ts';
import { safeText } from '../../message/safe.ts';
import { type Api, field, type Trouble } from './api.ts';
import { applicationOf, sentenceOn } from './application.ts';
import { CODES, idOf, isSnowflake, MAY_NOT_POST, NO_CHANNEL, refusedWith, unavailable } from './outcome.ts';
import { CHANNEL_TYPES, type ChannelFacts, isForum, isThread, type Permission, rightsIn } from './rights.ts';

interface Line {
  readonly ok: boolean;
  readonly text: string;
}

/** As people read them in Discord's settings. */
const PERMISSION_NAMES: Partial<Record<Permission, string>> = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  ReadMessageHistory: 'Read Message History',
  CreatePublicThreads: 'Create Public Threads',
  SendMessagesInThreads: 'Send Messages in Threads',
};

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-flags: a post needs a tag. */
const REQUIRE_TAG = 1 << 4;

/** The token's line first; when it is refused, no channel can be looked at. Then what the application misses, if anything. */
export async function checkDiscord(api: Api, channels: readonly Channel[]): Promise<Line[]> {
  const me = await api.call('GET', '/users/@me');
  if (me.kind !== 'ok') return [{ ok: false, text: sentenceOn(me) }];
  const userId = idOf(me.body);
  if (userId === null) return [{ ok: false, text: 'Discord answers, but does not say who the bot is.' }];
  const name = safeText(String(field(me.body, 'username') ?? userId)).trim();
  const lines: Line[] = [{ ok: true, text: `Discord accepts the token; the bot is ${name}.` }];
  const application = await applicationOf(api);
  const faults = application.kind === 'known' ? application.faults : [];
  lines.push(...faults.map((text) => ({ ok: false, text })));
  for (const { id } of channels) lines.push(await checkChannel(api, id, userId));
  return lines;
}

async function checkChannel(api: Api, id: string, userId: string): Promise<Line> {
  const bad = (text: string): Line => ({ ok: false, text: `Discord channel ${id}: ${text}` });
  if (!isSnowflake(id)) return bad('an id has digits only; copy it from the channel with Developer Mode on.');
  const rights = await rightsIn(api, id, userId);
  if (rights.kind === 'trouble') return bad(channelTrouble(rights.trouble));
  const { channel } = rights;
  const name = `Discord channel ${id} (#${safeText(channel.name)})`;
  if (channel.type === CHANNEL_TYPES.category) return bad('it is a category; name one of the channels in it.');
  if (isForum(channel.type) && (channel.flags & REQUIRE_TAG) !== 0) {
    return bad('the forum wants a tag on every post; switch off "Require people to select tags".');
  }
  if (rights.kind === 'hidden') return { ok: true, text: `${name} is there; what the bot may do in it can't be seen.` };
  const missing = needed(channel).filter((permission) => !rights.may(permission));
  if (missing.length === 0) return { ok: true, text: `${name} is ready.` };
  const names = missing.map((permission) => PERMISSION_NAMES[permission] ?? permission).join(', ');
  return { ok: false, text: `${name}: give the bot ${names} there.` };
}

function channelTrouble(trouble: Trouble): string {
  if (refusedWith(trouble, CODES.missingAccess)) return MAY_NOT_POST;
  const found = unavailable(trouble);
  return 'reason' in found ? found.reason : NO_CHANNEL;
}

function needed({ type }: ChannelFacts): Permission[] {
  const always: Permission[] = ['ViewChannel', 'SendMessagesInThreads', 'EmbedLinks', 'ReadMessageHistory'];
  if (isThread(type)) return always;
  return isForum(type) ? [...always, 'SendMessages'] : [...always, 'SendMessages', 'CreatePublicThreads'];
}
