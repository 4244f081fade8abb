/** Nobody waits in vain: what is being answered is written down, and taken up by others when the process ends over it. */
import { commandNamed } from '../command/catalogue.ts';
import { changesSomething, type Invocation, type Reply } from '../command/command.ts';
import { sentence } from '../command/reply.ts';
import type { Platform } from '../digest/subscription.ts';
import type { ModerationArchive } from '../ports/conversation.ts';
import type { UnansweredArchive } from '../ports/unanswered.ts';
import type { Chat, Clock, Log, Waiting } from '../ports.ts';

/** Whoever answers says so every so often; who has not for so long has ended. Milliseconds. */
const HOLD_AGAIN_MS = 10_000;
const HELD_MS = 30_000;
/** Between two looks for what others left. */
const LOOK_MS = 15_000;

export interface Keeper {
  /** See `Desk.begin`. */
  expect(waiting: Waiting): Promise<boolean>;
  /** False for an event that was seen before, other than by `expect`. From then on it is being answered. */
  begin(invocation: Invocation): Promise<boolean>;
  /** It was answered. */
  end(event: string): Promise<void>;
}

export function createKeeper(
  archive: Pick<ModerationArchive, 'firstSeen' | 'holdUnanswered' | 'dropUnanswered'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Keeper {
  const underWay = new Set<string>();
  const expected = new Set<string>();
  let quiet: AbortController | null = null;
  const heldUntil = () => new Date(clock.now().getTime() + HELD_MS);

  async function holdOn({ signal }: AbortController): Promise<void> {
    for (;;) {
      await clock.sleep(HOLD_AGAIN_MS, signal);
      if (signal.aborted) return;
      await archive
        .holdUnanswered([...underWay], heldUntil())
        .catch((error: Error) => log.warn('what is being answered could not be held', { error: error.message }));
    }
  }

  async function keep({ command, ...waiting }: Waiting): Promise<boolean> {
    const asked = { ...waiting, command: known(command), at: clock.now() };
    if (!(await archive.firstSeen(asked.event, asked.at, { asked, until: heldUntil() }))) return false;
    underWay.add(asked.event);
    if (quiet === null) {
      quiet = new AbortController();
      void holdOn(quiet);
    }
    return true;
  }

  return {
    async expect(waiting) {
      try {
        const first = await keep(waiting);
        if (first) expected.add(waiting.event);
        return first;
      } catch (error) {
        // Whoever answers will meet the same, and say it.
        log.warn('who waits could not be written down', { error: (error as Error).message });
        return true;
      }
    },
    async begin({ event, caller, command, back }) {
      if (expected.delete(event)) return true;
      if (back === undefined) return archive.firstSeen(event, clock.now());
      const { platform, workspace, person } = caller;
      return keep({ event, platform, workspace, person, command, back });
    },
    async end(event) {
      expected.delete(event);
      if (!underWay.delete(event)) return;
      if (underWay.size === 0) {
        quiet?.abort();
        quiet = null;
      }
      await archive
        .dropUnanswered(event)
        .catch((error: Error) => log.warn('an answer could not be noted', { error: error.message }));
    },
  };
}

/** What people typed in its place is kept nowhere. */
const known = (command: string) => (commandNamed(command) ? command : '');

interface Left {
  readonly archive: UnansweredArchive;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly clock: Clock;
  readonly log: Log;
  /** Nobody else works on the archive: whatever was asked before this began, nobody is at any more. */
  readonly alone: boolean;
}

/** Tells those who wait for a process that has ended, until the signal. */
export async function answerLeft(left: Left, signal: AbortSignal): Promise<void> {
  const { clock, log, alone } = left;
  let askedBefore = alone ? clock.now() : null;
  while (!signal.aborted) {
    try {
      await answerOnce(left, askedBefore);
      askedBefore = null;
    } catch (error) {
      log.warn('those who wait for an answer could not be told', { error: (error as Error).message });
    }
    await clock.sleep(LOOK_MS, signal);
  }
}

async function answerOnce({ archive, chats, clock, log }: Left, askedBefore: Date | null): Promise<void> {
  const now = clock.now();
  for (const one of await archive.takeUnanswered(now, new Date(now.getTime() + HELD_MS), { askedBefore })) {
    const chat = chats.get(one.platform);
    if (!chat?.answerLate) continue;
    log.info('telling somebody that their command was interrupted', { command: one.command, platform: one.platform });
    if (await chat.answerLate(one.back, interrupted(one.command))) await archive.dropUnanswered(one.event);
  }
}

/** What is said to somebody whose command was under way when the process ended, or is about to end. */
export function interrupted(name: string): Reply {
  const command = commandNamed(name);
  const what = command ? `/${name}` : 'your message';
  return sentence(
    command && changesSomething(command)
      ? `Newsdesk was restarted in the middle of ${what}. Please look whether it was done (/news list shows how things stand), and if not, try again.`
      : `Newsdesk was restarted before it could answer ${what}. Please ask again.`,
  );
}
