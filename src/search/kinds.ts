/** What kind of thing would answer a question, and whether a sentence has one that the question does not have itself. */
import { stemsOf } from './words.ts';

export type AnswerKind =
  | 'count'
  | 'measure'
  | 'age'
  | 'share'
  | 'time'
  | 'year'
  | 'speech'
  | 'person'
  | 'place'
  | 'name';

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
  ['age', /\bhow old\b|\b(?:what|which) age\b/i],
  ['share', /\b(?:what|which) (?:(?:was|is|were) the (?:\p{L}+ )?)?(?:percent|percentage|proportion|share)\b/iu],
  [
    'measure',
    /\bhow (?:much|often|long|far|large|big|tall|fast|high|deep|heavy|wide)\b|\bwhat (?:amount|score|speed|temperature|population)\b|\bwhat (?:was|is|were) the (?:\p{L}+ )?(?:amount|cost|price|score|speed|population)\b/iu,
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
const MONTH = '(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber';
/** The numbers of a day and an hour count nothing. */
const DAY_OR_HOUR = new RegExp(
  `\\b(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTH})\\b|\\b\\d{1,2}[:.]\\d\\d ?[ap]\\.?m\\b`,
  'giu',
);
/** After a number: it measures, and counts no heads. */
const UNIT =
  /^[- ]?(%|per ?cent|(?:year|month|week|day|hour|minute|second|mile|(?:kilo|centi)?met(?:re|er)|inche|ton|dollar|euro|pound)s?|feet|km|kg)(?!\p{L})/iu;
const AGE = /\bage[ds]?\b|\bold\b|\bborn\b|\byears?\b|\bat (?:the )?\d{1,3}\b|[,(] ?\d{1,3}(?=[,.;)])/iu;
const SHARE =
  /%|\bper ?cent|\bpercentages?\b|\b(?:half|thirds?|quarters?|fifths?|tenths?|majority|most|all|none|one in|out of)\b/iu;
const YEAR = /(?<![\p{N}.,])(?:1\d|20)\d\d(?!\p{N})|\bcentury\b|\b\d{2,4} ?(?:BC|AD|BCE|CE)\b/gu;
const TIME = new RegExp(
  `\\b(?:${MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|decades?|years?|weeks?|months?|days?|hours?|today|yesterday|tomorrow|tonight|noon|midnight|o['’]clock|spring|summer|autumn|winter|before|after|during|until|since|when|while)\\b|\\b\\d{1,2}[:.]\\d\\d\\b|\\b\\d{1,2}(?:st|nd|rd|th)\\b`,
  'i',
);
const SPEECH =
  /[“”"«»„]|\b(?:sa(?:id|ys?)|t(?:old|ells?)|(?:announc|claim|warn|promis|deni|demand|call|ask|declar|insist|argu|add|repli|assur|stat|confirm)e?(?:d|s)|denie[sd]|spoke|according)\b/i;
/** Capitalised, and not as the first word of a sentence. */
export const NAME = /(?<!^[\s"'“‘¿¡]*|[.!?]\s+["'“‘]?)(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*/gu;
/** Days and months have capitals too. */
export const OF_CALENDAR = new RegExp(`^(?:${MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$`, 'i');

/** Whether a sentence has nothing of the kind, so that it can hardly be the answer. */
export function lacks(sentence: string, { kind, asked }: Wanted): boolean {
  switch (kind) {
    case 'count':
    case 'measure':
      return !hasNewNumber();
    case 'age':
      return !AGE.test(sentence) || !hasNewNumber();
    case 'share':
      return !SHARE.test(sentence) || !hasNewNumber();
    case 'year':
      return !found(sentence, YEAR).some(isNew);
    case 'time':
      return !found(sentence, YEAR).some(isNew) && !TIME.test(sentence);
    case 'speech':
      return !SPEECH.test(sentence);
    default:
      return !BEGINS_WITH_NAME.test(sentence) && !found(sentence, NAME).some(isNewName);
  }

  function hasNewNumber(): boolean {
    const text = sentence.replace(DAY_OR_HOUR, ' ');
    return [...text.matchAll(NUMBER)].some(({ 0: number, index }) => {
      const written = number.toLowerCase().replace(/[.,]+$/, '');
      const isYear = /^(?:1[5-9]|20)\d\d$/.test(written);
      return isNew(written) && !isYear && (kind !== 'count' || !isMeasure(text.slice(index + number.length)));
    });
  }
  function isMeasure(after: string): boolean {
    const unit = UNIT.exec(after)?.[1];
    return unit !== undefined && !stemsOf(unit).some((stem) => asked.has(stem));
  }
  function isNew(word: string): boolean {
    return !asked.has(word);
  }
  function isNewName(name: string): boolean {
    return !OF_CALENDAR.test(name) && stemsOf(name).some((stem) => stem.length > 1 && !asked.has(stem));
  }
}

const BEGINS_WITH_NAME =
  /^["“]?(?!(?:An?|The|In|On|At|By|For|From|Since|After|Before|During|Until)\b)\p{Lu}\p{L}+ \p{Lu}/u;

function found(sentence: string, pattern: RegExp): string[] {
  return [...sentence.matchAll(pattern)].map(([text]) => text.toLowerCase().replace(/[.,]+$/, ''));
}

/** What a sentence surely has if it answers: a number or a time, or somebody speaking. The others are names. */
export function isPlain(kind: AnswerKind): boolean {
  return kind !== 'person' && kind !== 'place' && kind !== 'name';
}

/** What so few sentences have that one on the matter which does is likely to answer. */
export function isRare(kind: AnswerKind): boolean {
  return kind === 'speech' || kind === 'age' || kind === 'share';
}
