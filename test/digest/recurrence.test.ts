import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comingInWords,
  daysInWords,
  readDays,
  readTime,
  readWeekly,
  scheduleInWords,
  writeDays,
  writeWeekly,
} from '../../src/digest/recurrence.ts';
import { WEEKDAYS, type Weekday } from '../../src/digest/subscription.ts';

describe('days as people write them', () => {
  it.each([
    ['every', 'mon tue wed thu fri sat sun'],
    ['every day', 'mon tue wed thu fri sat sun'],
    ['Daily', 'mon tue wed thu fri sat sun'],
    ['weekdays', 'mon tue wed thu fri'],
    ['every weekday', 'mon tue wed thu fri'],
    ['weekend', 'sat sun'],
    ['weekdays and sat', 'mon tue wed thu fri sat'],
    ['mon, wed,fri', 'mon wed fri'],
    ['Tuesdays and Thursdays', 'tue thu'],
    ['mon-fri', 'mon tue wed thu fri'],
    ['mon – wed, sun', 'mon tue wed sun'],
    ['fri to mon', 'mon fri sat sun'],
    ['sun sun sun', 'sun'],
  ])('reads "%s"', (words, days) => {
    expect(readDays(words)?.join(' ')).toBe(days);
  });

  it.each(['', ' , ', 'never', 'mon, someday', 'mo', 'mon-tue-wed', 'mon-', '1', 'monkey'])(
    'reads no day in "%s"',
    (words) => {
      expect(readDays(words)).toBe(null);
    },
  );

  it('reads back whatever it writes, short or in a sentence', () => {
    const someDays = fc.subarray([...WEEKDAYS], { minLength: 1 });
    const shuffled = someDays.chain((days) => fc.shuffledSubarray(days, { minLength: days.length }));
    fc.assert(
      fc.property(shuffled, (days: Weekday[]) => {
        const inOrder = WEEKDAYS.filter((day) => days.includes(day));
        expect(readDays(writeDays(days))).toEqual(inOrder);
        expect(readDays(daysInWords(days))).toEqual(inOrder);
      }),
    );
  });

  it('tells a schedule in a sentence', () => {
    const schedule = { at: '08:00', zone: 'Europe/Berlin', days: ['wed', 'mon', 'sun'] as const };
    expect(scheduleInWords(schedule)).toBe('every Monday, Wednesday and Sunday at 08:00 (Europe/Berlin)');
  });
});

describe('times as people write them', () => {
  it.each([
    ['08:00', '08:00'],
    ['8', '08:00'],
    [' 7.45 ', '07:45'],
    ['17:05', '17:05'],
    ['8 am', '08:00'],
    ['12am', '00:00'],
    ['12:30 p.m.', '12:30'],
    ['11PM', '23:00'],
    ['noon', '12:00'],
    ['Midnight', '00:00'],
    ['at 8', '08:00'],
    ['at 8 am', '08:00'],
    ['0830', '08:30'],
    ['8h', '08:00'],
    ['8h30', '08:30'],
    ['8 o’clock', '08:00'],
    ['18 Uhr', '18:00'],
  ])('reads "%s"', (words, time) => {
    expect(readTime(words)).toBe(time);
  });

  it.each(['', '24:00', '8:60', '13pm', '0 am', 'noonish', '8:0', '-1', '08:00:00'])('reads none in "%s"', (words) => {
    expect(readTime(words)).toBe(null);
  });
});

describe('a day and time of the week', () => {
  it.each([
    ['fri 17:00', 'fri 17:00'],
    ['Friday at 5 pm', 'fri 17:00'],
    ['fridays, 17.00', 'fri 17:00'],
    ['mon@8', 'mon 08:00'],
    ['sun  9:30', 'sun 09:30'],
  ])('reads "%s"', (words, written) => {
    const time = readWeekly(words);
    expect(time && writeWeekly(time)).toBe(written);
  });

  it.each(['', 'fri', '17:00', 'fri 25:00', 'weekdays 17:00', 'mon-tue 17:00', 'someday 17:00', 'fri 17:00 sat'])(
    'reads none in "%s"',
    (words) => {
      expect(readWeekly(words)).toBe(null);
    },
  );

  it('stands beside the schedule in a sentence', () => {
    const schedule = { at: '08:00', zone: 'Europe/Berlin', days: WEEKDAYS };
    expect(comingInWords({ schedule, lookback: { day: 'fri', at: '17:00' } })).toBe(
      'every day at 08:00 (Europe/Berlin), and a look back every Friday at 17:00',
    );
    expect(comingInWords({ schedule, lookback: null })).toBe(scheduleInWords(schedule));
  });
});
