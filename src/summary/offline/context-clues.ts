import { add, type Clues, noClues } from './clues.ts';
import { gazetteer } from './gazetteer.ts';
import type { Line } from './lines.ts';
import type { Span } from './spans.ts';
import type { Token } from './tokens.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

const SPEECH = set(
  'said says say told tells added adds explained explains stated states replied noted notes argued argues insisted insists claimed claims admitted announced announces warned warns wrote writes commented suggested asked acknowledged confirmed denied declared recalled remarked testified tweeted vowed pledged urged called',
);
const HUMAN_ACTS = set(
  'taught spoke visited earned learned married divorced remarried slept wept apologised apologized retired joked swore died married resigned smiled laughed wrote sang studied graduated retired refused met thinks thought felt believes hopes admits recalls wants stepped walked grew attended competed played scored born lives lived killed shot arrested',
);
const PERSON_OF = set(
  'wife husband son daughter mother father brother sister career life death family childhood widow birthday body home novel novels album performance friend lawyer attorney biography mistress parents children',
);
const ORGANIZATION_OF = set(
  'members headquarters shareholders employees spokesman spokeswoman spokesperson chairman chief CEO board director executives leader leadership founder profits shares stock website customers staff fans coach players manager',
);
const PLACE_OF = set(
  'capital population government parliament coast border people economy president prime foreign minister king queen army mayor residents citizens airport streets port',
);
const AFTER_ORGANIZATION = set(
  'spokesman spokeswoman spokesperson officials official executives executive members member shares employees players coach manager fans staff team party company group firm agency newspaper band movement leader leaders chief chairman director ceo troops forces fighters militants website poll founder stock network magazine subsidiary squad lawmakers mps',
);
const AFTER_PLACE = set(
  'province region city district county state river island peninsula airport area border coast village town valley suburb neighborhood neighbourhood government police authorities parliament residents time prefecture governorate streets harbour harbor strait mountains resort',
);
const AFTER_THING = set(
  'virus album film movie song novel book series game games rocket missile aircraft language law act bill treaty agreement award prize software system program engine car model tournament festival storm hurricane disease operation edition test championship season',
);
const BEFORE_ORGANIZATION = set(
  'company firm newspaper party group band team agency organization organisation magazine network broadcaster website club manufacturer maker airline retailer supplier movement militia label studio bank charity giant subsidiary university operator insurer regulator union',
);
const BEFORE_PLACE = set(
  'city town village island province region district county capital suburb state nation country republic port river lake mount downtown central northern southern eastern western northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western north south east west coastal neighboring neighbouring mainland rural',
);
const BEFORE_THING = set(
  'dubbed payload album film movie song single novel book game play musical opera series show operating software ship vessel rocket aircraft missile virus hurricane storm typhoon cyclone operation code-named called titled entitled codenamed language species genus video tropical',
);
/** What companies, clubs and institutions do, and people too but less often. */
const CORPORATE_ACTS = set(
  'acquired acquires bought manufactures manufactured launched launches unveiled produces distributes employs recruits sponsored sponsors operates published publishes broadcasts sued sues merged recalled supplies floated',
);
/** "was founded", "was acquired": what befalls a body; a town may be founded as well. */
const FOUNDED = set('founded established formed');
const BEFALLS_A_BODY = set(
  'incorporated acquired headquartered nationalised nationalized privatised privatized dissolved disbanded merged listed delisted renamed bankrupt',
);
const DONE_BY_A_BODY = set(
  'owned acquired published manufactured produced developed distributed sponsored operated bought funded financed broadcast commissioned employed',
);
const OF_A_BODY = set(
  'shares stock customers shareholders employees unit arm division subsidiary directors trustees owners members',
);
const LOCATIVE = set('in near throughout across outside inside around');
const MOTION = set('to towards toward into via leaving through between');
const AT = set('at from');
const OFFICES_OF_STATE = new Set([
  'President',
  'Minister',
  'King',
  'Queen',
  'Chancellor',
  'Premier',
  'Ambassador',
  'Governor',
]);
const JOINING = set('joined joining left founded formed leads heads led');

/** What the words around one use of a name say of its kind. */
export function contextClues(span: Span, line: Line): Clues {
  const clues = noClues();
  const { tokens } = line;
  add(clues, beforeClues(tokens, span));
  add(clues, afterClues(tokens, span));
  if (span.mark === 'titled') add(clues, { person: 4 });
  if (span.mark === 'work') add(clues, { other: 3.5 });
  return clues;
}

