/** Stopping and resuming a channel's digests, whoever made its subscriptions. */
import { channelName } from '../../digest/subscription.ts';
import type { KnownSubscription } from '../known.ts';
import { sentence } from '../reply.ts';
import type { Audit, Call, Handler, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { announce, reopen, type Target, targetOf, topicsInWords, type Wrong, whenNext } from './target.ts';

export const pause: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const done = await call.change(room, (within, audit) => pauseAll(call, within, audit));
  if ('wrong' in done) return sentence(done.wrong);
  const { target, changed } = done;
  const what = (where: string) =>
    `${digests(changed.length, where)} paused. Nothing is lost meanwhile: /news-admin resume brings what came in.`;
  const trouble = await announce(what('here'), target, caller, room);
  return sentence(`${what(target.here ? 'here' : 'there')} ${trouble}`.trim());
};

interface Done {
  readonly target: Target;
  readonly changed: readonly KnownSubscription[];
}

async function pauseAll(call: Call, room: Room, audit: Audit): Promise<Done | Wrong> {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return target;
  const going = target.subscriptions.filter(({ paused }) => paused === null);
  if (going.length === 0) return { wrong: notGoing(target) };
  const by = { person: caller.person, at: room.clock.now() };
  for (const { subscription } of going) await room.archive.pauseSubscription(subscription.id, by);
  await audit(auditSubject(idsOf(going), caller, target));
  return { target, changed: going };
}

const idsOf = (subscriptions: readonly KnownSubscription[]) =>
  subscriptions.map(({ subscription }) => subscription.id).join(', ');

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
  const done = await call.change(room, (within, audit) => resumeAll(call, within, audit));
  if ('wrong' in done) return sentence(done.wrong);
  const { target, changed } = done;
  if (changed.length === 0) return sentence(TRYING_AGAIN);
  const what = (where: string) =>
    `${digests(changed.length, where)} going again, beginning with what came in meanwhile.`;
  const next = await whenEach(changed, target, room);
  const trouble = await announce([what('here'), ...next].join(' '), target, caller, room);
  room.hint('publish');
  return sentence([what(target.here ? 'here' : 'there'), ...next, trouble].join(' ').trim());
};

/** Nothing is paused where a channel was only given up. */
async function resumeAll(call: Call, room: Room, audit: Audit): Promise<Done | Wrong> {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return target;
  const paused = target.subscriptions.filter((one) => one.paused !== null);
  if (target.subscriptions.length === 0)
    return { wrong: `${target.called} gets no digest: /news-admin subscribe brings one.` };
  const givenUp = await reopen(target, room);
  if (paused.length === 0 && !givenUp) return { wrong: `${target.called}’s digests are not paused.` };
  for (const { subscription } of paused) await room.archive.resumeSubscription(subscription.id);
  await audit(auditSubject(paused.length > 0 ? idsOf(paused) : channelName(target.channel), caller, target));
  return { target, changed: paused };
}

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
