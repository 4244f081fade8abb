/**
 * Answering an interaction: acknowledged at once, whatever the desk is doing; then the desk's answer, where it belongs.
 * Discord gives three seconds for the first and a quarter of an hour for the second.
 */
import { type Command, commandName, type Form, type Invocation, type Reply } from '../../command/command.ts';
import type { Answer } from './api.ts';
import { insteadOf, sayReply } from './aside.ts';
import { callerOf, forbiddenChannel, threadAt } from './caller.ts';
import { type Ear, inTime } from './ear.ts';
import { isOver, type Line, openLine } from './line.ts';
import { textLine } from './markdown.ts';
import { modalOf } from './modal.ts';
import type { MessageBody } from './payload.ts';
import type { Asked, Received } from './received.ts';
import { replyBodies, sentenceBody } from './reply.ts';

/** A form that is not there by then will not be opened: the three seconds are for both. */
const FORM_MS = 1_500;
/** What is offered later than this is offered to nobody. */
const OFFER_MS = 2_000;
/** Between two signs of progress. */
const PROGRESS_MS = 2_000;

const UNREADABLE = 'This button is none that Newsdesk knows any more. `/news help` lists what you can ask for.';
const NOT_YOURS =
  'You can name only channels of this server that you can see yourself. Pick one from the list, or leave it out for this one.';
const WENT_WRONG = 'Something went wrong while this was being shown. Please ask again.';

export async function respond(received: Received, ear: Ear): Promise<void> {
  const line = openLine(ear.api, ear.clock, received);
  const { asked } = received;
  if (asked.kind === 'typing') return offer(received, asked, line, ear);
  if (asked.kind === 'unreadable') return refuse(UNREADABLE, line);
  const invocation = invocationOf(received, asked, ear);
  const command = ear.desk.commands.find((one) => commandName(one) === invocation.command);
  if (forbiddenChannel(command, invocation.args, received.asker, ear.servers, received.seen) !== null) {
    return refuse(NOT_YOURS, line);
  }
  const form = mayMiss(command, invocation) ? await inTime(ear.clock, FORM_MS, ear.desk.form(invocation)) : null;
  if (form !== null && (await openForm(form, line, ear))) return;
  await answer(received, invocation, command, line, ear);
}

type Acting = Extract<Asked, { readonly action: unknown }>;

function invocationOf(received: Received, asked: Acting, { servers, managers, clock }: Ear): Invocation {
  const { id, asker, root } = received;
  const via = asked.kind === 'typing' ? 'command' : asked.kind;
  return {
    event: `discord:${id}`,
    caller: callerOf(asker, servers, managers),
    ...asked.action,
    thread: threadAt(asker.spot) ?? root,
    via,
    at: clock.now(),
  };
}

async function refuse(words: string, line: Line): Promise<void> {
  if ((await line.defer(true)) !== 'taken') await line.edit(sentenceBody(words));
}

// ---- while typing ----------------------------------------------------------------------------------------------------

type Typing = Extract<Asked, { kind: 'typing' }>;

/** Nothing is offered where it takes too long: people can type on. */
async function offer({ asker }: Received, { action, option, typed }: Typing, line: Line, ear: Ear): Promise<void> {
  const { desk, servers, managers, clock } = ear;
  const caller = callerOf(asker, servers, managers);
  const choices = await inTime(clock, OFFER_MS, desk.complete({ caller, ...action, option, typed }));
  await line.offer(choices ?? []);
}

// ---- forms -----------------------------------------------------------------------------------------------------------

/** A form is opened where something is missing; not in answer to a form, since Discord allows that not. */
function mayMiss(command: Command | undefined, { via, args }: Invocation): boolean {
  if (via === 'form' || command === undefined) return false;
  return command.options.some(({ required, name }) => required && args[name] === undefined);
}

/** False when the form is not open, and the desk is to say what is missing. */
async function openForm(form: Form, line: Line, { log }: Ear): Promise<boolean> {
  const modal = modalOf(form);
  const opened = modal === null ? 'shut' : await line.openForm(modal);
  if (opened === 'shut') log.warn('a form could not be opened on Discord', { command: form.command });
  return opened !== 'shut';
}

