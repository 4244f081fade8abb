import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Window } from '../../src/digest/digest.ts';
import { dueWindow, latestOccurrence, nextOccurrence, weeksBefore, windowUntil } from '../../src/digest/schedule.ts';
import { type Schedule, WEEKDAYS, type Weekday } from '../../src/digest/subscription.ts';

const schedule = (at: string, zone: string, days: readonly Weekday[] = WEEKDAYS): Schedule => ({ at, zone, days });
const utc = (text: string) => new Date(`${text}Z`);

/** The instants that follow `from`, as `MM-DD HH:MM` in UTC. */
function occurrences(plan: Schedule, from: string, count: number): string[] {
  const found: string[] = [];
  let after = utc(from);
  while (found.length < count) {
    after = nextOccurrence(plan, after);
    found.push(after.toISOString().slice(5, 16).replace('T', ' '));
  }
  return found;
}

describe('scheduled instants over changes of the clock', () => {
  it.each([
    [
      'New York, 02:30 does not exist on 8 March: it runs at 03:00',
      '02:30',
      'America/New_York',
      '2026-03-07T00:00',
      ['03-07 07:30', '03-08 07:00', '03-09 06:30'],
    ],
    [
      'New York, 01:30 comes twice on 1 November: it runs the first time',
      '01:30',
      'America/New_York',
      '2026-10-31T00:00',
      ['10-31 05:30', '11-01 05:30', '11-02 06:30'],
    ],
    [
      'Berlin, 02:30 does not exist on 29 March',
      '02:30',
      'Europe/Berlin',
      '2026-03-28T00:00',
      ['03-28 01:30', '03-29 01:00', '03-30 00:30'],
    ],
    [
      'Berlin, 02:30 comes twice on 25 October',
      '02:30',
      'Europe/Berlin',
      '2026-10-24T00:00',
      ['10-24 00:30', '10-25 00:30', '10-26 01:30'],
    ],
    [
      'Lord Howe leaves out half an hour on 4 October',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-02T00:00',
      ['10-02 15:45', '10-03 15:30', '10-04 15:15'],
    ],
    [
      'Lord Howe repeats half an hour on 5 April',
      '01:45',
      'Australia/Lord_Howe',
      '2026-04-03T00:00',
      ['04-03 14:45', '04-04 14:45', '04-05 15:15'],
    ],
    [
      'Santiago has no midnight on 6 September',
      '00:00',
      'America/Santiago',
      '2026-09-04T12:00',
      ['09-05 04:00', '09-06 04:00', '09-07 03:00'],
    ],
    [
      'Santiago repeats the last hour of 4 April',
      '23:30',
      'America/Santiago',
      '2026-04-03T12:00',
      ['04-04 02:30', '04-05 02:30', '04-06 03:30'],
    ],
    [
      'Cairo has no midnight on 24 April',
      '00:30',
      'Africa/Cairo',
      '2026-04-22T12:00',
      ['04-22 22:30', '04-23 22:00', '04-24 21:30'],
    ],
    [
      'Cairo repeats the last hour of 29 October',
      '23:30',
      'Africa/Cairo',
      '2026-10-28T12:00',
      ['10-28 20:30', '10-29 20:30', '10-30 21:30'],
    ],
    [
      'Beirut has no midnight on 29 March',
      '00:00',
      'Asia/Beirut',
      '2026-03-27T12:00',
      ['03-27 22:00', '03-28 22:00', '03-29 21:00'],
    ],
    [
      'Nuuk has no 23:30 on 28 March: it runs at the midnight that follows',
      '23:30',
      'America/Nuuk',
      '2026-03-27T12:00',
      ['03-28 01:30', '03-29 01:00', '03-30 00:30'],
    ],
    [
      'Apia has no 30 December 2011 at all',
      '08:00',
      'Pacific/Apia',
      '2011-12-28T12:00',
      ['12-28 18:00', '12-29 18:00', '12-30 18:00', '12-31 18:00'],
    ],
    ['Kathmandu is 5:45 ahead', '08:00', 'Asia/Kathmandu', '2026-03-27T12:00', ['03-28 02:15', '03-29 02:15']],
    [
      'Troll moves by two hours',
      '01:30',
      'Antarctica/Troll',
      '2026-03-27T12:00',
      ['03-28 01:30', '03-29 01:00', '03-29 23:30'],
    ],
  ])('%s', (_, at, zone, from, expected) => {
    expect(occurrences(schedule(at, zone), from, expected.length)).toEqual(expected);
  });

  it('keeps to its days, even where the day begins late', () => {
    expect(occurrences(schedule('08:00', 'Europe/Berlin', ['mon', 'fri']), '2026-11-24T12:00', 3)).toEqual([
      '11-27 07:00',
      '11-30 07:00',
      '12-04 07:00',
    ]);
    expect(occurrences(schedule('00:00', 'America/Santiago', ['sun']), '2026-08-29T12:00', 3)).toEqual([
      '08-30 04:00',
      '09-06 04:00',
      '09-13 03:00',
    ]);
    expect(occurrences(schedule('08:00', 'Pacific/Apia', ['fri']), '2011-12-20T12:00', 2)).toEqual([
      '12-23 18:00',
      '01-05 18:00',
    ]);
  });
});

