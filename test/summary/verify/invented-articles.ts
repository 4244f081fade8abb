import type { Article } from '../../../src/article/article.ts';
import { plainArticle } from '../../../src/article/plain.ts';

/** Articles about invented people, places and organisations, with enough names, numbers, dates and denials to corrupt. */

export const TREATY: Article =
  plainArticle(`date 2031-05-14 Orrin and Vale sign fishing accord after nine years of dispute

The republics of Orrin and Vale signed a fishing accord in Port Selkirk on Tuesday, ending a dispute that had closed the Narrow Strait to trawlers for nine years.

Advertisment

Foreign Minister Tamsin Brask of Orrin and her counterpart Osei Darko of Vale shook hands before about 400 guests in the old customs house. Brask, a former judge, called the text “a fence with a gate in it”. Darko said that neither side had won.

What the accord says

Under the accord, trawlers from both countries may take up to 12,500 tonnes of herring a year, a third less than Vale had demanded. Boats longer than 24 metres are not allowed within six miles of the coast. The Strait Commission (SC), a body of seven members led by the retired admiral Ines Quill, will watch over the catch. Its first report is due on 1 March 2032.

The accord does not mention the Skerry Islands, which both countries claim. “We never put the islands on the table,” Darko told reporters. Quill, who commanded Vale's navy until 2019, said that the commission would need at least $4.2 million a year and 30 inspectors.

Fishermen are divided. Halvard Lund, chairman of the Port Selkirk Boatmen's Union, said his 1,100 members had lost half of their income since 2022. “Nobody asked us,” he said. The union has not decided whether to challenge the accord in court.

Advertisment

Looking ahead

Parliament in Orrin is expected to vote on the accord on 9 June, and analysts say a defeat could bring down the government of Prime Minister Edda Marsh. Her party holds 61 of the 118 seats. Vale's assembly approved the text last week by 74 votes to 20.

If the accord holds, herring prices may fall by 15 percent next year, according to the Brennock Institute. The institute warned, however, that stocks will not recover before 2035 without a ban on night fishing.`);

export const HOSPITAL: Article =
  plainArticle(`date 2030-11-02 Hospital in Lethe Bay cleared over deaths of three patients

An inquiry has found no evidence that St Orla's Hospital in Lethe Bay neglected three patients who died there in January 2029.

Judge Miriam Oduya, who led the inquiry, said in a report of 240 pages published on Friday that the hospital had followed its own rules. She did not criticise any doctor by name. But she found that two of the patients had waited more than eleven hours in a corridor.

The families rejected the report. Petra Voss, whose father Anton died on 17 January, said that she would appeal to the Court of Review. “My father was not a number,” she said outside the hospital. Her lawyer, Dominic Achebe, has until 30 November to file the papers.

Hospital director Simon Fairweather welcomed the findings and announced that 85 nurses would be hired by April. The hospital employs 1,320 people and treated 46,000 patients last year, up from 39,000 in 2028. Fairweather denied that the hospital had hidden documents from the inquiry.

The health ministry, which paid $3.6 million for the inquiry, refused to comment on the appeal. Health Minister Lorna Teague visited Lethe Bay on Saturday without meeting the families. Her deputy, Kwame Sarr, said the ministry would not close the emergency department.

Nurses see it differently. “We are eight on a shift that needs fourteen,” said Ilse Brandt, who speaks for the Nurses' Guild. The guild, with 9,500 members in the province of Tarn, may strike in December unless pay rises by 6 percent. It has never gone on strike before.

Oduya, a judge at the High Court since 2017, will present her findings to parliament on 12 November. Lawmakers could order a second inquiry, although the governing Civic Union has little appetite for one.`);

export const ROCKET: Article = plainArticle(`date 2032-02-20 Kestrel rocket fails for the second time

The Kestrel 2 rocket of Mirador Aerospace fell into the Sable Sea 94 seconds after lift-off on Thursday, destroying a weather satellite of the Northern Ocean Agency (NOA). Nobody was hurt.

It was the second failure in four launches from Cape Hollin. The first, in August 2030, was caused by a cracked valve. Mirador said that engineers had not found the cause of Thursday's loss.

Chief executive Yusuf Amari apologised to the agency. “We will fly again when we understand this, and not a day earlier,” he told reporters. Amari founded Mirador in 2021 with Clara Nystrom, who left the company two years later to start a rival, Halcyon Launch.

The satellite, built by Dorrin Optics for 62 million euros, was meant to track sea ice for at least seven years. The agency had insured it for only half of its price. Its director, Beatrix Holm, said a replacement could not be ready before 2035.

Shares in Mirador fell 18 percent to $7.40 on the Veldt exchange, their lowest price since March 2031. Shares in Halcyon rose 9 percent. Investors had put $310 million into Mirador in October.

The accident grounds the only rocket that can carry large satellites from the southern coast. Three missions planned for this year are now in doubt, among them a probe to Venus. The Transport Safety Council has opened an inquiry and sent twelve investigators to Cape Hollin. Its chairman, Roland Ekwueme, ruled out sabotage.

Mirador has no other rocket. Its larger Kestrel 5 will not fly before 2034, and the company does not expect to be paid for the lost launch. Analysts at Pendry Bank said the company has cash for about ten months and might seek a buyer.

The government of Tarn, which owns a fifth of Mirador, declined to say whether it would lend the company money. Industry Minister Jonas Wick said he was confident that the rocket would return to service.`);

export const ELECTION: Article = plainArticle(`date 2029-09-30 Harrow Party loses majority in Brennock

The Harrow Party lost its majority in Brennock's assembly on Sunday after eleven years in power, winning 44 of the 101 seats. The opposition Green Alliance took 39 seats, twelve more than in 2025.

Premier Walter Osgood conceded that voters had punished his party for the water crisis. “I have heard you,” he told supporters in the town of Mirefield. He did not resign, and said he would try to form a coalition with the Coastal League, which won ten seats.

Alliance leader Noor Hadid said her party would not join any government led by Osgood. She promised to repeal the water tax within 100 days. Hadid, a hydrologist, entered politics in 2023 after the Tolland reservoir ran dry.

Turnout was 71.3 percent, the highest since 1998. The electoral commission, chaired by Pieter Solberg, reported no serious irregularities at the 1,860 polling stations. It rejected a complaint by the small Sunrise Movement, which failed to win a seat.

The water crisis began in 2027, when three dry winters emptied the reservoirs. The government introduced a tax of 4 crowns for every cubic metre in May 2028. Protests followed in Mirefield and Tolland, and two people were killed there in July 2028.

Talks between Osgood and the Coastal League's leader, Bettina Krol, are to begin on Wednesday. Krol has ruled nothing out. She wants the post of finance minister, which is now held by Osgood's ally Stefan Ruiz.

If no coalition is formed by 15 November, the constitution requires a new election. Observers say this would probably help the Alliance, whose support has doubled among voters under 30. The assembly will elect its new speaker on 14 October.`);

export const ALL: readonly Article[] = [TREATY, HOSPITAL, ROCKET, ELECTION];
