/** Keeping a story, a source or an actor out of a channel's digests; the same again undoes it. */
import { shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Control } from '../../message/control.ts';
import type { Mute } from '../../ports/conversation.ts';
import { DAY_MS } from '../../spans.ts';
import type { Reply } from '../command.ts';
import { withDraft } from '../everyone/choose.ts';
import { actorsLately, sourcesLately } from '../everyone/followed.ts';
import { folded, nearest } from '../everyone/likeness.ts';
import { type Sight, sightOf } from '../everyone/sight.ts';
import { sentence } from '../reply.ts';
import type { Call, Handler, Room } from '../room.ts';
import { storyMeant } from '../subjects.ts';
import { auditSubject } from './audit-subject.ts';
import { given } from './target.ts';

/** Longer is no name. Characters. */
const LONGEST_NAME = 200;

export const mute: Handler = async (asked, room) => {
  const call = await withDraft(asked, room);
  const { caller } = call.invocation;
  const what = await whatIsMeant(call, room);
  if ('message' in what) return what;
  const days = Number(given(call, 'days') ?? 0);
  const until = days > 0 ? new Date(room.clock.now().getTime() + days * DAY_MS) : null;
  const made = { person: caller.person, at: room.clock.now() };
  const subject = auditSubject(await subjectOf(what, room), caller);
  const muted = await call.change(room, async (within, audit) => {
    await audit(subject);
    return toggle({ channel: caller.channel, ...what, until, made }, within);
  });
  if (muted) return sentence(`Not muted any more: ${named(muted)} may stand in this channel’s digests again.`);
  const muting = `Muted: ${named(what)} stays out of this channel’s digests ${howLong(until, days, room)}. The same command again undoes it.`;
  return sentence(`${muting}${await doubt(what, call, room)}`);
};

/** A name that nobody has keeps nothing out: it may be a slip. Empty where there is no doubt. */
async function doubt({ kind, subject }: Subject, { invocation }: Call, room: Room): Promise<string> {
  if (kind === 'story') return '';
  const names = await namesLately(kind, await sightOf(invocation.caller, room), room);
  if (names.some((name) => folded(name) === folded(subject))) return '';
  const meant = nearest(subject, names);
  const cure = meant === null ? 'look at its spelling.' : `did you mean “${meant}”?`;
  return ` No ${kind} of that name is in the latest news: ${cure}`;
}

function namesLately(kind: 'source' | 'actor', sight: Pick<Sight, 'hiddenTopics'>, room: Room): Promise<string[]> {
  return kind === 'source' ? sourcesLately(sight, room) : actorsLately(sight, room);
}

/** The mute of the same that was in force, and is no more; null where this one now is. */
async function toggle(mute: Mute, { archive, clock }: Room): Promise<Mute | null> {
  const inForce = await archive.mutes(mute.channel, clock.now());
  const muted = inForce.find(({ kind, subject }) => kind === mute.kind && isSame(mute, subject));
  if (muted) await archive.dropMute(mute.channel, muted.kind, muted.subject);
  else await archive.keepMute(mute);
  return muted ?? null;
}

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
  const names = await namesLately(kind, everybodys, room);
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
