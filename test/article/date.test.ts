import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/article/date.ts';

describe('a date as a source writes it', () => {
  it.each([
    ['2026-11-03', '2026-11-03'],
    ['2026-11-03T23:30:00-08:00', '2026-11-03'],
    ['2026-11-03T00:10:00Z', '2026-11-03'],
    ['2026-11-03 18:05:11.123 +0100', '2026-11-03'],
    ['2026/11/3', '2026-11-03'],
    ['20261103T101500', '2026-11-03'],
    ['20261103', '2026-11-03'],
    ['3 November 2026', '2026-11-03'],
    ['3rd of November 2026', '2026-11-03'],
    ['03-Nov-2026', '2026-11-03'],
    ['November 3, 2026', '2026-11-03'],
    ['Nov. 3, 2026, 10:30 p.m. ET', '2026-11-03'],
    ['Sept. 21st 2026', '2026-09-21'],
    ['Tuesday, November 3, 2026', '2026-11-03'],
    ['Tue, 03 Nov 2026 23:59:59 -0500', '2026-11-03'],
    ['  3 MARCH 2026  ', '2026-03-03'],
    ['29 February 2028', '2028-02-29'],
  ])('%s is %s', (written, day) => {
    expect(parseDate(written)).toBe(day);
  });

  it.each([
    '2026-02-31',
    '2027-02-29',
    '2026-13-01',
    '2026-00-10',
    '31 April 2026',
    '3 Novembre 2026',
    '11/03/2026', // the third of November or the eleventh of March: nobody can tell
    'yesterday',
    '2026',
    '1730678400',
    '2026-11-031',
    '',
  ])('%s is no day', (written) => {
    expect(parseDate(written)).toBeNull();
  });

  it('comes back as it went in, for every day of the calendar', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const long = day.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
        expect([iso, day.toISOString(), long, day.toUTCString()].map(parseDate)).toEqual([iso, iso, iso, iso]);
      }),
    );
  });
});
