/** Reports on invented events, by invented papers: two strandings that look alike, and three events of other kinds. */
import { plainArticle } from '../../src/article/plain.ts';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  gannet: [
    'The car ferry Gannet ran aground on the Osk sandbank on Monday night with 212 passengers, the coastguard said. Captain Ada Finch reported a failure of the steering gear. Tugs from Tarn Bridge pulled at the Gannet until dawn, and everybody was brought ashore in Osk.',
    'All 212 people on the ferry Gannet were taken off safely after it stuck on the Osk sandbank. The coastguard of Osk said the steering gear had failed. Ada Finch, the captain, had warned of the gear in spring, a union of seafarers said in Tarn Bridge.',
    'Two tugs freed the Gannet from the sandbank off Osk on Tuesday. The ferry, with its captain Ada Finch on the bridge, was towed to the yard at Tarn Bridge. Its operator, Osk Crossing, blamed the steering gear and promised to pay its 212 passengers.',
    'Osk Crossing has taken the Gannet out of service for a month. Divers found its steering gear bent by the sandbank. Captain Ada Finch will be heard by the coastguard in Osk on Friday.',
  ],
  puffin: [
    'The car ferry Puffin ran aground on the rocks of Hallin on Monday night with 87 passengers, the coastguard said. Captain Orrin Vale reported thick fog and a broken radar. Fishing boats from Quay Ferris took everybody off the Puffin before midnight.',
    'Fishing boats saved all 87 people from the ferry Puffin, which had struck the rocks of Hallin in fog. Its radar was broken, captain Orrin Vale told the coastguard in Quay Ferris.',
    'The Puffin still sits on the rocks of Hallin. Its operator, Ferris Lines, said the radar had been repaired twice this year. Orrin Vale, who steered it through the fog, praised the fishing boats of Quay Ferris.',
    'Ferris Lines gives up the Puffin: the ferry will be broken up on the rocks of Hallin where it struck in fog. The radar had no licence, the coastguard at Quay Ferris said after hearing Orrin Vale.',
  ],
  budget: [
    'The assembly of Velmark passed a budget of 40 billion crowns on Tuesday by a single vote. Finance minister Lena Marsh raised the tax on sugar to pay for schools. The opposition under Ivo Pendry left the chamber.',
    'Lena Marsh, the finance minister of Velmark, won her budget by one vote. It puts a higher tax on sugar and builds forty schools. Ivo Pendry of the opposition called the vote a farce.',
    'Bakers in Velmark say the sugar tax in the new budget would ruin them. Finance minister Lena Marsh answered that the schools of the country had waited long enough. The assembly had passed it by one vote.',
  ],
  comet: [
    'Astronomers at Mount Sundry have found a comet that will be seen with the naked eye in June. Una Brook, who found it on an old telescope, may name it. It comes near the sun once in nine thousand years.',
    'A comet found by Una Brook at Mount Sundry will shine over the sea in June. The astronomer works with a telescope from her school days. The comet was last near the sun when glaciers lay there.',
  ],
  quake: [
    'An earthquake shook the valley of Lower Brask early on Tuesday and brought down the bell tower of the abbey. Nobody was hurt. Abbot Nils Arden said the bells had been taken out for cleaning a week before.',
    'The bell tower of Lower Brask abbey fell in an earthquake on Tuesday. Its bells were saved because they were away for cleaning, abbot Nils Arden said. The valley felt the tremor for twenty seconds.',
  ],
};

export interface Report {
  readonly id: string;
  readonly event: string;
  readonly article: ReturnType<typeof plainArticle>;
}

/** Event by event; the ids tell the event. */
export const REPORTS: readonly Report[] = Object.entries(TEXTS).flatMap(([event, texts]) =>
  texts.map((text, nth) => ({ id: `${event}-${nth}`, event, article: plainArticle(text) })),
);
