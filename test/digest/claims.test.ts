import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saidIn, saysNoMore, saysNoMoreThanAll, saysTheSame } from '../../src/digest/claims.ts';
import type { Claim } from '../../src/summary/summary.ts';
import { anEvidence } from '../support/digests.ts';

const said = (text: string, article = text): Claim => ({ text, evidence: [anEvidence(article, text)] });

describe('a claim', () => {
  it.each([
    ['The gates were closed, Maren Osk said.', 'Minister Maren Osk said the gates had been shut.'],
    ['The union dismissed its chair Tomas Reveny on Monday.', 'Tomas Reveny was sacked as union chair on Monday.'],
    ['A fire at Karsund harbour killed at least 12 people.', 'At least 12 people died in the fire at Karsund harbour.'],
    ['Karsund may raise the toll.', 'Karsund could raise the toll, Ilka Dorn said.'.replace(', Ilka Dorn said', '')],
  ])('said in other words is no news: %s', (before, now) => {
    expect(saysNoMore(said(now), said(before))).toBe(true);
  });

  it.each([
    ['what turned round', 'Dockers at Port Halden closed the gates.', 'Dockers at Port Halden reopened the gates.'],
    ['what came true', 'The strait could be closed on Monday.', 'The strait was closed on Monday.'],
    ['another figure', 'Nine ships were turned away by noon.', 'Eleven ships were turned away by noon.'],
    ['another day', 'The toll begins on 3 May.', 'The toll begins on 5 May.'],
    ['another name', 'Maren Osk signed the order.', 'Ilka Dorn signed the order.'],
    ['what is denied', 'Osk signed the order.', 'Osk did not sign the order.'],
  ])('tells something new with %s', (_, before, now) => {
    expect(saysNoMore(said(now), said(before))).toBe(false);
    expect(saysTheSame(said(now), said(before))).toBe(false);
  });

  it('from the same place of an article is no news, whatever its words', () => {
    const place = anEvidence('a1', 'Osk signed the order.');
    expect(
      saysNoMore({ text: 'The order stands.', evidence: [place] }, { text: 'Osk signed.', evidence: [place] }),
    ).toBe(true);
  });

  it('is no news where several have said together all that it says, and one of them most of it', () => {
    const now = said(
      'Tomas Reveny, the safety chief, was suspended by Halden Terminals after the fire at the grain quay.',
    );
    const suspended = said('Halden Terminals suspended Tomas Reveny after the fire.');
    const burnt = said('The fire broke out at the grain quay.');
    const who = saidIn('Tomas Reveny . safety chief');
    expect(saysNoMoreThanAll(now, [suspended, burnt], who)).toBe(true);
    expect(saysNoMoreThanAll(now, [burnt], who)).toBe(false);
  });

  it('says no more than itself, and the same as itself', () => {
    const words = fc.constantFrom(
      'Osk',
      'closed',
      'the',
      'harbour',
      'not',
      '12',
      'ships',
      'on',
      'Monday',
      'may',
      '“',
      '—',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.join(' ');
        expect(saysTheSame(said(text, 'a1'), said(text, 'a2'))).toBe(true);
      }),
    );
  });
});
