/**
 * What is due: pure arithmetic over a schedule, its zone, the last recorded window and the present instant. Since each
 * window begins where the last one ended, windows tile time: no article falls between two, none into both.
 */
import { Cron } from 'croner';
import { MINUTE_MS } from '../spans.ts';
import type { Window } from './digest.ts';
import { type Schedule, WEEKDAYS } from './subscription.ts';
import { localTime, moment } from './times.ts';

/** `next` is the instant at which this schedule will be due if nothing is published before. Reasons are for logs and people. */
export type Due =
  | { readonly due: true; readonly window: Window; readonly reason: string }
  | { readonly due: false; readonly next: Date; readonly reason: string };

/**
 * Whether a digest is due at `now`, and the window it covers: up to the latest scheduled time, from the end of the last
 * window (however long ago: downtime is covered by one digest) or, for the first digest, from the scheduled time before.
 * A clock that was set back makes nothing due twice.
 */
export function dueWindow(schedule: Schedule, last: Window | null, now: Date): Due {
  const to = latestOccurrence(schedule, now);
  if (last === null) {
    const from = occurrenceBefore(schedule, to);
    return { due: true, window: { from, to }, reason: `the first digest, due ${inZone(to, schedule)}` };
  }
  if (to > last.to) {
    const reason = `due ${inZone(to, schedule)}, covering everything since ${inZone(last.to, schedule)}`;
    return { due: true, window: { from: last.to, to }, reason };
  }
  const next = nextOccurrence(schedule, last.to > now ? last.to : now);
  const reason =
    last.to > now
      ? `the clock stands before ${inZone(last.to, schedule)}, up to which a digest was made already`
      : `the digest for ${inZone(to, schedule)} was made; the next is due ${inZone(next, schedule)}`;
  return { due: false, next, reason };
}

/**
 * The window for a digest made at once, due or not: from the end of the last window, or for the first digest from the
 * scheduled time before the latest one, so that it covers a full period. Null when `now` is not after the last window.
 */
export function windowUntil(schedule: Schedule, last: Window | null, now: Date): Window | null {
  if (last === null) return { from: occurrenceBefore(schedule, latestOccurrence(schedule, now)), to: now };
  return now > last.to ? { from: last.to, to: now } : null;
}

/** The first scheduled instant after `after`. */
export function nextOccurrence(schedule: Schedule, after: Date): Date {
  const next = found(cronOf(schedule).nextRun(after), schedule);
  return midnightRuns(schedule, after, next)[0] ?? next;
}

/** The latest scheduled instant at or before `now`. */
export function latestOccurrence(schedule: Schedule, now: Date): Date {
  return occurrenceBefore(schedule, new Date(now.getTime() + 1));
}

/**
 * What the look back that is due at `to` tells, and what it is compared with: the week up to then and the week before, each
 * from one scheduled instant to the next. A week in which the clock changes is an hour longer or shorter.
 */
export function weeksBefore(schedule: Schedule, to: Date): { readonly window: Window; readonly before: Window } {
  const from = occurrenceBefore(schedule, to);
  return { window: { from, to }, before: { from: occurrenceBefore(schedule, from), to: from } };
}

/** The latest scheduled instant before `instant`. */
function occurrenceBefore(schedule: Schedule, instant: Date): Date {
  const before = found(cronOf(schedule).previousRuns(1, instant)[0], schedule);
  return midnightRuns(schedule, before, instant).at(-1) ?? before;
}

/**
 * With a single hour and minute, croner counts this a fixed-time job: a time inside a daylight-saving gap runs at the
 * gap's end, a time that comes twice runs the first time, and a day that a zone leaves out has no run.
 */
function cronOf({ at, zone, days }: Schedule): Cron {
  const [hour, minute] = at.split(':').map(Number);
  return new Cron(`${minute} ${hour} * * ${days.join(',')}`, { timezone: zone, mode: '5-part', paused: true });
}

/**
 * The runs between two instants that croner 11 passes over: where the gap reaches midnight (Nuuk has no 23:30 on
 * 28 March 2026), the gap's end lies on the next day, and croner finds nothing on the one it looks at. Oldest first.
 */
function midnightRuns(schedule: Schedule, after: Date, before: Date): Date[] {
  if (schedule.at < '12:00') return [];
  const midnights = cronOf({ ...schedule, at: '00:00', days: WEEKDAYS });
  const runs: Date[] = [];
  for (let at = midnights.nextRun(after); at !== null && at < before; at = midnights.nextRun(at)) {
    const { weekday, time } = localTime(new Date(at.getTime() - MINUTE_MS), schedule.zone);
    if (time < schedule.at && schedule.days.includes(weekday)) runs.push(at);
  }
  return runs;
}

function found(occurrence: Date | null | undefined, schedule: Schedule): Date {
  if (occurrence) return occurrence;
  throw new Error(`The schedule "${schedule.at} ${schedule.zone} ${schedule.days.join(',')}" never comes round.`);
}

function inZone(instant: Date, { zone }: Schedule): string {
  return `${moment(instant, zone)} (${zone})`;
}
