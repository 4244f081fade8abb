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
import type { Desk } from '../ports.ts';

const HANDLERS: Readonly<Record<string, Handler>> = { ...EVERYONE, ...MANAGERS };

const WENT_WRONG = 'Something went wrong here; the log says what. Please try again in a minute.';

/** What became of an invocation: `repeated` was acted on before, `incomplete` lacks something or is not well formed. */
export type CommandOutcome = 'answered' | 'repeated' | 'unknown' | 'refused' | 'incomplete' | 'failed';

/** @param noted told of each invocation, by the command's name as it came */
export function createDesk(room: Room, noted: (command: string, outcome: CommandOutcome) => void = () => {}): Desk {
  /** What breaks is for the log; people get a sentence. */
  async function guarded<T>(command: string, otherwise: T, act: () => Promise<T>): Promise<T> {
    const began = room.clock.now().getTime();
    try {
      const done = await act();
      room.log.debug('answered', { command, ms: room.clock.now().getTime() - began });
      return done;
    } catch (error) {
      room.log.error('a command failed', { command, error: (error as Error).stack });
      return otherwise;
    }
  }

  return {
    commands: COMMANDS,
    complete: (request) => guarded(request.command, [], () => completions(request, room)),
    form: (invocation) => guarded(invocation.command, null, () => formOf(invocation, room)),
    answer: (invocation, progress) =>
      guarded<Reply | null>(invocation.command, sentence(WENT_WRONG), async () => {
        let outcome: CommandOutcome = 'failed';
        try {
          const answered = await answer(invocation, room, progress);
          outcome = answered.outcome;
          return answered.reply;
        } finally {
          noted(invocation.command, outcome);
        }
      }),
    home: (caller) => guarded('home', message({ say: WENT_WRONG }), () => homeFor(caller, room)),
  };
}

/** Only for a command that exists, that the caller may use, and of which nothing but arguments is missing. */
async function formOf(invocation: Invocation, room: Room) {
  const command = commandNamed(invocation.command);
  if (!command || !mayUse(command, invocation)) return null;
  const checked = checkArgs(command, invocation.args);
  return checked.ok ? formForMissing(command, checked, invocation, room) : null;
}

async function answer(invocation: Invocation, room: Room, progress: (text: string) => void): Promise<Answered> {
  if (!(await room.archive.firstSeen(invocation.event, room.clock.now()))) return { outcome: 'repeated', reply: null };
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
  const audit = (subject: string) => record(invocation, subject, room);
  const reply = await handler({ invocation: { ...invocation, args }, args, progress, audit }, room);
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
  return !isForManagers(command) || caller.manager;
}

function refusal({ caller, command }: Invocation): string {
  const who = {
    slack: 'Slack admins, and people whom the operator named,',
    discord: 'members with Manage Server or Manage Channels, and people whom the operator named,',
    console: 'managers',
  }[caller.platform];
  return `Only ${who} can use /${command}.`;
}

async function record({ caller, command }: Invocation, subject: string, { archive, clock }: Room): Promise<void> {
  const { platform, workspace, channel, person } = caller;
  await archive.recordAudit({ at: clock.now(), platform, workspace, channel, person, command, subject });
}
