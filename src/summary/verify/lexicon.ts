import { COMMON_WORDS } from '../offline/lexicon/common-words.ts';

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

const COMMON = words(`${COMMON_WORDS}
air anger attention aware beginning build businessmen casualties close coalition commentators contact cooperation copies development diplomacy
discussions documents education environmental fears health increased last leading likewise little living looking making means mothers motorists
natural news obviously online overnight peoples photographs prior pupils quick recent regional rising similar somewhere speaking tens trading
traffic twice unable voting working younger historical criminal cultural religious pressure tension tensions ties talks relations instability
uncertainty stability security demand supply prices investors consumers escalating strengthened weakened continued renewed potential possible
`);

/** Whether a word is a plain one, in this or another of its forms, so that a capital at a sentence's head makes no name of it. */
export function isPlainWord(key: string): boolean {
  if (isCommonWord(key)) return true;
  const base = /^(\p{Ll}{3,})(?:er|est|ly|ing|ed|es|s|d|r|st)$/u.exec(key)?.[1];
  return base !== undefined && (COMMON.has(base) || COMMON.has(`${base}e`) || COMMON.has(base.slice(0, -1)));
}

/** Whether a word is common just as it is written. */
export function isCommonWord(key: string): boolean {
  return COMMON.has(key);
}

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
