/**
 * Whether a part was posted by an earlier call whose answer never came. Discord lists messages without their nonce, so
 * they are told apart by the reference that every part shows (`payload.ts`), among the bot's own messages only.
 */
import type { Found } from '../../delivery/delivery.ts';
import type { Post } from '../../ports.ts';
import { type Api, field, type Trouble } from './api.ts';
import { MESSAGES_PER_PAGE, NONCE_SURE_MS } from './limits.ts';
import { CODES, idOf, isSnowflake, MAY_NOT_READ, NO_CHANNEL, refusedWith, unavailable } from './outcome.ts';
import { type DiscordPayload, payloadOf, referenceOf, shows } from './payload.ts';
import { isForum, rightsIn } from './rights.ts';

/** Discord's clock stamps the messages and ours bounds the search: this is how far ours may be ahead. */
const CLOCK_SLACK_MS = 10 * 60_000;
/** More messages than this since the first call, and we say that we can't tell. */
const PAGES = 20;
/** Forum posts of our own that were begun since the first call. */
const FORUM_POSTS = 20;

/** https://docs.discord.com/developers/reference#snowflakes: milliseconds of the first second of 2015. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** How a search ends; `empty` when no message at all was to be seen, which a missing permission may also cause. */
type Search =
  | { readonly kind: 'found'; readonly ref: string }
  | { readonly kind: 'none'; readonly empty: boolean }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/**
 * Looks for the part since its first call. Within the time that Discord certainly remembers a nonce, `absent` is also
 * the answer where the history can't be read: posting again then gives back the first message.
 */
export async function findPart(api: Api, post: Post, now: Date): Promise<Found> {
  if (!isSnowflake(post.channel.id)) return { kind: 'untellable', reason: NO_CHANNEL };
  const me = await api.call('GET', '/users/@me');
  if (me.kind !== 'ok') return unavailable(me);
  const userId = idOf(me.body);
  if (userId === null) return { kind: 'unavailable', reason: 'Discord does not say who the bot is.' };
  const payload = payloadOf(post.content.payload);
  const bears = (message: unknown) => isOurs(message, userId) && bearsKey(message, post.key, payload);
  return payload.kind === 'root' ? findRoot(api, post, userId, bears, now) : findCards(api, post, userId, bears, now);
}

type Bears = (message: unknown) => boolean;

async function findRoot(api: Api, post: Post, userId: string, bears: Bears, now: Date): Promise<Found> {
  const { id } = post.channel;
  const since = snowflakeAt((post.firstTriedAt ?? now).getTime() - CLOCK_SLACK_MS);
  const search = await searchMessages(api, id, since, bears);
  const mayBeForum = search.kind === 'none' ? search.empty : search.kind === 'trouble' && isWrongKind(search.trouble);
  if (!mayBeForum) return foundBy(search, post, now);
  const rights = await rightsIn(api, id, userId);
  if (rights.kind === 'trouble') return foundBy(rights, post, now);
  const { guildId, type } = rights.channel;
  if (isForum(type) && guildId !== null) return foundBy(await searchForum(api, id, guildId, since, bears), post, null);
  return whenEmpty(api, id, userId, post, now);
}

/** In the thread, and in the channel itself, where the cards go when there may be no thread. */
async function findCards(api: Api, post: Post, userId: string, bears: Bears, now: Date): Promise<Found> {
  const { rootRef, channel } = post;
  if (rootRef === null || !isSnowflake(rootRef)) return { kind: 'absent' };
  const inThread = await searchMessages(api, rootRef, rootRef, bears);
  const noThread = inThread.kind === 'trouble' && refusedWith(inThread.trouble, CODES.unknownChannel);
  if (inThread.kind === 'none' && inThread.empty) return whenEmpty(api, rootRef, userId, post, now);
  if (inThread.kind !== 'none' && !noThread) return foundBy(inThread, post, now);
  const firstTry = snowflakeAt((post.firstTriedAt ?? now).getTime() - CLOCK_SLACK_MS);
  const since = BigInt(firstTry) > BigInt(rootRef) ? firstTry : rootRef;
  const inChannel = await searchMessages(api, channel.id, since, bears);
  if (inChannel.kind === 'trouble' && isWrongKind(inChannel.trouble)) return { kind: 'absent' };
  if (inChannel.kind === 'none' && inChannel.empty) return whenEmpty(api, channel.id, userId, post, now);
  return foundBy(inChannel, post, now);
}

