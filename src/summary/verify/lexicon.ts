/** The closed classes of words that the checks tell apart, as keys: lower case, without marks. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Words that carry grammar rather than matter. Negators are not among them. */
export const FUNCTION_WORDS = words(`
a an the this that these those such same other another each every all any some both either
i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
himself herself itself themselves myself ourselves yourself who whom whose which what where when why how whoever whatever
and or but so yet if then than as because since while although though whereas unless until whether once
of in on at by for with from to into onto upon about over under between among amid against during before after above
below through across along around behind beside beyond near off out up down within toward towards via per despite except
is am are was were be been being has have had having do does did doing will would shall should can could may might must ought
there here also too very just only even still already again ever quite rather more most much many less least few
however therefore thus moreover furthermore meanwhile instead otherwise indeed perhaps
now soon later ago like unlike including regarding concerning according due amongst throughout
mr mrs ms miss dr etc eg ie vs one ones own
`);

/** Pronouns, and what else stands for a name that was said before. */
export const PRONOUNS = words(`
he him his himself she her hers herself it its itself they them their theirs themselves who whom whose which that this these those
i me my myself we us our ours ourselves you your one both former latter
`);

export const PERSON_PRONOUNS = words('he him his himself she her hers herself i me my myself who whom whose');

/** Words written with a capital before a person's name, or as part of an office. */
export const TITLES = words(`
mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess duke duchess prince princess king queen emperor
empress sultan emir sheikh ayatollah imam rabbi reverend rev father brother sister bishop archbishop cardinal pope saint st
president vice deputy acting former prime minister premier chancellor foreign secretary general governor mayor senator sen
congressman congresswoman representative rep councillor councilor councilman alderman delegate ambassador consul envoy commissioner
chief chairman chairwoman chairperson chair director head leader speaker spokesman spokeswoman spokesperson judge justice attorney
solicitor prosecutor sheriff officer constable inspector superintendent detective sergeant sgt corporal private lieutenant lt captain
capt major maj colonel col brigadier admiral commander marshal cmdr gov pres ceo cfo coo cto executive managing manager coach captain
founder editor author actor actress singer dean principal provost rector treasurer finance defence defense interior justice home
health trade state treasury education transport agriculture energy environment labour labor mp mep pm crown opposition
senior junior emeritus honorary first
`);

export const REPORTING = words(`
say said says saying tell told tells state stated states claim claimed claims add added adds report reported reports announce announced
announces note noted notes warn warned warns argue argued argues believe believed believes think thought thinks suggest suggested
suggests insist insisted insists explain explained explains write wrote writes ask asked asks reply replied replies confirm confirmed
confirms that
`);

/** Words that leave open whether a thing is so. */
export const HEDGES = words(
  'may might could would can should possibly perhaps maybe reportedly allegedly potentially likely if whether unless',
);

/** Words that change an office when they stand before it. */
export const OFFICE_MODIFIERS = words(
  'former ex acting deputy vice interim assistant co sub associate elect designate outgoing incoming late',
);

