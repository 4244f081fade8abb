/**
 * What the sentence splitter knows of words that carry a full stop without ending a sentence. English first, with the
 * commonest of German, French and Spanish. Case matters: `Ill.` is Illinois, `ill.` is not.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Always followed by the name they belong to, so they never end a sentence. */
export const TITLES = words(`
  Mr Mrs Ms Mx Dr Prof Sen Sens Rep Reps Gov Govs Gen Col Lt Sgt Capt Cpl Maj Adm Cmdr Cmndr Brig Pvt Rev Fr Hon Pres
  Messrs Mme Mlle Supt Insp Det Msgr Amb Atty Asst Sra Srta Dra Hr Frau Ing Dipl Mag
`);

/** Short for something that a number follows: only then do they not end a sentence. */
export const BEFORE_NUMBERS = words(`
  No Nos no nos Nr nr Art art Fig fig Figs figs Vol vol Ch ch Sec sec Sect p pp c ca cca Op op approx Approx Abs Eq Jan Feb Mar
  Apr Jun Jul Aug Sep Sept Oct Nov Dec núm pág
`);

/** May end a sentence: they do when the next word is one that commonly begins a sentence. */
export const OFTEN_INSIDE = words(`
  Jr Sr Inc Ltd Co Corp Cos Bros plc LLC Ave Blvd Rd St Ste Mt Ft Hwy Dept Univ Assn Est Gen Intl Natl Govt vs al etc
  Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
  Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn
  Tex Va Vt Wash Wis Wyo Ont Que
  bzw usw bzgl ggf inkl sog zzgl vgl Bd Hrsg Str geb gest evtl
`);

/** Never end a sentence, whatever follows. */
export const NEVER_LAST = words('e.g i.e cf viz z.B d.h u.a i.d.R p.ej v vs');

/** Words that commonly begin a sentence and seldom follow an abbreviation inside one. */
export const SENTENCE_STARTERS = words(`
  The A An This That These Those It Its He She His Her They Their We Our I You Your In On At But And However Meanwhile Then
  There When While After Before As If For From With By Since Although Though Despite Under Over According Some Many Most Both
  Each Another What Who Why How Where Not So Yet Still Now Today Yesterday Earlier Later Also Such About During Until Because
  Nor Or To Asked Speaking Instead Once No Only Even Is Are Was Were Did Does Do Will Would Can Could Should Here Just Like Let
  Der Die Das Ein Eine Er Sie Es Wir Ich Im Am Le La Les Il Elle El Los Las
`);

/** What follows a time of day (`5 p.m. Eastern`) without beginning a sentence. */
export const AFTER_TIME_OF_DAY = words(`
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
  November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun ET EST EDT CT CST
  CDT MT MST MDT PT PST PDT GMT BST UTC CET CEST JST IST AEST AEDT Eastern Central Mountain Pacific Local
`);

/** After a day's number (`am 5. März`): German and Scandinavian ordinals. */
export const MONTHS_AFTER_ORDINAL = words(`
  Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember
  januar februar mars marts april maj mai juni juli august september oktober november desember december
`);

/** Verbs that tie a quoted question to its speaker: `"Why now?" Roe asked.` */
export const SAYING = words(`
  said says asked asks added adds wrote writes told tells replied replies continued explained declared tweeted recalled
  wondered shouted exclaimed insisted
`);
