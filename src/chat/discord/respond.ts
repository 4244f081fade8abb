/**
 * Answering an interaction: acknowledged at once, whatever the desk is doing; then the desk's answer, where it belongs.
 * Discord gives three seconds for the first and a quarter of an hour for the second.
 */
import { type Command, commandName, type Form, type Invocation, type Reply } from '../../command/command.ts';
import type { Answer } from './api.ts';
import { insteadOf, placeFor, sayReply } from './aside.ts';
import { writeBack } from './back.ts';
import { callerOf, forbiddenChannel, located, NOT_YOURS, type Spot, threadAt } from './caller.ts';
import { type Ear, inTime } from './ear.ts';
import { isOver, type Line, openLine } from './line.ts';
import { textLine } from './markdown.ts';
import { modalOf } from './modal.ts';
import { CODES, refusedWith } from './outcome.ts';
import type { MessageBody } from './payload.ts';
import type { Asked, Received } from './received.ts';
import { replyBodies, sentenceBody } from './reply.ts';
import type { Destination } from './say.ts';

/** A form that is not there by then will not be opened: the three seconds are for both. */
const FORM_MS = 1_500;
/** What is offered later than this is offered to nobody. */
const OFFER_MS = 2_000;
/** Between two signs of progress. */
const PROGRESS_MS = 2_000;

const UNREADABLE = 'Newsdesk does not know this any more. `/news help` lists what you can ask for.';
const INSTEAD = 'Pick one from the list, or leave it out for this one.';
const WENT_WRONG = 'Something went wrong while this was being shown. Please ask again.';

export async function respond(told: Received, ear: Ear): Promise<void> {
  const received = { ...told, asker: located(told.asker, ear.servers) };
  const line = openLine(ear.api, ear.clock, received);
  const { asked } = received;
  if (asked.kind === 'typing') return offer(received, asked, line, ear);
  if (asked.kind === 'unreadable') return refuse(UNREADABLE, line);
  const invocation = invocationOf(received, asked, ear);
  const command = ear.desk.commands.find((one) => commandName(one) === invocation.command);
  const forbidden = forbiddenChannel(command, invocation.args, received.asker, ear, received.picked);
  if (forbidden !== null) return refuse(`${NOT_YOURS[forbidden]} ${INSTEAD}`, line);
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
async function offer(received: Received, { action, option, typed }: Typing, line: Line, ear: Ear): Promise<void> {
  const { asker } = received;
  const { desk, servers, managers, clock } = ear;
  const command = desk.commands.find((one) => commandName(one) === action.command);
  // What another channel has is offered to those only who may name it.
  if (forbiddenChannel(command, action.args, asker, ear, received.picked) !== null) return void (await line.offer([]));
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
  /** The interaction's. */
  readonly id: string;
  readonly invocation: Invocation;
  readonly line: Line;
  /** Where what can't stand on the line is said. */
  readonly there: Destination;
  /** The answer stands in a thread, and the interaction's own line is elsewhere. */
  readonly elsewhere: boolean;
  /** Whether only the person sees what is said on the line. */
  readonly hidden: boolean;
  /** Whether only the person is to see what is meant for so many. */
  readonly hides: (seen: Reply['seen']) => boolean;
}

async function answer(
  received: Received,
  invocation: Invocation,
  command: Command | undefined,
  line: Line,
  ear: Ear,
): Promise<void> {
  const { asker, id } = received;
  const there = placeFor(invocation, asker.spot);
  // Direct messages know no threads.
  const elsewhere = invocation.thread !== null && threadAt(asker.spot) === null && asker.spot.guildId !== null;
  const hides = hidesIn(asker.spot);
  const hidden = hides(elsewhere ? 'caller' : (command?.seen ?? 'caller'));
  const acknowledged = await line.defer(hidden);
  ear.desk.acknowledged?.('discord', ear.clock.now().getTime() - invocation.at.getTime());
  if (acknowledged === 'taken') return;
  const progress = progressOn(line, ear);
  try {
    const back = backTo(received, invocation, there);
    const reply = await ear.desk.answer({ ...invocation, back }, progress.show);
    await progress.shown();
    const exchange: Exchange = { id, invocation, line, there, elsewhere, hidden, hides };
    if (reply === null) await line.withdraw();
    else if (acknowledged === 'shut') await insteadOf({ ...exchange, reply }, ear);
    else if (elsewhere && reply.seen === 'channel') await answerInThread(reply, exchange, ear);
    else await answerOnLine(reply, exchange, ear);
    if (reply !== null) await ear.desk.answered?.(invocation.event);
  } catch (error) {
    await line.edit(sentenceBody(WENT_WRONG));
    throw error;
  }
}

function backTo({ id, token, applicationId }: Received, { caller, command }: Invocation, there: Destination): string {
  const { person, place } = caller;
  return writeBack({ kind: 'interaction', id, token, applicationId, person, place, there, command });
}

/** With Newsdesk alone there is nobody to hide anything from; in a conversation that it is no part of, everything is hidden. */
function hidesIn({ guildId, isOthers }: Spot): Exchange['hides'] {
  return (seen) => isOthers === true || (guildId !== null && seen === 'caller');
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
async function answerInThread(reply: Reply, exchange: Exchange, ear: Ear): Promise<void> {
  const { line, there, id } = exchange;
  const { outcome, place } = await sayReply(reply, there, id, ear);
  if (outcome.kind === 'sent') await line.edit(sentenceBody(`The answer is in <#${place}>.`));
  else await answerOnLine({ ...reply, seen: 'caller' }, exchange, ear);
}

async function answerOnLine(reply: Reply, exchange: Exchange, ear: Ear): Promise<void> {
  const { line, hidden, hides, invocation } = exchange;
  const wantsHidden = hides(reply.seen);
  const bodies = replyBodies(reply.message);
  const inPlace = wantsHidden === hidden;
  const trouble = await sendAll(bodies, line, wantsHidden, inPlace);
  if (trouble === null) return;
  if (isShut(trouble.answer, wantsHidden)) return insteadOf({ ...exchange, reply, bodies: trouble.unsent }, ear);
  ear.log.error('an answer could not be shown on Discord', { command: invocation.command, kind: trouble.answer.kind });
  const isBegun = trouble.unsent.length < bodies.length;
  if (inPlace && !isBegun) await line.edit(sentenceBody(WENT_WRONG));
  else await line.followUp(sentenceBody(WENT_WRONG), wantsHidden);
}

/**
 * Whether the line takes no answer any more, or not for minutes. A deferral that is gone was taken away by a moderator,
 * or by the person themselves where nobody else saw it: then nobody waits any more.
 */
function isShut(answer: Answer, hidden: boolean): boolean {
  const isRemoved = refusedWith(answer, CODES.unknownMessage) && !hidden;
  const isFull = refusedWith(answer, CODES.followUpLimit);
  return isOver(answer) || answer.kind === 'limited' || isRemoved || isFull;
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
