/** The desk: between what people ask on any platform and the handlers of the commands. */
import { COMMANDS, commandNamed } from '../command/catalogue.ts';
import { type Checked, checkArgs, missingWords } from '../command/check.ts';
import { type Command, type Invocation, isForManagers, type Reply } from '../command/command.ts';
import { completions } from '../command/complete.ts';
import { EVERYONE } from '../command/everyone/handlers.ts';
import { formFor } from '../command/forms.ts';
import { homeFor } from '../command/home.ts';
import { MANAGERS } from '../command/managers/handlers.ts';
import { message, sentence } from '../command/reply.ts';
import type { Handler, Room } from '../command/room.ts';
import { wrongArgs } from '../command/wrong.ts';
import type { Desk } from '../ports.ts';
import { forTyping } from './desk-archive.ts';
import { type Change, createChange } from './desk-change.ts';
import { createCrowd, TOO_MUCH } from './desk-crowd.ts';
import { troubleWords } from './desk-trouble.ts';
import { createKeeper, interrupted, type Keeper } from './desk-unanswered.ts';
import { aborted } from './queue.ts';

const HANDLERS: Readonly<Record<string, Handler>> = { ...EVERYONE, ...MANAGERS };

/** What became of an invocation: `repeated` was acted on before, `incomplete` lacks something or is not well formed. */
export type CommandOutcome = 'answered' | 'repeated' | 'unknown' | 'refused' | 'incomplete' | 'failed';

/**
 * @param noted told of each invocation, by the command's name as it came
 * @param stopping aborted when the process is to end: whoever still waits then is told so
 */
export function createDesk(
  room: Room,
  noted: (command: string, outcome: CommandOutcome) => void = () => {},
  stopping?: AbortSignal,
): Desk {
  const keeper = createKeeper(room.archive, room);
  const crowd = createCrowd();
  const typing: Room = { ...room, archive: forTyping(room.archive, room.clock) };

  /** What breaks is for the log; people get a sentence. */
  async function guarded<T>(command: string, otherwise: (error: unknown) => T, act: () => Promise<T>): Promise<T> {
    const began = room.clock.now().getTime();
    try {
      const done = await act();
      room.log.debug('answered', { command, ms: room.clock.now().getTime() - began });
      return done;
    } catch (error) {
      room.log.error('a command failed', { command, error: (error as Error).stack });
      return otherwise(error);
    }
  }

  return {
    commands: COMMANDS,
    complete: (request) =>
      guarded(
        request.command,
        () => [],
        () => completions(request, typing),
      ),
    wrong(name, args) {
      const command = commandNamed(name);
      return command ? wrongArgs(command, args) : {};
    },
    form: (invocation) =>
      guarded(
        invocation.command,
        () => null,
        () => formOf(invocation, room),
      ),
    answer: (invocation, progress) => {
      const change = createChange(invocation, room.clock);
      return guarded<Reply | null>(
        invocation.command,
        (error) => sentence(troubleWords(error, change.state())),
        async () => {
          let outcome: CommandOutcome = 'failed';
          try {
            const answered = await orInterrupted(
              crowd.admit(
                invocation.caller,
                () => answer(invocation, { room, keeper, change }, progress),
                () => said('refused', TOO_MUCH),
              ),
              invocation,
              room,
              stopping,
            );
            outcome = answered.outcome;
            return answered.reply;
          } finally {
            noted(invocation.command, outcome);
          }
        },
      );
    },
    begin: (waiting) => keeper.expect(waiting),
    answered: (event) => keeper.end(event),
    isAt: (event) => keeper.isAt(event),
    home: (caller, known) =>
      guarded(
        'home',
        (error) => message({ say: troubleWords(error) }),
        () => homeFor(caller, room, known),
      ),
  };
}

/** Only for a command that exists, that the caller may use, and of which nothing but arguments is missing. */
async function formOf(invocation: Invocation, room: Room) {
  const command = commandNamed(invocation.command);
  if (!command || !mayUse(command, invocation)) return null;
  const checked = checkArgs(command, invocation.args);
  return checked.ok ? formForMissing(command, checked, invocation, room) : null;
}

/** When the process is to end, what is under way gets this long to come to its end, in milliseconds. */
const LAST_MS = 1_500;

/** What people asked for, or a word that it will not come. */
async function orInterrupted(
  work: Promise<Answered>,
  { command }: Invocation,
  { clock }: Room,
  stopping: AbortSignal | undefined,
): Promise<Answered> {
  if (stopping === undefined) return work;
  const over = new AbortController();
  // Where the end comes first, nobody waits for this any more.
  work.catch(() => {});
  const ended = async (): Promise<Answered> => {
    await aborted(stopping, over.signal);
    await clock.sleep(LAST_MS, over.signal);
    return { outcome: 'failed', reply: interrupted(command) };
  };
  return Promise.race([work, ended()]).finally(() => over.abort());
}

interface Within {
  readonly room: Room;
  readonly keeper: Keeper;
  readonly change: Change;
}

async function answer(
  invocation: Invocation,
  { room, keeper, change }: Within,
  progress: (text: string) => void,
): Promise<Answered> {
  if (!(await keeper.begin(invocation))) return { outcome: 'repeated', reply: null };
  const command = commandNamed(invocation.command);
  const handler = HANDLERS[invocation.command];
  if (!command || !handler)
    return said('unknown', `There is no command “${invocation.command}”. /news help lists what there is.`);
  if (!mayUse(command, invocation)) return said('refused', refusal(invocation));
  const checked = checkArgs(command, invocation.args);
  if (!checked.ok) return said('incomplete', checked.reason);
  if ((await formForMissing(command, checked, invocation, room)) !== null) {
    return said('incomplete', missingWords(command, checked.missing));
  }
  const { args } = checked;
  const reply = await handler({ invocation: { ...invocation, args }, args, progress, ...change }, room);
  return { outcome: 'answered', reply };
}

interface Answered {
  readonly outcome: CommandOutcome;
  readonly reply: Reply | null;
}

function said(outcome: CommandOutcome, words: string): Answered {
  return { outcome, reply: sentence(words) };
}

/** A draft holds what misses. A digest may be enough, too: then there is no form. */
async function formForMissing(command: Command, { args, missing }: WellFormed, invocation: Invocation, room: Room) {
  if (missing.length === 0 || args['draft'] !== undefined) return null;
  return formFor(command, { ...invocation, args }, room);
}

type WellFormed = Extract<Checked, { ok: true }>;

function mayUse(command: Command, { caller }: Invocation): boolean {
  if (!isForManagers(command)) return true;
  return caller.manager && (command.reach !== 'workspace' || caller.reach !== 'channel');
}

function refusal({ caller, command }: Invocation): string {
  if (caller.unsure) return UNSURE[caller.platform];
  if (caller.manager) {
    return `You manage this channel only, and /${command} changes more than that: a manager of the whole server can use it.`;
  }
  const who = {
    slack: 'Slack admins, and people whom the operator named,',
    discord: 'members with Manage Server or Manage Channels, and people whom the operator named,',
    console: 'managers',
  }[caller.platform];
  return `Only ${who} can use /${command}.`;
}

/** Told to somebody who may well be a manager. */
const UNSURE = {
  slack: 'Slack does not say just now whether you are an admin, so I can’t do that yet. Please try again in a minute.',
  discord: 'Discord does not say just now what you may do, so I can’t do that yet. Please try again in a minute.',
  console: 'It can’t be told just now what you may do. Please try again in a minute.',
} as const;
