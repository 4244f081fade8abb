/** Messages that call Newsdesk by its name, and those that are written to it directly. */
import { commandName, type Invocation, type Reply } from '../../command/command.ts';
import { parseMention } from '../../command/parse.ts';
import { field } from './api.ts';
import { persistent, placeFor, sayDirectly } from './aside.ts';
import { writeBack } from './back.ts';
import { type Asker, callerOf, forbiddenChannel, NOT_YOURS, type Spot, threadAt } from './caller.ts';
import type { Ear } from './ear.ts';
import { idOf } from './outcome.ts';
import type { MessageBody } from './payload.ts';
import { rolesOf, textOf } from './received.ts';
import { sentenceBodies, spokenBodies } from './reply.ts';
import { type Destination, type Manner, sayBodies } from './say.ts';
import type { Servers } from './servers.ts';

export interface Mention {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly person: string;
  readonly roles: readonly string[] | null;
  /** Without the bot's name; null when it was said to the bot's role, of which Discord tells, but not what was said. */
  readonly text: string | null;
}

/** An ordinary message and an answer to one: https://docs.discord.com/developers/resources/message#message-object-message-types */
const WRITTEN_BY_PEOPLE: readonly unknown[] = [0, 19];

/**
 * Null for a message that is not for us: one of a bot, a webhook or Discord itself, and on a server one that does not
 * say our name. Answering a message of ours is not enough: there people may well be talking to each other.
 */
export function readMention(raw: unknown, { botId, ownRole }: Pick<Servers, 'botId' | 'ownRole'>): Mention | null {
  const author = field(raw, 'author');
  const id = idOf(raw);
  const person = idOf(author);
  const channelId = textOf(raw, 'channel_id');
  const content = textOf(raw, 'content');
  if (id === null || person === null || channelId === null || content === null || botId === null) return null;
  if (field(author, 'bot') === true || person === botId || (field(raw, 'webhook_id') ?? null) !== null) return null;
  if (!WRITTEN_BY_PEOPLE.includes(field(raw, 'type') ?? 0)) return null;
  const guildId = textOf(raw, 'guild_id');
  const role = guildId === null ? null : ownRole(guildId);
  const isToName = guildId === null || new RegExp(`<@!?${botId}>`).test(content);
  if (!isToName && !isToRole(raw, role)) return null;
  const text = content.replace(new RegExp(`<@(?:!?${botId}|&${role})>`, 'g'), ' ').trim();
  return { id, channelId, guildId, person, roles: rolesOf(field(raw, 'member')), text: isToName ? text : null };
}

/** Whoever types our name is offered the bot's role as well as the bot. */
function isToRole(raw: unknown, role: string | null): boolean {
  const named = field(raw, 'mention_roles');
  return role !== null && Array.isArray(named) && named.includes(role);
}

const unheard = (botId: string | null) =>
  `Discord doesn’t show me what is said to my role. Please say it to me: <@${botId}>`;

/** Discord shows that somebody types for ten seconds: https://docs.discord.com/developers/resources/channel#trigger-typing-indicator */
const TYPING_MS = 8_000;

export async function answerMention(mention: Mention, ear: Ear): Promise<void> {
  const asker = await askerOf(mention, ear);
  const { desk, servers, managers, clock } = ear;
  const invocation: Invocation = {
    event: `discord:${mention.id}`,
    caller: callerOf(asker, servers, managers),
    ...parseMention(mention.text ?? ''),
    thread: threadAt(asker.spot),
    via: 'mention',
    at: clock.now(),
  };
  const command = desk.commands.find((one) => commandName(one) === invocation.command);
  const words: Words = { mention, invocation, there: placeFor(invocation, asker.spot) };
  if (mention.text === null) return sayUnder(words, sentenceBodies(unheard(servers.botId)), ear);
  const forbidden = forbiddenChannel(command, invocation.args, asker, ear, () => null);
  if (forbidden !== null) return sayUnder(words, sentenceBodies(NOT_YOURS[forbidden]), ear);
  const done = new AbortController();
  void showTyping(mention.channelId, ear, AbortSignal.any([done.signal, ear.signal]));
  try {
    // Typing is the sign of progress here; a line of it would stay in the channel.
    const { id, channelId, guildId, person } = mention;
    const { there } = words;
    const back = writeBack({ kind: 'mention', id, channelId, guildId, person, there, command: invocation.command });
    const reply = await desk.answer({ ...invocation, back }, () => {});
    if (reply === null) return;
    if (isTheirsOnly(reply, invocation)) await sayAside(words, reply, ear);
    else await sayUnder(words, spokenBodies(reply.message), ear);
    await desk.answered?.(invocation.event);
  } finally {
    done.abort();
  }
}

/** Their answers tell of the person. In a channel there is no way to show a message to one person only. */
const OF_THE_PERSON: readonly string[] = ['news list', 'news follow', 'news unfollow', 'news report'];
/** Their answers tell of others. What managers change besides is announced in the channel anyway. */
const OF_OTHERS: readonly string[] = ['news-admin audit', 'news-admin budget', 'news-admin erase'];

function isTheirsOnly({ seen }: Reply, { caller, command }: Invocation): boolean {
  if (seen === 'channel' || caller.place === 'direct') return false;
  return OF_THE_PERSON.includes(command) || (caller.manager && OF_OTHERS.includes(command));
}

/** What somebody said to Newsdesk, and where it is answered. */
interface Words {
  readonly mention: Pick<Mention, 'id' | 'channelId' | 'guildId' | 'person'>;
  readonly invocation: Pick<Invocation, 'command'>;
  readonly there: Destination;
}

const ASIDE = 'The answer is for you only: it is in a direct message.';
const NO_WAY = 'The answer is for you only, and a direct message to you does not arrive. Please use the slash command.';

/** In a direct message nobody is a manager: buttons for managers would be of no use there. */
async function sayAside(words: Words, { message }: Reply, ear: Ear): Promise<void> {
  const { mention, invocation } = words;
  const isForAll = !OF_OTHERS.includes(invocation.command);
  const bodies = spokenBodies(isForAll ? message : { ...message, controls: [] });
  const arrived = await sayDirectly(mention.person, bodies, mention.id, ear);
  await sayUnder(words, sentenceBodies(arrived ? ASIDE : NO_WAY), ear);
}

/** In the place where it was asked, under the question, whether or not that still stands there; or else directly. */
export async function sayUnder(
  { mention, invocation, there }: Words,
  bodies: readonly MessageBody[],
  ear: Pick<Ear, 'api' | 'clock' | 'log'>,
): Promise<void> {
  const { id, channelId, guildId, person } = mention;
  const reference = {
    message_id: id,
    channel_id: channelId,
    ...(guildId === null ? {} : { guild_id: guildId }),
    fail_if_not_exists: false,
  };
  const { call, extra } = persistent(id, ear);
  const manner: Manner = {
    call,
    extra: (nth) => ({ ...extra?.(nth), ...(nth === 0 ? { message_reference: reference } : {}) }),
  };
  const { outcome } = await sayBodies(ear.api, there, bodies, manner);
  if (outcome.kind === 'sent') return;
  const { command } = invocation;
  ear.log.warn('a mention could not be answered on Discord where it was', { command, kind: outcome.kind });
  if (outcome.kind === 'refused' && guildId !== null) await sayDirectly(person, bodies, id, ear);
}

async function showTyping(channelId: string, { api, clock }: Ear, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { kind } = await api.call('POST', `/channels/${channelId}/typing`);
    // Where it can't be seen it is not shown again.
    if (kind === 'refused') return;
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