// ---- the answer ------------------------------------------------------------------------------------------------------

/** One invocation, where its answer goes, and how that was announced. */
interface Exchange {
  readonly invocation: Invocation;
  readonly line: Line;
  /** The answer stands in a thread, and the interaction's own line is elsewhere. */
  readonly elsewhere: boolean;
  /** Whether only the person sees what is said on the line. */
  readonly hidden: boolean;
}

async function answer(
  { asker, id }: Received,
  invocation: Invocation,
  command: Command | undefined,
  line: Line,
  ear: Ear,
): Promise<void> {
  // Direct messages know no threads.
  const elsewhere = invocation.thread !== null && threadAt(asker.spot) === null && asker.spot.guildId !== null;
  const seen = command?.seen ?? 'caller';
  const hidden = invocation.caller.place !== 'direct' && (elsewhere || seen === 'caller');
  const acknowledged = await line.defer(hidden);
  ear.desk.acknowledged?.('discord', ear.clock.now().getTime() - invocation.at.getTime());
  if (acknowledged === 'taken') return;
  const progress = progressOn(line, ear);
  try {
    const reply = await ear.desk.answer(invocation, progress.show);
    await progress.shown();
    const exchange: Exchange = { invocation, line, elsewhere, hidden };
    if (reply === null) await line.withdraw();
    else if (acknowledged === 'shut') await insteadOf(reply, invocation, id, ear);
    else if (elsewhere && reply.seen === 'channel') await answerInThread(reply, exchange, id, ear);
    else await answerOnLine(reply, exchange, id, ear);
  } catch (error) {
    await line.edit(sentenceBody(WENT_WRONG));
    throw error;
  }
}

/** Shows what is under way, one sign at a time. Nobody minds a sign that is not seen. */
function progressOn(line: Line, { clock }: Ear) {
  let last = Number.NEGATIVE_INFINITY;
  let showing: Promise<unknown> = Promise.resolve();
  return {
    show(words: string): void {
      const now = clock.now().getTime();
      if (now - last < PROGRESS_MS) return;
      last = now;
      showing = showing.then(() => line.edit(sentenceBody(`-# ${textLine(words)}`)));
    },
    /** Resolves when none is on its way any more, so that none comes after the answer. */
    shown: () => showing,
  };
}

/** The answer for everybody into the thread; to the person, where it stands. */
async function answerInThread(reply: Reply, exchange: Exchange, id: string, ear: Ear): Promise<void> {
  const { line, invocation } = exchange;
  const { outcome, place } = await sayReply(reply, invocation, id, ear);
  if (outcome.kind === 'sent') await line.edit(sentenceBody(`The answer is in <#${place}>.`));
  else await answerOnLine({ ...reply, seen: 'caller' }, exchange, id, ear);
}

async function answerOnLine(reply: Reply, { line, hidden, invocation }: Exchange, id: string, ear: Ear): Promise<void> {
  const wantsHidden = invocation.caller.place !== 'direct' && reply.seen === 'caller';
  const bodies = replyBodies(reply.message);
  const trouble = await sendAll(bodies, line, wantsHidden, wantsHidden === hidden);
  if (trouble === null) return;
  if (isOver(trouble.answer)) return insteadOf(reply, invocation, id, ear, trouble.unsent);
  ear.log.error('an answer could not be shown on Discord', { command: invocation.command, kind: trouble.answer.kind });
  await line.edit(sentenceBody(WENT_WRONG));
}

/**
 * In the place of the deferral where that is seen by the same people; else in a message of its own, since who sees a
 * message can't be changed. Null when all is said.
 */
async function sendAll(
  bodies: readonly MessageBody[],
  line: Line,
  hidden: boolean,
  inPlace: boolean,
): Promise<{ readonly unsent: readonly MessageBody[]; readonly answer: Answer } | null> {
  if (!inPlace) await line.withdraw();
  for (const [index, body] of bodies.entries()) {
    const answer = index === 0 && inPlace ? await line.edit(body) : await line.followUp(body, hidden);
    // What may have been said is not said again.
    const said = answer.kind === 'ok' || (answer.kind === 'unknown' && index > 0);
    if (!said) return { unsent: bodies.slice(index), answer };
  }
  return null;
}
