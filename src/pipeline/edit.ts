import { afterOutcome } from '../delivery/decide.ts';
import type { Outcome } from '../delivery/delivery.ts';
import { channelName } from '../digest/subscription.ts';
import type { EditClaim } from '../ports/outbox.ts';
import type { Chat } from '../ports.ts';
import { BEGIN_WITHIN_MS, LEASE_MS, type Outgoing, type SendingPorts as Ports, sendAll } from './senders.ts';

/** Of a platform, at the same time: fewer than are posted, since news goes before its correction. */
const MOST_HELD = 10;
/** At the longest wait between two tries this is most of a day; after that nobody reads the message any more. */
const MOST_ATTEMPTS = 100;

/**
 * Puts every correction that is due in the place of what was posted, one a channel at a time, until none is left.
 * Resolves to when the next one is due, or null.
 */
export async function editDue(ports: Ports, signal: AbortSignal): Promise<Date | null> {
  await sendAll(editsOf(ports, signal), ports.clock, signal);
  return nextEdit(ports);
}

export function editsOf(ports: Ports, signal: AbortSignal): readonly Outgoing[] {
  return [...ports.chats].map(([platform, chat]) => ({
    async begin(held) {
      if (held >= MOST_HELD) return [];
      const now = ports.clock.now();
      const claims = await ports.archive.claimEdits(now, LEASE_MS, MOST_HELD - held, [platform]);
      const beginBy = new Date(now.getTime() + BEGIN_WITHIN_MS);
      return claims.map((claim) => editOne({ claim, chat, beginBy, signal }, ports));
    },
  }));
}

export function nextEdit({ archive, chats }: Ports): Promise<Date | null> {
  return archive.nextEditAt([...chats.keys()]);
}

interface Editing {
  readonly claim: EditClaim;
  readonly chat: Chat;
  readonly beginBy: Date;
  readonly signal: AbortSignal;
}

interface Next {
  /** Null when it is not tried again. */
  readonly nextAt: Date | null;
  /** Null when it is done. */
  readonly reason: string | null;
  readonly tell: boolean;
}

async function editOne(editing: Editing, ports: Ports): Promise<void> {
  const { archive, log, tell } = ports;
  const { claim } = editing;
  const { tell: isToTell, ...next } = await attempt(editing, ports);
  const channel = channelName(claim.channel);
  // Before it is written down, as with a delivery.
  if (isToTell) tell({ kind: 'trouble', text: `${channel}: a posted message is not corrected. ${next.reason}` });
  if (!(await archive.settleEdit(claim, next))) {
    log.warn('a correction was settled by another process meanwhile', { channel, key: claim.key });
    return;
  }
  log.info('correction', { channel, done: next.nextAt === null && next.reason === null });
}

async function attempt({ claim, chat, beginBy, signal }: Editing, ports: Ports): Promise<Next> {
  const { channel, key, content, ref, rootRef } = claim;
  const turn = await ports.pace.turn({ act: 'edit', channel, rootRef }, beginBy, signal);
  const now = ports.clock.now();
  if (turn.kind !== 'go' || now > beginBy) {
    return { nextAt: turn.kind === 'later' ? turn.at : now, reason: NOT_BEGUN, tell: false };
  }
  const outcome = await chat.edit({ channel, key, content, ref, rootRef });
  const next = afterEdit(outcome, claim.attempt, ports);
  return { ...next, tell: next.reason !== null && (next.nextAt === null || isOfToken(outcome)) };
}

const NOT_BEGUN = 'It was not its turn.';

/** Waits as a delivery does. An edit may be made again whatever became of it, so that an unknown outcome is a failure like any other. */
function afterEdit(
  outcome: Outcome,
  attempt: number,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
): Omit<Next, 'tell'> {
  const again = outcome.kind === 'unknown' ? ({ kind: 'failed', reason: outcome.reason } as const) : outcome;
  const { state } = afterOutcome(again, attempt, clock.now(), random());
  if (state.kind === 'failed') return { nextAt: attempt < MOST_ATTEMPTS ? state.nextAt : null, reason: state.reason };
  return { nextAt: null, reason: state.kind === 'rejected' ? state.reason : null };
}

/** A person has to mend it, and it is tried on. */
function isOfToken(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.scope === 'token';
}
