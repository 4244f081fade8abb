/** The conversation: whatever somebody did, as an invocation for the desk; and what the desk says, back to where it was done. */
import { checkArgs } from '../../command/check.ts';
import { type Caller, changesSomething, commandName, type Invocation, type Reply } from '../../command/command.ts';
import type { Action } from '../../message/control.ts';
import type { Clock, Desk, Waiting } from '../../ports.ts';
import type { FindCaller } from './callers.ts';
import { type Filled, optionsOf } from './forms.ts';
import type { Home } from './home.ts';
import type { Mouth } from './mouth.ts';
import type { Opened, Opening } from './opening.ts';
import { packBack, type Spot } from './spot.ts';

/** From then on, people want to see that something is happening. */
const PATIENCE_MS = 2000;
const STILL_AT_IT = 'This takes a moment…';

/** Slack waits three seconds for what is to be offered. An empty menu is better than its word that nothing could be loaded. */
const OFFER_MS = 2000;

/** Something that somebody did. */
export interface Deed {
  /** Slack's id of the event, which a repetition has too. */
  readonly event: string;
  readonly action: Action;
  readonly via: Invocation['via'];
  readonly spot: Omit<Spot, 'direct'>;
  /** What the event itself says of the place; null when nothing. */
  readonly place: Caller['place'] | null;
  /** With which a form can be opened, within three seconds; null where Slack gives none. */
  readonly trigger: string | null;
  /** On the Home tab, which then shows what came of it. */
  readonly atHome?: boolean;
}

interface Progress {
  said(line: string): void;
  /** Resolves to the placeholder, if there is one. */
  end(): Promise<string | null>;
}

export interface Talk {
  /** Acts and answers. Never throws for what Slack or the network does. */
  act(deed: Deed): Promise<void>;
  /** What of a filled in form cannot be right, by option, each in a sentence. */
  wrongIn(form: Filled): Readonly<Record<string, string>>;
  /** What to offer in a form's menu, as Slack takes it. */
  offer(person: string, form: Filled, option: string, typed: string): Promise<ReturnType<typeof optionsOf>>;
}

export interface TalkParts {
  readonly desk: Desk;
  readonly findCaller: FindCaller;
  readonly mouth: Mouth;
  readonly opening: Opening;
  readonly home: Home;
  /** The team that the bot is signed in to. */
  readonly workspace: string;
}

export function createTalk(
  { desk, findCaller, mouth, opening, home, workspace }: TalkParts,
  { clock }: { clock: Clock },
): Talk {
  async function act(deed: Deed): Promise<void> {
    if (deed.atHome) home.isOpen(deed.spot.person);
    const event = `slack:${deed.event}`;
    const begun = desk.begin?.(waitingFor(event, deed, workspace)) ?? Promise.resolve(true);
    const found = findCaller(deed.spot.person, deed.spot.channel, deed.place, rightsFor(deed.action));
    const asked = found.then((caller) => invocationOf(deed, caller, clock.now()));
    const formOpened = openForm(deed, asked);
    // A form is a sign by itself that something happens.
    const wanted = mayMiss(deed.action) ? formOpened.then((opened) => opened === 'unfit') : begun;
    const progress = showProgress({ ...deed.spot, direct: isDirect(deed) }, wanted);
    const [opened, isFirst] = await Promise.all([formOpened, begun]);
    if (!isFirst || opened === 'opened') {
      await progress.end();
      if (isFirst) await desk.answered?.(event);
      return;
    }
    const invocation = await asked;
    const spot: Spot = { ...deed.spot, direct: invocation.caller.place === 'direct' };
    if (opened === 'too late') {
      await mouth.answer(spot, TOO_LATE, await progress.end());
      await desk.answered?.(event);
      return;
    }
    await answer(invocation, spot, progress);
    if (mayChange(deed.action)) await home.refresh(spot.person);
  }

  async function openForm({ trigger, spot, action }: Deed, asked: Promise<Invocation>): Promise<Opened> {
    if (trigger === null) return 'unfit';
    const form = asked.then((invocation) => desk.form(invocation));
    return opening.open(form, spot, trigger, mayMiss(action));
  }

  function mayChange({ command: name }: Action): boolean {
    const command = desk.commands.find((one) => commandName(one) === name);
    return command === undefined || changesSomething(command);
  }

  /** Whether there will be a form, as far as it can be told without asking anybody. */
  function mayMiss({ command: name, args }: Action): boolean {
    const command = desk.commands.find((one) => commandName(one) === name);
    const checked = command && checkArgs(command, args);
    return checked?.ok === true && checked.missing.length > 0 && checked.args['draft'] === undefined;
  }

  async function answer(invocation: Invocation, spot: Spot, progress: Progress): Promise<void> {
    let reply: Reply | null = null;
    try {
      reply = await desk.answer({ ...invocation, back: packBack(spot) }, progress.said);
    } finally {
      const placeholder = await progress.end();
      if (reply !== null) await mouth.answer(spot, reply, placeholder);
      else if (placeholder !== null) await mouth.takeBack(spot, placeholder);
      if (reply !== null) await desk.answered?.(invocation.event);
    }
  }

  /** Says once, when it takes long, what is under way, if it is `wanted` at all. */
  function showProgress(spot: Spot, wanted: Promise<boolean>): Progress {
    let line = STILL_AT_IT;
    const over = new AbortController();
    const shown = Promise.all([wanted, clock.sleep(PATIENCE_MS, over.signal)]).then(([isWanted]) =>
      isWanted && !over.signal.aborted ? mouth.progress(spot, line) : null,
    );
    return {
      said: (text: string) => {
        line = text;
      },
      end: () => {
        over.abort();
        return shown;
      },
    };
  }

  return {
    act,
    wrongIn: ({ action }) => desk.wrong?.(action.command, action.args) ?? {},
    async offer(person, { action, spot }, option, typed) {
      const known = findCaller(person, spot.channel, null, rightsFor(action));
      const found = known.then((caller) => desk.complete({ caller, option, typed, ...action }));
      const done = new AbortController();
      const late = clock.sleep(OFFER_MS, done.signal).then(() => []);
      const choices = await Promise.race([found, late]).finally(() => done.abort());
      return optionsOf(choices);
    },
  };
}

/** A command for managers is for those who are it now. */
const rightsFor = ({ command }: Action) => (/^news /.test(command) ? 'lately' : 'now');

/** As far as the event itself tells: Slack takes its time to say more. */
const isDirect = ({ spot, place }: Deed) => place === 'direct' || spot.channel.startsWith('D');

function waitingFor(event: string, deed: Deed, workspace: string): Waiting {
  const { action, spot } = deed;
  const back = packBack({ ...spot, direct: isDirect(deed) });
  return { event, platform: 'slack', workspace, person: spot.person, command: action.command, back };
}

function invocationOf({ event, action, via, spot }: Deed, caller: Caller, at: Date): Invocation {
  return { event: `slack:${event}`, caller, ...action, thread: spot.thread, via, at };
}

const SORRY = 'Slack did not open the form in time. Please try again.';
const TOO_LATE: Reply = {
  seen: 'caller',
  message: {
    notification: SORRY,
    title: '',
    context: [],
    bottomLine: [{ kind: 'text', text: SORRY }],
    sections: [],
    more: [],
    foot: [],
  },
};