/** Reads forwards from `after`, newest message last. */
async function searchMessages(api: Api, channelId: string, after: string, bears: Bears): Promise<Search> {
  let from = after;
  for (let page = 0; page < PAGES; page++) {
    const query = { after: from, limit: String(MESSAGES_PER_PAGE) };
    const answer = await api.call('GET', `/channels/${channelId}/messages`, { query });
    if (answer.kind !== 'ok') return { kind: 'trouble', trouble: answer };
    if (!Array.isArray(answer.body)) return { kind: 'trouble', trouble: NO_LIST };
    const messages: unknown[] = answer.body;
    const ref = idOf(messages.find(bears));
    if (ref !== null) return { kind: 'found', ref };
    if (messages.length < MESSAGES_PER_PAGE) return { kind: 'none', empty: page === 0 && messages.length === 0 };
    from = messages
      .map(idOf)
      .reduce<string>((last, id) => (id !== null && BigInt(id) > BigInt(last) ? id : last), from);
  }
  return { kind: 'too-many' };
}

const NO_LIST: Trouble = { kind: 'unknown', reason: 'Discord answered something that is not a list of messages.' };

/** A forum lists posts, not messages; the first message of a post has the post's id. */
async function searchForum(api: Api, forumId: string, guildId: string, after: string, bears: Bears): Promise<Search> {
  const answer = await api.call('GET', `/guilds/${guildId}/threads/active`);
  if (answer.kind !== 'ok') return { kind: 'trouble', trouble: answer };
  const threads = field(answer.body, 'threads');
  if (!Array.isArray(threads)) return { kind: 'trouble', trouble: NO_LIST };
  const recent = threads
    .filter((thread) => field(thread, 'parent_id') === forumId)
    .map(idOf)
    .filter((id): id is string => id !== null && BigInt(id) > BigInt(after));
  if (recent.length > FORUM_POSTS) return { kind: 'too-many' };
  for (const id of recent) {
    const message = await api.call('GET', `/channels/${id}/messages/${id}`);
    if (message.kind === 'ok' && bears(message.body)) return { kind: 'found', ref: id };
    if (message.kind !== 'ok' && !refusedWith(message, CODES.unknownMessage, CODES.unknownChannel)) {
      return { kind: 'trouble', trouble: message };
    }
  }
  return { kind: 'none', empty: false };
}

/** Without Read Message History, Discord gives an empty list and no error. */
async function whenEmpty(api: Api, channelId: string, userId: string, post: Post, now: Date): Promise<Found> {
  if (isSure(post, now)) return { kind: 'absent' };
  const rights = await rightsIn(api, channelId, userId);
  if (rights.kind === 'trouble') return foundBy(rights, post, now);
  if (rights.kind === 'known' && !rights.may('ReadMessageHistory')) return { kind: 'untellable', reason: MAY_NOT_READ };
  return { kind: 'absent' };
}

/** `now` is null where no nonce helps. */
function foundBy(search: Search, post: Post, now: Date | null): Found {
  switch (search.kind) {
    case 'found':
      return { kind: 'posted', ref: search.ref };
    case 'none':
      return { kind: 'absent' };
    case 'too-many': {
      const reason = `More than ${PAGES * MESSAGES_PER_PAGE} messages have come since it was first tried.`;
      return now !== null && isSure(post, now) ? { kind: 'absent' } : { kind: 'untellable', reason };
    }
    case 'trouble': {
      // In a channel that is not there stands no message; posting again will say that it is gone.
      if (refusedWith(search.trouble, CODES.unknownChannel)) return { kind: 'absent' };
      if (!refusedWith(search.trouble, CODES.missingAccess, CODES.missingPermissions))
        return unavailable(search.trouble);
      return now !== null && isSure(post, now) ? { kind: 'absent' } : { kind: 'untellable', reason: MAY_NOT_READ };
    }
  }
}

/** Whether Discord certainly still remembers the nonce of the first call. */
function isSure({ firstTriedAt }: Post, now: Date): boolean {
  return firstTriedAt !== null && now.getTime() - firstTriedAt.getTime() < NONCE_SURE_MS;
}

function isOurs(message: unknown, userId: string): boolean {
  return idOf(field(message, 'author')) === userId;
}

/** Without Embed Links Discord drops the root's embed, and the reference with it: then the words must be the same. */
function bearsKey(message: unknown, key: string, payload: DiscordPayload): boolean {
  if (shows(message, referenceOf(key))) return true;
  const embeds = field(message, 'embeds');
  const stripped = Array.isArray(embeds) && embeds.length === 0;
  return payload.kind === 'root' && stripped && field(message, 'content') === payload.content;
}

function isWrongKind(trouble: Trouble): boolean {
  return refusedWith(trouble, CODES.notATextChannel, CODES.forumNeedsPost, CODES.wrongChannelType);
}

function snowflakeAt(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - DISCORD_EPOCH)) << 22n);
}
