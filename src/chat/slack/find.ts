/** Looking up whether a message was posted, by the key in its metadata. */
import type { Found } from '../../delivery/delivery.ts';
import type { Post } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import { isTs, type SlackClient } from './client.ts';
import { meaningOf } from './refusals.ts';

/** `event_type` of the metadata that carries the key. Anybody in the workspace can read it. */
export const KEY_EVENT = 'newsdesk_part';

/** Slack's clock and ours may differ by this much; a span too wide costs a page, one too narrow a doubled message. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;
/** https://docs.slack.dev/reference/methods/conversations.history#arguments */
const PAGE_MESSAGES = 200;
/** Tier 3 allows 50 calls a minute: half of that for one look-up. https://docs.slack.dev/apis/web-api/rate-limits */
const MOST_PAGES = 25;

/**
 * Reads the channel, or the thread of `rootRef`, from the first try on, and adopts a message that bears the key and is
 * our own. `absent` only when the whole span was read.
 */
export async function findByKey(client: SlackClient, post: Post): Promise<Found> {
  const firstTriedAt = post.firstTriedAt;
  const isThread = post.content.place === 'thread';
  if (firstTriedAt === null || (isThread && post.rootRef === null)) return { kind: 'absent' };
  try {
    const me = await whoWeAre(client);
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await readPage(client, post, firstTriedAt, cursor);
      if (!Array.isArray(answer.messages)) return NO_SENSE;
      const ours = answer.messages.find((message) => bearsKey(message, post.key) && isBy(message, me));
      if (ours) return isTs(ours.ts) ? { kind: 'posted', ref: ours.ts } : NO_SENSE;
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return answer.has_more ? TOO_MANY : { kind: 'absent' };
    }
    return TOO_MANY;
  } catch (error) {
    return foundOf(error, client);
  }
}

const NO_SENSE: Found = { kind: 'unavailable', reason: "Slack's answer about the channel's messages made no sense." };
const TOO_MANY: Found = {
  kind: 'untellable',
  reason: `More than ${PAGE_MESSAGES * MOST_PAGES} messages came since the first try, too many to look through.`,
};

/** How Slack names us as an author. */
interface Author {
  readonly botId: string | undefined;
  readonly userId: string | undefined;
}

async function whoWeAre({ web }: SlackClient): Promise<Author> {
  const { bot_id: botId, user_id: userId } = await web.auth.test();
  return { botId, userId };
}

function readPage({ web }: SlackClient, post: Post, since: Date, cursor: string | undefined) {
  const span = {
    channel: post.channel.id,
    oldest: String((since.getTime() - CLOCK_TOLERANCE_MS) / 1000),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE_MESSAGES,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const thread = post.content.place === 'thread' ? post.rootRef : null;
  return thread === null ? web.conversations.history(span) : web.conversations.replies({ ...span, ts: thread });
}

/** A message as it comes from outside: nothing about it is certain. */
type Untrusted = { readonly [name: string]: unknown } | null | undefined;

function bearsKey(message: unknown, key: string): boolean {
  const metadata = (message as Untrusted)?.['metadata'] as Untrusted;
  const payload = metadata?.['event_payload'] as Untrusted;
  return metadata?.['event_type'] === KEY_EVENT && payload?.['key'] === key;
}

/** Anybody can read our keys and post them; only what Slack says we wrote is ours. */
function isBy(message: unknown, { botId, userId }: Author): boolean {
  const { bot_id, user } = message as NonNullable<Untrusted>;
  return (botId !== undefined && bot_id === botId) || (userId !== undefined && user === userId);
}

function foundOf(error: unknown, { webApi }: SlackClient): Found {
  const failure = sortFailure(error, webApi);
  switch (failure.kind) {
    case 'limited':
      return {
        kind: 'unavailable',
        reason: 'Slack limits how often the channel may be read.',
        retryAfterMs: failure.retryAfterMs,
      };
    case 'declined':
      return declined(failure.code, failure.needed);
    case 'unreached':
    case 'unclear':
      return { kind: 'unavailable', reason: failure.reason };
  }
}

function declined(code: string, needed: string | null): Found {
  switch (code) {
    case 'thread_not_found':
      return { kind: 'absent' };
    case 'missing_scope':
      return {
        kind: 'untellable',
        reason: `The bot may not read the channel's messages: add the scope ${needed ?? 'channels:history'} under OAuth & Permissions at https://api.slack.com/apps and reinstall the app.`,
      };
    case 'not_in_channel':
    case 'channel_not_found':
      return {
        kind: 'untellable',
        reason:
          "The bot cannot read the channel's messages, for it is not in the channel: invite it with /invite @Newsdesk.",
      };
    default: {
      const meaning = meaningOf(code);
      const isToken = meaning.kind === 'refused' && meaning.scope === 'token';
      const reason = isToken ? meaning.reason : `Slack did not show the channel's messages, with the error ${code}.`;
      return { kind: 'unavailable', reason };
    }
  }
}
