import type { Article } from '../../../src/article/article.ts';
import { ELECTION, HOSPITAL, ROCKET, TREATY } from './invented-articles.ts';

/** What a reader may say of a quote in other words, and what it may not. */
export interface Paraphrases {
  readonly article: Article;
  readonly quote: string;
  readonly honest: readonly string[];
  readonly dishonest: readonly string[];
}

export const PARAPHRASES: readonly Paraphrases[] = [
  {
    article: TREATY,
    quote:
      'The republics of Orrin and Vale signed a fishing accord in Port Selkirk on Tuesday, ending a dispute that had closed the Narrow Strait to trawlers for nine years.',
    honest: [
      'Orrin and Vale signed a fishing accord in Port Selkirk.',
      'Orrin and Vale have ended a nine-year dispute over the Narrow Strait with a fishing agreement.',
      'A fishing deal between Orrin and Vale reopens the Narrow Strait to trawlers after 9 years.',
      'On Tuesday, Orrin and Vale signed an accord on fishing in Port Selkirk.',
      'The signing in Port Selkirk ended nine years in which trawlers could not enter the Narrow Strait.',
    ],
    dishonest: [
      'Orrin and Vale signed a fishing accord in Lethe Bay.',
      'Orrin and Vale ended a seven-year dispute with a fishing agreement.',
      'Orrin and Vale refused to sign a fishing accord in Port Selkirk.',
      'On Wednesday, Orrin and Vale signed an accord on fishing.',
      'Orrin and Norway have ended a nine-year dispute over the Narrow Strait.',
    ],
  },
  {
    article: TREATY,
    quote:
      'Foreign Minister Tamsin Brask of Orrin and her counterpart Osei Darko of Vale shook hands before about 400 guests in the old customs house.',
    honest: [
      'Tamsin Brask, foreign minister of Orrin, shook hands with Osei Darko of Vale.',
      "Orrin's Foreign Minister Tamsin Brask and Vale's Osei Darko shook hands before about 400 guests.",
      'Brask, a former judge who is foreign minister of Orrin, met her counterpart Darko.',
      'Some 400 guests watched Brask and Darko shake hands in the old customs house.',
    ],
    dishonest: [
      'Osei Darko, foreign minister of Orrin and a former judge, shook hands with Tamsin Brask.',
      'Ines Quill, foreign minister of Orrin, shook hands with Osei Darko of Vale.',
      'Some 4,000 guests watched Brask and Darko shake hands in the old customs house.',
      'Prime Minister Tamsin Brask of Orrin shook hands with Osei Darko.',
      'Brask and Darko refused to shake hands in the old customs house.',
    ],
  },
  {
    article: TREATY,
    quote:
      'The Strait Commission (SC), a body of seven members led by the retired admiral Ines Quill, will watch over the catch.',
    honest: [
      'The Strait Commission, led by retired admiral Ines Quill, will monitor the catch.',
      'The SC, which has seven members, will watch over the catch.',
      'Ines Quill, a retired admiral, leads the Strait Commission.',
      'A seven-member commission under Ines Quill will oversee the catch.',
      "The Strait Commission's first report is due on March 1, 2032.",
    ],
    dishonest: [
      'The Strait Commission, led by Osei Darko, will monitor the catch.',
      'The SC, which has nine members, will watch over the catch.',
      'The Strait Commission will not watch over the catch.',
      "The Strait Commission's first report is due on March 1, 2033.",
      'Halvard Lund, a retired admiral, leads the Strait Commission.',
    ],
  },
  {
    article: TREATY,
    quote:
      "Halvard Lund, chairman of the Port Selkirk Boatmen's Union, said his 1,100 members had lost half of their income since 2022.",
    honest: [
      'Members of the Port Selkirk Boatmen’s Union have lost half their income since 2022, according to its chairman Halvard Lund.',
      'Halvard Lund chairs the Port Selkirk Boatmen’s Union, which has 1,100 members.',
      'Lund said that fishermen in his union had lost 50 percent of their income since 2022.',
      'Halvard Lund said the 1,100 members of his union lost half of what they earned.',
      'Chairman Halvard Lund of the Boatmen’s Union complained that nobody had asked the fishermen.',
    ],
    dishonest: [
      'Members of the Port Selkirk Boatmen’s Union have lost a third of their income since 2022, according to its chairman Halvard Lund.',
      'Osei Darko chairs the Port Selkirk Boatmen’s Union, which has 1,100 members.',
      'Lund said that fishermen in his union had lost half of their income since 2012.',
      'Halvard Lund said the 11,000 members of his union lost half of their income.',
      'Ines Quill said her 1,100 members had lost half of their income since 2022.',
    ],
  },
  {
    article: TREATY,
    quote:
      'Parliament in Orrin is expected to vote on the accord on 9 June, and analysts say a defeat could bring down the government of Prime Minister Edda Marsh.',
    honest: [
      'A defeat in the vote on 9 June could bring down the government of Prime Minister Edda Marsh.',
      "Orrin's parliament is to vote on the accord on June 9.",
      'Analysts say Prime Minister Edda Marsh could fall if parliament rejects the accord.',
      'Edda Marsh, prime minister of Orrin, could lose power if the accord is defeated.',
      'Her party has 61 of 118 seats.',
    ],
    dishonest: [
      'A defeat in the vote on 9 July could bring down the government of Prime Minister Edda Marsh.',
      "Vale's parliament is to vote on the accord on June 9, which could bring down Tamsin Brask.",
      'A defeat will bring down the government of Prime Minister Edda Marsh.',
      'Prime Minister Tamsin Brask of Orrin could fall if parliament rejects the accord.',
      'Her party has 74 of 118 seats.',
    ],
  },
  {
    article: TREATY,
    quote: 'If the accord holds, herring prices may fall by 15 percent next year, according to the Brennock Institute.',
    honest: [
      'Herring prices may fall by 15% next year if the accord holds.',
      'The Brennock Institute expects herring to become cheaper: prices may drop 15 percent next year.',
      'According to the Brennock Institute, herring prices could decline by 15 per cent.',
      'The institute says stocks will not recover before 2035 unless night fishing is banned.',
    ],
    dishonest: [
      'Herring prices may rise by 15% next year if the accord holds.',
      'Herring prices may fall by 50% next year if the accord holds.',
      'The Strait Commission expects herring prices to fall by 15 percent next year.',
      'The institute says stocks will recover before 2035 without a ban on night fishing.',
      'Herring prices will fall by 15 euros next year, according to the Brennock Institute.',
    ],
  },
  {
    article: HOSPITAL,
    quote:
      "An inquiry has found no evidence that St Orla's Hospital in Lethe Bay neglected three patients who died there in January 2029.",
    honest: [
      "St Orla's Hospital was cleared of neglecting three patients who died in January 2029.",
      "The inquiry found no evidence of neglect at St Orla's Hospital in Lethe Bay.",
      "There is no evidence that St Orla's Hospital neglected the 3 patients who died, an inquiry found.",
      'An inquiry did not find evidence that the hospital neglected three patients.',
    ],
    dishonest: [
      "An inquiry has found evidence that St Orla's Hospital in Lethe Bay neglected three patients.",
      "St Orla's Hospital neglected three patients who died in January 2029, an inquiry found.",
      "The inquiry found no evidence of neglect at St Orla's Hospital in Port Selkirk.",
      'An inquiry found no evidence that the hospital neglected four patients.',
    ],
  },
  {
    article: HOSPITAL,
    quote:
      'Judge Miriam Oduya, who led the inquiry, said in a report of 240 pages published on Friday that the hospital had followed its own rules.',
    honest: [
      'Judge Miriam Oduya led the inquiry and found that the hospital had followed its own rules.',
      'The hospital followed its own rules, Judge Miriam Oduya said in her report on Friday.',
      'Miriam Oduya, the judge who led the inquiry, published a 240-page report.',
      'Oduya did not criticise any doctor by name.',
    ],
    dishonest: [
      'Judge Petra Voss led the inquiry and found that the hospital had followed its own rules.',
      'The hospital had not followed its own rules, Judge Miriam Oduya said.',
      'Miriam Oduya, the judge who led the inquiry, published a 420-page report.',
      'Oduya criticised one doctor by name.',
      'Lawyer Miriam Oduya led the families and said the hospital had followed its own rules.',
    ],
  },
  {
    article: HOSPITAL,
    quote: 'Petra Voss, whose father Anton died on 17 January, said that she would appeal to the Court of Review.',
    honest: [
      'Petra Voss, who lost her father Anton, will appeal to the Court of Review.',
      'Petra Voss announced an appeal to the Court of Review.',
    ],
    dishonest: [
      'Petra Voss, who lost her father Anton, will not appeal to the Court of Review.',
      'Miriam Oduya announced an appeal to the Court of Review.',
      'Petra Voss said that she would appeal to the High Court.',
      "Voss's lawyer, Simon Fairweather, has until 30 November to file.",
      'Anton Voss died on January 27.',
    ],
  },
  {
    article: HOSPITAL,
    quote:
      'Hospital director Simon Fairweather welcomed the findings and announced that 85 nurses would be hired by April.',
    honest: [
      'Simon Fairweather, director of the hospital, said 85 nurses would be hired by April.',
      'Hospital director Simon Fairweather welcomed the findings.',
      'The hospital will hire 85 nurses by April, its director Simon Fairweather announced.',
      'The hospital treated 46,000 patients last year, compared with 39,000 in 2028.',
    ],
    dishonest: [
      'Dominic Achebe, director of the hospital, said 85 nurses would be hired by April.',
      'Hospital director Simon Fairweather rejected the findings.',
      'The hospital will dismiss 85 nurses by April, its director Simon Fairweather announced.',
      'Fairweather admitted hiding documents from the inquiry.',
      'The hospital treated 39,000 patients last year, compared with 46,000 in 2028.',
      'Health Minister Simon Fairweather welcomed the findings.',
    ],
  },
  {
    article: HOSPITAL,
    quote:
      'The guild, with 9,500 members in the province of Tarn, may strike in December unless pay rises by 6 percent.',
    honest: [
      "The Nurses' Guild may strike in December unless pay goes up by 6%.",
      'Nurses in Tarn could go on strike in December if their pay does not rise by 6 percent.',
    ],
    dishonest: [
      "The Nurses' Guild will strike in December.",
      'Nurses in Orrin could go on strike in December if their pay does not rise by 6 percent.',
      'The guild may strike in October unless pay rises by 6 percent.',
      'The guild may strike in December unless pay rises by 16 percent.',
      'The guild, which has 9,500 members, has often gone on strike before.',
    ],
  },
  {
    article: ROCKET,
    quote:
      'The Kestrel 2 rocket of Mirador Aerospace fell into the Sable Sea 94 seconds after lift-off on Thursday, destroying a weather satellite of the Northern Ocean Agency (NOA).',
    honest: [
      'A Kestrel 2 rocket built by Mirador Aerospace fell into the Sable Sea, destroying a weather satellite.',
      'Mirador Aerospace lost a Kestrel 2 rocket 94 seconds after lift-off on Thursday.',
      'The Northern Ocean Agency lost a weather satellite when a Kestrel 2 rocket fell into the sea.',
      "NOA's weather satellite was destroyed when the rocket fell into the Sable Sea.",
      'Nobody was hurt when the Kestrel 2 fell into the Sable Sea.',
    ],
    dishonest: [
      'A Kestrel 5 rocket of Mirador Aerospace fell into the Sable Sea 94 seconds after lift-off.',
      'Halcyon Launch lost a Kestrel 2 rocket 94 seconds after lift-off on Thursday.',
      'Mirador Aerospace lost a Kestrel 2 rocket 49 seconds after lift-off on Thursday.',
      'The European Space Agency lost a weather satellite when a Kestrel 2 rocket fell into the sea.',
      'Three people were hurt when the Kestrel 2 fell into the Sable Sea.',
    ],
  },
  {
    article: ROCKET,
    quote:
      'Amari founded Mirador in 2021 with Clara Nystrom, who left the company two years later to start a rival, Halcyon Launch.',
    honest: [
      'Yusuf Amari and Clara Nystrom founded Mirador in 2021.',
      'Clara Nystrom co-founded Mirador with Amari and left to start the rival Halcyon Launch.',
      'Nystrom left Mirador two years after its founding to start Halcyon Launch.',
      'Halcyon Launch was started by Clara Nystrom, who had founded Mirador with Amari.',
      'Mirador was founded by Amari and Clara Nystrom in 2021.',
    ],
    dishonest: [
      'Yusuf Amari and Beatrix Holm founded Mirador in 2021.',
      'Amari left the company two years later to start a rival, Halcyon Launch.',
      'Nystrom left Mirador three years after its founding to start Halcyon Launch.',
      'Clara Nystrom did not leave Mirador to start the rival Halcyon Launch.',
      'Mirador was founded by Amari and Clara Nystrom in 2012.',
    ],
  },
  {
    article: ROCKET,
    quote: 'Its director, Beatrix Holm, said a replacement could not be ready before 2035.',
    honest: [
      'Beatrix Holm, director of the agency, said a replacement could not be ready before 2035.',
      'A replacement satellite cannot be ready before 2035, said Beatrix Holm.',
      'The agency had insured the satellite for only half of its price.',
    ],
    dishonest: [
      'Yusuf Amari, director of the agency, said a replacement could not be ready before 2035.',
      'A replacement satellite can be ready before 2035, said Beatrix Holm.',
      'A replacement satellite cannot be ready before 2053, said Beatrix Holm.',
      'Chief executive Beatrix Holm said a replacement could not be ready before 2035.',
    ],
  },
  {
    article: ROCKET,
    quote: 'Shares in Mirador fell 18 percent to $7.40 on the Veldt exchange, their lowest price since March 2031.',
    honest: [
      'Mirador shares dropped 18% to $7.40, the lowest since March 2031.',
      "Mirador's shares declined by 18 percent on the Veldt exchange.",
      'Shares in Mirador fell to 7.40 dollars.',
      'While Mirador shares fell 18 percent, those of Halcyon rose 9 percent.',
    ],
    dishonest: [
      'Mirador shares rose 18% to $7.40.',
      "Halcyon's shares declined by 18 percent on the Veldt exchange.",
      'Shares in Mirador fell 18 percent to €7.40.',
      'Mirador shares dropped 9% to $7.40, the lowest since March 2031.',
      'Shares in Mirador fell to their lowest price since May 2031.',
    ],
  },
  {
    article: ROCKET,
    quote: 'Analysts at Pendry Bank said the company has cash for about ten months and might seek a buyer.',
    honest: [
      'Mirador has cash for about ten months, according to analysts at Pendry Bank.',
      'Pendry Bank analysts believe Mirador might look for a buyer.',
      'The company may seek a buyer, analysts at Pendry Bank said.',
      'With cash for about 10 months, Mirador might seek a buyer.',
    ],
    dishonest: [
      'Mirador has cash for about ten years, according to analysts at Veldt Bank.',
      'The company will seek a buyer, analysts at Pendry Bank said.',
      'Mirador has cash for about twelve months, according to analysts at Pendry Bank.',
      'The company might not seek a buyer, analysts at Pendry Bank said.',
    ],
  },
  {
    article: ELECTION,
    quote:
      "The Harrow Party lost its majority in Brennock's assembly on Sunday after eleven years in power, winning 44 of the 101 seats.",
    honest: [
      "The Harrow Party lost its majority in Brennock's assembly after 11 years in power.",
      'The Harrow Party won 44 of 101 seats and lost its majority.',
      'After eleven years in power, the Harrow Party no longer has a majority in the assembly.',
      'The Green Alliance won 39 seats, twelve more than in 2025.',
    ],
    dishonest: [
      "The Green Alliance lost its majority in Brennock's assembly after 11 years in power.",
      'The Harrow Party won 39 of 101 seats and lost its majority.',
      'The Harrow Party kept its majority in the assembly after eleven years in power.',
      'The Harrow Party did not lose its majority in the assembly.',
      'The Green Alliance won 44 seats, twelve more than in 2025.',
    ],
  },
  {
    article: ELECTION,
    quote: 'He did not resign, and said he would try to form a coalition with the Coastal League, which won ten seats.',
    honest: [
      'Walter Osgood did not resign and will try to form a coalition with the Coastal League.',
      'Osgood refused to resign and wants a coalition with the Coastal League.',
      'Premier Walter Osgood said he would try to form a coalition with the Coastal League, which has 10 seats.',
    ],
    dishonest: [
      'Walter Osgood resigned after trying to form a coalition with the Coastal League.',
      'Noor Hadid did not resign and will try to form a coalition with the Coastal League.',
      'Osgood wants to form a coalition with the Sunrise Movement.',
      'Premier Walter Osgood said he would not try to form a coalition with the Coastal League.',
      'Osgood wants a coalition with the Coastal League, which won twelve seats.',
    ],
  },
  {
    article: ELECTION,
    quote: 'Alliance leader Noor Hadid said her party would not join any government led by Osgood.',
    honest: [
      'Noor Hadid, leader of the Green Alliance, said her party would not join a government led by Osgood.',
      'The Alliance will not join any government under Osgood, its leader Noor Hadid said.',
      'Hadid promised to repeal the water tax within 100 days.',
      'Noor Hadid refused to join any government led by Walter Osgood.',
    ],
    dishonest: [
      'Noor Hadid, leader of the Green Alliance, said her party would join a government led by Osgood.',
      'The Alliance will not join any government under Osgood, its leader Bettina Krol said.',
      'Hadid promised to repeal the water tax within 10 days.',
      'Walter Osgood said his party would not join any government led by Hadid.',
      'Noor Hadid, leader of the Coastal League, said her party would not join a government led by Osgood.',
    ],
  },
  {
    article: ELECTION,
    quote: "She wants the post of finance minister, which is now held by Osgood's ally Stefan Ruiz.",
    honest: [
      'Bettina Krol wants to become finance minister.',
      'Krol wants the post of finance minister, now held by Stefan Ruiz.',
      'Stefan Ruiz, an ally of Osgood, is finance minister.',
    ],
    dishonest: [
      'Noor Hadid wants the post of finance minister, now held by Stefan Ruiz.',
      'Krol wants the post of foreign minister, now held by Stefan Ruiz.',
      'Krol does not want the post of finance minister, now held by Stefan Ruiz.',
      'Pieter Solberg, an ally of Osgood, is finance minister.',
    ],
  },
  {
    article: ELECTION,
    quote: 'If no coalition is formed by 15 November, the constitution requires a new election.',
    honest: [
      'A new election is required if no coalition is formed by November 15.',
      'Without a coalition by 15 November, there must be a new election.',
      'The constitution requires a new election unless a coalition is formed by 15 November.',
      'A new election would probably help the Alliance, observers say.',
    ],
    dishonest: [
      'A new election is required if no coalition is formed by November 25.',
      'The constitution does not require a new election if no coalition is formed by 15 November.',
      'A new election would probably help the Coastal League, observers say.',
      'If a coalition is formed by 15 November, the constitution requires a new election.',
    ],
  },
];