describe('the latest scheduled instant', () => {
  it('includes the present one and is found behind a gap that reaches midnight', () => {
    const nuuk = schedule('23:30', 'America/Nuuk');
    expect(latestOccurrence(nuuk, utc('2026-03-29T01:00'))).toEqual(utc('2026-03-29T01:00'));
    expect(latestOccurrence(nuuk, utc('2026-03-29T23:00'))).toEqual(utc('2026-03-29T01:00'));
    expect(latestOccurrence(nuuk, utc('2026-03-29T00:59'))).toEqual(utc('2026-03-28T01:30'));
  });

  it('says so when a schedule never comes round', () => {
    expect(() => latestOccurrence(schedule('08:00', 'Nowhere/Land'), utc('2026-03-29T01:00'))).toThrow(/Nowhere\/Land/);
  });
});

describe('what is due', () => {
  const berlin = schedule('08:00', 'Europe/Berlin');
  const monday: Window = { from: utc('2026-11-22T07:00'), to: utc('2026-11-23T07:00') };

  it('makes the first digest cover the period before the latest scheduled time', () => {
    expect(dueWindow(berlin, null, utc('2026-11-24T09:13'))).toEqual({
      due: true,
      window: { from: utc('2026-11-23T07:00'), to: utc('2026-11-24T07:00') },
      reason: 'the first digest, due Tue 24 Nov, 08:00 (Europe/Berlin)',
    });
    const weekly = dueWindow(schedule('08:00', 'Europe/Berlin', ['mon']), null, utc('2026-11-24T09:13'));
    expect(weekly).toMatchObject({ window: { from: utc('2026-11-16T07:00'), to: utc('2026-11-23T07:00') } });
  });

  it('is due at the very instant, not a millisecond before, and once only', () => {
    expect(dueWindow(berlin, monday, utc('2026-11-24T06:59:59.999')).due).toBe(false);
    const due = dueWindow(berlin, monday, utc('2026-11-24T07:00'));
    expect(due).toMatchObject({ due: true, window: { from: monday.to, to: utc('2026-11-24T07:00') } });
    const after = dueWindow(berlin, (due as { window: Window }).window, utc('2026-11-24T07:00:01'));
    expect(after).toEqual({
      due: false,
      next: utc('2026-11-25T07:00'),
      reason:
        'the digest for Tue 24 Nov, 08:00 (Europe/Berlin) was made; the next is due Wed 25 Nov, 08:00 (Europe/Berlin)',
    });
  });

  it('covers days of downtime with one digest', () => {
    const due = dueWindow(berlin, monday, utc('2026-11-25T20:00'));
    expect(due).toEqual({
      due: true,
      window: { from: monday.to, to: utc('2026-11-25T07:00') },
      reason: 'due Wed 25 Nov, 08:00 (Europe/Berlin), covering everything since Mon 23 Nov, 08:00 (Europe/Berlin)',
    });
  });

  it('makes nothing due when the clock was set back', () => {
    expect(dueWindow(berlin, monday, utc('2026-11-20T12:00'))).toEqual({
      due: false,
      next: utc('2026-11-24T07:00'),
      reason: 'the clock stands before Mon 23 Nov, 08:00 (Europe/Berlin), up to which a digest was made already',
    });
  });

  it('goes on from the last window when the zone or the time of day changes', () => {
    const tokyo = dueWindow(schedule('08:00', 'Asia/Tokyo'), monday, utc('2026-11-23T07:30'));
    expect(tokyo).toMatchObject({ due: false, next: utc('2026-11-23T23:00') });
    const newYork = dueWindow(schedule('08:00', 'America/New_York'), monday, utc('2026-11-23T13:00'));
    expect(newYork).toMatchObject({ due: true, window: { from: monday.to, to: utc('2026-11-23T13:00') } });
  });

  it('gives a digest at once when asked, and the scheduled one afterwards from there', () => {
    const now = utc('2026-11-23T15:20');
    const asked = windowUntil(berlin, monday, now);
    expect(asked).toEqual({ from: monday.to, to: now });
    expect(windowUntil(berlin, asked, now)).toBeNull();
    expect(windowUntil(berlin, null, now)).toEqual({ from: utc('2026-11-22T07:00'), to: now });
    expect(dueWindow(berlin, asked, utc('2026-11-24T07:00'))).toMatchObject({
      window: { from: now, to: utc('2026-11-24T07:00') },
    });
  });
});

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'America/Nuuk',
  'Asia/Gaza',
  'Pacific/Apia',
  'Atlantic/Azores',
  'UTC',
];
// The hours in which clocks change come up often.
const anySchedule = fc.record({
  at: fc
    .tuple(fc.oneof(fc.constantFrom(23, 0, 1, 2, 3), fc.integer({ min: 0, max: 23 })), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => [hour, minute].map((n) => String(n).padStart(2, '0')).join(':')),
  zone: fc.constantFrom(...zones),
  days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
});

