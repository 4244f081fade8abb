import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disputesAmong, type Voice } from '../../src/digest/disputes.ts';
import { anEvidence } from '../support/digests.ts';

const says = (publisher: string, ...sentences: string[]): Voice => ({
  publisher,
  key: publisher.toLowerCase(),
  day: '2026-11-23',
  evidence: sentences.map((sentence) => anEvidence(`${publisher}: ${sentence}`, sentence)),
});
const between = (one: string, other: string) => disputesAmong([says('Courier', one), says('Ledger', other)]);

describe('publishers who contradict each other', () => {
  it.each([
    [
      'Twelve people were killed in the quay fire.',
      'Rescuers said fifteen people died in the quay fire.',
      'Courier says twelve people were killed; Ledger says fifteen people died',
    ],
    ['The fire killed 12 dockers.', 'The fire killed 15 dockers.', 'Courier says 12 dockers; Ledger says 15 dockers'],
    [
      'Karsund cut the toll by 5 percent.',
      'Karsund cut the toll by 8 percent.',
      'Courier says 5 percent; Ledger says 8 percent',
    ],
    [
      'The minister signed the order on the night shift.',
      'The minister did not sign the order on the night shift.',
      'Courier says “The minister signed the order on the night shift.”; Ledger says “The minister did not sign the order on the night shift.”',
    ],
  ])('are told as who says what, each with its own words: %s', (one, other, text) => {
    expect(between(one, other).map((dispute) => dispute.text)).toEqual([text]);
    expect(between(one, other)[0]?.evidence.map(({ quote }) => quote)).toEqual([one, other]);
  });

  it.each([
    ['something else is counted', 'Twelve people were killed in the fire.', 'Fifteen people were injured in the fire.'],
    ['a figure is vague', 'About 100 people marched in Halden.', '140 people marched in Halden.'],
    ['a figure is rounded', '100 people marched in Halden.', '98 people marched in Halden.'],
    ['a great figure is rounded', 'The storm left 12,000 homes dark.', 'The storm left 12,300 homes dark.'],
    [
      'one is a part of the other',
      'Twelve people were killed in the fire.',
      'Four of the people killed in the fire were children.',
    ],
    [
      'it is of another hour',
      'At 9 a.m. 12 people were missing after the fire.',
      'At 11 a.m. 15 people were missing after the fire.',
    ],
    ['it is of another day', 'On Monday 12 ships waited off Halden.', 'On Sunday 15 ships waited off Halden.'],
    ['it is of another place', 'Twelve people died in the fire at Halden.', 'Two people died in the fire at Orsen.'],
    ['they say the same', 'Twelve people were killed in the quay fire.', 'The quay fire killed 12 people.'],
  ])('are none where %s', (_, one, other) => {
    expect(between(one, other)).toEqual([]);
  });

  it('are none where both figures are of one publisher, or of one who knows the other’s, or of two days', () => {
    const [twelve, fifteen] = ['Twelve people died in the quay fire.', 'Fifteen people died in the quay fire.'];
    expect(disputesAmong([says('Courier', twelve), says('Courier', fifteen)])).toEqual([]);
    const knows = says('Ledger', fifteen, 'Police had spoken of twelve people.');
    expect(disputesAmong([says('Courier', twelve), knows])).toEqual([]);
    expect(disputesAmong([says('Courier', twelve), { ...says('Ledger', fifteen), day: '2026-11-24' }])).toEqual([]);
  });

  it('are as many, whoever is heard first', () => {
    const voices = [
      says('Courier', 'Twelve people died in the quay fire.', 'Eleven ships were turned away by noon.'),
      says('Ledger', 'Fifteen people died in the quay fire.'),
      says('Post', 'Nine ships were turned away by noon.', 'About twenty people died in the quay fire.'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(voices, { minLength: 3 }), (shuffled) => {
        expect(disputesAmong(shuffled)).toHaveLength(2);
      }),
    );
  });
});
