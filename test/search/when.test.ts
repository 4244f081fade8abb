import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sinceOf, whenOf } from '../../src/search/when.ts';

/** A Tuesday. */
const NOW = new Date('2026-11-24T09:00:00Z');
const ZONE = 'Europe/Berlin';

function understood(question: string, now = NOW, zone = ZONE): string | null {
  const when = whenOf(question, now, zone);
  return when && `${when.from ?? ''}..${when.to ?? ''}`;
}

describe('the time that a question names', () => {
  const cases: [string, string | null][] = [
    ['What happened today?', '2026-11-24..2026-11-24'],
    ['What did Karsund say yesterday about the toll?', '2026-11-23..2026-11-23'],
    ['What did they decide the day before yesterday?', '2026-11-22..2026-11-22'],
    ['Was there a fire this morning?', '2026-11-24..2026-11-24'],
    ['Was there a fire last night?', '2026-11-23..2026-11-24'],
    ['What happened this week?', '2026-11-23..2026-11-24'],
    ['What happened last week?', '2026-11-16..2026-11-22'],
    ['What came of last week’s talks?', '2026-11-16..2026-11-22'],
    ['What happened in the last week?', '2026-11-17..2026-11-24'],
    ['How often did it flood this month?', '2026-11-01..2026-11-24'],
    ['What happened last month?', '2026-10-01..2026-10-31'],
    ['What happened this year?', '2026-01-01..2026-11-24'],
    ['What happened last year?', '2025-01-01..2025-12-31'],
    ['What happened over the past year?', '2025-11-24..2026-11-24'],
    ['What happened in the last 24 hours?', '2026-11-23..2026-11-24'],
    ['What happened in the past 48 hours?', '2026-11-22..2026-11-24'],
    ['What happened in the last 3 days?', '2026-11-21..2026-11-24'],
    ['What happened in the last two weeks?', '2026-11-10..2026-11-24'],
    ['Any strikes in the past few days?', '2026-11-20..2026-11-24'],
    ['What did they say 3 days ago?', '2026-11-21..2026-11-21'],
    ['What did they say two weeks ago?', '2026-11-09..2026-11-15'],
    ['What did Karsund say since Monday?', '2026-11-23..'],
    ['What has changed since Tuesday?', '2026-11-17..'],
    ['What has changed since March?', '2026-03-01..'],
    ['What has changed since December?', '2025-12-01..'],
    ['What has changed since March 2025?', '2025-03-01..'],
    ['What has changed since 2024?', '2024-01-01..'],
    ['What has changed since last week?', '2026-11-16..'],
    ['What has changed since 2026-11-03?', '2026-11-03..'],
    ['What has changed since the beginning of the year?', '2026-01-01..'],
    ['What was said after 3 November?', '2026-11-04..'],
    ['What was said until last Friday?', '..2026-11-20'],
    ['What was said before 2024?', '..2023-12-31'],
    ['What was decided in March?', '2026-03-01..2026-03-31'],
    ['what was decided in march 2025', '2025-03-01..2025-03-31'],
    ['What was decided in early March?', '2026-03-01..2026-03-31'],
    ['What was decided in 2025?', '2025-01-01..2025-12-31'],
    ['What was decided last March?', '2026-03-01..2026-03-31'],
    ['What was decided on 3 November?', '2026-11-03..2026-11-03'],
    ['What was decided on the 3rd of November?', '2026-11-03..2026-11-03'],
    ['What was decided on November 3rd, 2025?', '2025-11-03..2025-11-03'],
    ['What was decided on 3 December?', '2025-12-03..2025-12-03'],
    ['What was decided on 29 February?', '2024-02-29..2024-02-29'],
    ['What happened on Sunday?', '2026-11-22..2026-11-22'],
    ['What happened Sunday?', '2026-11-22..2026-11-22'],
    ['Who spoke between March and May?', '2026-03-01..2026-05-31'],
    ['Who spoke between 3 and 5 November?', '2026-11-03..2026-11-05'],
    ['Who spoke from Monday to Wednesday?', '2026-11-16..2026-11-18'],
    ['Who spoke from November to May 2025?', '2024-11-01..2025-05-31'],
    ['Who spoke between 2026-11-01 and 2026-11-05?', '2026-11-01..2026-11-05'],
    ['Who was elected since March until May?', '2026-03-01..2026-05-31'],
    ['Who stood before the election of 3 May?', '..2026-05-02'],
    ['What was promised after the summit of 10 November?', '2026-11-10..'],
    ['What was decided in the week of 3 November?', '2026-11-02..2026-11-08'],
    ['Who spoke in October and November?', '2026-10-01..2026-11-30'],
    ['Who had paid by 5 November?', '..2026-11-05'],
    ['Who spoke in the last fortnight?', '2026-11-10..2026-11-24'],
    // The month, and the verb; the month, and the walk; the day, and the star.
    ['What may happen in May?', '2026-05-01..2026-05-31'],
    ['What may the minister do?', null],
    ['May the council sell the quay?', null],
    ['Who led the march on Osk?', null],
    ['What happened before the march?', null],
    ['Is there life on the sun?', null],
    ["What was said at Monday's talks?", null],
    ['What does the 2025 budget say?', null],
    ['What was decided on 30 February?', null],
    ['What was decided on 2026-13-01?', null],
    ['What will happen tomorrow?', null],
    ['How many of the 2025 people fled?', null],
    ['', null],
  ];
  for (const [question, span] of cases) {
    it(`in ${JSON.stringify(question)} is ${span}`, () => {
      expect(understood(question)).toBe(span);
    });
  }

  it('is told with its words, and the question without them', () => {
    expect(whenOf('What did Karsund say last week about the toll?', NOW, ZONE)).toEqual({
      from: '2026-11-16',
      to: '2026-11-22',
      words: ['last week'],
      rest: 'What did Karsund say about the toll?',
      firm: true,
    });
    expect(whenOf('Was the port closed in March?', NOW, ZONE)).toMatchObject({
      rest: 'Was the port closed?',
      firm: false,
    });
  });

  it('keeps in the question what happened then', () => {
    expect(whenOf('Who stood before the election of 3 May?', NOW, ZONE)?.rest).toBe('Who stood before the election?');
  });

  it('is that of the asker’s zone, also where a year or a clock changes', () => {
    const newYear = new Date('2026-01-01T00:30:00Z');
    expect(understood('yesterday', newYear, 'America/New_York')).toBe('2025-12-30..2025-12-30');
    expect(understood('this year', newYear, 'America/New_York')).toBe('2025-01-01..2025-12-31');
    expect(understood('this year', newYear, 'Asia/Tokyo')).toBe('2026-01-01..2026-01-01');
    expect(understood('yesterday', new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('2026-10-24..2026-10-24');
    expect(understood('today', new Date('2026-03-29T22:30:00Z'), 'Europe/Berlin')).toBe('2026-03-30..2026-03-30');
    const lateInBerlin = new Date('2026-11-24T23:30:00Z');
    expect(understood('today', lateInBerlin, 'Europe/Berlin')).toBe('2026-11-25..2026-11-25');
    expect(understood('today', lateInBerlin, 'America/New_York')).toBe('2026-11-24..2026-11-24');
  });

  it('holds real days, the first no later than the last, and words of the question, whatever is asked', () => {
    const piece = fc.constantFrom(
      ...'since until before after in on between and from to last this past the few 3 31 29th 2024 2026-02-30 May march Monday sun February days week weeks year ago yesterday today talks, ? - of'.split(
        ' ',
      ),
    );
    const question = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string({ maxLength: 80 }),
    );
    const now = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(question, now, fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'), (text, at, zone) => {
        const when = whenOf(text, at, zone);
        if (!when) return;
        expect(when.from ?? when.to).toBeDefined();
        for (const day of [when.from, when.to])
          if (day !== undefined) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
        if (when.from && when.to) expect(when.from <= when.to).toBe(true);
        expect(when.words.length).toBeGreaterThan(0);
        for (const word of when.words) expect(text).toContain(word);
      }),
    );
  });
});

describe('the beginning that somebody gives', () => {
  const cases: [string, string | null][] = [
    ['24h', '2026-11-23'],
    ['7d', '2026-11-17'],
    ['2w', '2026-11-10'],
    ['3 days', '2026-11-21'],
    ['2026-11-24', '2026-11-24'],
    ['Monday', '2026-11-23'],
    ['since Monday', '2026-11-23'],
    ['last week', '2026-11-16'],
    ['march', '2026-03-01'],
    ['yesterday', '2026-11-23'],
    ['2025', '2025-01-01'],
    ['2027-01-01', null],
    ['2026-13-01', null],
    ['soon', null],
    ['7d; drop table', null],
    ['', null],
  ];
  for (const [given, day] of cases) {
    it(`as ${JSON.stringify(given)} is ${day}`, () => expect(sinceOf(given, NOW, ZONE)).toBe(day));
  }
});
