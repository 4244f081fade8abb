import { stemOf } from './stem.ts';

/**
 * Words of news that say the same, one sense a line: `name: words`. Enough for a paraphrase to be known as one, and for a
 * turned direction ("rose" for "fell") to be seen.
 */
const SENSES = `
up: rise increase grow climb jump surge soar gain expand raise boost escalate higher more upward improve
down: fall decrease decline drop plunge shrink reduce cut slump tumble dwindle lower less fewer downward worsen diminish sink
accept: accept approve agree endorse back support welcome ratify favour favor embrace adopt
reject: reject refuse decline oppose resist condemn denounce veto rebuff dismiss spurn
allow: allow permit authorise authorize legalise legalize enable
forbid: forbid ban prohibit bar outlaw block prevent
win: win victory triumph defeat beat
lose: lose defeat loss
keep: keep retain hold maintain remain preserve
begin: begin start launch commence open initiate introduce embark
end: end finish conclude stop halt cease close terminate complete suspend cancel scrap abandon
confirm: confirm acknowledge admit affirm verify concede
deny: deny dispute rebut refute contradict
strengthen: strengthen bolster reinforce deepen consolidate fortify
weaken: weaken undermine erode soften dilute
arrive: arrive enter come reach land return
leave: leave depart exit withdraw quit go flee
buy: buy purchase acquire acquisition takeover
sell: sell sale divest
praise: praise laud applaud hail commend
blame: blame criticise criticize condemn denounce fault attack slam
succeed: succeed manage achieve
fail: fail falter collapse
hire: hire appoint recruit name install
dismiss: dismiss fire sack oust remove expel
import: import
export: export
before: before ahead prior earlier
after: after following later since
over: over above exceed more
under: under below beneath less
inside: inside within into in
outside: outside out
first: first earliest opening
last: last final latest closing
north: north northern
south: south southern
east: east eastern
west: west western
male: man men boy boys husband father son brother
female: woman women girl girls wife mother daughter sister
guilty: guilty convict convicted
innocent: innocent acquit acquitted exonerate clear
true: true correct accurate genuine
false: false untrue incorrect wrong fake bogus
majority: majority most
minority: minority few
kill: kill die death dead fatal fatality fatalities deadly lethal perish murder
injure: injure wound hurt injury injuries
meet: meet talk discuss negotiate consult dialogue summit conference visit
say: say tell state declare announce claim add report note warn argue comment remark mention
plan: plan intend aim propose seek want hope expect
help: help aid assist relief support
country: country nation state
company: company firm business corporation enterprise
government: government administration cabinet authorities officials official
vote: vote ballot election poll referendum elect
law: law legislation bill act statute rule
attack: attack assault strike raid bomb bombard shell
arrest: arrest detain custody jail imprison apprehend
sign: sign deal agreement treaty accord pact contract
show: show indicate demonstrate reveal suggest illustrate
cause: cause lead result trigger prompt spark provoke
use: use utilise utilize employ
big: big large huge major great massive vast enormous
make: make produce build construct create manufacture
protest: protest demonstrate rally march demonstration
need: need require must necessary
important: important significant key crucial vital main major essential pivotal
tie: tie relation relationship relations ties link partnership connection
hard: hard difficult tough
get: get obtain receive secure
pay: pay fund finance cost spend
study: study research survey analysis investigate examine
destroy: destroy demolish raze ruin wreck devastate
storm: storm cyclone hurricane typhoon
crash: crash collide collision accident
fix: fix repair restore mend
move: move relocate shift transfer
danger: danger risk threat hazard threaten
problem: problem challenge issue difficulty obstacle trouble
affect: affect influence impact effect shape
`;

const OPPOSITES = [
  'up down',
  'accept reject',
  'allow forbid',
  'win lose',
  'keep lose',
  'begin end',
  'confirm deny',
  'strengthen weaken',
  'arrive leave',
  'buy sell',
  'praise blame',
  'succeed fail',
  'hire dismiss',
  'import export',
  'before after',
  'over under',
  'inside outside',
  'first last',
  'north south',
  'east west',
  'male female',
  'guilty innocent',
  'true false',
  'majority minority',
  'accept forbid',
  'allow reject',
] as const;

const sensesByStem = new Map<string, Set<string>>();
for (const line of SENSES.trim().split('\n')) {
  const [name = '', list = ''] = line.split(': ');
  for (const word of list.split(' ')) {
    const stem = stemOf(word);
    const senses = sensesByStem.get(stem) ?? new Set();
    sensesByStem.set(stem, senses.add(name));
  }
}

const oppositesByName = new Map<string, Set<string>>();
for (const pair of OPPOSITES) {
  const [one = '', other = ''] = pair.split(' ');
  oppositesByName.set(one, (oppositesByName.get(one) ?? new Set()).add(other));
  oppositesByName.set(other, (oppositesByName.get(other) ?? new Set()).add(one));
}

const NONE: ReadonlySet<string> = new Set();

/** The senses of a stem; none for most. */
export function sensesOf(stem: string): ReadonlySet<string> {
  return sensesByStem.get(stem) ?? NONE;
}

export function sameSense(one: string, other: string): boolean {
  if (one === other) return true;
  const senses = sensesOf(other);
  for (const sense of sensesOf(one)) if (senses.has(sense)) return true;
  return false;
}

/** Whether two stems point in opposite directions, and share no sense in which they agree. */
export function areOpposite(one: string, other: string): boolean {
  if (sameSense(one, other)) return false;
  const senses = sensesOf(other);
  for (const sense of sensesOf(one))
    for (const opposite of oppositesByName.get(sense) ?? NONE) if (senses.has(opposite)) return true;
  return false;
}
