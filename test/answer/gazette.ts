/** A small invented gazette on things that don't resemble each other, with what it answers and what it only seems to answer. */
import type { Article } from '../../src/article/article.ts';
import { anArticle } from '../support/articles.ts';

interface Piece {
  readonly title: string;
  readonly date: string;
  readonly text: readonly string[];
  /** Questions that it answers, each with words that the answer must hold. */
  readonly answers: readonly (readonly [string, string])[];
  /** Questions that are near what it says, and that it does not answer; by what is wrong about them. */
  readonly traps: readonly (readonly [Trap, string])[];
}

export type Trap = 'entity' | 'number' | 'year' | 'premise' | 'negated' | 'future' | 'detail';

const PIECES: readonly Piece[] = [
  {
    title: 'Minister Orla Venn resigns over harbour contract',
    date: '2026-11-20',
    text: [
      'Transport minister Orla Venn resigned on Friday after it emerged that her brother’s firm had been paid for dredging the harbour of Calder Reach.',
      'She denied any wrongdoing. “I leave so that the ministry can work in peace,” she told reporters in Marrow.',
      'Prime minister Davin Holt named her deputy, Lise Aldane, as acting minister. The contract was worth 14 million marks.',
    ],
    answers: [
      ['When did Orla Venn resign?', 'on Friday'],
      ['Why did Orla Venn resign?', 'dredging the harbour'],
      ['Who became acting transport minister?', 'Lise Aldane'],
      ['How much was the dredging contract worth?', '14 million marks'],
      ['What did Venn tell reporters in Marrow?', 'work in peace'],
    ],
    traps: [
      ['premise', 'When did Davin Holt resign?'],
      ['premise', 'When was Orla Venn arrested?'],
      ['premise', 'Why was Lise Aldane sacked?'],
      ['entity', 'Why did Tobin Venn resign?'],
      ['detail', 'How old is Orla Venn?'],
      ['detail', 'What is the phone number of Orla Venn?'],
    ],
  },
  {
    title: 'Nordholm bank cuts 1,200 jobs',
    date: '2026-11-18',
    text: [
      'Nordholm Bank will cut 1,200 jobs by the end of 2027, a tenth of its staff, its chief executive Maud Ferring said on Wednesday.',
      'Most of the cuts fall on branches in the north. The bank earned 310 million marks in the third quarter, less than analysts had expected.',
      'The union Handelsbund called the plan “a Christmas present for shareholders” and threatened to strike.',
    ],
    answers: [
      ['How many jobs will Nordholm Bank cut?', '1,200'],
      ['Who runs Nordholm Bank?', 'Maud Ferring'],
      ['What did the union call the plan of Nordholm Bank?', 'Christmas present'],
      ['How much did Nordholm Bank earn in the third quarter?', '310 million'],
    ],
    traps: [
      ['number', 'Why does Nordholm Bank cut 3,400 jobs?'],
      ['entity', 'How many jobs will Sudholm Bank cut?'],
      ['entity', 'How many jobs will the Nordholm shipyard cut?'],
      ['premise', 'Which bank did Nordholm Bank take over?'],
      ['detail', 'How much does Maud Ferring earn a year?'],
    ],
  },
  {
    title: 'Ceasefire in the Tessin valley holds on first day',
    date: '2026-11-15',
    text: [
      'A ceasefire between the army of Brenia and the rebels of the Tessin Front came into force at midnight on Saturday and held through its first day.',
      'It was brokered by the former judge Amara Sole, who had shuttled between the sides for seven weeks. Both agreed to pull heavy weapons back 20 kilometres.',
      'The Tessin Front did not sign the annex on prisoners. Some 4,000 people have died since the fighting began in 2023.',
    ],
    answers: [
      ['Who brokered the ceasefire in the Tessin valley?', 'Amara Sole'],
      ['When did the ceasefire in the Tessin valley come into force?', 'midnight'],
      ['How far must heavy weapons be pulled back?', '20 kilometres'],
      ['How many people have died in the fighting in Tessin?', '4,000'],
      ['What did the Tessin Front not sign?', 'annex on prisoners'],
    ],
    traps: [
      ['premise', 'Who broke the ceasefire in the Tessin valley?'],
      ['premise', 'When did Amara Sole win the Nobel prize?'],
      ['entity', 'Who brokered the ceasefire in the Orlan valley?'],
      ['year', 'How many people died in Tessin in 1987?'],
      ['future', 'Who will win the war in the Tessin valley in 2035?'],
    ],
  },
  {
    title: 'Striker Jon Kessel signs for Varna Rovers',
    date: '2026-11-12',
    text: [
      'Varna Rovers have signed striker Jon Kessel, 24, from Port Anders for a fee of nine million marks, the club announced.',
      'Kessel scored 17 goals last season. He will wear the number 11 shirt, which Pavel Ruud gave up when he retired in May.',
      'The coach, Greta Moll, said that she had followed him for two years.',
    ],
    answers: [
      ['How old is Jon Kessel?', '24'],
      ['How many goals did Jon Kessel score last season?', '17'],
      ['Who coaches Varna Rovers?', 'Greta Moll'],
      ['Which club did Jon Kessel leave?', 'Port Anders'],
      ['Which number will Jon Kessel wear?', 'number 11'],
    ],
    traps: [
      ['premise', 'When did Jon Kessel retire?'],
      ['premise', 'Who did Port Anders sign from Varna Rovers?'],
      ['detail', 'Who is the wife of Jon Kessel?'],
      ['entity', 'How many goals did Ivo Kessel score last season?'],
    ],
  },
  {
    title: 'Measles outbreak closes schools in Lower Grell',
    date: '2026-11-10',
    text: [
      'Four schools in Lower Grell stay closed until 23 November because of a measles outbreak, the health office said.',
      'So far 61 children have fallen ill; nobody has died. Doctor Hanne Briggs blamed the low rate of vaccination, which stands at 71 percent.',
    ],
    answers: [
      ['Why are schools in Lower Grell closed?', 'measles'],
      ['Until when do the schools in Lower Grell stay closed?', '23 November'],
      ['How many children have fallen ill in Lower Grell?', '61'],
      ['What is the rate of vaccination in Lower Grell?', '71 percent'],
    ],
    traps: [
      ['entity', 'Why are schools in Upper Grell closed?'],
      ['premise', 'When did the mayor of Lower Grell die of measles?'],
      ['premise', 'Who developed the measles vaccine?'],
      ['negated', 'Which schools in Lower Grell are not closed?'],
    ],
  },
  {
    title: 'Observatory on Mount Isker finds a comet',
    date: '2026-11-08',
    text: [
      'Astronomers at the observatory on Mount Isker have found a comet that will pass the Earth in March at a distance of 40 million kilometres.',
      'It was first seen on 2 November by the student Noor Halvar, after whom it is to be named. It last came by some 900 years ago.',
    ],
    answers: [
      ['Who first saw the comet?', 'Noor Halvar'],
      ['When will the comet pass the Earth?', 'March'],
      ['Where was the comet found?', 'Mount Isker'],
      ['When did the comet last come by?', '900 years ago'],
    ],
    traps: [
      ['premise', 'When will the comet hit the Earth?'],
      ['detail', 'How big is the comet?'],
      ['entity', 'Which asteroid did Noor Halvar find?'],
    ],
  },
  {
    title: 'Court rejects suit against Ostend pipeline',
    date: '2026-11-05',
    text: [
      'The high court in Marrow rejected a suit by eleven villages against the Ostend pipeline on Thursday.',
      'Judge Rasmus Thole ruled that the villages had missed the deadline. Their lawyer, Ada Finch, will appeal.',
      'The pipeline, 380 kilometres long, is being built by Brenia Gas and is to open in 2028.',
    ],
    answers: [
      ['Who ruled against the villages in the pipeline suit?', 'Rasmus Thole'],
      ['How long is the Ostend pipeline?', '380 kilometres'],
      ['Who is building the Ostend pipeline?', 'Brenia Gas'],
      ['When is the Ostend pipeline to open?', '2028'],
      ['Why did the court reject the suit of the villages?', 'missed the deadline'],
    ],
    traps: [
      ['premise', 'Why did the court stop the Ostend pipeline?'],
      ['detail', 'How much does the Ostend pipeline cost?'],
      ['entity', 'How long is the Westend pipeline?'],
      ['premise', 'When did the Ostend pipeline explode?'],
    ],
  },
  {
    title: 'Painting by Ilva Brandt fetches record price',
    date: '2026-11-03',
    text: [
      'A painting by Ilva Brandt, “Winter Quay”, was sold for 3.2 million marks at an auction in Calder Reach, the highest price ever paid for one of her works.',
      'The buyer did not want to be named. The old record, 1.9 million, had stood since 2011.',
    ],
    answers: [
      ['For how much was Winter Quay sold?', '3.2 million'],
      ['Where was the painting by Ilva Brandt sold?', 'Calder Reach'],
      ['Since when had the old record stood?', '2011'],
    ],
    traps: [
      ['premise', 'Who stole the painting by Ilva Brandt?'],
      ['entity', 'For how much was Summer Quay sold?'],
      ['detail', 'When was Ilva Brandt born?'],
    ],
  },
];

export interface Asked {
  readonly question: string;
  readonly answer: string;
  readonly title: string;
}

/** All articles, and what may be asked of them. */
export function gazette(): { articles: Article[]; answerable: Asked[]; traps: { trap: Trap; question: string }[] } {
  return {
    articles: PIECES.map(({ title, date, text }, number) =>
      anArticle({ file: `gazette-${number}.txt`, title, date, source: 'Brenian Gazette', paragraphs: text }),
    ),
    answerable: PIECES.flatMap(({ title, answers }) =>
      answers.map(([question, answer]) => ({ question, answer, title })),
    ),
    traps: PIECES.flatMap(({ traps }) => traps.map(([trap, question]) => ({ trap, question }))),
  };
}