const dayFormats = new Map(
  zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })]),
);

/** The zone's own calendar day, `YYYY-MM-DD`. */
function localDay(instant: Date, zone: string): string {
  return dayFormats.get(zone)?.format(instant) ?? '';
}

function weekdayOf(day: string): Weekday {
  return WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7] as Weekday;
}

/** The day a run belongs to: its own, save in Nuuk, where 23:30 may not exist and runs at the midnight that follows. */
function scheduledDayOf({ at, zone }: Schedule, run: Date): string {
  return at > '12:00' ? localDay(new Date(run.getTime() - 1), zone) : localDay(run, zone);
}

/** The scheduled local days of `[from, to]`, found by walking the calendar hour by hour, without any cron arithmetic. */
function scheduledDays({ zone, days }: Schedule, from: Date, to: Date): string[] {
  const found = new Set<string>();
  for (let at = from.getTime(); at <= to.getTime(); at += 3_600_000) found.add(localDay(new Date(at), zone));
  return [...found].filter((day) => days.includes(weekdayOf(day)));
}

describe('for any schedule, and a program that looks whenever it happens to', () => {
  it('windows tile time without gap or overlap', () => {
    const steps = fc.array(fc.integer({ min: -3 * 3_600_000, max: 60 * 3_600_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        anySchedule,
        fc.date({ min: utc('2025-01-01T00:00'), max: utc('2027-01-01T00:00'), noInvalidDate: true }),
        steps,
        (plan, start, gaps) => {
          let now = start;
          let last: Window | null = null;
          for (const gap of gaps) {
            const decision = dueWindow(plan, last, now);
            if (decision.due) {
              const { from, to } = decision.window;
              expect(from < to && to <= now).toBe(true);
              if (last) expect(from).toEqual(last.to);
              last = decision.window;
            } else {
              expect(decision.next > now).toBe(true);
              expect(decision.next > (last as Window).to).toBe(true);
            }
            now = new Date(now.getTime() + gap);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a program that always looks in time makes exactly one digest for each scheduled local day', () => {
    const start = fc.constantFrom(
      '2026-03-20',
      '2026-03-01',
      '2026-04-01',
      '2026-04-18',
      '2026-08-30',
      '2026-09-28',
      '2026-10-20',
      '2026-02-10',
      '2011-12-20',
    );
    fc.assert(
      fc.property(anySchedule, start, (plan, day) => {
        const begin = utc(`${day}T12:00`);
        const end = new Date(begin.getTime() + 16 * 86_400_000);
        const made: string[] = [];
        let last: Window = { from: new Date(begin.getTime() - 1), to: begin };
        for (let now = begin; now <= end; now = new Date(now.getTime() + 29 * 60_000)) {
          const decision = dueWindow(plan, last, now);
          if (!decision.due) continue;
          last = decision.window;
          made.push(scheduledDayOf(plan, decision.window.to));
        }
        const scheduled = scheduledDays(plan, begin, end);
        const partial = [localDay(begin, plan.zone), localDay(end, plan.zone)];
        expect(new Set(made).size).toBe(made.length);
        expect(scheduled).toEqual(expect.arrayContaining(made));
        expect(made).toEqual(expect.arrayContaining(scheduled.filter((day) => !partial.includes(day))));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the weeks of a look back', () => {
  it('are an hour shorter and longer when the clock changes', () => {
    const friday = schedule('17:00', 'Europe/Berlin', ['fri']);
    const hours = (to: string) => {
      const { window, before } = weeksBefore(friday, utc(to));
      return [before, window].map((week) => (week.to.getTime() - week.from.getTime()) / 3_600_000);
    };
    expect(hours('2026-04-03T15:00')).toEqual([168, 167]);
    expect(hours('2026-10-30T16:00')).toEqual([168, 169]);
    expect(hours('2026-11-06T16:00')).toEqual([169, 168]);
  });

  it('follow on one another in every zone, whenever the program looks: one at most for each week, none left out', () => {
    const weekly = fc
      .tuple(anySchedule, fc.constantFrom(...WEEKDAYS))
      .map(([plan, day]): Schedule => ({ ...plan, days: [day] }));
    const gaps = fc.array(fc.integer({ min: 3_600_000, max: 20 * 86_400_000 }), { minLength: 5, maxLength: 25 });
    const start = fc.date({ min: utc('2025-01-01T00:00'), max: utc('2026-12-01T00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(weekly, start, gaps, (plan, begin, steps) => {
        let now = begin;
        let last: Window | null = null;
        const toldUpTo: Date[] = [];
        for (const step of steps) {
          const due = dueWindow(plan, last, now);
          if (due.due) {
            const { window, before } = weeksBefore(plan, due.window.to);
            expect(before.to).toEqual(window.from);
            // What it tells is the last of the weeks that its window covers, be it a day or a month.
            expect(window.to).toEqual(due.window.to);
            if (last) expect(window.from >= last.to).toBe(true);
            expect(window.to.getTime() - window.from.getTime()).toBeLessThanOrEqual(7 * 86_400_000 + 2 * 3_600_000);
            toldUpTo.push(window.to);
            last = due.window;
          }
          now = new Date(now.getTime() + step);
        }
        expect(new Set(toldUpTo.map(Number)).size).toBe(toldUpTo.length);
      }),
      { numRuns: 60 },
    );
  });
});
