/** Nobody waits in vain: what is being answered is written down, and taken up by others when the process ends over it. */
import { commandNamed } from '../command/catalogue.ts';
import { changesSomething, type Invocation, type Reply } from '../command/command.ts';
import { remembering } from '../command/latest.ts';
import { sentence } from '../command/reply.ts';
import type { Platform } from '../digest/subscription.ts';
import type { ModerationArchive } from '../ports/conversation.ts';
import type { UnansweredArchive } from '../ports/unanswered.ts';
import type { Chat, Clock, Desk, Log, Waiting } from '../ports.ts';

/** Whoever answers says so every so often; who has not for so long has ended. Milliseconds. */
const HOLD_AGAIN_MS = 10_000;
const HELD_MS = 30_000;

/** Platforms repeat within minutes; so many events are more than come in that time. */
const MOST_REMEMBERED = 5_000;
/** Between two looks for what others left. */
const LOOK_MS = 15_000;

export interface Keeper {
  /** See `Desk.begin`. */
  expect(waiting: Waiting): Promise<boolean>;
  /** False for an event that was seen before, other than by `expect`. From then on it is being answered. */
  begin(invocation: Invocation): Promise<boolean>;
  /** It was answered. */
  end(event: string): Promise<void>;
  /** See `Desk.isAt`. */
  isAt(event: string): boolean;
}

export function createKeeper(
  archive: Pick<ModerationArchive, 'firstSeen' | 'holdUnanswered' | 'dropUnanswered'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Keeper {
  /** What is known of each event that this process has in hand. */
  const inHand = new Map<string, Hand>();
  /** One that comes again acts once also where the archive could not take it down. */
  const isNew = remembering(MOST_REMEMBERED);
  let quiet: AbortController | null = null;
  const heldUntil = () => new Date(clock.now().getTime() + HELD_MS);
  const all = (hand: Hand) => [...inHand].filter(([, its]) => its === hand).map(([event]) => event);

  async function holdOn({ signal }: AbortController): Promise<void> {
    for (;;) {
      await clock.sleep(HOLD_AGAIN_MS, signal);
      if (signal.aborted) return;
      try {
        await archive.holdUnanswered([...inHand.keys()], heldUntil());
        for (const event of all('answered')) await note(event);
      } catch (error) {
        log.warn('what is being answered could not be held', { error: (error as Error).message });
      }
    }
  }

  function hold(event: string, hand: Hand): void {
    inHand.set(event, hand);
    if (quiet !== null) return;
    quiet = new AbortController();
    void holdOn(quiet);
  }

  function letGo(event: string): void {
    inHand.delete(event);
    if (inHand.size > 0) return;
    quiet?.abort();
    quiet = null;
  }

  /** Nobody waits for it any more. */
  async function note(event: string): Promise<void> {
    await archive.dropUnanswered(event);
    letGo(event);
  }

  /** What can't be written down just now may have been all the same. */
  async function keep({ command, ...waiting }: Waiting): Promise<boolean> {
    const { event } = waiting;
    const asked = { ...waiting, command: known(command), at: clock.now() };
    hold(event, 'begun');
    const isFirst = await archive.firstSeen(event, asked.at, { asked, until: heldUntil() });
    if (!isFirst) letGo(event);
    return isFirst;
  }

  return {
    async expect(waiting) {
      const { event } = waiting;
      if (!isNew(event)) return false;
      try {
        const isFirst = await keep(waiting);
        if (isFirst) inHand.set(event, 'expected');
        return isFirst;
      } catch (error) {
        // Whoever answers will meet the same, and say it.
        inHand.set(event, 'unwritten');
        log.warn('who waits could not be written down', { error: (error as Error).message });
        return true;
      }
    },
    async begin({ event, caller, command, back }) {
      const hand = inHand.get(event);
      if (hand === 'expected' || hand === 'unwritten') inHand.set(event, 'begun');
      if (hand === 'expected') return true;
      if (hand !== 'unwritten' && !isNew(event)) return false;
      if (back === undefined) return archive.firstSeen(event, clock.now());
      const { platform, workspace, person } = caller;
      return keep({ event, platform, workspace, person, command, back });
    },
    isAt: (event) => inHand.has(event),
    async end(event) {
      if (!inHand.has(event)) return;
      inHand.set(event, 'answered');
      await note(event).catch((error: Error) => log.warn('an answer could not be noted yet', { error: error.message }));
    },
  };
}

/**
 * `expected`: written down, and not asked of the desk yet. `unwritten`: the same, and it may not have been written down. `begun`: it
 * is being answered. `answered`: that is still to be written down.
 */
type Hand = 'expected' | 'unwritten' | 'begun' | 'answered';

/** What people typed in its place is kept nowhere. */
const known = (command: string) => (commandNamed(command) ? command : '');

interface Left {
  readonly archive: UnansweredArchive;
  /** Of this process. What it has in hand is not left, however long the archive could not be told so. */
  readonly desk: Pick<Desk, 'isAt'>;
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
  const told = new Set<string>();
  while (!signal.aborted) {
    try {
      await answerOnce(left, askedBefore, told);
      askedBefore = null;
    } catch (error) {
      log.warn('those who wait for an answer could not be told', { error: (error as Error).message });
    }
    await clock.sleep(LOOK_MS, signal);
  }
}

/** @param told whom this process has told, and could not write that down yet */
async function answerOnce(
  { archive, desk, chats, clock, log }: Left,
  askedBefore: Date | null,
  told: Set<string>,
): Promise<void> {
  const now = clock.now();
  for (const one of await archive.takeUnanswered(now, new Date(now.getTime() + HELD_MS), { askedBefore })) {
    const chat = chats.get(one.platform);
    if (!chat?.answerLate || desk.isAt?.(one.event)) continue;
    if (!told.has(one.event)) {
      log.info('telling somebody that their command was interrupted', { command: one.command, platform: one.platform });
      if (!(await chat.answerLate(one.back, interrupted(one.command)))) continue;
      told.add(one.event);
    }
    await archive.dropUnanswered(one.event);
    told.delete(one.event);
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
