/** Trying again what was given up. */
import { channelName } from '../../digest/subscription.ts';
import { counted } from '../../digest/words.ts';
import { sentence } from '../reply.ts';
import type { Handler } from '../room.ts';
import { auditSubject } from './audit-subject.ts';

/** The posts to this channel (other channels' are their managers' affair), and every reading that was given up. */
export const retry: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const everywhere = caller.reach !== 'channel';
  const { readings, deliveries } = await call.change(room, async ({ archive, clock }, audit) => {
    const retried = await archive.retry({ readings: everywhere, channel: caller.channel }, clock.now());
    if (retried.readings + retried.deliveries > 0) await audit(auditSubject(channelName(caller.channel), caller));
    return retried;
  });
  if (readings + deliveries === 0) {
    return sentence(
      'There is nothing to try again: no article is given up, and no post to this channel of the last seven days.',
    );
  }
  room.hint('read');
  room.hint('deliver');
  return sentence(
    `Trying again: ${counted(readings, 'article')} that could not be read, and ${counted(deliveries, 'post')} to this channel. ` +
      '/news status shows how it goes.',
  );
};
