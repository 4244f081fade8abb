/** What nobody should be told of somebody unless it is said in so many words. */
import { foldedStem } from './words.ts';

const GRAVE = new Set(
  `abduct acquit arrest assassinate bankrupt betray blackmail bribe convict deport detain die died divorce exile expel
  explode extradite fraud hijack impeach imprison indict jail kidnap kill marry married murder oust poison pregnant quit
  rape resign retire rob sack stab steal stole sue suicide torture`
    .split(/\s+/)
    .map(foldedStem),
);

export function isGrave({ stems }: { readonly stems: readonly string[] }): boolean {
  return stems.length === 1 && GRAVE.has(stems[0] ?? '');
}

const DENIES = new Set('not never no nobody none neither nor without cannot t'.split(' ').map(foldedStem));
/** Words before the one that is denied: "nobody has yet been". */
const DENIED_WITHIN = 4;

/** Whether a word stands in a sentence only to be denied: "nobody has died". Both stemmed; "t" is what is left of "didn't". */
export function isDenied(stem: string, sentence: readonly string[]): boolean {
  const places = sentence.flatMap((word, at) => (word === stem ? [at] : []));
  const isDeniedAt = (at: number) => sentence.slice(Math.max(0, at - DENIED_WITHIN), at).some((one) => DENIES.has(one));
  return places.length > 0 && places.every(isDeniedAt);
}

const CONTRARY = new Map(
  `create cut|hire fire|rise fall|rise drop|increase decrease|increase reduce|gain loss|win lose|buy sell|open close|accept
  reject|join leave|support oppose|succeed fail|allow ban|confirm deny|admit deny|build demolish|guilty innocent|legal
  illegal|arrive depart|import export|attack defend|strengthen weaken|widen narrow`
    .split('|')
    .flatMap((pair) => {
      const [one = '', other = ''] = pair.trim().split(/\s+/).map(foldedStem);
      return [
        [one, other],
        [other, one],
      ] as const;
    })
    .reduce((all, [one, other]) => all.set(one, [...(all.get(one) ?? []), other]), new Map<string, string[]>()),
);

/** What says the contrary of a word: who asks how many jobs were created is not told how many were cut. */
export function contraryOf({ stems }: { readonly stems: readonly string[] }): readonly string[] {
  return stems.length === 1 ? (CONTRARY.get(stems[0] ?? '') ?? []) : [];
}

const PRONOUN = /^["“'‘]?(?:he|she|it|they|his|her|its|their|this|these|those|both|that|there|but|and|so|however)\b/i;

/** Whether a sentence says of whom or what it speaks only with the one before it. */
export function opensWithPronoun(sentence = ''): boolean {
  return PRONOUN.test(sentence);
}
