import { stem } from './stem.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** A text's words in order, folded: lower case, without diacritics, irregular verbs in their base form, stemmed. */
export function stemsOf(text: string): string[] {
  return (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).map(foldedStem);
}

// What no stemmer knows, and the short verbs of which Porter's makes two (`die`, but `di` of `died`); the index doesn't either,
// and finds the article by its other words.
const IRREGULAR = new Map(
  `beat beaten|become became|begin began begun|bite bit bitten|bleed bled|break broke broken|bring brought|build built|buy
  bought|catch caught|choose chose chosen|come came|deal dealt|die died dies dying|dig dug|draw drew drawn|drive drove driven|
  eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|
  forget forgot forgotten|free freed freeing|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|
  hang hung|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent|lie lied
  lying|lose lost|make made|mean meant|meet met|overthrow overthrew overthrown|pay paid|ride rode ridden|rise rose risen|run
  ran|say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|show shown|shrink shrank shrunk|sing
  sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck
  stricken|sue sued suing|swear swore sworn|sweep swept|swim swam swum|take took taken|teach taught|tell told|think thought|
  throw threw thrown|tie tied tying|undergo underwent|understand understood|uphold upheld|wear wore worn|win won|withdraw
  withdrew withdrawn|withhold withheld|write wrote written`
    .split('|')
    .flatMap((forms) => {
      const [base = '', ...others] = forms.trim().split(/\s+/);
      return others.map((form) => [form, base] as const);
    }),
);

/** Stemming is what reading a long text costs, and most of its words are the same few thousand. */
const known = new Map<string, string>();
const MOST_KNOWN = 50_000;

/** @param word lower case */
export function foldedStem(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const plain = word.normalize('NFD').replace(/\p{M}+/gu, '');
  const found = stem(IRREGULAR.get(plain) ?? plain);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, found);
  return found;
}

/** Texts that have this share of the shorter one's words in common say the same, unless a number differs. */
const SAME = 0.8;

/** Whether one text says hardly more than what the other says too. */
export function saysTheSame(one: string, other: string): boolean {
  const [few, many] = [new Set(stemsOf(one)), new Set(stemsOf(other))].toSorted((a, b) => a.size - b.size);
  if (!few || !many || few.size === 0) return false;
  const common = few.intersection(many);
  const numbers = [...few].filter((word) => /\p{N}/u.test(word));
  return common.size / few.size >= SAME && numbers.every((number) => common.has(number));
}
