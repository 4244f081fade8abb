/** Tells the operator, once each, of what begins and of what is over. */
import type { AlertKind, Notice, Signs, Standing } from '../alert/alert.ts';
import { alertsDue } from '../alert/due.ts';
import { messagesOf } from '../alert/words.ts';
import { message } from '../command/reply.ts';
import type { Channel } from '../digest/subscription.ts';
import type { Lease, VitalsArchive } from '../ports/vitals.ts';
import type { Chat, Clock, Log } from '../ports.ts';

export interface AlertPorts {
  readonly archive: VitalsArchive;
  readonly signs: (now: Date) => Promise<Signs>;
  /** Where the operator is told, and through what; null for the log only. */
  readonly operator: { readonly channel: Channel; readonly chat: Pick<Chat, 'say'> } | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Of these the archive can't keep what was told: each process remembers its own. */
const WITHOUT_ARCHIVE: readonly AlertKind[] = ['store-unreachable', 'writes-failing'];

const CHECK_MS = 60_000;

/** Longer than all messages of one check can take: after that, whoever was to tell of a change has died over it. */
const LEASE_MS = 5 * 60_000;

/** Checks every minute until the signal aborts. The first minute is for what was left over from before. */
export async function watchForAlerts(ports: AlertPorts, signal: AbortSignal): Promise<void> {
  const check = createAlertCheck(ports);
  for (;;) {
    await ports.clock.sleep(CHECK_MS, signal);
    if (signal.aborted) return;
    await check().catch((error: Error) => ports.log.error('alerts could not be checked', { error: error.stack }));
  }
}

/**
 * One check: looks, decides, claims, tells, and notes what was told. Of several processes, whoever claims a notice tells it; if
 * it comes to its end in the middle, another check tells it again.
 */
export function createAlertCheck(ports: AlertPorts): () => Promise<void> {
  const remembered = new Map<AlertKind, Standing>();
  let reached = true;

  async function claim({ change, kind, subject, at }: Notice, lease: Lease): Promise<boolean> {
    if (WITHOUT_ARCHIVE.includes(kind)) {
      const since = remembered.get(kind)?.since ?? at;
      remembered.set(kind, {
        kind,
        subject,
        since: change === 'begun' ? at : since,
        overAt: change === 'begun' ? null : at,
        untoldUntil: null,
      });
      return true;
    }
    return change === 'begun'
      ? ports.archive.raiseAlert({ kind, subject, since: at }, lease)
      : ports.archive.liftAlert({ kind, subject, overAt: at }, lease);
  }

  /** Nobody was told, so that it is to be told at the next check. */
  async function giveBack({ change, kind, subject, at }: Notice): Promise<void> {
    const before = remembered.get(kind);
    if (WITHOUT_ARCHIVE.includes(kind)) {
      if (change === 'begun') remembered.delete(kind);
      else remembered.set(kind, { kind, subject, since: before?.since ?? at, overAt: null, untoldUntil: null });
      return;
    }
    await (change === 'begun'
      ? ports.archive.unraiseAlert({ kind, subject })
      : ports.archive.unliftAlert({ kind, subject }));
  }

  async function noteTold(notices: readonly Notice[], lease: Lease): Promise<void> {
    for (const { kind, subject } of notices) {
      if (!WITHOUT_ARCHIVE.includes(kind)) await ports.archive.alertTold({ kind, subject }, lease);
    }
  }

  /** False when nobody was told. */
  async function tell(notices: readonly Notice[], text: string): Promise<boolean> {
    const { operator, log } = ports;
    const [first] = notices;
    if (!operator || !first) {
      log.warn(text);
      return true;
    }
    const outcome = await operator.chat.say({ channel: operator.channel, thread: null }, message({ say: text }));
    if (outcome.kind === 'sent' || outcome.kind === 'unknown') {
      reached = true;
      // What may have been said there is not said there again, but it is here.
      if (outcome.kind === 'unknown') log.warn(text);
      return true;
    }
    if (reached) {
      const why = 'reason' in outcome ? outcome.reason : 'it asks to wait';
      log.error(`the operator's channel can't be told, and will be tried again: ${why}`, { alert: first.kind });
      log.error(text);
    }
    reached = false;
    for (const notice of notices) await giveBack(notice);
    return false;
  }

  return async () => {
    const now = ports.clock.now();
    const signs = await ports.signs(now);
    const kept = signs.store.trouble === null ? await ports.archive.alerts().catch(() => null) : null;
    const due = alertsDue(signs, [...(kept ?? []), ...remembered.values()], now);
    const lease = { from: now, until: new Date(now.getTime() + LEASE_MS) };
    const claimed: Notice[] = [];
    for (const notice of due) {
      if (kept === null && !WITHOUT_ARCHIVE.includes(notice.kind)) continue;
      if (await claim(notice, lease).catch(() => false)) claimed.push(notice);
    }
    for (const { notices, text } of messagesOf(claimed)) {
      if (await tell(notices, text)) await noteTold(notices, lease);
    }
  };
}
