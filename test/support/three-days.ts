/**
 * News of three mornings and of one a week later, for whole digests to be read as prose: a fire whose dead are counted
 * differently and then again, an agency's report in three papers, a rephrasing, and a story that goes quiet and wakes. All
 * people, places, papers and events are invented.
 */
import type { Article } from '../../src/article/article.ts';
import { anArticle } from './articles.ts';

/** A morning at 08:00 in Berlin, and what came in before it. */
export interface Morning {
  readonly at: string;
  readonly articles: readonly Article[];
}

function told(source: string, date: string, title: string, ...paragraphs: string[]): Article {
  const host = source.toLowerCase().replaceAll(' ', '');
  const path = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return anArticle({
    file: `${host}-${path}.txt`,
    title,
    source,
    date,
    url: `https://${host}.example/${path}`,
    paragraphs,
  });
}

const WIRE = [
  'KARSUND (Reuters) – Karsund will charge every cargo ship 400 crowns for passing the Osk strait from 3 January, Transport Minister Ilka Dorn said on Monday.',
  'Ms Dorn said the money would pay for two new rescue tugs in the Osk strait.',
  'The Velmark Shipowners’ Guild warned that freight to the outer islands could rise by a tenth.',
] as const;

const MONDAY = '2026-11-09';
const TUESDAY = '2026-11-10';
const WEDNESDAY = '2026-11-11';
const LATER = '2026-11-17';

export const FIRST_MORNING: Morning = {
  at: '2026-11-09T07:00:00Z',
  articles: [
    told(
      'Harbour Courier',
      MONDAY,
      'Twelve dead in fire at Port Halden grain quay',
      'Twelve people were killed in a fire at the grain quay of Port Halden early on Monday.',
      'Fire chief Bruno Talvik said the blaze began in a conveyor tunnel below the grain quay.',
      'Harbour Minister Maren Osk closed Port Halden to all ships until further notice.',
      'Flour on the outer islands could run short within ten days if Port Halden stays shut, the grocers’ union warned.',
    ),
    told(
      'Velmark Ledger',
      MONDAY,
      'Port Halden grain quay burns, harbour shut',
      'Fifteen people were killed in a fire at the grain quay of Port Halden early on Monday.',
      'The harbour minister, Maren Osk, shut Port Halden to all ships until further notice.',
      'Halden Terminals, which runs the grain quay, said its sprinklers had been tested in May.',
    ),
    told('Harbour Courier', MONDAY, 'Karsund puts a toll on the Osk strait', ...WIRE),
    told('Orsen Tribune', MONDAY, 'Ships to pay for passing the Osk strait', ...WIRE),
    told('North Shore Mail', MONDAY, 'Toll of 400 crowns for Osk strait', ...WIRE, 'Read more news from the coast.'),
  ],
};

export const SECOND_MORNING: Morning = {
  at: '2026-11-10T07:00:00Z',
  articles: [
    told(
      'Harbour Courier',
      TUESDAY,
      'Port Halden fire: death toll rises to seventeen',
      'Seventeen people were killed in the fire at the grain quay of Port Halden, fire chief Bruno Talvik said on Tuesday.',
      'Halden Terminals suspended its safety chief, Tomas Reveny, after the fire at the grain quay.',
      'An inquiry into the fire is expected to begin on Thursday.',
    ),
    told(
      'Orsen Tribune',
      TUESDAY,
      'Karsund to charge ships for Osk strait',
      'Transport Minister Ilka Dorn said Karsund would charge every cargo ship 400 crowns for passing the Osk strait from 3 January.',
      'Freight to the outer islands could rise by a tenth, the Velmark Shipowners’ Guild warned.',
    ),
    told(
      'Highland Post',
      TUESDAY,
      'Kestrel reservoir lowered after crack is found in dam',
      'Engineer Jonah Adeyar lowered the Kestrel reservoir by two metres on Monday after a crack was found in the dam.',
      'Kestrel Power expects to make a third less electricity until March.',
    ),
  ],
};

export const THIRD_MORNING: Morning = {
  at: '2026-11-11T07:00:00Z',
  articles: [
    told(
      'Velmark Ledger',
      WEDNESDAY,
      'Halden mourns its dead',
      'Seventeen people were killed in the fire at the grain quay of Port Halden.',
      'Harbour Minister Maren Osk has closed Port Halden to all ships until further notice.',
    ),
    told(
      'North Shore Mail',
      WEDNESDAY,
      'Karsund suspends toll on Osk strait',
      'Karsund suspended the toll on cargo ships in the Osk strait on Wednesday after talks with Velmark.',
      'Transport Minister Ilka Dorn agreed to let a court decide on the toll on the Osk strait.',
    ),
  ],
};

/** The fire has been quiet for six days. */
export const WAKING_MORNING: Morning = {
  at: '2026-11-17T07:00:00Z',
  articles: [
    told(
      'Harbour Courier',
      LATER,
      'Port Halden grain quay fire: safety chief charged',
      'Prosecutor Anneke Vos charged Tomas Reveny, safety chief of Halden Terminals, over the fire at the grain quay of Port Halden.',
      'Seventeen people were killed in the fire at the grain quay.',
      'Fire chief Bruno Talvik said the blaze began in a conveyor tunnel below the grain quay.',
      'Halden Terminals, which runs the grain quay, suspended Mr Reveny after the fire.',
      'Harbour Minister Maren Osk, who closed Port Halden to all ships, said it will reopen on Friday.',
    ),
  ],
};
