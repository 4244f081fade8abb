import { stemOf } from './stem.ts';

/** What negation looks at in a word: its key, how it is used, and the punctuation before it. */
export interface Negatable {
  readonly key: string;
  readonly gap: string;
  readonly as: string;
}

const NEGATORS = new Set(
  (
    'not no never none nobody nothing nowhere neither nor without unless hardly scarcely barely rarely seldom non ' +
    // The commonest of other languages, so that one put in or taken out is seen there too.
    'nicht kein keine keinen keinem keiner keines nie niemals ohne ne pas jamais aucun aucune sans nunca jamas ningun ninguna tampoco nao nem ' +
    'niet geen nooit zonder inte ingen aldrig ikke aldri nessun nessuna senza не нет ни никогда без nie nigdy δεν μην لا لم لن ليس غير לא אין בלי'
  ).split(' '),
);

/** Verbs and adjectives that deny what follows them: "refused to sign", "unable to attend", "denied that". */
const DENYING = new Map([
  ...[
    'refuse',
    'refused',
    'refuses',
    'refusing',
    'decline',
    'declined',
    'declines',
    'declining',
    'fail',
    'failed',
    'fails',
    'failing',
    'unable',
    'unwilling',
  ].map((key): [string, 'to'] => [key, 'to']),
  ...['deny', 'denied', 'denies', 'denying', 'avoid', 'avoided', 'avoids', 'lack', 'lacks', 'lacked', 'lacking'].map(
    (key): [string, 'any'] => [key, 'any'],
  ),
]);

