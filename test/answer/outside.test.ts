import { describe, expect, it } from 'vitest';
import { noteOutside } from '../../src/answer/outside.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const note = (text: string, date: string | null, told = 'The council spoke.') =>
  noteOutside({ text, now: NOW, zone: 'UTC' }, told, { date });

describe('an answer that is not of the time asked about', () => {
  it('says so, with its own day', () => {
    expect(note('What did the council say on Monday?', '2025-11-20')).toBe(
      'No article of that time (on Monday) says it; this is of Thursday 20 November 2025.',
    );
    expect(note('What did the council say in March?', '2026-11-20')).toMatch(/^No article of that time \(in March\)/);
  });

  it.each([
    ['What did the council say on Monday?', '2026-11-23'],
    // News of a day is told on the next ones.
    ['What did the council say on Monday?', '2026-11-24'],
    ['What did the council say?', '2019-01-01'],
    ['What did the council say on Monday?', null],
  ])('is none for %j told on %j', (text, date) => expect(note(text, date)).toBeNull());

  it('needs none where the told words name the time themselves, unless that is a weekday', () => {
    expect(note('Why is the bridge closed until March?', '2026-11-20', 'It stays closed until March.')).toBeNull();
    expect(note('Who spoke on 3 May 2019?', '2026-11-20', 'On 3 May 2019 the council spoke.')).toBeNull();
    expect(note('Who spoke on Monday?', '2025-11-20', 'On Monday the council spoke.')).not.toBeNull();
  });
});
