/**
 * Word stems for comparing wordings: inflections and the commonest derivations of English fall together ("signed",
 * "signing", "signs"; "met", "meeting"). A stem is for comparing only and need not be a word.
 */

const IRREGULAR = new Map<string, string>();
for (const line of `
be am is are was were been being
have has had having
do does did done doing
say said says saying
go went gone goes going
meet met meeting meetings
lead led leading leader leaders leadership
take took taken taking
give gave given giving
get got gotten getting
make made making
come came coming
become became becoming
know knew known knowledge
see saw seen seeing
think thought
tell told telling
find found finding findings
leave left leaving
feel felt
keep kept
hold held holding
bring brought bringing
begin began begun beginning
show showed shown
write wrote written writing writer writers
stand stood standing
hear heard hearing hearings
let let
mean meant
set set setting
pay paid payment payments
sit sat sitting
speak spoke spoken speaking speech speeches
lie lay lain
rise rose risen rising
fall fell fallen falling
grow grew grown growing growth
lose lost losing loss losses
win won winning winner winners
buy bought buying buyer buyers
sell sold selling sale sales seller sellers
send sent sending
build built building builder
spend spent spending
strike struck striking strikes
fight fought fighting fighter fighters
draw drew drawn
break broke broken breaking
drive drove driven driving driver drivers
run ran running
choose chose chosen choice choices
seek sought seeking
teach taught teaching teacher teachers
catch caught
throw threw thrown
fly flew flown flight flights
shoot shot shooting shootings
die died dies dying dead death deaths
kill killed killing killings
steal stole stolen
hide hid hidden
hurt hurt
cut cut cuts cutting
hit hit hits
put put
read read reader readers
shake shook shaken
wear wore worn
sink sank sunk sinking
swear swore sworn
withdraw withdrew withdrawn withdrawal withdrawals
forbid forbade forbidden
freeze froze frozen
arise arose arisen
bear bore borne born
wound wounded wounding
elect elected election elections electoral
decide decided decision decisions
propose proposed proposal proposals
analyse analyze analysed analyzed analysis analyses analyst analysts
agree agreed agreement agreements
attend attended attendance attendee attendees
invade invaded invasion invasions
expand expanded expansion
extend extended extension
suspend suspended suspension
divide divided division
permit permitted permission permits
admit admitted admission
resolve resolved resolution resolutions
produce produced production producer producers product products
reduce reduced reduction reductions
receive received receipt
apply applied application applications applicant applicants
supply supplied supplies supplier suppliers
deny denied denies denial denials
try tried tries trial trials
fail failed fails failure failures
refuse refused refuses refusal
arrive arrived arrival arrivals
depart departed departure departures
explode exploded explosion explosions
collide collided collision
succeed succeeded success successful
marry married marriage wed
visit visited visitor visitors visits
govern government governments governing governor governors
minister ministers ministry ministries ministerial
man men
woman women
child children
person people persons
foot feet
wife wives
life lives
`
  .trim()
  .split('\n')) {
  const words = line.split(' ');
  const [base = ''] = words;
  for (const word of [...words, `${base}s`, `${base}es`])
    if (!IRREGULAR.has(word)) IRREGULAR.set(word, words[0] ?? word);
}

/** Longest first; what is left must keep at least `keep` letters, and ends in `becomes`. */
const ENDINGS: readonly { ending: string; keep: number; becomes: string }[] = [
  { ending: 'isation', keep: 3, becomes: 'is' },
  { ending: 'ization', keep: 3, becomes: 'is' },
  { ending: 'ications', keep: 3, becomes: 'y' },
  { ending: 'ication', keep: 3, becomes: 'y' },
  { ending: 'ations', keep: 4, becomes: '' },
  { ending: 'ation', keep: 4, becomes: '' },
  { ending: 'ments', keep: 4, becomes: '' },
  { ending: 'ment', keep: 4, becomes: '' },
  { ending: 'ances', keep: 4, becomes: '' },
  { ending: 'ance', keep: 4, becomes: '' },
  { ending: 'ions', keep: 4, becomes: '' },
  { ending: 'ion', keep: 4, becomes: '' },
  { ending: 'ities', keep: 4, becomes: '' },
  { ending: 'ity', keep: 4, becomes: '' },
  { ending: 'ising', keep: 3, becomes: 'is' },
  { ending: 'izing', keep: 3, becomes: 'is' },
  { ending: 'ised', keep: 3, becomes: 'is' },
  { ending: 'ized', keep: 3, becomes: 'is' },
  { ending: 'ises', keep: 3, becomes: 'is' },
  { ending: 'izes', keep: 3, becomes: 'is' },
  { ending: 'ise', keep: 3, becomes: 'is' },
  { ending: 'ize', keep: 3, becomes: 'is' },
  { ending: 'ies', keep: 2, becomes: 'y' },
  { ending: 'ied', keep: 2, becomes: 'y' },
  { ending: 'ings', keep: 3, becomes: '' },
  { ending: 'ing', keep: 3, becomes: '' },
  { ending: 'ers', keep: 4, becomes: '' },
  { ending: 'ors', keep: 4, becomes: '' },
  { ending: 'er', keep: 4, becomes: '' },
  { ending: 'or', keep: 4, becomes: '' },
  { ending: 'ed', keep: 3, becomes: '' },
  { ending: 'ly', keep: 4, becomes: '' },
  { ending: 'als', keep: 4, becomes: '' },
  { ending: 'al', keep: 5, becomes: '' },
  { ending: 'es', keep: 3, becomes: '' },
  { ending: 's', keep: 3, becomes: '' },
];

/** The stem of a word in lower case without marks. Words of up to three letters, and words in other scripts, are their own. */
export function stemOf(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 3 || !/^[a-z]+$/.test(word) || word.endsWith('ss')) return word;
  for (const { ending, keep, becomes } of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < keep) continue;
    return trimmed(word.slice(0, -ending.length) + becomes);
  }
  return trimmed(word);
}

/** "planned" and "plan", "raise" and "raising", "party" and "parties" end alike. */
function trimmed(stem: string): string {
  const single = /([bdfgklmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
  return single.length > 3 ? single.replace(/e$/, '').replace(/y$/, 'i') : single;
}
