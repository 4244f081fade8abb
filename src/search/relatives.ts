/** Words that say nearly the same: what the question calls "beat", the article may call "defeated" or "a victory over". */
import { foldedStem } from './words.ts';

// Of one meaning in news and reference texts alike. Verbs with their nouns; countries with what comes from them.
const GROUPS = `
beat defeat win victory triumph overcome
start begin launch commence open onset inaugurate initiate
end finish stop cease conclude halt terminate expire close
found founded founder establish create set form institute
build construct erect
buy purchase acquire acquisition takeover
sell sale vend
kill slay murder assassinate
die death dead decease perish
born birth
hurt injure wound casualty
quit resign
leave depart departure
fire sack dismiss oust
hire employ recruit job
choose elect select pick appoint name nominate
rise increase grow growth climb surge gain
fall decrease drop decline reduce reduction shrink cut fewer lower
say tell state claim declare announce assert statement
call name term title know dub nickname refer
show demonstrate reveal indicate display
think believe suspect consider regard opinion view
want seek wish desire
get receive obtain acquire gain
give grant award donate provide offer supply
help aid assist support assistance
use utilize employ usage
make produce manufacture production maker
move shift relocate transfer
happen occur event
cause reason lead result trigger bring
allow permit let enable permission
ban prohibit forbid outlaw bar
stop prevent block
attack assault raid strike invade invasion
protect defend guard defence defense safeguard
fight battle combat clash war
agree accept approve consent agreement
refuse reject deny decline
ask request demand
answer respond reply response
charge accuse indict allegation
arrest detain custody detention
jail prison imprison
free release liberate
vote ballot poll election
law legislation act statute
rule govern reign ruler
king monarch queen
leader head chief president boss
doctor physician
author writer write
compose write composer
teach instruct educate education teacher
student pupil
child kid children
man men
woman women
person people human
foot feet
wife spouse husband marry marriage wed
child son daughter
home house residence reside live dwell
live inhabit inhabitant resident population
country nation state
city town
area region zone territory district
place location locate site situate
road street highway route
ship boat vessel
car automobile vehicle
plane aircraft airplane
firm company corporation business
money cash fund finance financial
cost price expense
pay wage salary
big large great huge major
largest biggest
small little tiny
main primary principal chief major
first initial original earliest
last final
new recent latest
old ancient age
fast quick rapid speed
hard difficult difficulty
dangerous danger hazard hazardous risk
illness disease sickness ill sick
part portion section component
kind type sort form variety
amount quantity number
often frequent frequency
yearly annual
per each every
half
twice double
discover find discovery
invent invention devise
learn discover
study research investigate examine
scientist researcher
measure gauge
mix mixture combine combination
join unite
split divide separate division
destroy destruction ruin demolish
damage harm
repair fix restore
replace substitute
send dispatch transmit
carry transport convey
hold contain
include comprise consist
need require necessary requirement
surrender yield
convert conversion turn
reach arrive arrival
return
travel journey trip
earn
own possess owner
spend
lose loss lost
play perform performance
sing sung
film movie
show programme program
broadcast air
paper newspaper
picture image
language speak spoken tongue
religion religious faith belief
church
soldier troop army
weapon arm
afghanistan afghan
argentina argentine
australia australian
austria austrian
belgium belgian
brazil brazilian
canada canadian
china chinese
denmark danish dane
egypt egyptian
england english britain british uk
europe european
finland finnish
france french
germany german
greece greek
hungary hungarian
india indian
iran iranian
iraq iraqi
ireland irish
israel israeli
italy italian
japan japanese
korea korean
mexico mexican
netherlands dutch holland
norway norwegian
pakistan pakistani
poland polish
portugal portuguese
romania romanian
russia russian
scotland scottish
spain spanish
sweden swedish
switzerland swiss
syria syrian
turkey turkish
ukraine ukrainian
usa us american america
north northern
south southern
east eastern
west western
wealthy rich wealth
poor poverty
strong strength
long length
high height tall
deep depth
wide width
heavy weight weigh
hot heat warm
cold cool
`;

/** The groups in which a stem stands. */
const groupsOf = new Map<string, Set<number>>();
for (const [number, line] of GROUPS.trim().split('\n').entries())
  for (const word of line.trim().split(/\s+/)) {
    const stem = foldedStem(word);
    groupsOf.set(stem, (groupsOf.get(stem) ?? new Set()).add(number));
  }

const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const written = new Map([...NUMBERS.map((word, number) => [foldedStem(word), String(number)] as const)]);

/** What a word is worth that says nearly the same, or comes of the same root. */
const RELATED = 0.7;

/**
 * How much of the one word the other is worth: 1 for the same, 0 for nothing to do with it. Both stemmed. Of a name only
 * what is listed is related: Austria is not Australia.
 */
export function relation(one: string, other: string, isName = false): number {
  if (one === other || (written.get(one) ?? one) === (written.get(other) ?? other)) return 1;
  const groups = groupsOf.get(one);
  const others = groups && groupsOf.get(other);
  if (groups && others && !groups.isDisjointFrom(others)) return RELATED;
  return !isName && sharesRoot(one, other) ? RELATED : 0;
}

/** So many letters in the beginning, and no more than these without a match in the shorter and in the longer word. */
const ROOT = { common: 5, shorter: 2, longer: 4 };

/** `absorb` and `absorption`: what no stemmer brings together. */
function sharesRoot(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  return common >= ROOT.common && short.length - common <= ROOT.shorter && long.length - common <= ROOT.longer;
}
