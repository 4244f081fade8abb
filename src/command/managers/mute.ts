/** Keeping a story, a source or an actor out of a channel's digests; the same again undoes it. */
import { shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Control } from '../../message/control.ts';
import type { Mute } from '../../ports/conversation.ts';
import type { Reply } from '../command.ts';
import { withDraft } from '../everyone/choose.ts';
import { actorsLately, sourcesLately } from '../everyone/followed.ts';
import { folded } from '../everyone/likeness.ts';
import { sentence } from '../reply.ts';
import type { Call, Handler, Room } from '../room.ts';
import { storyMeant } from '../subjects.ts';
import { auditSubject } from './audit-subject.ts';
import { given } from './target.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Longer is no name. Characters. */
const LONGEST_NAME = 200;

export const mute: Handler = async (asked, room) => {
  const call = await withDraft(asked, room);
  const { caller } = call.invocation;
  const what = await whatIsMeant(call, room);
  if ('message' in what) return what;
  const inForce = await room.archive.mutes(caller.channel, room.clock.now());
  const muted = inForce.find(({ kind, subject }) => kind === what.kind && isSame(what, subject));
  await call.audit(auditSubject(await subjectOf(muted ?? what, room), caller));
  if (muted) {
    await room.archive.dropMute(caller.channel, muted.kind, muted.subject);
    return sentence(`Not muted any more: ${named(muted)} may stand in this channel’s digests again.`);
  }
  const days = Number(given(call, 'days') ?? 0);
  const until = days > 0 ? new Date(room.clock.now().getTime() + days * DAY_MS) : null;
  await room.archive.keepMute({
    channel: caller.channel,
    ...what,
    until,
    made: { person: caller.person, at: room.clock.now() },
  });
  return sentence(
    `Muted: ${named(what)} stays out of this channel’s digests ${howLong(until, days, room)}. The same command again undoes it.`,
  );
};

type Subject = Pick<Mute, 'kind' | 'subject' | 'label'>;

/** The subject, or what to say where that can't be told. */
async function whatIsMeant(call: Call, room: Room): Promise<Subject | Reply> {
  const kind = given(call, 'what');
  const name = given(call, 'name') ?? '';
  if (name.length > LONGEST_NAME) return sentence(`That is too long for a name: ${LONGEST_NAME} characters at most.`);
  if (kind === 'source' || kind === 'actor') return { kind, subject: name, label: name };
  const { name: _, ...others } = call.args;
  const meant = await storyMeant(name, { ...call, args: others }, room);
  if ('reply' in meant) return { ...meant.reply, message: { ...meant.reply.message, ...fillingName(meant.reply) } };
  return { kind: 'story', subject: meant.found.id, label: meant.found.title };
}

/** The story that is chosen from the menu becomes the `name`. */
function fillingName({ message: { controls } }: Reply): { controls?: readonly Control[] } {
  if (!controls) return {};
  return { controls: controls.map((control) => (control.kind === 'menu' ? { ...control, fills: 'name' } : control)) };
}

/** A name that is in everybody's news. Whatever else somebody typed is not for the log, which keeps no text of people's. */
async function subjectOf({ kind, subject }: Pick<Subject, 'kind' | 'subject'>, room: Room): Promise<string> {
  if (kind === 'story') return `story ${subject}`;
  const everybodys = { hiddenTopics: room.topics.filter(({ channels }) => channels).map(({ name }) => name) };
  const names = kind === 'source' ? await sourcesLately(everybodys, room) : await actorsLately(everybodys, room);
  const known = names.find((name) => folded(name) === folded(subject));
  return `${kind} ${known ?? '(a name that is not in the latest news)'}`;
}

/** Names are the same in any case, as they are when a digest is selected. */
function isSame({ kind, subject }: Subject, other: string): boolean {
  return kind === 'story' ? subject === other : folded(subject) === folded(other);
}

function named({ kind, label }: Subject): string {
  return kind === 'story' ? `the story “${label}”` : `the ${kind} “${label}”`;
}

function howLong(until: Date | null, days: number, { clock }: Room): string {
  if (until === null) return 'for good';
  return `for ${counted(days, 'day')}, until ${shortDay(until.toISOString().slice(0, 10), clock.now())}`;
}
