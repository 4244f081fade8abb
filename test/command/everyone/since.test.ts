import { describe, expect, it } from 'vitest';
import { dayIn, readSince } from '../../../src/command/everyone/since.ts';

const NOW = new Date('2026-11-24T07:30:00Z');
const since = (text: string, zone = 'Europe/Berlin') => readSince(text, NOW, zone)?.toJSON() ?? null;

describe('since', () => {
  it.each([
    ['24h', '2026-11-23T07:30:00.000Z'],
    ['7D', '2026-11-17T07:30:00.000Z'],
    [' 2w ', '2026-11-10T07:30:00.000Z'],
    ['2026-11-24', '2026-11-23T23:00:00.000Z'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['3 days', '2026-11-21T07:30:00.000Z'],
    ['yesterday', '2026-11-22T23:00:00.000Z'],
    ['monday', '2026-11-22T23:00:00.000Z'],
    ['Friday', '2026-11-19T23:00:00.000Z'],
    ['last week', '2026-11-15T23:00:00.000Z'],
    ['3 November', '2026-11-02T23:00:00.000Z'],
    ['march', '2026-02-28T23:00:00.000Z'],
  ])('%s', (text, instant) => expect(since(text)).toBe(instant));

  it.each(['', 'whenever', 'tomorrow', '2026-02-30', '24', '-3d', '99999d', '2026-1-1', '24h 3d'])(
    'is not %j',
    (text) => {
      expect(since(text)).toBeNull();
    },
  );

  it.each([
    ['America/Lima', '2026-11-24T05:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23T18:15:00.000Z'],
    ['UTC', '2026-11-24T00:00:00.000Z'],
  ])('begins a day at midnight in %s', (zone, instant) => expect(since('2026-11-24', zone)).toBe(instant));

  it('begins a day at midnight on the days on which clocks change', () => {
    expect(since('2026-03-29')).toBe('2026-03-28T23:00:00.000Z');
    expect(since('2026-10-25')).toBe('2026-10-24T22:00:00.000Z');
    expect(since('2026-10-26')).toBe('2026-10-25T23:00:00.000Z');
  });
});

describe('the day in a zone', () => {
  it('is what the calendar there shows', () => {
    const late = new Date('2026-11-24T23:30:00Z');
    expect([dayIn('UTC', late), dayIn('Asia/Tokyo', late)]).toEqual(['2026-11-24', '2026-11-25']);
  });
});
