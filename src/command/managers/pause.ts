/** Stopping and resuming a channel's digests, whoever made its subscriptions. */
import { channelName } from '../../digest/subscription.ts';
import type { KnownSubscription } from '../known.ts';
import { sentence } from '../reply.ts';
import type { Handler, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { announce, reopen, type Target, targetOf, topicsInWords, whenNext } from './target.ts';

export const pause: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return sentence(target.wrong);
  const going = target.subscriptions.filter(({ paused }) => paused === null);
  if (going.length === 0) return sentence(notGoing(target));
  const by = { person: caller.person, at: room.clock.now() };
  for (const { subscription } of going) await room.archive.pauseSubscription(subscription.id, by);
  await call.audit(auditSubject(going.map(({ subscription }) => subscription.id).join(', '), caller, target));
  const what = (where: string) =>
    `${digests(going.length, where)} paused. Nothing is lost meanwhile: /news-admin resume brings what came in.`;
  const trouble = await announce(what('here'), target, caller, room);
  return sentence(`${what(target.here ? 'here' : 'there')} ${trouble}`.trim());
};

/** `The digest here is`, `2 digests here are`. */
function digests(count: number, where: string): string {
  return count === 1 ? `The digest ${where} is` : `${count} digests ${where} are`;
}

function notGoing({ called, subscriptions }: Target): string {
  if (subscriptions.length === 0) return `${called} gets no digest, so there is nothing to pause.`;
  return `${called}’s digests are paused already. /news-admin resume sets them going again.`;
}

export const resume: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return sentence(target.wrong);
  const paused = target.subscriptions.filter((one) => one.paused !== null);
  if (target.subscriptions.length === 0)
    return sentence(`${target.called} gets no digest: /news-admin subscribe brings one.`);
  const givenUp = await reopen(target, room);
  if (paused.length === 0) {
    if (givenUp) await call.audit(auditSubject(channelName(target.channel), caller, target));
    return sentence(givenUp ? TRYING_AGAIN : `${target.called}’s digests are not paused.`);
  }
  for (const { subscription } of paused) await room.archive.resumeSubscription(subscription.id);
  await call.audit(auditSubject(paused.map(({ subscription }) => subscription.id).join(', '), caller, target));
  const what = (where: string) =>
    `${digests(paused.length, where)} going again, beginning with what came in meanwhile.`;
  const next = await whenEach(paused, target, room);
  const trouble = await announce([what('here'), ...next].join(' '), target, caller, room);
  room.hint('publish');
  return sentence([what(target.here ? 'here' : 'there'), ...next, trouble].join(' ').trim());
};

const TRYING_AGAIN = 'I had given up posting there, since it did not work. I try again now.';

function whenEach(resumed: readonly KnownSubscription[], target: Target, room: Room): Promise<string[]> {
  const going = { ...target, subscriptions: target.subscriptions.map((one) => ({ ...one, paused: null })) };
  const each = resumed.map(async ({ subscription }) => {
    const next = await whenNext(subscription, going, room);
    const said = next.replace(/(?<=\d\d:\d\d)\.$/, ` (${subscription.schedule.zone}).`);
    return resumed.length === 1
      ? said
      : `${topicsInWords(subscription)}: ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
  });
  return Promise.all(each);
}
