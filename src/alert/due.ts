/** Decides what the operator is to be told now. Pure; `pipeline/alerts.ts` acts on it. */
import { HOUR_MS, MINUTE_MS } from '../spans.ts';
import type { AlertKind, LastWord, LateDigest, Notice, Signs, Standing } from './alert.ts';

/** A digest counts as late when its hour is so long past, in milliseconds: readings are waited for ten minutes. */
export const LATE_AFTER_MS = 15 * MINUTE_MS;

/** Platforms end connections every few hours; one that is made anew within this, in milliseconds, is nothing to be told of. */
const MADE_ANEW_MS = 2 * MINUTE_MS;

/** Something looked at, well or not. `at`: when it was so. */
interface Finding {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly at: Date;
  /** What is wrong and what to do; null when all is well. */
  readonly wrong: string | null;
}

/**
 * What begins: is wrong, and was not told since it was last over. What is over: was told, and has been seen well since.
 * What somebody was to tell and never said that it was told is told again. What can't be told stays as it was.
 */
export function alertsDue(signs: Signs, standing: readonly Standing[], now: Date): Notice[] {
  const known = new Map(standing.map((alert) => [nameOf(alert), alert]));
  return findingsOf(signs, standing, now).flatMap((finding) => {
    const alert = known.get(nameOf(finding));
    return leftUntold(finding, alert, now) ?? noticeOf(finding, alert);
  });
}

/** Null where nothing is left over, or what is left is true no longer. */
function leftUntold({ kind, subject, wrong }: Finding, alert: Standing | undefined, now: Date): Notice[] | null {
  if (!alert?.untoldUntil || alert.untoldUntil > now) return null;
  const { since, overAt } = alert;
  if (overAt === null) return wrong === null ? null : [{ change: 'begun', kind, subject, at: since, text: wrong }];
  return wrong === null ? [{ change: 'over', kind, subject, at: overAt, text: OVER[kind](subject) }] : null;
}

function noticeOf({ kind, subject, at, wrong }: Finding, alert: Standing | undefined): Notice[] {
  const stands = alert !== undefined && alert.overAt === null;
  if (wrong !== null) {
    // Another process may have seen it end after what we know of it.
    const old = alert?.overAt && alert.overAt >= at;
    return stands || old ? [] : [{ change: 'begun', kind, subject, at, text: wrong }];
  }
  if (!stands || at <= alert.since) return [];
  return [{ change: 'over', kind, subject, at, text: OVER[kind](subject) }];
}

function nameOf({ kind, subject }: { kind: AlertKind; subject: string }): string {
  return `${kind} ${subject}`;
}

function findingsOf(signs: Signs, standing: readonly Standing[], now: Date): Finding[] {
  const { store, writing } = signs;
  return [
    { kind: 'store-unreachable', subject: '', at: now, wrong: store.trouble && unreachable(store.trouble) },
    ...(writing
      ? [
          {
            kind: 'writes-failing' as const,
            subject: '',
            at: now,
            wrong: writing.trouble && unwritable(writing.trouble),
          },
        ]
      : []),
    ...intakeFindings(signs, now),
    ...lateFindings(signs, standing, now),
    ...budgetFindings(signs, now),
    ...wordFindings('token-refused', signs.tokens),
    ...wordFindings('not-listening', signs.listening.filter(isLasting(now))),
  ];
}

function unreachable(trouble: string): string {
  return `The archive can't be read, so nothing is taken in, posted or answered: ${sentence(trouble)}`;
}

function unwritable(trouble: string): string {
  return `Nothing can be kept any more: ${sentence(trouble)} Articles stay in the inbox meanwhile, and digests wait.`;
}

function intakeFindings({ intake }: Signs, now: Date): Finding[] {
  // Who never put in an article is not missing one.
  if (!intake?.newestAt) return [];
  const hours = Math.floor((now.getTime() - intake.newestAt.getTime()) / HOUR_MS);
  const wrong = `No article has come in since ${instant(intake.newestAt)}, ${hours} hours ago. Look whether whatever fills the inbox still runs, and whether files lie in the inbox that are not taken.`;
  const silent = now.getTime() - intake.newestAt.getTime() >= intake.silentHours * HOUR_MS;
  return [{ kind: 'intake-silent', subject: '', at: now, wrong: silent ? wrong : null }];
}

/** A channel that is late no more is found among those that were. */
function lateFindings({ late }: Signs, standing: readonly Standing[], now: Date): Finding[] {
  if (late === null) return [];
  const kind = 'digest-late';
  const first = new Map<string, LateDigest>();
  for (const digest of late) {
    const before = first.get(digest.channel);
    if (!before || digest.dueAt < before.dueAt) first.set(digest.channel, digest);
  }
  const wrong = [...first.values()].map(
    (digest) => ({ kind, subject: digest.channel, at: now, wrong: lateText(digest) }) as const,
  );
  const well = standing.filter((alert) => alert.kind === kind && !first.has(alert.subject));
  return [...wrong, ...well.map(({ subject }) => ({ kind, subject, at: now, wrong: null }) as const)];
}

function lateText({ channel, dueAt, reason }: LateDigest): string {
  const why = reason === null ? 'Run "npx newsdesk doctor", which looks for the cause.' : sentence(reason);
  return `The digest for ${channel} was due at ${instant(dueAt)} and is not delivered. ${why}`;
}

function budgetFindings({ budget }: Signs, now: Date): Finding[] {
  if (budget === null) return [];
  const wrong = `The day's model budget of ${budget.budget} is spent: new articles wait until ${instant(budget.until)}. Raise NEWSDESK_DAILY_TOKENS or NEWSDESK_DAILY_USD to go on before that.`;
  return [{ kind: 'budget-spent', subject: '', at: now, wrong: budget.spent ? wrong : null }];
}

function isLasting(now: Date): (word: LastWord) => boolean {
  return ({ at, trouble }) => trouble === null || now.getTime() - at.getTime() >= MADE_ANEW_MS;
}

function wordFindings(kind: 'token-refused' | 'not-listening', words: readonly LastWord[]): Finding[] {
  return words.map(({ subject, at, trouble }) => {
    const what = kind === 'token-refused' ? refusedText(subject) : `Commands on ${named(subject)} are not answered`;
    return { kind, subject, at, wrong: trouble === null ? null : `${what}: ${sentence(trouble)}` };
  });
}

function refusedText(subject: string): string {
  return subject === 'model' ? 'The model server refuses Newsdesk' : `${named(subject)} refuses Newsdesk`;
}

const OVER: Readonly<Record<AlertKind, (subject: string) => string>> = {
  'intake-silent': () => 'Articles come in again.',
  'digest-late': (channel) => `The digest for ${channel} is late no more.`,
  'budget-spent': () => 'There is model budget again, and articles are read.',
  'token-refused': (subject) => `${subject === 'model' ? 'The model server' : named(subject)} accepts Newsdesk again.`,
  'not-listening': (subject) => `Commands on ${named(subject)} are answered again.`,
  'writes-failing': () => 'The archive and the inbox can be written again.',
  'store-unreachable': () => 'The archive can be read again.',
};

function named(platform: string): string {
  return { slack: 'Slack', discord: 'Discord', console: 'the terminal' }[platform] ?? platform;
}

/** Of other programs' words, only the first that a person needs; they may quote what we sent. */
function sentence(text: string): string {
  const own = text.replace(/ It says: .*$/s, '').trim();
  return /[.!?…]$/.test(own) ? own : `${own}.`;
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
