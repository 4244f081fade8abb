/** Two hundred invented articles of a paper that does not exist, and questions whose answers are known. */
import type { Article } from '../../src/article/article.ts';
import { anArticle } from '../support/articles.ts';

const TOWNS = [
  'Osk',
  'Eskerry',
  'Halden Bay',
  'Tolm',
  'Verrin',
  'Quarne',
  'Luddock',
  'Pellworth',
  'Storvik',
  'Maraby',
  'Ginsel',
  'Orrendale',
  'Fennick',
  'Ustrow',
  'Bracken Point',
  'Sallow',
  'Drumlin',
  'Wexcombe',
  'Karsund',
  'Lintz',
  'Navarel',
  'Pomery',
  'Torsholm',
  'Yarrowby',
  'Zelt',
] as const;
const FIRST = [
  'Ilse',
  'Maren',
  'Tobin',
  'Radek',
  'Signe',
  'Oluf',
  'Petra',
  'Casimir',
  'Hedda',
  'Joris',
  'Lune',
  'Anselm',
];
const LAST = [
  'Tarn',
  'Quill',
  'Brandt',
  'Sorrel',
  'Vance',
  'Ekholm',
  'Marsh',
  'Dray',
  'Lorne',
  'Faber',
  'Wick',
  'Holm',
  'Penn',
];

interface Matter {
  readonly title: (town: string) => string;
  readonly text: (facts: Facts) => readonly string[];
  readonly question: (town: string) => string;
  /** What the first sentence of an answer must hold. */
  readonly answer: (facts: Facts) => string;
}

export interface Facts {
  readonly town: string;
  readonly person: string;
  readonly other: string;
  readonly number: number;
}

const MATTERS: readonly Matter[] = [
  {
    title: (town) => `Ferry port of ${town} closed after cracks are found`,
    text: ({ town, person, number }) => [
      `The ferry port of ${town} was closed on Monday by harbour master ${person} after divers found cracks in two piers.`,
      `Repairs will take ${number} days, the harbour office said. Passengers are carried by bus until then.`,
    ],
    question: (town) => `Who closed the ferry port of ${town}?`,
    answer: ({ person }) => person,
  },
  {
    title: (town) => `${town} dockers walk out over night shift`,
    text: ({ town, person, number }) => [
      `Dockers in ${town} stopped work on Tuesday and asked for a shorter night shift.`,
      `Their union, led by ${person}, wants ${number} percent more pay. The company offered four.`,
      'Both sides meet again on Friday.',
    ],
    question: (town) => `How much more pay do the dockers in ${town} want?`,
    answer: ({ number }) => `${number} percent`,
  },
  {
    title: (town) => `New tram line for ${town}`,
    text: ({ town, person, number }) => [
      `${town} will build a tram line from the station to the hospital, the council decided on Wednesday.`,
      `It will cost ${number} million crowns. Councillor ${person} voted against it and called it a toy for tourists.`,
    ],
    question: (town) => `How much will the tram line in ${town} cost?`,
    answer: ({ number }) => `${number} million`,
  },
  {
    title: (town) => `Flood warning lifted in ${town}`,
    text: ({ town, person, number }) => [
      `The flood warning for ${town} was lifted on Thursday, after the river had risen to ${number} centimetres.`,
      `${person} of the water board said that the dykes had held.`,
      `Some families may go home on Saturday.`,
    ],
    question: (town) => `How high did the river rise in ${town}?`,
    answer: ({ number }) => `${number} centimetres`,
  },
  {
    title: (town) => `${town} museum gets stolen painting back`,
    text: ({ town, person, other }) => [
      `A painting that was stolen from the museum of ${town} nine years ago has been found in a barn.`,
      `Its director, ${person}, said that it had hardly suffered. A farmer named ${other} had used it as a door.`,
    ],
    question: (town) => `What was found in a barn and stolen from the museum of ${town}?`,
    answer: () => 'A painting',
  },
  {
    title: (town) => `Wolves seen near ${town}`,
    text: ({ town, person, number }) => [
      `Shepherds near ${town} have lost ${number} sheep to wolves this autumn, the farmers' league says.`,
      `Ranger ${person} put up cameras in the woods. No one has been hurt.`,
    ],
    question: (town) => `How many sheep were lost to wolves near ${town}?`,
    answer: ({ number }) => `${number} sheep`,
  },
  {
    title: (town) => `Choir of ${town} wins the northern prize`,
    text: ({ town, person, other }) => [
      `The choir of ${town}, conducted by ${person}, has won the northern prize for singing.`,
      `The jury praised its soprano ${other}.`,
    ],
    question: (town) => `Who conducts the choir of ${town}?`,
    answer: ({ person }) => person,
  },
  {
    title: (town) => `Bakery chain leaves ${town}`,
    text: ({ town, person, number }) => [
      `The bakery chain Korn & Sohn shuts its shops in ${town} at the end of the month; ${number} people lose their jobs.`,
      `Manager ${person} gave the price of flour as the reason.`,
    ],
    question: (town) => `What reason did the manager give for shutting the bakery shops in ${town}?`,
    answer: () => 'price of flour',
  },
  {
    title: (town) => `Council of ${town} turns down casino`,
    text: ({ town, person, number }) => [
      `By ${number} votes the council of ${town} turned down a casino on the old quay.`,
      `The investor ${person} spoke of a black day and may go to court.`,
    ],
    question: (town) => `Which investor may go to court over the casino in ${town}?`,
    answer: ({ person }) => person,
  },
  {
    title: (town) => `School bus of ${town} goes electric`,
    text: ({ town, person, number }) => [
      `From spring on, pupils in ${town} will ride an electric school bus with ${number} seats.`,
      `${person}, who drives it, says that it is so quiet that the children whisper.`,
    ],
    question: (town) => `How many seats does the electric school bus in ${town} have?`,
    answer: ({ number }) => `${number} seats`,
  },
];

export interface Known {
  readonly question: string;
  readonly answer: string;
  readonly articleId: string;
}

/** The last article is of this day, and one comes before it each day. */
export const LAST_DAY = '2026-11-23';

/** Of every town, all matters but two; what is left out, nobody can know. */
export function newspaper(): { articles: Article[]; known: Known[]; unknown: string[] } {
  const articles: Article[] = [];
  const known: Known[] = [];
  const unknown: string[] = [];
  for (const [t, town] of TOWNS.entries())
    for (const [m, matter] of MATTERS.entries()) {
      if (m === t % MATTERS.length || m === (t + 3) % MATTERS.length) {
        unknown.push(matter.question(town));
        continue;
      }
      const facts = factsOf(town, t, m);
      const article = anArticle({
        file: `${t}-${m}.txt`,
        title: matter.title(town),
        date: dayBefore(LAST_DAY, articles.length % 90),
        source: t % 2 === 0 ? 'Harbour Courier' : 'Northern Post',
        url: null,
        paragraphs: matter.text(facts),
      });
      articles.push(article);
      known.push({ question: matter.question(town), answer: matter.answer(facts), articleId: article.id });
    }
  return { articles, known, unknown };
}

function factsOf(town: string, t: number, m: number): Facts {
  const nameAt = (n: number) => `${FIRST[n % FIRST.length]} ${LAST[(n * 7 + 3) % LAST.length]}`;
  return { town, person: nameAt(t * 10 + m), other: nameAt(t * 10 + m + 71), number: 11 + ((t * 31 + m * 17) % 300) };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
