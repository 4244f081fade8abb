/** Bulletins that come out again and again, filled in anew from one template. All people, places and firms are invented. */
import { plainArticle } from '../../src/article/plain.ts';

type Filled = (issue: number) => string;

const PLACES = ['Osk', 'Tarn Bridge', 'Velden', 'Port Marrow', 'Hallin', 'Quay Ferris', 'Lower Brask', 'Sundry'];
const PEOPLE = [
  'Ada Finch',
  'Orrin Vale',
  'Tomas Keel',
  'Lena Marsh',
  'Ivo Pendry',
  'Mara Stout',
  'Nils Arden',
  'Una Brook',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'];
const SKIES = ['clear', 'cloudy', 'wet', 'misty', 'windy', 'stormy', 'mild', 'frosty'];

const of = <T>(list: readonly T[], issue: number, step = 1): T => list[(issue * step) % list.length] as T;
const n = (issue: number, from: number, step: number): number => from + ((issue * step) % 89);

const TEMPLATES: Readonly<Record<string, Filled>> = {
  weather: (i) =>
    `The weather office of Osk issued its forecast for ${of(DAYS, i)}, ${i + 3} March. The morning will be ${of(SKIES, i)} along the coast, with winds from the west at ${n(i, 10, 7)} km/h and gusts of up to ${n(i, 40, 11)} km/h. Temperatures reach ${n(i, 4, 3)} degrees in the town and ${n(i, 1, 5)} degrees in the hills. Ferries run to the normal timetable. The next forecast is issued at 18:00.`,
  market: (i) =>
    `Shares on the Velden exchange closed ${of(['higher', 'lower'], i)} on ${of(DAYS, i)}. The main index ${of(['gained', 'lost'], i)} ${n(i, 11, 13)}.4 points, or 0.${n(i, 10, 3)} percent, to end the day at 4,${n(i, 210, 17)}.6. Turnover was ${n(i, 120, 19)} million marks. ${of(PLACES, i)} Mills led the board, while Hallin Water fell most. Brokers spoke of quiet trading before the holidays.`,
  earthquake: (i) =>
    `An earthquake of magnitude ${3 + (i % 4)}.${i % 10} struck ${n(i, 12, 23)} kilometres north of ${of(PLACES, i)} at ${10 + (i % 12)}:${n(i, 10, 3)} local time, the seismic survey said. It was at a depth of ${n(i, 5, 31)} kilometres. There were no reports of damage or injuries. The survey measures some forty tremors in the region every month, most of which nobody feels.`,
  cases: (i) =>
    `The health office reported ${n(i, 100, 37)} new cases of river fever for ${of(MONTHS, i)} ${i + 2}, bringing the total to ${2000 + i * 61}. ${n(i, 2, 3)} more people died. Hospitals in the delta treat ${n(i, 200, 41)} patients, ${n(i, 10, 7)} of them in intensive care. The office asks everybody to boil water and to call the hotline when they have a fever.`,
  incidents: (i) =>
    `The monitoring mission recorded ${n(i, 3, 5)} ceasefire violations on ${i + 4} ${of(MONTHS, i)}, including ${n(i, 2, 7)} explosions, most of them near ${of(PLACES, i)}. The mission's patrols saw ${n(i, 1, 3)} howitzers in violation of the withdrawal lines. Its freedom of movement remained restricted at the checkpoint of Hallin. The mission continued to follow the situation of civilians at the crossing.`,
  dividend: (i) =>
    `${of(PLACES, i)} Holdings Inc said its board declared a quarterly dividend of ${n(i, 10, 3)} cents a share, payable ${of(MONTHS, i)} ${i + 10} to shareholders of record on ${of(MONTHS, i)} ${i + 1}.`,
  roadworks: (i) =>
    `The bridge road will be closed to traffic on ${of(DAYS, i)} ${i + 9} May from the early morning while the surface is renewed, the town council said. Buses are diverted past the old mill. Residents can reach their houses on foot. The council asks drivers to be patient and to leave the fire lane free at all times.`,
  appointment: (i) =>
    `${of(PLACES, i)} Town Council has named ${of(PEOPLE, i)} as its new harbour master, following the retirement of ${of(PEOPLE, i + 3)}. The post was advertised in the spring and drew applications from all over the coast. ${of(PEOPLE, i).split(' ')[1]} said it was an honour to serve the people of ${of(PLACES, i)} and its fishing fleet.`,
  match: (i) =>
    `${of(PLACES, i)} beat ${of(PLACES, i + 3)} by ${n(i, 60, 7)} to ${n(i, 50, 3)} on ${of(DAYS, i)} in the coastal basketball league. ${of(PEOPLE, i)} led the scorers with ${n(i, 11, 5)} points. The hall was sold out, and the guests never led after the first quarter. The league goes on next week.`,
  rates: (i) =>
    `The central bank set its reference rates for ${i + 5} ${of(MONTHS, i)} as follows. Crown: ${n(i, 1, 3)}.0${n(i, 10, 7)}. Mark: ${n(i, 2, 5)}.1${n(i, 10, 11)}. Guilder: 0.9${n(i, 10, 13)}. Thaler: ${n(i, 7, 17)}.3${n(i, 10, 19)}. The rates apply to customs declarations and are given without guarantee.`,
  frame: (i) =>
    `Coast Briefing is the daily letter of the Harbour Institute, written each morning for readers who have little time and want to know what matters along the coast. ${of(OWN, i)} The institute's maps show areas as they were assessed at the time of writing, and they change as reports come in. Readers should treat claims of either side with care. The institute takes no public money and is grateful for every reader who passes this letter on to friends and colleagues.`,
  german: (i) =>
    `Der Wasserstand der Oske lag am ${of(['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag'], i)}, dem ${i + 3}. ${of(['Januar', 'Februar', 'März', 'April', 'Mai'], i)}, am Pegel Hallin bei ${n(i, 210, 7)} Zentimetern. Das Amt erwartet bis zum Abend einen Anstieg auf ${n(i, 250, 11)} Zentimeter. Die Schifffahrt ist nicht eingeschränkt. Die Uferwege bleiben geöffnet, solange die Marke nicht erreicht wird.`,
  chinese: (i) =>
    `海林市气象台${1 + (i % 12)}月${i + 2}日发布天气预报：今天白天多云，偏北风${2 + (i % 5)}级，最高气温${n(i, 10, 3)}度，最低气温${n(i, 1, 5)}度。市民出行请注意保暖，轮渡照常运行。气象台将于傍晚发布下一次预报。`,
  arabic: (i) =>
    `أعلن مكتب الأرصاد في أوسك أن درجة الحرارة ستبلغ ${n(i, 10, 3)} درجة يوم ${i + 2} مارس، وأن سرعة الرياح ستصل إلى ${n(i, 20, 7)} كيلومترا في الساعة على طول الساحل. وتعمل العبارات وفق جدولها المعتاد، ويصدر المكتب نشرته التالية مساء اليوم.`,
};

/** What each letter of the frame has to say for itself. */
const OWN = [
  'Fishermen of Quay Ferris blocked the inner harbour with their boats last night because the price of diesel had doubled within a month, and they demand to be heard by the ministry before the season opens in the north.',
  'A court in Velden freed the editor of the only evening paper after nineteen weeks, saying that the police had shown no evidence for the charge of spying, while her lawyer plans to sue the state for what was lost.',
  'Engineers have found cracks in the second pier of the old railway viaduct, so that goods trains must take the detour through the marshes, which costs the quarries about a third of what they earn on every load.',
  'The island assembly voted narrowly against a tax on summer houses, and two members of the governing party crossed the floor, leaving the speaker without a majority for the budget that is due before the spring.',
  'Schools in the hills stay shut after the heaviest snow in living memory, and the army is bringing bread, fuel and medicine by sledge to farms that nobody has been able to reach since the middle of last week.',
  'Divers raised the bell of the steamer that went down off the cape with all hands, and the museum wants to show it beside the letters that the families of the crew handed over when the wreck had been found.',
  'The union of dockers accepted the offer of the port company by a wide vote, which ends the longest strike on the coast, though the crane drivers, who are organised apart, keep talking about their own shifts.',
  'Bakers say that the new rules for flour would ruin them, since small mills cannot buy the machines that test each sack, and the minister promised to look at the matter again with people who know the trade.',
];

export const BULLETINS = Object.entries(TEMPLATES).map(([name, filled]) => ({
  name,
  issues: Array.from({ length: 8 }, (_, issue) => plainArticle(filled(issue))),
}));
