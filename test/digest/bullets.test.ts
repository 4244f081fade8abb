import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorBullets, deltaBullet, disputeBullets, implicationBullets } from '../../src/digest/bullets.ts';
import type { DigestStory } from '../../src/digest/digest.ts';
import { anActor, anEvidence, anImplication, aSource, aStory } from '../support/digests.ts';

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

describe('an actor of whom several sentences tell', () => {
  const saying = (name: string, text: string) =>
    anActor({ name, role: null, text, evidence: [anEvidence(text, text)] });

  it('has one bullet with all of them, and shares one only with whom nothing else is told', () => {
    const talks = 'Maren Osk met Ilka Dorn.';
    const { actors } = bulletsOf({
      actors: [
        saying('Maren Osk', talks),
        saying('Maren Osk', 'Maren Osk closed the harbour.'),
        saying('Ilka Dorn', talks),
        saying('Tomas Reveny', talks),
        saying('Tomas Reveny', 'Tomas Reveny resigned.'),
      ],
    });
    expect(actors).toEqual([
      ['Maren Osk and Ilka Dorn: “Maren Osk met Ilka Dorn.” “Maren Osk closed the harbour.”'],
      ['“Tomas Reveny resigned.”'],
    ]);
  });

  it('has each in one bullet only, and no sentence twice, whatever tells of whom', () => {
    const names = ['Osk', 'Dorn', 'Reveny', 'Vos'];
    const sentences = ['Osk met Dorn and Reveny.', 'Vos spoke.', 'Dorn left.', 'All four sang.'];
    const any = fc.uniqueArray(fc.record({ name: fc.constantFrom(...names), text: fc.constantFrom(...sentences) }), {
      selector: ({ name, text }) => `${name} ${text}`,
      minLength: 1,
    });
    fc.assert(
      fc.property(any, (told) => {
        const telling = {
          story: aStory({ actors: told.map(({ name, text }) => saying(name, text)), implications: [] }),
          now: new Date('2026-11-24T07:00:00Z'),
        };
        const bullets = actorBullets(telling);
        const bold = bullets.flatMap(({ inline }) =>
          inline.flatMap((part) => ('style' in part && part.style === 'bold' ? [part.text] : [])),
        );
        expect(bold.toSorted()).toEqual([...new Set(told.map(({ name }) => name))].sort());
        const all = bullets.map(({ inline }) => inline.map(({ text }) => text).join('')).join('\n');
        for (const sentence of new Set(told.map(({ text }) => text))) expect(all.split(sentence)).toHaveLength(2);
      }),
    );
  });
});

describe('what is new', () => {
  const told = (over: Partial<DigestStory>) => {
    const story = aStory({ status: 'updated', toldBefore: new Date('2026-11-23T07:00:00Z'), ...over });
    const bullet = deltaBullet({ story, now: new Date('2026-11-24T07:00:00Z') });
    return bullet && shown([bullet])[0];
  };
  const sentence = 'Seventeen people died.';
  const delta = { text: sentence, evidence: [anEvidence('a1', sentence)] as const };

  it('is one line, with what was told before of its figure', () => {
    expect(told({ delta: { ...delta, was: 'twelve people' } })).toEqual([`“${sentence}” (told before: twelve people)`]);
    expect(told({ delta })).toEqual([`“${sentence}”`]);
    expect(told({ delta: null })).toBeNull();
  });

  it('is not told again among the actors or implications', () => {
    const actor = anActor({ text: sentence, evidence: delta.evidence });
    const implication = anImplication({ text: sentence, evidence: delta.evidence });
    const bullets = bulletsOf({ delta, actors: [actor], implications: [implication] });
    expect(bullets.implications).toEqual([]);
    expect(bullets.actors).toEqual([['Maren Osk (harbour minister of Velmark): quoted above']]);
    expect(bulletsOf({ delta, actors: [actor] }).actors).toEqual([]);
  });
});

describe('sources that differ', () => {
  it('are told as who says what, each quote under its publisher and the agency that wrote it', () => {
    const story = aStory({
      disputes: [
        {
          text: 'A says 12; B says 15',
          evidence: [anEvidence('a1', 'Twelve died.'), anEvidence('a2', 'Fifteen died.')],
        },
      ],
      sources: [aSource({ agency: 'Reuters' }), aSource({ articleId: 'a2', source: 'Velmark Ledger' })],
    });
    const [bullet] = disputeBullets({ story, now: new Date('2026-11-24T07:00:00Z') });
    expect(bullet?.quotes).toEqual([
      { quote: 'Twelve died.', attribution: 'Harbour Courier (Reuters), 23 Nov' },
      { quote: 'Fifteen died.', attribution: 'Velmark Ledger, 23 Nov' },
    ]);
  });
});
