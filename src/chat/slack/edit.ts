/** Putting other content in the place of a message that stands in Slack: one call, and the same again is harmless. */
import type { Outcome } from '../../delivery/delivery.ts';
import type { Chat, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import { isTs, type SlackClient } from './client.ts';
import { KEY_EVENT } from './find.ts';
import { outcomeOf } from './post.ts';
import type { SlackPayload } from './render.ts';

type Edit = Parameters<Chat['edit']>[0];

/** The key goes with it again: what is not sent along, Slack may take away. */
export async function editMessage(
  { web, webApi }: SlackClient,
  { channel, ref, key, content }: Edit,
  log: Log,
): Promise<Outcome> {
  const { text, blocks } = content.payload as SlackPayload;
  try {
    const answer = await web.chat.update({
      channel: channel.id,
      ts: ref,
      text,
      blocks,
      parse: 'none',
      link_names: false,
      metadata: { event_type: KEY_EVENT, event_payload: { key } },
    });
    return isTs(answer.ts) ? { kind: 'sent', ref: answer.ts } : { kind: 'unknown', reason: NO_NAME };
  } catch (error) {
    const failure = sortFailure(error, webApi);
    log.debug('slack: an edit was not confirmed', { key, ...failure });
    return outcomeOf(failure);
  }
}

const NO_NAME = 'Slack says that it changed the message but not under which name.';
