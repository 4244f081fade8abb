/** Putting other content in the place of a part that stands in Discord. The same again is harmless. */
import { MessageFlags } from 'discord-api-types/v10';
import type { Outcome } from '../../delivery/delivery.ts';
import type { Chat } from '../../ports.ts';
import type { Answer, Api } from './api.ts';
import { CODES, isSnowflake, NO_CHANNEL, outcomeOf, refusedWith } from './outcome.ts';
import { type MessageBody, payloadOf, signed } from './payload.ts';

type Edit = Parameters<Chat['edit']>[0];

const GONE: Outcome = {
  kind: 'refused',
  scope: 'message',
  reason: 'This message was deleted by someone, so it could not be corrected.',
};
const ARCHIVED: Outcome = {
  kind: 'refused',
  scope: 'message',
  reason: 'The thread of this digest is archived, and Newsdesk may not open it again to correct what stands there.',
};

/** Where a part was posted is not kept, only where it should be: a second place is asked once the first knows no such message. */
export async function editPart(api: Api, edit: Edit): Promise<Outcome> {
  const places = placesOf(edit);
  if (places === null) return { kind: 'refused', scope: 'channel', reason: NO_CHANNEL };
  const body = bodyOf(edit);
  let answer: Answer | null = null;
  for (const place of places) {
    answer = await editIn(api, place, edit.ref, body);
    if (!refusedWith(answer, CODES.unknownMessage, CODES.unknownChannel, CODES.notATextChannel)) break;
  }
  if (answer === null || refusedWith(answer, CODES.unknownMessage)) return GONE;
  return refusedWith(answer, CODES.archivedThread) ? ARCHIVED : outcomeOf(answer);
}

/**
 * The root stands in the channel, or in a forum in the post that has its id; cards in the thread, or where there could be
 * none in the channel. The channel's own word counts last where a card is gone, the message's where the root is.
 */
function placesOf({ channel, ref, rootRef, content }: Edit): readonly string[] | null {
  if (!isSnowflake(channel.id) || !isSnowflake(ref)) return null;
  if (payloadOf(content.payload).kind === 'root') return [channel.id, ref];
  return rootRef !== null && isSnowflake(rootRef) ? [rootRef, channel.id] : [channel.id];
}

/** With its reference, so that it can still be found. Of the flags, an edit takes no others than this one. */
function bodyOf({ content, key }: Edit): MessageBody {
  const payload = payloadOf(content.payload);
  const { flags: _, ...body } = signed(payload, key);
  return payload.kind === 'cards' ? { ...body, flags: MessageFlags.IsComponentsV2 } : body;
}

/** A thread is archived a day after its last message; whoever may write there may open it again, unless it is locked. */
async function editIn(api: Api, place: string, ref: string, body: MessageBody): Promise<Answer> {
  const change = () => api.call('PATCH', `/channels/${place}/messages/${ref}`, { body });
  const answer = await change();
  if (!refusedWith(answer, CODES.archivedThread)) return answer;
  const opened = await api.call('PATCH', `/channels/${place}`, { body: { archived: false } });
  if (opened.kind === 'ok') return change();
  return opened.kind === 'refused' ? answer : opened;
}
