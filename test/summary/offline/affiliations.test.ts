import { describe, expect, it } from 'vitest';
import { findEntities } from '../../../src/summary/offline/figures.ts';

/** The kind that a text gives a name. */
function kindOf(name: string, text: string): string | undefined {
  const entities = findEntities({ text, title: '', blocks: [{ kind: 'paragraph', start: 0, end: text.length }] });
  return entities.find((entity) => entity.name === name)?.kind;
}

describe('the kind of a word that no list knows', () => {
  it.each([
    ['carried by a bank', 'The Bank of Ostvara raised its rate. Ostvara waited for the ruling.'],
    ['at the head of a body’s name', 'The Ostvara Grain Union met on Monday. Ostvara waited for the ruling.'],
    ['beside a country', 'Ostvara and Norway opened talks on Monday.'],
    [
      'beside a place that the text makes one',
      'The government of Tellin met on Monday. Tellin and Ostvara opened talks.',
    ],
    ['whose minister is named', 'Foreign Minister Ilsa Vantaar of Ostvara called the envoy on Monday.'],
    ['whose government is named', 'The government of Ostvara announced a tariff.'],
    ['that does what states do', 'Ships turned back after Ostvara announced a toll on the strait.'],
  ])('is a place: %s', (_, text) => {
    expect(kindOf('Ostvara', text)).toBe('place');
  });

  it.each([
    ['who is called by an office', 'President Ostvara signed the treaty on Monday.'],
    ['who is named in full elsewhere', 'Ilsa Ostvara signed the treaty. Ostvara called the toll fair.'],
  ])('is a person: %s', (_, text) => {
    expect(kindOf('Ilsa Ostvara', text) ?? kindOf('Ostvara', text)).toBe('person');
  });
});
