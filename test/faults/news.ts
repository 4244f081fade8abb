/** What comes in during a run, and when. All people, places and papers are invented. */

export interface Dropped {
  readonly name: string;
  readonly text: string;
  /** `copy`: another article's words in another paper. `same`: another file's bytes. `old`: a newer version takes its place. */
  readonly fate: 'article' | 'old' | 'newer' | 'copy' | 'same' | 'rejected';
}

/** Something happens at an instant, and the program works until it has nothing more to do. */
export interface Act {
  readonly at: string;
  readonly drops: readonly Dropped[];
}

const report = (title: string, source: string, date: string, paragraphs: readonly string[]) =>
  `---\ntitle: ${title}\nsource: ${source}\ndate: ${date}\n---\n\n${paragraphs.join('\n\n')}\n`;

const FERRY = [
  'The ferry Gannet ran aground on the Osk sandbank on Monday night with 212 passengers, the coastguard of Osk said.',
  'Captain Ada Finch reported a failure of the steering gear, which had been repaired in spring.',
  'Tugs from Tarn Bridge pulled at the Gannet until dawn, and everybody was brought ashore in Osk by 7 boats.',
  'The operator Osk Crossing could lose its licence within 30 days.',
];
export const WRONG = '212 passengers';
export const RIGHT = '221 passengers';

const NURSES = [
  'Union leader Tomas Reveny called 400 nurses of Halden out of the wards over unpaid nights.',
  'The hospital of Halden kept its emergency rooms open, and sent other patients home on Tuesday.',
  'Operations may be put off until the hospital pays for the nights of the whole summer.',
];

const LOCUSTS = [
  'Farmer Hanne Sollis found the first locusts in the barley fields near Brackwater on Tuesday evening.',
  'The barley crop may be halved by autumn, as it was in the dry year.',
];

const ferry = report('Ferry runs aground at Osk', 'Osk Courier', '2026-11-24', FERRY);
const nurses = report('Nurses of Halden walk out', 'Halden Post', '2026-11-23', NURSES);

/** Two mornings: news, a copy, a doubled file and one that can't be read; a correction; and more news. */
export const ACTS: readonly Act[] = [
  { at: '2026-11-24T06:00:00Z', drops: [] },
  {
    at: '2026-11-24T07:00:00Z',
    drops: [
      { name: 'ferry.md', text: ferry, fate: 'old' },
      { name: 'nurses.md', text: nurses, fate: 'article' },
      { name: 'nurses again.md', text: nurses, fate: 'same' },
      {
        name: 'reprint.md',
        text: report('Halden’s wards stand empty', 'Lindmark Mail', '2026-11-23', NURSES),
        fate: 'copy',
      },
      { name: 'empty.txt', text: '', fate: 'rejected' },
    ],
  },
  { at: '2026-11-24T08:00:00Z', drops: [] },
  {
    at: '2026-11-24T10:00:00Z',
    drops: [{ name: 'ferry 2.md', text: ferry.replace(WRONG, RIGHT), fate: 'newer' }],
  },
  {
    at: '2026-11-24T20:00:00Z',
    drops: [
      {
        name: 'locusts.md',
        text: report('Locusts reach Brackwater', 'Brackwater Echo', '2026-11-24', LOCUSTS),
        fate: 'article',
      },
    ],
  },
  { at: '2026-11-25T08:00:00Z', drops: [] },
];

export const FILES: readonly Dropped[] = ACTS.flatMap(({ drops }) => drops);

/** Words of each story that must stand on every platform in the end. */
export const TOLD = ['Tomas Reveny', 'Ada Finch', 'Hanne Sollis', RIGHT];
