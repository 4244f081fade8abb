/** What Discord's answers mean for a delivery, in sentences that a person can act on. */
import type { Found, Outcome } from '../../delivery/delivery.ts';
import { type Answer, field, type Trouble } from './api.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
export const CODES = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  slowMode: 20_016,
  channelWriteLimit: 20_028,
  serverWriteLimit: 20_029,
  lateEditLimit: 30_046,
  sendingDisabled: 40_004,
  bannedFromServer: 40_007,
  temporarilyDisabled: 40_006,
  forumNeedsPost: 40_058,
  alreadyAcknowledged: 40_060,
  resourceLimited: 40_062,
  tagRequired: 40_067,
  followUpLimit: 40_094,
  blockedByCloudflare: 40_333,
  missingAccess: 50_001,
  directMessages: 50_003,
  notATextChannel: 50_008,
  cannotWriteTo: 50_007,
  verificationLevel: 50_009,
  missingPermissions: 50_013,
  wrongChannelType: 50_024,
  invalidWebhookToken: 50_027,
  archivedThread: 50_083,
  noSharedServer: 50_278,
  overloaded: 130_000,
  replyWithoutHistory: 160_002,
  threadExists: 160_004,
  threadLocked: 160_005,
  referenceWithoutHistory: 160_009,
} as const;

const NEEDED =
  'View Channel, Send Messages, Embed Links, Create Public Threads, Send Messages in Threads and Read Message History';

export const TOKEN_REFUSED =
  "Discord refuses the bot's token: copy a fresh one from the Bot page of https://discord.com/developers into DISCORD_TOKEN.";
export const MAY_NOT_POST = `Newsdesk may not post here: give it ${NEEDED} in this channel.`;
export const NO_CHANNEL =
  'Discord knows no such channel: check the id, or invite the bot to the server that has the channel.';
export const MAY_NOT_READ =
  'Newsdesk may not look back in this channel: give it View Channel and Read Message History there.';

const WRONG_KIND = 'Discord takes no messages in a channel of this kind: name a text, announcement or forum channel.';

const NOT_TO_PERSON =
  'Discord does not let Newsdesk write to this person: they must allow direct messages from members of a server that both are in.';

const OF_THE_CHANNEL: Readonly<Record<number, string>> = {
  [CODES.unknownChannel]: NO_CHANNEL,
  [CODES.unknownGuild]: NO_CHANNEL,
  [CODES.missingAccess]: MAY_NOT_POST,
  [CODES.missingPermissions]: MAY_NOT_POST,
  [CODES.bannedFromServer]: "Newsdesk is banned from this channel's server: a moderator there can lift the ban.",
  [CODES.cannotWriteTo]: NOT_TO_PERSON,
  [CODES.noSharedServer]: NOT_TO_PERSON,
  [CODES.verificationLevel]: "Newsdesk may not post here: the server's verification level shuts it out.",
  [CODES.notATextChannel]: WRONG_KIND,
  [CODES.forumNeedsPost]: WRONG_KIND,
  [CODES.wrongChannelType]: WRONG_KIND,
  [CODES.tagRequired]:
    'This forum wants a tag on every post, and Newsdesk sets none: switch off "Require people to select tags" there.',
};

const OF_THE_MESSAGE: Readonly<Record<number, string>> = {
  [CODES.unknownMessage]: 'This message was posted and then deleted by someone, so it is not posted again.',
  [CODES.threadLocked]: 'A moderator has locked the thread of this digest, so nothing more is posted into it.',
};

const PASSING: readonly number[] = [
  CODES.slowMode,
  CODES.channelWriteLimit,
  CODES.serverWriteLimit,
  CODES.lateEditLimit,
  CODES.sendingDisabled,
  CODES.temporarilyDisabled,
  CODES.blockedByCloudflare,
  CODES.resourceLimited,
  CODES.overloaded,
];

/** What the answer to creating a message means. */
export function outcomeOf(answer: Answer): Outcome {
  switch (answer.kind) {
    case 'ok': {
      const ref = idOf(answer.body);
      if (ref !== null) return { kind: 'sent', ref };
      return { kind: 'unknown', reason: 'Discord answered, but without the id of a message.' };
    }
    case 'limited':
      return answer;
    case 'unreachable':
      return { kind: 'failed', reason: answer.reason };
    case 'unknown':
      return answer;
    case 'refused':
      return refusalOf(answer);
  }
}

/** Discord's refusal of a call, which is then certainly not applied. */
export function refusalOf({ status, code, said }: Extract<Trouble, { kind: 'refused' }>): Outcome {
  if (status === 401) return { kind: 'refused', scope: 'token', reason: TOKEN_REFUSED };
  const ofChannel = OF_THE_CHANNEL[code];
  if (ofChannel !== undefined) return { kind: 'refused', scope: 'channel', reason: ofChannel };
  const ofMessage = OF_THE_MESSAGE[code];
  if (ofMessage !== undefined) return { kind: 'refused', scope: 'message', reason: ofMessage };
  // Without a code of Discord's it is some proxy's word, or a wrong address: neither is the channel's fault.
  if (PASSING.includes(code) || code === 0) return { kind: 'failed', reason: turnedAway(status, code, said) };
  return { kind: 'refused', scope: 'message', reason: turnedAway(status, code, said) };
}

function turnedAway(status: number, code: number, said: string): string {
  const words = said === '' ? '' : ` and says “${said}”`;
  return `Discord turns this message away with HTTP ${status}${code === 0 ? '' : `, code ${code}`}${words}.`;
}

/** What trouble with a look-up means: that we could not look, never that a message is absent. */
export function unavailable(trouble: Trouble): Found {
  switch (trouble.kind) {
    case 'limited': {
      const reason = `Discord asks Newsdesk to wait for ${Math.ceil(trouble.retryAfterMs / 1_000)} s.`;
      return { kind: 'unavailable', reason, retryAfterMs: trouble.retryAfterMs };
    }
    case 'unreachable':
    case 'unknown':
      return { kind: 'unavailable', reason: trouble.reason };
    case 'refused': {
      const refusal = refusalOf(trouble);
      return { kind: 'unavailable', reason: 'reason' in refusal ? refusal.reason : NO_CHANNEL };
    }
  }
}

/** Whether Discord refused with one of these codes. */
export function refusedWith(answer: Answer, ...codes: number[]): boolean {
  return answer.kind === 'refused' && codes.includes(answer.code);
}

/** The id of a message, thread or user as the API returns it; null when the answer makes no sense. */
export function idOf(body: unknown): string | null {
  const id = field(body, 'id');
  return typeof id === 'string' && isSnowflake(id) ? id : null;
}

/** https://docs.discord.com/developers/reference#snowflakes */
export function isSnowflake(id: string): boolean {
  return /^\d{1,20}$/.test(id);
}
