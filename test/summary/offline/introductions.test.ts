import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../../src/article/plain.ts';
import { readOffline } from '../../../src/summary/offline/reader.ts';

const read = (...paragraphs: string[]) =>
  readOffline(plainArticle(`date 2031-03-04 Levy on the bridge\n\n${paragraphs.join('\n\n')}`)).draft;

describe('the sentence that introduces an actor', () => {
  const warning = 'Ilsa Vantaar, president of the Orlem Grain Union, warned that the levy could force mills to close.';

  it('is not one of the implications where there is another good one', () => {
    const meeting = 'Ilsa Vantaar met the council of the town on Monday evening.';
    const { actors, implications } = read(meeting, warning);
    expect(implications.map(({ text }) => text)).toEqual([warning]);
    expect(actors.find(({ name }) => name === 'Ilsa Vantaar')).toMatchObject({
      text: meeting,
      role: 'president of the Orlem Grain Union',
    });
  });

  it('is an implication rather than none', () => {
    const { actors } = read(warning, 'The bridge was built of iron and stands on two piers.');
    expect(actors.find(({ name }) => name === 'Ilsa Vantaar')?.text).toBe(warning);
  });

  it('tells the event that a report begins with rather than one guest’s part in it', () => {
    const event =
      'Dozens of stalls sold maps and model ships at the fair, joined by guests like Ilsa Vantaar, Peder Roux and Greta Vann.';
    const [first] = read(
      `The harbour fair of Orlem drew thousands of visitors to the old docks this weekend. ${event}`,
      'The docks were open until midnight. Boats took visitors around the harbour for free.',
      'Ilsa Vantaar was making her final journey to the coast, part of a longer farewell.',
    ).actors;
    expect(first).toMatchObject({ name: 'Ilsa Vantaar', text: event });
  });
});

describe('who counts as an actor', () => {
  const names = (...paragraphs: string[]) => read(...paragraphs).actors.map(({ name }) => name);

  it('is no strait that is passed and no town that is met in', () => {
    const found = names(
      'France and Spain opened talks in Sellem on Monday about the levy on ships in the Orrin Strait.',
      'France offered to halve the levy for ships that carry grain.',
    );
    expect(found).toEqual(expect.arrayContaining(['France', 'Spain']));
    expect(found).not.toContain('Sellem');
    expect(found).not.toContain('Orrin Strait');
  });

  it('is a town that does something', () => {
    expect(names('The city of Sellem stands on a hill.', 'Sellem sued the ferry company over the levy.')).toContain(
      'Sellem',
    );
  });

  it('goes by the full name, even where the family name is a town’s', () => {
    const [first] = read(
      'President Oskar Lund of Ostvara called an election for February.',
      'Lund spoke for an hour in the great hall.',
    ).actors;
    expect(first).toMatchObject({ name: 'Oskar Lund', aliases: ['Lund'], role: 'President', kind: 'person' });
  });

  it('is no word that a capital makes look like a name', () => {
    const found = names(
      'The Sellem Ferry Company stopped its ferries on Sunday, the company said.',
      'Company spokeswoman Ida Renner said the crews were safe.',
    );
    expect(found).toEqual(['Sellem Ferry Company', 'Ida Renner']);
  });
});

describe('a role', () => {
  const role = (name: string, ...paragraphs: string[]) =>
    read(...paragraphs).actors.find((actor) => actor.name === name)?.role;

  it.each([
    ['Greta Vann', 'Industry Minister Greta Vann said that the plant was safe.', 'Industry Minister'],
    ['Agnes Thorvold', 'The board, chaired by the retired judge Agnes Thorvold, met on Monday.', 'retired judge'],
    ['Dan Roux', 'The firm was pleased. Its chief executive, Dan Roux, accepted the terms.', 'chief executive'],
    [
      'Ilsa Vantaar',
      'The premier sent his minister of transport, Ilsa Vantaar, to the talks.',
      'minister of transport',
    ],
  ])('is taken as the text words it: %s', (name, text, expected) => {
    expect(role(name, text)).toBe(expected);
  });
});
