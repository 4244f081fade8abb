/** Lines typed at a terminal, answered by the desk, one after the other. */
import type { Args, Caller, Invocation } from '../../command/command.ts';
import type { Channel } from '../../digest/subscription.ts';
import type { Message } from '../../message/message.ts';
import { safeText } from '../../message/safe.ts';
import type { Clock, Desk } from '../../ports.ts';
import { askForm } from './form.ts';
import { readTyped } from './typed.ts';

export interface Conversation {
  /** What is typed, line by line. */
  readonly input: AsyncIterable<string>;
  /** IANA zone of whoever sits there. */
  readonly zone: string;
  readonly clock: Clock;
}

export interface ConversationScreen {
  say(text: string, style?: 'bold' | 'dim'): void;
  show(message: Message): void;
}

export const TERMINAL: Channel = { platform: 'console', id: 'terminal' };

/** Answers until the signal aborts or nothing more is typed; then ends the input. */
export async function converse(
  { input, zone, clock }: Conversation,
  desk: Desk,
  screen: ConversationScreen,
  signal: AbortSignal,
): Promise<void> {
  const lines = linesOf(input, signal);
  const started = clock.now().getTime();
  let count = 0;
  const invocation = (command: string, args: Args, via: Invocation['via']): Invocation => ({
    event: `console:${started}:${++count}`,
    caller: callerAt(zone),
    command,
    args,
    thread: null,
    via,
    at: clock.now(),
  });
  const answer = async (asked: Invocation) => {
    const reply = await desk.answer(asked, (text) => screen.say(safeText(text), 'dim'));
    if (reply) screen.show(reply.message);
  };

  screen.say('Type a question, or /news help.', 'dim');
  for (let line = await lines.next(); line !== null; line = await lines.next()) {
    if (line.trim() === '') continue;
    const { action, via } = readTyped(line);
    const asked = invocation(action.command, action.args, via);
    const form = await desk.form(asked);
    if (!form) {
      await answer(asked);
      continue;
    }
    const values = await askForm(form, { say: screen.say, read: lines.next });
    if (values) await answer(invocation(form.command, { ...form.args, ...values }, 'form'));
    else screen.say('Left as it was.', 'dim');
  }
}

/** Whoever sits at the terminal runs Newsdesk, and so may do anything; what they see is nobody else's. */
export function callerAt(zone: string): Caller {
  return {
    platform: 'console',
    person: 'operator',
    workspace: null,
    channel: TERMINAL,
    place: 'private',
    manager: true,
    zone,
  };
}

/** `next` gives null once the signal aborts, though the input may wait for a line that never comes. */
function linesOf(input: AsyncIterable<string>, signal: AbortSignal): { next(): Promise<string | null> } {
  const iterator = input[Symbol.asyncIterator]();
  const stopped = new Promise<null>((resolve) => {
    const stop = () => {
      resolve(null);
      void iterator.return?.();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return {
    async next() {
      const line = await Promise.race([stopped, iterator.next()]);
      return line === null || line.done ? null : line.value;
    },
  };
}
