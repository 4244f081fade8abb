/** Messages that call Newsdesk by its name, and those that are written to it directly. */
import type { Invocation } from '../../command/command.ts';
import { commandName } from '../../command/command.ts';
import { parseMention } from '../../command/parse.ts';
import { field } from './api.ts';
import { persistent } from './aside.ts';
import { type Asker, callerOf, forbiddenChannel, type Spot, threadAt } from './caller.ts';
import type { Ear } from './ear.ts';
import { idOf } from './outcome.ts';
import type { MessageBody } from './payload.ts';
import { rolesOf, textOf } from './received.ts';
import { spokenBodies } from './reply.ts';
import { sayBodies } from './say.ts';

export interface Mention {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly person: string;
  readonly roles: readonly string[] | null;
  /** Without the bot's name. */
  readonly text: string;
}

/** An ordinary message and an answer to one: https://docs.discord.com/developers/resources/message#message-object-message-types */
const WRITTEN_BY_PEOPLE: readonly unknown[] = [0, 19];

/**
 * Null for a message that is not for us: one of a bot, a webhook or Discord itself, and on a server one that does not
 * say our name. Answering a message of ours is not enough: there people may well be talking to each other.
 */
export function readMention(raw: unknown, botId: string): Mention | null {
  const author = field(raw, 'author');
  const id = idOf(raw);
  const person = idOf(author);
  const channelId = textOf(raw, 'channel_id');
  const content = textOf(raw, 'content');
  if (id === null || person === null || channelId === null || content === null) return null;
  if (field(author, 'bot') === true || person === botId || (field(raw, 'webhook_id') ?? null) !== null) return null;
  if (!WRITTEN_BY_PEOPLE.includes(field(raw, 'type') ?? 0)) return null;
  const name = new RegExp(`<@!?${botId}>`, 'g');
  const guildId = textOf(raw, 'guild_id');
  if (guildId !== null && content.search(name) < 0) return null;
  const text = content.replace(name, ' ').trim();
  return { id, channelId, guildId, person, roles: rolesOf(field(raw, 'member')), text };
}

/** Discord shows that somebody types for ten seconds: https://docs.discord.com/developers/resources/channel#trigger-typing-indicator */
const TYPING_MS = 8_000;

const NOT_YOURS = 'You can name only channels of this server that you can see yourself.';

export async function answerMention(mention: Mention, ear: Ear): Promise<void> {
  const asker = await askerOf(mention, ear);
  const { desk, servers, managers, clock } = ear;
  const invocation: Invocation = {
    event: `discord:${mention.id}`,
    caller: callerOf(asker, servers, managers),
    ...parseMention(mention.text),
    thread: threadAt(asker.spot),
    via: 'mention',
    at: clock.now(),
  };
  const command = desk.commands.find((one) => commandName(one) === invocation.command);
  if (forbiddenChannel(command, invocation.args, asker, servers, () => false) !== null) {
    return say(mention, invocation, [{ content: NOT_YOURS, allowed_mentions: { parse: [] } }], ear);
  }
  const done = new AbortController();
  void showTyping(mention.channelId, ear, AbortSignal.any([done.signal, ear.signal]));
  try {
    // Typing is the sign of progress here; a line of it would stay in the channel.
    const reply = await desk.answer(invocation, () => {});
    if (reply !== null) await say(mention, invocation, spokenBodies(reply.message), ear);
  } finally {
    done.abort();
  }
}

/** In the place where it was asked, under the question, whether or not that still stands there. */
async function say(mention: Mention, { caller, command }: Invocation, bodies: readonly MessageBody[], ear: Ear) {
  const { id, channelId, guildId } = mention;
  const reference = {
    message_id: id,
    channel_id: channelId,
    ...(guildId === null ? {} : { guild_id: guildId }),
    fail_if_not_exists: false,
  };
  const { call, extra } = persistent(id, ear);
  const manner = {
    call,
    extra: (nth: number) => ({ ...extra?.(nth), ...(nth === 0 ? { message_reference: reference } : {}) }),
  };
  const here = { channel: { ...caller.channel, id: channelId }, thread: null };
  const { outcome } = await sayBodies(ear.api, here, bodies, manner);
  if (outcome.kind !== 'sent')
    ear.log.warn('a mention could not be answered on Discord', { command, kind: outcome.kind });
}

async function showTyping(channelId: string, { api, clock }: Ear, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await api.call('POST', `/channels/${channelId}/typing`);
    await clock.sleep(TYPING_MS, signal);
  }
}

async function askerOf({ person, roles, guildId, channelId }: Mention, ear: Ear): Promise<Asker> {
  return { person, roles, granted: null, spot: await spotOf(guildId, channelId, ear) };
}

/** The gateway does not tell of every thread: Discord is asked about a channel that is not known. */
async function spotOf(guildId: string | null, channelId: string, { api, servers }: Ear): Promise<Spot> {
  const known = guildId === null ? null : servers.channel(channelId);
  if (guildId === null || known)
    return { guildId, channelId, type: known?.type ?? null, parentId: known?.parentId ?? null };
  const answer = await api.call('GET', `/channels/${channelId}`);
  const body = answer.kind === 'ok' ? answer.body : null;
  const type = field(body, 'type');
  return { guildId, channelId, type: typeof type === 'number' ? type : null, parentId: textOf(body, 'parent_id') };
}
