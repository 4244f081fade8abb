import { describe, expect, it } from 'vitest';
import { actorBullets, implicationBullets } from '../../src/digest/bullets.ts';
import type { DigestStory } from '../../src/digest/digest.ts';
import { anActor, anEvidence, anImplication, aStory } from '../support/digests.ts';

const WARNING = 'Maren Osk warned that the harbour could close.';
const shown = (bullets: ReturnType<typeof actorBullets>) =>
  bullets.map(({ inline, quotes }) => [inline.map(({ text }) => text).join(''), ...quotes.map(({ quote }) => quote)]);

function bulletsOf(over: Partial<DigestStory>) {
  const telling = { story: aStory(over), now: new Date('2026-11-24T07:00:00Z') };
  return { actors: shown(actorBullets(telling)), implications: shown(implicationBullets(telling)) };
}

describe('a sentence that is both an actor’s and an implication', () => {
  it('is shown once, among the implications, and the actor keeps name and role', () => {
    const told = bulletsOf({
      actors: [anActor({ text: WARNING })],
      implications: [anImplication({ text: WARNING })],
    });
    expect(told.actors).toEqual([['Maren Osk (harbour minister of Velmark): quoted under Implications']]);
    expect(told.implications).toEqual([[`“${WARNING}” (stated by Harbour Courier)`]]);
  });

  it('brings all the actors it names in one bullet', () => {
    const { actors } = bulletsOf({
      actors: [anActor({ text: WARNING }), anActor({ name: 'Velmark', kind: 'place', role: null, text: WARNING })],
      implications: [anImplication({ text: WARNING })],
    });
    expect(actors).toEqual([['Maren Osk (harbour minister of Velmark) and Velmark: quoted under Implications']]);
  });

  it('loses none of the actor’s further evidence', () => {
    const evidence = [anEvidence('a1', WARNING), anEvidence('a1', 'Osk is harbour minister.')] as const;
    const { actors } = bulletsOf({
      actors: [anActor({ text: WARNING, evidence })],
      implications: [anImplication({ text: WARNING })],
    });
    expect(actors[0]?.slice(1)).toEqual(['Osk is harbour minister.']);
  });

  it('is shown twice when two articles say it, for each is evidence of its own', () => {
    const { actors } = bulletsOf({
      actors: [anActor({ text: WARNING, role: null, evidence: [anEvidence('a2', WARNING)] })],
      implications: [anImplication({ text: WARNING })],
    });
    expect(actors).toEqual([[`“${WARNING}”`]]);
  });
});
