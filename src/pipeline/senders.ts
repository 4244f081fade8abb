import type { Platform } from '../digest/subscription.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { Chat, Clock, Log } from '../ports.ts';
import type { Tell } from './events.ts';
import type { Pace } from './pace.ts';

/** What posting and editing need. */
export interface SendingPorts {
  readonly archive: Outbox;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: Tell;
  readonly pace: Pace;
  /** In [0, 1). */
  readonly random: () => number;
  /** There is more to send than is taken on here; left out where nobody else could help. */
  readonly share?: () => void;
}

/** Of what is posted or edited. */
export const LEASE_MS = 60_000;
/**
 * After this nothing is begun any more: with all its calls and their time-outs it is to end before the lease does, so that a
 * lease that runs out means a dead process. A process that was stopped for a while is kept from posting by it too.
 */
export const BEGIN_WITHIN_MS = 29_000;

/** Work of one kind for one platform, claimed from the archive. */
export interface Outgoing {
  /** Claims at most so many as are worth taking on while `held` are, and begins each. None when nothing is due. */
  begin(held: number): Promise<readonly Promise<void>[]>;
}

/** While something is under way, work that has become due meanwhile is looked for at least this often, in milliseconds. */
const LOOK_MS = 500;
/** Nothing that is under way takes longer, in milliseconds, nor does a lease last less; then only its end is waited for. */
const LONGEST_MS = 50_000;
/** What ends within this, in milliseconds, makes room for one claim together. */
const TOGETHER_MS = 20;

/**
 * Sends what is due, and what becomes due meanwhile, until nothing is and all has come to its end. What takes long holds up
 * nothing else: there is always room for more. After the signal nothing is begun any more.
 * @throws what the first that broke threw, once all has come to its end
 */
export async function sendAll(outgoing: readonly Outgoing[], clock: Clock, signal: AbortSignal): Promise<void> {
  const held = new Map(outgoing.map((each) => [each, 0]));
  const errors: unknown[] = [];
  let wake = () => {};
  let lastBegun = clock.now().getTime();

  const follow = (each: Outgoing, work: Promise<void>) => {
    const end = () => {
      held.set(each, (held.get(each) ?? 1) - 1);
      wake();
    };
    work.then(end, (error: unknown) => {
      errors.push(error);
      end();
    });
  };

  const beginMore = async () => {
    for (const each of outgoing) {
      const begun = await each.begin(held.get(each) ?? 0);
      held.set(each, (held.get(each) ?? 0) + begun.length);
      for (const work of begun) follow(each, work);
      if (begun.length > 0) lastBegun = clock.now().getTime();
    }
  };

  /** Until something ends; or for a while, if anything may still become due that somebody should look for. */
  const rest = async () => {
    const woken = new AbortController();
    const ended = new Promise<void>((resolve) => {
      wake = () => {
        woken.abort();
        resolve();
      };
    });
    const isLooking = !stopped() && clock.now().getTime() - lastBegun < LONGEST_MS;
    await (isLooking ? Promise.race([ended, clock.sleep(LOOK_MS, woken.signal)]) : ended);
    woken.abort();
    wake = () => {};
  };

  const stopped = () => signal.aborted || errors.length > 0;
  const isBusy = () => [...held.values()].some((count) => count > 0);
  for (;;) {
    if (!stopped()) await beginMore().catch((error: unknown) => errors.push(error));
    if (!isBusy()) break;
    await rest();
    if (isBusy() && !stopped()) await clock.sleep(TOGETHER_MS, signal);
  }
  if (errors.length > 0) throw errors[0];
}
