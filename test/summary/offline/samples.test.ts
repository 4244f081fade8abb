import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { readOffline } from '../../../src/summary/offline/reader.ts';
import { verifyDraft } from '../../../src/summary/verify.ts';

const FOLDER = new URL('../../../feeds/samples/', import.meta.url);
const FILES = readdirSync(FOLDER).sort();

function sample(name: string): Article {
  const parsed = parseArticle({ name, bytes: readFileSync(new URL(name, FOLDER)) });
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.article;
}

/** `person Ilse Maronne, minister of transport of Velmara`. */
const actorsOf = (name: string): string[] => {
  const article = sample(name);
  return verifyDraft(readOffline(article).draft, article).actors.map(
    ({ kind, name: called, role }) => `${kind} ${called}${role === null ? '' : `, ${role}`}`,
  );
};

describe('the offline reader on the sample articles', () => {
  it.each([
    [
      '01-orrin-strait-toll.txt',
      [
        'place Velmara',
        'place Karsund',
        'person Ilse Maronne, minister of transport of Velmara',
        'person Tomas Eklare, Foreign Minister',
      ],
    ],
    [
      '02-karsund-answers.md',
      [
        'place Karsund',
        'person Agnes Thorvold, retired judge',
        'organization Karsund Grain Union',
        'person Pavel Ostrin, president of the Karsund Grain Union',
      ],
    ],
    [
      '03-shipping-detour.html',
      ['organization Northern Lantern Lines', 'person Marit Holm, chief executive of Northern Lantern Lines'],
    ],
    [
      '04-talks-in-halden.txt',
      ['place Velmara', 'place Karsund', 'person Agnes Thorvold, chair of the Strait Commission'],
    ],
    ['05-toll-suspended.json', ['place Velmara', 'person Sander Veit, Prime Minister']],
    ['06-quay-fire.txt', ["organization Mill Workers' Union of Velmara", 'person Henrik Saal, secretary of the MWU']],
    ['08-bank-bulletin-velmara.txt', ['organization Bank of Velmara', 'person Elin Marsk, Governor']],
    ['10-fever-vaccine.md', ['organization University of Ferrow', 'person Amara Lindqvist, Professor']],
    ['11-chip-plant.html', ['organization Ostrel Circuits', 'person Greta Vann, Industry Minister']],
    ['12-ferry-outage.json', ['organization Lindmark Ferry Company', 'person Ida Renner, Company spokeswoman']],
    ['13-election-date.txt', ['person Oskar Lund, President', 'person Hanne Dreyer, leader of the WLK']],
  ])('names the actors of %s', (name, expected) => {
    expect(actorsOf(name)).toEqual(expect.arrayContaining(expected));
  });

  it('names no strait, cape or meeting place as an actor', () => {
    const names = FILES.flatMap((file) => readOffline(sample(file)).draft.actors.map(({ name }) => name));
    for (const place of ['Orrin Strait', 'Cape Ferrow', 'Halden', 'Tasmere', 'Lindmark', 'Company', 'Lund']) {
      expect(names).not.toContain(place);
    }
  });

  it.each(FILES)('says of %s only what its text bears out, each sentence of it verbatim', (file) => {
    const article = sample(file);
    const { draft, note } = readOffline(article);
    expect(note).toBeNull();
    const verified = verifyDraft(draft, article);
    expect(verified.unsupported).toEqual([]);
    expect(verified.actors.length).toBeGreaterThanOrEqual(2);
    expect(verified.implications.length).toBeGreaterThanOrEqual(1);
    expect(verified.implications.length).toBeLessThanOrEqual(5);
    for (const { evidence } of [...verified.actors, ...verified.implications]) {
      for (const { quote, start, end } of evidence) expect(article.text.slice(start, end)).toBe(quote);
    }
  });
});
