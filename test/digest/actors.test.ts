import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedActors } from '../../src/digest/actors.ts';
import { mergeReadings, weightiest } from '../../src/digest/merge.ts';
import type { Actor, ActorKind } from '../../src/summary/summary.ts';
import { anActor, anEvidence, anImplication } from '../support/digests.ts';

function called(name: string, role: string | null = null, kind: ActorKind = 'person', aliases: string[] = []): Actor {
  return anActor({ name, role, kind, aliases, text: `${name} spoke.`, evidence: [anEvidence(name, `${name} spoke.`)] });
}

const together = (actors: readonly Actor[]) => groupedActors(actors).map((group) => group.map(({ name }) => name));

describe('actors of several articles', () => {
  it.each([
    ['transliterations', ['Volodymyr Zelenskyy', 'Volodymyr Zelensky', 'Wolodymyr Selenskyj', 'Zelenskiy']],
    ['transliterations', ['Muammar Gaddafi', 'Moammar Qadhafi', 'Muammar Kadhafi', 'Gaddafi', 'Khadafy']],
    ['German and English spellings', ['Viktor Yushchenko', 'Wiktor Juschtschenko', 'Juschtschenko']],
    ['one name in many forms', ['Mohammed Hassan', 'Muhammad Hasan', 'Mohamed Hassan']],
    ['titles and initials', ['Harbour Minister Maren Osk', 'Ms Osk', 'M. Osk', 'Maren K. Osk']],
    ['a particle', ['Crown Prince Mohammed bin Salman', 'Mohammed bin Salman', 'bin Salman']],
    ['an article that papers leave out', ['Anwar al-Tarif', 'Anwar Tarif', 'al-Tarif']],
  ])('are one by %s', (_, names) => {
    expect(together(names.map((name) => called(name)))).toEqual([names]);
  });

  it.each([
    ['two given names', ['Maren Osk', 'Tomas Osk']],
    ['a given name and another initial', ['Maren Osk', 'T. Osk']],
    ['father and son', ['Tomas Reveny', 'Tomas Reveny Jr']],
    ['surnames that sound alike', ['Anna Kant', 'Anna Gant']],
    ['a particle that only one has', ['Salman', 'Mohammed bin Salman']],
  ])('are two by %s', (_, names) => {
    expect(together(names.map((name) => called(name)))).toEqual(names.map((name) => [name]));
  });

  it('leaves a surname that two people have with neither, unless its role says whose it is', () => {
    expect(together([called('Maren Osk'), called('Tomas Osk'), called('Osk')])).toHaveLength(3);
    expect(
      together([called('Maren Osk', 'harbour minister'), called('Tomas Osk', 'docker'), called('Osk', 'the docker')]),
    ).toEqual([['Maren Osk'], ['Tomas Osk', 'Osk']]);
  });

  it('knows bodies by abbreviation, alias and both kinds of English, and a country as its government', () => {
    const bodies = [
      called('Velmark Shipping Organization', null, 'organization', ['VSO']),
      called('VSO', null, 'organization'),
      called('Velmark Shipping Organisation', null, 'organization'),
      called('Promise Treatment Centre', null, 'organization'),
      called('Promise Treatment Center', null, 'organization'),
      called('Karsund', null, 'place'),
      called('Karsund', 'government', 'organization'),
    ];
    expect(groupedActors(bodies).map((group) => group.length)).toEqual([3, 2, 2]);
  });

  it('puts the same together in any order', () => {
    const pool = [
      ...['Maren Osk', 'Ms Osk', 'Tomas Reveny', 'T. Reveny', 'Reveny', 'Ilka Dorn', 'Anna Dorn', 'Dorn'].map((name) =>
        called(name),
      ),
      called('Osk', 'minister'),
      called('Halden Terminals', null, 'organization', ['HTL']),
      called('HTL', null, 'organization'),
    ];
    const sets = (actors: readonly Actor[]) =>
      together(actors)
        .map((names) => names.toSorted().join(' = '))
        .sort();
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (shuffled) => {
        expect(sets(shuffled)).toEqual(sets(pool));
      }),
    );
  });
});

describe('readings of one story', () => {
  const reading = (...actors: Actor[]) => ({ actors, implications: [] });
  const saying = (name: string, text: string, article: string, over: Partial<Actor> = {}) =>
    anActor({ name, role: null, text, evidence: [anEvidence(article, text)], ...over });

  it('make one actor of many names: the fullest name and role, and every other name as alias', () => {
    const { actors } = mergeReadings([
      reading(saying('Ms Osk', 'Ms Osk flew to Orsen.', 'a1', { role: 'minister' })),
      reading(saying('Maren Osk', 'Maren Osk closed the harbour.', 'a2', { role: 'harbour minister of Velmark' })),
    ]);
    expect(actors.map(({ name, role, aliases }) => ({ name, role, aliases }))).toEqual([
      { name: 'Maren Osk', role: 'harbour minister of Velmark', aliases: ['Ms Osk'] },
      { name: 'Maren Osk', role: 'harbour minister of Velmark', aliases: ['Ms Osk'] },
    ]);
  });

  it('say once what several publishers say, with the evidence of each', () => {
    const { actors } = mergeReadings([
      reading(saying('Maren Osk', 'Minister Maren Osk said the gates had been shut.', 'a1')),
      reading(saying('Maren Osk', 'The gates were closed, Maren Osk said.', 'a2')),
    ]);
    expect(actors).toHaveLength(1);
    expect(actors[0]?.evidence.map(({ articleId }) => articleId)).toEqual(['a1', 'a2']);
  });

  it('put first whom most articles tell of', () => {
    const { actors } = mergeReadings([
      reading(saying('Ilka Dorn', 'Ilka Dorn resigned.', 'a1'), saying('Maren Osk', 'Maren Osk flew home.', 'a1')),
      reading(saying('Maren Osk', 'Maren Osk closed the harbour.', 'a2')),
    ]);
    expect(actors.map(({ name }) => name)).toEqual(['Maren Osk', 'Maren Osk', 'Ilka Dorn']);
  });

  it('leave out the lightest and say how many, of implications first those that say nearly the same', () => {
    const implications = [
      'The harbour could close for ten days.',
      'The harbour could close for about ten days, brokers said.',
      'Flour may run short on the islands.',
    ].map((text) => anImplication({ text, evidence: [anEvidence(text, text)] }));
    const actors = ['Maren Osk', 'Ilka Dorn', 'Tomas Reveny'].map((name) => called(name));
    const kept = weightiest({ actors, implications }, { actors: 2, implications: 2 });
    expect(kept.actors.map(({ name }) => name)).toEqual(['Maren Osk', 'Ilka Dorn']);
    expect(kept.implications).toEqual([implications[0], implications[2]]);
    expect(kept.lighter).toBe(2);
  });
});