function beforeClues(tokens: readonly Token[], { first }: Span): Partial<Clues> {
  const clues = noClues();
  const before = tokens[first - 1];
  if (!before) return clues;
  const { honorifics, roleNouns, titles } = gazetteer();
  const word = before.lower;
  const earlier = tokens[first - 2]?.lower ?? '';
  if (honorifics.has(before.text)) add(clues, { person: 4 });
  else if (titles.has(before.text)) add(clues, { person: 2 });
  if (LOCATIVE.has(word)) add(clues, { place: word === 'in' ? 1.3 : 1 });
  else if (AT.has(word)) add(clues, { place: 0.7, organization: 0.1 });
  else if (MOTION.has(word)) add(clues, { place: 0.5, organization: 0.1 });
  else if (word === 'the') add(clues, { organization: 0.8, other: 0.9, person: -1.8, place: 0.2 });
  else if (word === 'a' || word === 'an') add(clues, { other: 1.2, person: -1 });
  else if (
    word === 'of' &&
    /^(?:city|town|village|state|province|island|district|port|capital|outskirts|suburb|county|region|north|south|east|west|republic|kingdom|coast|government|parliament|ambassador|embassy|people|opposition|mayor|king|queen|quay|borders?)$/u.test(
      earlier,
    )
  )
    add(clues, { place: 3 });
  else if (
    word === 'of' &&
    /^(?:member|members|leader|head|chairman|director|president|manager|spokesman|spokeswoman|chief|founder|ceo|owner|branch|subsidiary|part)$/u.test(
      earlier,
    )
  )
    add(clues, { organization: 1, place: 0.4 });
  else if (
    word === 'for' &&
    /^(?:played|plays|works|worked|spokesman|spokeswoman|spokesperson|writes|wrote|playing|working)$/u.test(earlier)
  )
    add(clues, { organization: 2 });
  else if (word === 'of' && isOfficeHolder(tokens, first - 2)) add(clues, { place: 2.5 });
  else if (word === 'to' && earlier === 'according') add(clues, { person: 0.5, organization: 0.6, place: -0.5 });
  else if (word === 'by') add(clues, { person: 0.5, organization: DONE_BY_A_BODY.has(earlier) ? 1 : 0.4 });
  else if (word === 'of' && OF_A_BODY.has(earlier)) add(clues, { organization: 1.2 });
  else if (JOINING.has(word)) add(clues, { organization: 0.8 });
  else if (SPEECH.has(word)) add(clues, { person: 1.2 });
  else if (word === 'president' || (roleNouns.has(word) && !BEFORE_PLACE.has(word))) add(clues, { person: 2.6 });
  if (word === ',' && isPlaceBefore(tokens, first - 2)) add(clues, { place: 1.5 });
  if (BEFORE_ORGANIZATION.has(word)) add(clues, { organization: 2.5 });
  if (BEFORE_PLACE.has(word)) add(clues, { place: 2 });
  if (BEFORE_THING.has(word)) add(clues, { other: 2.5 });
  return clues;
}

/** "Foreign Minister Ilsa Orrin" before "of": what such a person is of is a country. */
function isOfficeHolder(tokens: readonly Token[], last: number): boolean {
  let first = last;
  while (tokens[first - 1]?.capital && tokens[first]?.capital) first--;
  const words = tokens.slice(first, last + 1).map(({ text }) => text);
  const office = words.findIndex((word) => OFFICES_OF_STATE.has(word));
  return office >= 0 && office < words.length - 1;
}

/** Whether the name that ends at `i` is a known place, or stands after "in": what a comma then adds is mostly a place too. */
function isPlaceBefore(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (!token?.capital) return false;
  const known = gazetteer().known(token.text) ?? gazetteer().known(`${tokens[i - 1]?.text ?? ''} ${token.text}`);
  if (known) return known.sort === 'city' || known.sort === 'region';
  let begin = i;
  while (tokens[begin - 1]?.capital) begin--;
  return tokens[begin - 1]?.lower === 'in';
}