const NEGATIVE_WORDS = new Map(
  (
    'unable:able unlikely:likely impossible:possible impossibly:possibly illegal:legal illegally:legally unaware:aware unclear:clear ' +
    'uncertain:certain unwilling:willing unsuccessful:successful unsuccessfully:successfully unknown:known unfair:fair unsafe:safe ' +
    'unlawful:lawful unlawfully:lawfully unconstitutional:constitutional incomplete:complete incorrect:correct inaccurate:accurate ' +
    'insufficient:sufficient ineffective:effective inadequate:adequate irregular:regular irresponsible:responsible irrelevant:relevant ' +
    'dishonest:honest disagree:agree disagreed:agreed disagrees:agrees disagreement:agreement disapprove:approve disapproved:approved ' +
    'unacceptable:acceptable unnecessary:necessary unprepared:prepared unpopular:popular unusual:usual unstable:stable unjust:just ' +
    'unharmed:harmed unhurt:hurt uninjured:injured unsupported:supported unfounded:founded unpaid:paid unarmed:armed unauthorised:authorised ' +
    'unauthorized:authorized unconfirmed:confirmed unofficial:official unofficially:officially unreliable:reliable unsatisfied:satisfied ' +
    'dissatisfied:satisfied ineligible:eligible invalid:valid inactive:active indirect:direct indirectly:directly insecure:secure ' +
    'inappropriate:appropriate inexperienced:experienced intolerable:tolerable immoral:moral imperfect:perfect impractical:practical ' +
    'illegitimate:legitimate illiterate:literate unchanged:changed unfinished:finished unexpected:expected unexpectedly:expectedly ' +
    'unfavourable:favourable unfavorable:favorable unequal:equal uneven:even unlimited:limited unrelated:related unopposed:opposed'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Words that a negator passes over to reach what it denies. */
export const PASSED_OVER: ReadonlySet<string> = new Set(
  'longer yet ever even any anyone anything really fully quite all at been also either'.split(' '),
);
const MERELY = new Set(['only', 'just', 'merely', 'simply']);
/** Verbs that add nothing to what is denied: "has never gone on strike". */
const EMPTY_VERBS = new Set(
  'go goes went gone going make makes made take takes took taken give gave given get got come came put hold held'.split(
    ' ',
  ),
);
/** How far a negator reaches for its head. */
const REACH = 6;

export function isNegator(key: string): boolean {
  return NEGATORS.has(key);
}

/** "likely" for "unlikely": the word that a negative one denies, or null. */
export function deniedWord(key: string): string | null {
  return NEGATIVE_WORDS.get(key) ?? null;
}

/** The stem by which a word is compared when negation is told apart: "unlikely" and "likely" are one. */
export function plainStem(key: string): string {
  return stemOf(NEGATIVE_WORDS.get(key) ?? key);
}

/** Whether a word denies something, by itself or in what follows it. */
export function denies(words: readonly Negatable[], at: number): boolean {
  const key = words[at]?.key ?? '';
  return NEGATORS.has(key) || NEGATIVE_WORDS.has(key) || isDenyingVerb(words, at);
}

function isDenyingVerb(words: readonly Negatable[], at: number): boolean {
  const followedBy = DENYING.get(words[at]?.key ?? '');
  return followedBy === 'any' || (followedBy === 'to' && words[at + 1]?.key === 'to');
}

/** Whether a text denies anything, or says that something ended, is barred or is left out. */
export function deniesAnything(words: readonly Negatable[]): boolean {
  return words.some(({ key }, at) => denies(words, at) || ENDING_STEMS.has(stemOf(key)) || EXCEPTING.has(key));
}

const EXCEPTING = new Set('only except alone instead than against until beyond despite'.split(' '));

/** For each word, whether it is denied: by an odd number of negators that reach it, its own prefix among them. */
export function deniedOf(words: readonly Negatable[]): boolean[] {
  const denied = words.map(({ key }) => NEGATIVE_WORDS.has(key));
  for (let at = 0; at < words.length; at++) {
    if (!NEGATORS.has(words[at]?.key ?? '') && !isDenyingVerb(words, at)) continue;
    for (const head of headsOf(words, at)) denied[head] = !denied[head];
  }
  return denied;
}

/** The words that the negator at `at` denies: the next that carries matter, with its adverb, and what "or" joins to it. */
function headsOf(words: readonly Negatable[], at: number): number[] {
  const heads: number[] = [];
  if (MERELY.has(words[at + 1]?.key ?? '')) return heads;
  for (let next = at + 1; next < words.length && next <= at + REACH; next++) {
    const word = words[next];
    if (!word || /[.;:!?]/.test(word.gap) || (next === at + 1 && word.gap.includes(','))) break;
    if (NEGATORS.has(word.key)) break;
    if (heads.length > 0 && word.key !== 'or') break;
    if (word.as === 'function' || word.as === 'pronoun' || PASSED_OVER.has(word.key)) continue;
    heads.push(next);
    if (isDenyingVerb(words, next)) break;
    const isEmpty = EMPTY_VERBS.has(word.key) || word.key.endsWith('ly');
    const further = isEmpty ? words.findIndex((other, at) => at > next && at <= next + 3 && isContent(other)) : -1;
    if (further > next && !words.slice(next + 1, further + 1).some(({ gap }) => /[,.;:!?]/.test(gap)))
      heads.push(further);
  }
  return heads;
}

function isContent(word: Negatable | undefined): boolean {
  return word?.as === 'content';
}

const ENDING_STEMS = new Set(
  'lose end stop ban lack drop scrap cancel abolish remove close prevent block reject halt repeal lift cease scrapp elimin'.split(
    ' ',
  ),
);
/** How far a verb of ending reaches for what it ends. */
const ENDING_REACH = 4;

/** For each word, whether something is said to come to its end: "lost its majority". */
export function endedOf(words: readonly Negatable[]): boolean[] {
  const ended = new Array<boolean>(words.length).fill(false);
  for (const [at, { key }] of words.entries()) {
    if (!ENDING_STEMS.has(stemOf(key))) continue;
    for (
      let next = at + 1;
      next <= at + ENDING_REACH && next < words.length && !/[,.;:!?]/.test(words[next]?.gap ?? '');
      next++
    )
      ended[next] = true;
  }
  return ended;
}

const GROUNDS = new Set('evidence proof sign signs indication indications suggestion reason truth'.split(' '));
const SAYINGS = new Set(
  'claims claim allegations allegation accusations accusation suggestions suggestion reports report rumours rumors'.split(
    ' ',
  ),
);
const REFUSING = new Set(
  'deny denied denies denying reject rejected rejects dismissed dismiss dismisses disputed disputes rebutted'.split(
    ' ',
  ),
);
const WRONG = new Set('false untrue incorrect wrong'.split(' '));

/** For each word, whether it is in what is given only as not so: after "no evidence that", "denied that", "it is false that". */
export function disownedOf(words: readonly Negatable[], denied: readonly boolean[]): boolean[] {
  const disowned = new Array<boolean>(words.length).fill(false);
  for (const [at, { key }] of words.entries()) {
    const next = words[at + 1]?.key ?? '';
    const isDenial =
      (GROUNDS.has(key) && denied[at] && (next === 'that' || next === 'of')) ||
      (REFUSING.has(key) && (next === 'that' || next.endsWith('ing'))) ||
      (SAYINGS.has(key) &&
        next === 'that' &&
        words.slice(Math.max(0, at - 3), at).some((word) => REFUSING.has(word.key))) ||
      (WRONG.has(key) && next === 'that') ||
      (key === 'true' && denied[at] && next === 'that');
    if (!isDenial) continue;
    for (let word = at + 1; word < words.length && !/[.;:!?,"]/.test(words[word]?.gap ?? ''); word++)
      disowned[word] = true;
  }
  return disowned;
}
