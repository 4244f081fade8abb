/** The words of English that say numbers and money, as keys: lower case, without marks. */

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const UNIT_ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';
const TEN_ORDINALS = 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth';

function numbered(list: string, step: number, first: number): [string, number][] {
  return list.split(' ').map((word, index) => [word, first + index * step]);
}

/** Number words and what they count. */
export const CARDINALS: ReadonlyMap<string, number> = new Map([...numbered(UNITS, 1, 0), ...numbered(TENS, 10, 20)]);
/** Places in an order, "first" to "millionth". */
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...numbered(UNIT_ORDINALS, 1, 0),
  ...numbered(TEN_ORDINALS, 10, 20),
  ['hundredth', 100],
  ['thousandth', 1000],
  ['millionth', 1e6],
]);
/** Words that multiply the number before them. */
export const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['dozen', 12],
  ['lakh', 1e5],
  ['crore', 1e7],
]);
/** Their short forms after digits, as in "3.5bn". */
export const SHORT_MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['b', 1e9],
  ['tn', 1e12],
]);
/** Many, with no number to hold them to. */
export const VAGUE: ReadonlySet<string> = new Set([
  'tens',
  'dozens',
  'scores',
  'hundreds',
  'thousands',
  'millions',
  'billions',
  'trillions',
]);
/** Multiples. */
export const TIMES: ReadonlyMap<string, number> = new Map([
  ['twice', 2],
  ['thrice', 3],
  ['double', 2],
  ['doubled', 2],
  ['doubles', 2],
  ['doubling', 2],
  ['triple', 3],
  ['tripled', 3],
  ['triples', 3],
  ['tripling', 3],
  ['quadruple', 4],
  ['quadrupled', 4],
]);
/** Into how many parts a fraction divides. */
export const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['tenth', 10],
  ['tenths', 10],
]);
/** Currencies by their signs. */
export const CURRENCY_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'pound'],
  ['¥', 'yen'],
  ['₹', 'rupee'],
  ['₩', 'won'],
  ['₽', 'rouble'],
]);
/** Currencies by their names and codes, the singular as the value. */
export const CURRENCY_WORDS: ReadonlyMap<string, string> = new Map([
  ...[
    ...'dollar euro pound yen yuan rupee rouble peso franc krona krone zloty shekel rand naira cent crown'.split(' '),
  ].flatMap((name): [string, string][] => [
    [name, name],
    [`${name}s`, name],
  ]),
  ['ruble', 'rouble'],
  ['rubles', 'rouble'],
  ['usd', 'dollar'],
  ['eur', 'euro'],
  ['gbp', 'pound'],
  ['jpy', 'yen'],
  ['cny', 'yuan'],
  ['rmb', 'yuan'],
  ['renminbi', 'yuan'],
]);

/** Whether the word alone is a number, however it is used. */
export function isNumberWord(key: string): boolean {
  return (
    CARDINALS.has(key) ||
    ORDINALS.has(key) ||
    MAGNITUDES.has(key) ||
    VAGUE.has(key) ||
    TIMES.has(key) ||
    /^hal(?:f|ves)$/.test(key)
  );
}