function afterClues(tokens: readonly Token[], { last }: Span): Partial<Clues> {
  const clues = noClues();
  const next = tokens[last + 1];
  if (!next) return clues;
  const after = tokens[last + 2];
  const word = next.lower;
  const { roleNouns, bodyNouns, placeNouns } = gazetteer();
  if (next.kind === 'possessive') {
    const owned = after?.lower ?? '';
    if (PERSON_OF.has(owned)) add(clues, { person: 1.8 });
    if (ORGANIZATION_OF.has(owned)) add(clues, { organization: 1.4 });
    if (PLACE_OF.has(owned) || PLACE_OF.has(tokens[last + 3]?.lower ?? '')) add(clues, { place: 1.2 });
    return clues;
  }
  if (SPEECH.has(word) || ((word === 'has' || word === 'had') && SPEECH.has(after?.lower ?? '')))
    add(clues, { person: 1.4, organization: 0.6 });
  if (
    HUMAN_ACTS.has(word) ||
    (word === 'was' && /^(?:born|married|educated|buried|survived)$/u.test(after?.lower ?? ''))
  )
    add(clues, { person: word === 'was' ? 3 : 1 });
  if (CORPORATE_ACTS.has(word)) add(clues, { organization: 1 });
  if (isWas(word) && FOUNDED.has(after?.lower ?? '')) add(clues, { organization: 1.2, place: 0.4, person: -1 });
  if (isWas(word) && BEFALLS_A_BODY.has(after?.lower ?? '')) add(clues, { organization: 2, person: -1 });
  if (word === 'who' || word === 'himself' || word === 'herself') add(clues, { person: 3 });
  add(clues, pronounClues(tokens, last + 1));
  if (AFTER_ORGANIZATION.has(word)) add(clues, { organization: 1.8 });
  if (
    /^(?:government|administration|era|presidency|campaign|regime)$/u.test(word) &&
    gazetteer().isSurname(tokens[last]?.text ?? '')
  )
    add(clues, { person: 4 });
  else if (AFTER_PLACE.has(word)) add(clues, { place: 1.8 });
  if (AFTER_THING.has(word)) add(clues, { other: 1.6 });
  if (next.text === ',') add(clues, appositionClues(tokens, last + 2));
  if (next.text === '(' && after && /^\p{Lu}{2,6}$/u.test(after.text) && tokens[last + 3]?.text === ')')
    add(clues, { organization: 2.5 });
  if (next.text === '(' && after && /^(?:born|b\.|c\.|1[0-9]{3})/u.test(after.text)) add(clues, { person: 1.5 });
  if ((word === 'is' || word === 'was') && /^an?$/u.test(after?.lower ?? '')) {
    const nouns = tokens.slice(last + 3, last + 8).map(({ lower }) => lower);
    if (nouns.some((noun) => roleNouns.has(noun))) add(clues, { person: 1 });
    else if (nouns.some((noun) => bodyNouns.has(noun))) add(clues, { organization: 0.9 });
    else if (nouns.some((noun) => placeNouns.has(noun))) add(clues, { place: 0.9 });
  }
  return clues;
}

const isWas = (word: string): boolean => /^(?:is|was|were)$/u.test(word);

/** "Orrin said that he …": the first pronoun after a name, with no other name between, speaks of its sort. */
function pronounClues(tokens: readonly Token[], from: number): Partial<Clues> {
  for (let i = from; i < from + 18 && i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || token.capital || /^[.;"“”]$/u.test(token.text)) return {};
    if (/^(?:he|she|his|her|him|himself|herself)$/u.test(token.lower)) return { person: 1 };
    if (/^(?:its|itself)$/u.test(token.lower)) return { organization: 0.4, place: 0.3, other: 0.2 };
  }
  return {};
}

/** "Orrin, 45, …", "Orrin, who …", "Orrin, director of …", "Livo, Tamania". */
function appositionClues(tokens: readonly Token[], at: number): Partial<Clues> {
  const next = tokens[at];
  if (!next) return {};
  if (/^\d{1,2}$/u.test(next.text) && tokens[at + 1]?.text === ',') return { person: 4 };
  if (next.lower === 'who' || next.lower === 'whose') return { person: 3 };
  if (next.lower === 'where') return { place: 2 };
  const { roleNouns, bodyNouns, known } = gazetteer();
  if (next.capital) {
    const place = known(next.text) ?? known(`${next.text} ${tokens[at + 1]?.text ?? ''}`);
    return place && (place.sort === 'country' || place.sort === 'region') ? { place: 2.2 } : {};
  }
  const phrase = [];
  for (let i = at; i < at + 7 && tokens[i] && !/^[,.;:()]$/u.test(tokens[i]?.text ?? ''); i++) {
    const word = tokens[i]?.lower ?? '';
    if (/^(?:of|in|at|for|from|with|to|that|which|who|on)$/u.test(word)) break;
    phrase.push(word);
  }
  if (phrase.length === 0) return {};
  const head = phrase.at(-1) ?? '';
  const opens =
    /^(?:a|an|the|its|his|her|former|then|one|director|president|chairman|head|chief|editor|leader|spokesman|spokeswoman|founder|professor)$/u.test(
      phrase[0] ?? '',
    ) || roleNouns.has(head);
  if (!opens) return {};
  if (roleNouns.has(head)) return { person: 2.6 };
  if (
    /^(?:city|town|village|capital|province|suburb|island|region|county|district|resort|settlement|port)$/u.test(head)
  )
    return { place: 2.6 };
  return bodyNouns.has(head) ? { organization: 2 } : {};
}
