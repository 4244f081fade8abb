import { describe, expect, it } from 'vitest';
import { type Entity, findEntities } from '../../../src/summary/offline/figures.ts';

/** `person Ilsa Orrin (harbour master)`, in order of first mention. */
function told(text: string, title = ''): string[] {
  return entities(text, title).map(({ kind, name, role }) => `${kind} ${name}${role === null ? '' : ` (${role})`}`);
}

function names(text: string): string[] {
  return entities(text).map(({ name }) => name);
}

function entities(text: string, title = ''): Entity[] {
  return findEntities({ text, title, blocks: [{ kind: 'paragraph', start: 0, end: text.length }] });
}

describe('findEntities', () => {
  it('takes a role from before the name, from behind it, and from around "is"', () => {
    expect(told('On Monday Harbour Minister Ilsa Vantaar said the quay was safe.')).toEqual([
      'person Ilsa Vantaar (Harbour Minister)',
    ]);
    expect(told('Peder Oskarsen, 52, director of the port authority’s dredging unit, met the crews.')).toEqual([
      'person Peder Oskarsen (director of the port authority’s dredging unit)',
    ]);
    expect(told('The chairman of the town council, Berta Quill, has asked for a report.')).toEqual([
      'person Berta Quill (chairman of the town council)',
    ]);
    expect(told('Anna Mirelle is a marine biologist at the institute.')).toEqual([
      'person Anna Mirelle (marine biologist at the institute)',
    ]);
    expect(told('The former harbour engineer and part-time diver Tom Ashby found the leak.')).toEqual([
      'person Tom Ashby (former harbour engineer and part-time diver)',
    ]);
  });

  it('gives no role where the text gives none', () => {
    expect(told('Ilsa Vantaar, stopping the general manager at the door, asked for the keys.')).toEqual([
      'person Ilsa Vantaar',
    ]);
    expect(told('After Ilsa Vantaar left Orlem Shipping, the company began to lose money.')).toEqual([
      'person Ilsa Vantaar',
      'organization Orlem Shipping',
    ]);
    expect(told('Ilsa Vantaar, who was late, said his partner would follow.')).toEqual(['person Ilsa Vantaar']);
  });

  it('takes roles of organizations and places only when the text words them', () => {
    expect(told('Orlem Shipping, a company that moves grain along the coast, was sued.')).toEqual([
      'organization Orlem Shipping (company that moves grain along the coast)',
    ]);
    expect(told('On Friday France, being the valley’s largest trading partner, plays a part.')).toContain(
      'place France (the valley’s largest trading partner)',
    );
    expect(told('The inspectors went to Spain, hospital sources said on Friday.')).toContain('place Spain');
  });

  it.each([
    ['The 65th Orlem Division marched past.', '65th Orlem Division'],
    ['Pilots of the Kenyan Air Force landed on Monday.', 'Kenyan Air Force'],
    ['A ship of the U.S. Sixth Fleet left on Monday.', 'U.S. Sixth Fleet'],
    ['Members of the Society of Aid for Sailors met on Monday.', 'Society of Aid for Sailors'],
    ['Teachers of the Sellem School District went on strike.', 'Sellem School District'],
    ['In May he joined FC Orlem for a year.', 'FC Orlem'],
    ['The Boston Herons won by two goals.', 'Boston Herons'],
    ['Velkora was founded by two brothers and makes bicycles.', 'Velkora'],
    ['Velkora was acquired last year by a rival.', 'Velkora'],
    ['They hold most of the shares of Velkora today.', 'Velkora'],
  ])('takes a body for one: %s', (text, body) => {
    expect(told(text)).toContain(`organization ${body}`);
  });

  it('takes an unknown name after "at" or "from" for a place', () => {
    expect(told('The family came from Karmelin in spring.')).toEqual(['place Karmelin']);
  });

  it('calls a state’s body by its fuller name', () => {
    expect(told('The Kenyan Supreme Court ruled on Monday. The Supreme Court was divided.')).toEqual([
      'organization Kenyan Supreme Court',
    ]);
  });

  it('keeps an organization whole over "of", "and", "for" and a plural possessive', () => {
    expect(told('He joined the Dockworkers’ Party of Orlem (DPO) in spring. The DPO has grown since.')).toEqual([
      'organization Dockworkers’ Party of Orlem',
    ]);
    expect(told("She left the Teachers' Union for the Ministry of Health and Welfare.")).toEqual([
      "organization Teachers' Union",
      'organization Ministry of Health and Welfare',
    ]);
    expect(told('A study by the Center for Coastal Policy was read by the Food and Harbour Administration.')).toEqual([
      'organization Center for Coastal Policy',
      'organization Food and Harbour Administration',
    ]);
  });

  it('cuts a name at the possessive of a place or a person', () => {
    expect(names("Police searched Italy's Grand Palace and Oskarsen's Boat House.")).toEqual([
      'Italy',
      'Grand Palace',
      'Oskarsen',
      'Boat House',
    ]);
  });

  it('merges an abbreviation, a shorter name, a family name and the names of one country', () => {
    const text =
      'The Orlem Fisheries Board (OFB) met Wang Yiling and Maria de Souza. Wang spoke first; the OFB and Souza answered. ' +
      'The United States sent an envoy. The US envoy said U.S. ships would stay.';
    expect(entities(text).map(({ name, aliases }) => [name, ...aliases])).toEqual([
      ['Orlem Fisheries Board', 'OFB'],
      ['Wang Yiling', 'Wang'],
      ['Maria de Souza', 'Souza'],
      ['United States', 'US', 'U.S.'],
    ]);
  });

  it('gives a family name that two people bear to the one in the title, or else to the last one named', () => {
    const text = 'Anna Ruiz met Carlos Ruiz. Ruiz left early.';
    const mentions = (title: string) =>
      Object.fromEntries(entities(text, title).map(({ name, mentions }) => [name, mentions.length]));
    expect(mentions('')).toEqual({ 'Anna Ruiz': 1, 'Carlos Ruiz': 2 });
    expect(mentions('Anna Ruiz returns')).toEqual({ 'Anna Ruiz': 2, 'Carlos Ruiz': 1 });
  });

  it('takes no capital at the start of a sentence, no month, weekday or adjective for a person', () => {
    const text =
      'Residents said they were afraid. Meanwhile the North Korean delegation waited. In May nothing happened. ' +
      'On Tuesday Chinese and Russian diplomats left. Nice weather helped.';
    expect(told(text)).toEqual([]);
  });

  it('knows a name at the start of a sentence by its use elsewhere', () => {
    expect(names('Vantaar opened the bridge. Two hours later Vantaar closed it.')).toEqual(['Vantaar']);
    expect(names('Bridge traffic stopped. The bridge was closed.')).toEqual([]);
  });

  it('types names by their words and their surroundings', () => {
    expect(told('She lives in the village of Sellem, near Lake Orrin.')).toEqual(['place Sellem', 'place Lake Orrin']);
    expect(told('The newspaper Morgenbote and the airline Skyvale denied it.')).toEqual([
      'organization Morgenbote',
      'organization Skyvale',
    ]);
    expect(told('The film Harbour Lights won the Orlem Prize during World War II.')).toEqual([
      'other Harbour Lights',
      'other Orlem Prize',
      'other World War II',
    ]);
    expect(told('INS Vadala sank off Sellem Island, Vantaar, 41, said.')).toEqual([
      'other INS Vadala',
      'place Sellem Island',
      'person Vantaar',
    ]);
  });

  it('gives offsets into the text it was given', () => {
    const text = '  “Peder Oskarsen”, she said, “met Oskarsen’s brother in Oslo.”';
    for (const { mentions, name, aliases } of entities(text)) {
      for (const { start, end } of mentions) expect([name, ...aliases]).toContain(text.slice(start, end));
    }
    expect(entities(text).map(({ mentions }) => mentions.length)).toEqual([2, 1]);
  });
});