/** Letter for letter what sentences of news begin with, besides the classes above: common even with a capital. */
export const COMMON_OPENERS = words(`
according additional advertisement advertisment after afterwards agencies agency agents aid air allies almost analysts another anger
approximately area areas army arrests article assets attacks attempts attention authorities average aware based beginning below besides
better board bodies border both breaking budget build business businesses businessmen calls campaign cases casualties central century
ceremony certain change changes charges charities children cities citizens city civil civilians close coalition colleagues collectively
comments commentators committee communities companies company concern concerns conditions conflict congress construction consumers
contact control cooperation copies costs council countries country courts coverage crime crisis critics crowds crucially current
currently customers damage data day days deal deals death deaths debate decades delegates delegation demand demonstrators despite
details development diplomats diplomacy discussions doctors documents doubts dozens drivers early earlier earth economists economy
education efforts election elections emergency employees energy engineers enough environment environmental especially estimates even
events eventually everyone everything evidence exactly examples experts exports eyewitnesses factories fact families farmers fears
federal fees figures films finally fire firefighters firms first five flights following food forces foreign formerly four friends fuel
fully funds further future game games generally given global government governments great ground group groups growth guests half health
heavy help high higher historians history homes hopes hospital hospitals hours hours house houses human hundreds immediately imports
important income increased indeed individuals industry inflation information initial initially injuries inside inspectors instead
institutions insurance international interest investigation investigations investigators investment investors island issues jobs
journalists judges just justice key labour land large last lastly late lately later law lawmakers laws lawyers leaders leading legal
legislators let letters levels life like likewise little living loans local locals long looking losses lots lower luckily made
mainly major making managers manufacturers many market markets mass material materials mayors means meanwhile measures media medical
meetings members men mercifully migrants military millions ministers minutes mobile money months more moreover most mostly mothers
motorists much music nations national nationwide natural nearby nearly negotiations negotiators neighbours neighbors news newspapers
next night nobody none normally note nothing notably nowadays nuclear number numbers observers obviously occasionally offers
offices officers official officials oil old once online only open opponents opposition orders organisations organizations organisers
organizers originally others outside overall overnight owners parents parliament part parties partners party passengers past patients
peace people peoples perhaps photos photographs pictures pilots plans players police policies policy political politicians polls poor
population possible power prices previous previously prior prison prisoners private pro probably problems production products profits
progress prosecutors protesters protests protestors provided public publishers pupils questions quick quite radio rail rain rather
readers reaction recent recently records reform reforms refugees regarding regional regulators relations relatives remarkably repairs
reporters reports representatives rescue rescuers research researchers residents results retailers revenue rising rivals roads
roughly rules rumours rumors safety sales sanctions schools science scientists sea seats second secondly security senators senior
separately service services several shareholders shares ships short shortly shops significantly similar similarly simply sixteen
small social soldiers some someone something sometimes somewhere soon sources southern speaking special specialists speculation
spokespeople sports staff state statements states statistics step steps stocks storms strong students studies subsequently success
such suddenly supplies support supporters surprisingly surveys survivors talks taxes teachers teams technology ten tens tensions
tests thanks then there thereafter these thieves things third thousands three throughout tickets ties time times today together
tomorrow tonight tourists towards town trade trading traffic trains transport travel travellers travelers treatment trees trials troops
troubles trucks twelve twice twenty two typically ultimately unable undoubtedly unemployment unfortunately unions universities unless
unlike until upon urban use users usually various vehicles very veterans victims video videos villagers villages violence visitors
volunteers vote voters votes voting war warnings water ways weapons weather week weeks western when whenever where whether while white
winds winners winter witnesses women work workers working world worse worth year years yes yesterday yet young younger youth youths
strategic regional officials state bilateral joint formal north south east west northern eastern diplomatic economic financial
industrial technical scientific historic historical legal criminal political agricultural commercial cultural religious
`);

/** Single words that say too little to bear a claim. */
export const LIGHT_VERBS = words(`
be have do make take give get go come become put set hold keep let see use say tell add know think want need try seem appear show
include involve concern regard follow remain continue begin start end help bring find call play part work lead
`);

/** Nouns that say what a person is: an office, a trade. */
export const OFFICES = words(`
president minister premier chancellor secretary governor mayor senator congressman congresswoman representative ambassador envoy
commissioner chief chairman chairwoman chairperson chair director head leader speaker spokesman spokeswoman spokesperson judge justice
attorney prosecutor sheriff inspector superintendent detective sergeant lieutenant captain colonel general admiral commander marshal
ceo cfo manager coach founder editor author actor actress singer professor king queen prince princess pope bishop archbishop cardinal
analyst economist lawyer scientist researcher candidate nominee delegate lawmaker lawmakers mp pm treasurer rector dean owner chef pilot
doctor surgeon nurse teacher student farmer journalist reporter correspondent composer painter poet writer historian architect engineer
`);

/** Nouns by which a body that was named before may be called. */
export const BODIES = words(`
party government ministry court council committee company group union bank university commission agency department assembly parliament
congress senate house cabinet administration army navy police club team league federation association organisation organization
institute institution school college hospital church board bureau office authority fund foundation corporation firm network newspaper
country nation republic kingdom state city province island region capital
`);

/** Forms of address, which tell nobody apart. */
export const COURTESIES = words('mr mrs ms miss mx dr prof professor sir');
