/** What kind of thing would answer a question, and whether a sentence has one that the question does not have itself. */
import { stemsOf } from './words.ts';

export type AnswerKind = 'count' | 'measure' | 'time' | 'year' | 'speech' | 'person' | 'place' | 'name';

/** A question's kind of answer, with what of the question bears on it. */
export interface Wanted {
  readonly kind: AnswerKind;
  /** The question's own words, folded: what it says already answers nothing. */
  readonly asked: ReadonlySet<string>;
}

const ASKS: readonly (readonly [AnswerKind, RegExp])[] = [
  ['year', /\b(?:what|which) (?:year|decade|century)\b/i],
  ['time', /\bwhen\b|\b(?:what|which) (?:date|month|day|time)\b|\bhow long ago\b/i],
  ['count', /\bhow many\b|\b(?:what|which) (?:(?:was|is|were|are) )?(?:the )?number\b/i],
  [
    'measure',
    /\bhow (?:much|old|often|long|far|large|big|tall|fast|high|deep|heavy|wide)\b|\bwhat (?:percent|percentage|share|amount|age|score|speed|temperature|population)\b|\bwhat (?:was|is|were) the (?:\p{L}+ )?(?:percentage|amount|cost|price|score|speed|population)\b/iu,
  ],
  [
    'speech',
    /\bwhat (?:did|does|do|has|have) .{1,80}\b(?:say|said|tell|told|announce|claim|claimed|warn|promise|reply|replied|demand)\b/i,
  ],
  ['place', /\bwhere\b|\b(?:what|which) (?:city|country|place|town|region|state|location|nation|continent|island)\b/i],
  [
    'person',
    /\bwho(?:m|se)?\b|\b(?:what|which) (?:person|player|leader|king|ruler|man|woman|president|minister|scientist|researcher)\b/i,
  ],
  ['name', /\b(?:what|which) (?:company|organi[sz]ation|team|group|party|tribe|university|school)\b/i],
];

/** By the word that asks first: "How old was he when …" is after an age. */
export function kindOf(question: string): AnswerKind | null {
  const asking = question.replace(/(?<=\p{Ll}.*)\bWHO\b/gu, '');
  const found = ASKS.map(([kind, pattern]) => ({ kind, at: pattern.exec(asking)?.index ?? Infinity }));
  const first = found.toSorted((a, b) => a.at - b.at)[0];
  return first && first.at < Infinity ? first.kind : null;
}

const NUMBER =
  /(?<![\p{L}\p{N}])(?:\p{N}[\p{N},.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|third|quarter|once|twice|several|most|none|no|all|both)(?!\p{L})/giu;
const YEAR = /(?<![\p{N}.,])(?:1\d|20)\d\d(?!\p{N})|\bcentury\b|\b\d{2,4} ?(?:BC|AD|BCE|CE)\b/gu;
const TIME =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|decades?|years?|weeks?|months?|days?|hours?|today|yesterday|tomorrow|tonight|noon|midnight|o['’]clock|spring|summer|autumn|winter|before|after|during|until|since|when|while)\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b/i;
const SPEECH =
  /[“”"«»„]|\b(?:sa(?:id|ys?)|t(?:old|ells?)|(?:announc|claim|warn|promis|deni|demand|call|ask|declar|insist|argu|add|repli|assur|stat|confirm)e?(?:d|s)|denie[sd]|spoke|according)\b/i;
/** Capitalised, and not as the first word of a sentence. */
export const NAME = /(?<!^[\s"'“‘¿¡]*|[.!?]\s+["'“‘]?)(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*/gu;

/** Whether a sentence has nothing of the kind, so that it can hardly be the answer. */
export function lacks(sentence: string, { kind, asked }: Wanted): boolean {
  switch (kind) {
    case 'count':
    case 'measure':
      return !found(sentence, NUMBER).some((number) => isNew(number) && !/^(?:1[5-9]|20)\d\d$/.test(number));
    case 'year':
      return !found(sentence, YEAR).some(isNew);
    case 'time':
      return !found(sentence, YEAR).some(isNew) && !TIME.test(sentence);
    case 'speech':
      return !SPEECH.test(sentence);
    default:
      return !/^["“]?\p{Lu}\p{L}+ \p{Lu}/u.test(sentence) && !found(sentence, NAME).some(isNewName);
  }

  function isNew(word: string): boolean {
    return !asked.has(word);
  }
  function isNewName(name: string): boolean {
    return stemsOf(name).some((stem) => stem.length > 1 && !asked.has(stem));
  }
}

function found(sentence: string, pattern: RegExp): string[] {
  return [...sentence.matchAll(pattern)].map(([text]) => text.toLowerCase().replace(/[.,]+$/, ''));
}

/** What a sentence surely has if it answers: a number or a time, or somebody speaking. The others are names. */
export function isPlain(kind: AnswerKind): boolean {
  return kind === 'count' || kind === 'measure' || kind === 'time' || kind === 'year' || kind === 'speech';
}
