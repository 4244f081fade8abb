import { afterOutcome } from '../delivery/decide.ts';
import type { Outcome } from '../delivery/delivery.ts';
import { channelName, type Platform } from '../digest/subscription.ts';
import type { EditClaim, Outbox } from '../ports/archive.ts';
import type { Chat, Clock, Log } from '../ports.ts';
import type { Tell } from './events.ts';
import type { Pace } from './pace.ts';

interface Ports {
  readonly archive: Outbox;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: Tell;
  readonly pace: Pace;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Longer than any call with its time-outs, so that a lease that runs out means a dead process. */
const EDITING_LEASE_MS = 60_000;
/** Channels edited at the same time: fewer than are posted to, since news goes before its correction. */
const EDITORS = 5;
/** At the longest wait between two tries this is most of a day; after that nobody reads the message any more. */
const MOST_ATTEMPTS = 100;

/**
 * Puts every correction that is due in the place of what was posted, one a channel at a time, until none is left.
 * Resolves to when the next one is due, or null.
 */
export async function editDue(ports: Ports, signal: AbortSignal): Promise<Date | null> {
  const platforms = [...ports.chats.keys()];
  const editor = async () => {
    while (!signal.aborted) {
      const [claim] = await ports.archive.claimEdits(ports.clock.now(), EDITING_LEASE_MS, 1, platforms);
      if (!claim) return;
      await ports.pace(claim.channel, signal);
      await editOne(claim, ports);
    }
  };
  await Promise.all(Array.from({ length: EDITORS }, editor));
  return ports.archive.nextEditAt(platforms);
}

async function editOne(claim: EditClaim, ports: Ports): Promise<void> {
  const { archive, chats, log, tell } = ports;
  const { channel, key, content, ref, rootRef } = claim;
  const chat = chats.get(channel.platform);
  if (!chat) throw new Error(`no connection to ${channel.platform}`);
  const outcome = await chat.edit({ channel, key, content, ref, rootRef });
  const next = afterEdit(outcome, claim.attempt, ports);
  const name = channelName(channel);
  if (!(await archive.settleEdit(claim, next))) {
    log.warn('a correction was settled by another process meanwhile', { channel: name, key });
    return;
  }
  log.info('correction', { channel: name, outcome: outcome.kind });
  if (next.reason !== null && (next.nextAt === null || isOfToken(outcome))) {
    tell({ kind: 'trouble', text: `${name}: a posted message is not corrected. ${next.reason}` });
  }
}

/** Waits as a delivery does. An edit may be made again whatever became of it, so that an unknown outcome is a failure like any other. */
function afterEdit(
  outcome: Outcome,
  attempt: number,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
): { nextAt: Date | null; reason: string | null } {
  const again = outcome.kind === 'unknown' ? ({ kind: 'failed', reason: outcome.reason } as const) : outcome;
  const { state } = afterOutcome(again, attempt, clock.now(), random());
  if (state.kind === 'failed') return { nextAt: attempt < MOST_ATTEMPTS ? state.nextAt : null, reason: state.reason };
  return { nextAt: null, reason: state.kind === 'rejected' ? state.reason : null };
}

/** A person has to mend it, and it is tried on. */
function isOfToken(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.scope === 'token';
}
