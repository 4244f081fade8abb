/** The conversation: whatever somebody did, as an invocation for the desk; and what the desk says, back to where it was done. */
import type { Caller, Form, Invocation, Reply } from '../../command/command.ts';
import type { Action } from '../../message/control.ts';
import type { Clock, Desk, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import type { FindCaller } from './callers.ts';
import type { SlackClient } from './client.ts';
import { type Filled, formView, optionsOf } from './forms.ts';
import type { Home } from './home.ts';
import type { Mouth } from './mouth.ts';
import type { Spot } from './spot.ts';

/** From then on, people want to see that something is happening. */
const PATIENCE_MS = 2000;
const STILL_AT_IT = 'This takes a moment…';

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
}

export interface Talk {
  /** Acts and answers. Never throws for what Slack or the network does. */
  act(deed: Deed): Promise<void>;
  /** What to offer in a form's menu, as Slack takes it. */
  offer(person: string, form: Filled, option: string, typed: string): Promise<ReturnType<typeof optionsOf>>;
}

export interface TalkParts {
  readonly client: SlackClient;
  readonly desk: Desk;
  readonly findCaller: FindCaller;
  readonly mouth: Mouth;
  readonly home: Home;
}

export function createTalk(
  { client, desk, findCaller, mouth, home }: TalkParts,
  ports: { clock: Clock; log: Log },
): Talk {
  const { clock, log } = ports;

  async function act(deed: Deed): Promise<void> {
    const caller = await findCaller(deed.spot.person, deed.spot.channel, deed.place);
    const spot: Spot = { ...deed.spot, direct: caller.place === 'direct' };
    const invocation = invocationOf(deed, caller, clock.now());
    const form = deed.trigger === null ? null : await desk.form(invocation);
    if (form !== null && deed.trigger !== null) {
      const opened = await open(form, spot, deed.trigger);
      if (opened === 'opened') return;
      if (opened !== 'too long') return mouth.answer(spot, opened, null);
    }
    await answer(invocation, spot);
    await home.refresh(spot.person);
  }

  async function answer(invocation: Invocation, spot: Spot): Promise<void> {
    const progress = showProgress(spot);
    let reply: Reply | null = null;
    try {
      reply = await desk.answer(invocation, progress.said);
    } finally {
      const placeholder = await progress.end();
      if (reply !== null) await mouth.answer(spot, reply, placeholder);
      else if (placeholder !== null) await mouth.takeBack(spot, placeholder);
    }
  }

  /** Says once, when it takes long, what is under way. `end` resolves to the placeholder, if there is one. */
  function showProgress(spot: Spot) {
    let line = STILL_AT_IT;
    const over = new AbortController();
    const shown = clock
      .sleep(PATIENCE_MS, over.signal)
      .then(() => (over.signal.aborted ? null : mouth.progress(spot, line)));
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

  /** `too long` for a form that cannot carry what is known; a reply where it could not be opened. */
  async function open(form: Form, spot: Spot, trigger: string): Promise<'opened' | 'too long' | Reply> {
    const view = formView(form, spot);
    if (view === null) return 'too long';
    try {
      await client.web.views.open({ trigger_id: trigger, view });
      return 'opened';
    } catch (error) {
      const failure = sortFailure(error, client.webApi);
      // The same event again, whose form is open already.
      if (failure.kind === 'declined' && failure.code === 'exchanged_trigger_id') return 'opened';
      log.warn('slack: a form could not be opened', { command: form.command, ...failure });
      return TOO_LATE;
    }
  }

  return {
    act,
    async offer(person, { action, spot }, option, typed) {
      const caller = await findCaller(person, spot.channel, null);
      const choices = await desk.complete({ caller, option, typed, ...action });
      return optionsOf(choices);
    },
  };
}

function invocationOf({ event, action, via, spot }: Deed, caller: Caller, at: Date): Invocation {
  return { event: `slack:${event}`, caller, ...action, thread: spot.thread, via, at };
}

const SORRY = 'The form could not be opened, because Slack allows only three seconds for it. Please try again.';
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
