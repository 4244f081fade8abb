import { add, type Clues, noClues } from './clues.ts';
import { gazetteer, knownName } from './gazetteer.ts';
import { isCommon } from './words.ts';

const PERSON_ENDING =
  /(?:ov|ova|ev|eva|sky|ski|skaya|ska|vich|wicz|vić|vic|ić|sson|sen|ez|shvili|dze|opoulos|akis|idis|yan|ian|stein|mann|berg|baum|chuk|enko|oglu|oğlu|escu|elli|etti|ini|ucci)$/u;
const PLACE_ENDING =
  /(?:stan|ville|burg|burgh|borough|shire|land|grad|abad|pur|polis|ham|ton|wick|wich|mouth|port|stad|stadt|dorf|heim|furt|bury|dale|field|ford|wood|brook|vale|istan|nagar|haven|hagen|by|ovo|sk|acre|ville-sur-mer)$/u;
const ORGANIZATION_ENDING =
  /(?:corp|soft|tech|bank|com|net|tel|gaz|prom|neft|air|bus|media|Net|Corp|Tech|Bank|Com|Soft|TV|FM)$/u;
const ACRONYM = /^(?:\p{Lu}\.?){2,6}$/u;
const INITIAL = /^\p{Lu}\.?$/u;
const VESSEL = /^(?:INS|MV|M\/V|HMS|USS|HMAS|HMCS|HMNZS|RMS|SS|MS|MT|RRS|CCGS|USNS) \p{Lu}/u;
const FOREIGN_BODY =
  /^(?:Partido|Parti|Partito|Partei|Banco|Banque|Banca|Universidad|Université|Università|Universität|Instituto|Institut|Istituto|Movimento|Movimiento|Mouvement|Frente|Front|Unión|União|Union|Real|Atlético|Borussia|Bayern|Dynamo|Dinamo|Spartak|Lokomotiv|Sporting|Olympique|Deutsche|Société|Sociedad|Grupo|Gruppo|Groupe)$/u;
const FOREIGN_SITE =
  /^(?:Stade|Estadio|Estádio|Stadio|Piazza|Rue|Calle|Via|Avenida|Praça|Schloss|Château|Palazzo|Hôtel|Hôpital|Ospedale|Villa|Isla|Île|Monte|Mont|Cerro|Bukit|Kampung|Kuala|Wadi|Tel|Deir|Bandar|Kota)$/u;

/** Heads of bodies that are sites too, and of sites that are bodies too. */
const SITED_BODIES = new Set(
  'Center Centre Hospital Museum Library Gallery Church School College Academy City United Capital Trust Club Exchange Market Mall Casino'.split(
    ' ',
  ),
);
const HOUSED_SITES = new Set(
  'Hall House Station Building Park Hotel Theatre Theater Base Mine Camp Prison Zoo'.split(' '),
);
const CLUB_OPENER = /^(?:FC|AFC|AC|SC|CD|SV|VfB|VfL|FK|NK|HC|BK|AEK|PSV|SSC)$/u;
/** "eBay", "6PR", "LeTour": capitals or figures inside. */
const INNER_CAPITAL = /\d|^\p{Ll}|\p{Ll}\p{Lu}/u;
const SURNAME_PREFIX = /^(?:Mc|Mac|O['’])\p{Lu}|^(?:al|Al|el|El)-|^(?:De|Di|Du|Le|La|Van)\p{Lu}/u;
const GEOGRAPHIC_OPENER = /^(?:Lake|Mount|Mt\.?|Fort|Port|Cape|San|Santa|Gulf|Loch)$/u;

/** A name as the rules look at it. */
interface Written {
  readonly text: string;
  readonly words: readonly string[];
  readonly first: string;
  readonly last: string;
  /** Where "of" or "for" stands among the words, or -1. */
  readonly of: number;
}

interface Rule {
  readonly holds: (name: Written) => boolean;
  readonly clues: Partial<Clues>;
}

const PARTICLE = /^(?:bin|ibn|van|von|der|den|al|el|de|del|di|da|dos|du|ten|ter)$/u;
const WORD = /^\p{Lu}[\p{Ll}\p{M}'’-]+\p{L}*$/u;
const lists = gazetteer;

const hasBodyHead = ({ last }: Written): boolean => lists().organizationHeads.has(last);
const isThing = ({ last }: Written): boolean => lists().thingHeads.has(last);
const isPersonSized = ({ words, of }: Written): boolean => of < 0 && words.length <= 4;
/** "Commandos", "Officers": the plural of what people are. */
const isPluralOfRole = ({ last }: Written): boolean =>
  last.endsWith('s') && !lists().isSurname(last) && lists().roleNouns.has(last.toLowerCase().slice(0, -1));

/** "Orlem Herons": a town and a plural are its team. */
function isTeam({ words, last, of }: Written): boolean {
  if (of >= 0 || !/[^s]s$/u.test(last) || lists().isSurname(last)) return false;
  if (lists().placeHeads.has(last) || lists().thingHeads.has(last)) return false;
  const sort = knownName(words.slice(0, -1).join(' '))?.sort;
  return sort === 'city' || sort === 'region';
}

const ONE_WORD: readonly Rule[] = [
  { holds: ({ text }) => lists().isFirstName(text), clues: { person: 1.6 } },
  { holds: ({ text }) => lists().isSurname(text), clues: { person: 1.8 } },
  { holds: ({ text }) => ACRONYM.test(text), clues: { organization: 2, other: 0.6 } },
  {
    holds: ({ text }) => INNER_CAPITAL.test(text) && !SURNAME_PREFIX.test(text) && !ACRONYM.test(text),
    clues: { organization: 0.8, other: 0.8 },
  },
  { holds: ({ text }) => PERSON_ENDING.test(text), clues: { person: 0.9 } },
  { holds: ({ text }) => PLACE_ENDING.test(text), clues: { place: 0.9 } },
  { holds: ({ text }) => ORGANIZATION_ENDING.test(text), clues: { organization: 1.2 } },
  { holds: ({ text }) => /^(?:Mc|Mac|O['’])\p{Lu}/u.test(text), clues: { person: 1.5 } },
  {
    holds: ({ text }) => isCommon(text) && !lists().isFirstName(text) && !lists().isSurname(text),
    clues: { other: 1, person: -1 },
  },
];

const MORE_WORDS: readonly Rule[] = [
  {
    holds: (name) => isPersonSized(name) && lists().isFirstName(name.first) && !isThing(name) && !hasBodyHead(name),
    clues: { person: 3.5 },
  },
  {
    holds: (name) => isPersonSized(name) && lists().isFirstName(name.first) && !isThing(name) && hasBodyHead(name),
    clues: { person: 1.5 },
  },
  { holds: (name) => isPersonSized(name) && lists().isSurname(name.last), clues: { person: 2 } },
  {
    holds: (name) => name.words.slice(0, -1).some((word) => INITIAL.test(word)) && !isThing(name) && !hasBodyHead(name),
    clues: { person: 2.5 },
  },
  { holds: ({ words }) => words.slice(1, -1).some((word) => PARTICLE.test(word)), clues: { person: 1, place: 0.5 } },
  { holds: ({ last }) => SURNAME_PREFIX.test(last) || /-\p{Ll}+$/u.test(last), clues: { person: 1.5 } },
  { holds: ({ last }) => /^[JS]r\.?$/u.test(last), clues: { person: 4 } },
  { holds: ({ first }) => GEOGRAPHIC_OPENER.test(first), clues: { place: 3 } },
  { holds: ({ first }) => lists().placeOpeners.has(first) && !GEOGRAPHIC_OPENER.test(first), clues: { place: 0.8 } },
  { holds: ({ text }) => text.includes('&') || /\bInc\b|\bLtd\b|\bLLC\b/u.test(text), clues: { organization: 3 } },
  { holds: ({ words, of }) => words.length >= 4 && of < 0, clues: { person: -1.5, organization: 0.5, other: 0.5 } },
  {
    holds: ({ words, of }) => words.length <= 3 && of < 0 && words.every((word) => WORD.test(word)),
    clues: { person: 0.8 },
  },
  {
    holds: ({ words }) => words.some((word) => lists().demonymOf(word)),
    clues: { organization: 0.6, other: 0.7, person: -1.5 },
  },
  {
    holds: ({ words, first, of }) =>
      of < 0 && !lists().isFirstName(first) && !lists().isSurname(first) && words.some((word) => isCommon(word)),
    clues: { person: -1.2, other: 0.8, organization: 0.7 },
  },
  { holds: ({ words, last }) => words.length <= 3 && PERSON_ENDING.test(last), clues: { person: 1.2 } },
  { holds: ({ last }) => knownName(last)?.sort === 'thing', clues: { other: 2, person: -1 } },
  { holds: ({ text }) => VESSEL.test(text), clues: { other: 6, person: -2 } },
  { holds: ({ first }) => first === 'The', clues: { person: -2, organization: 0.8, other: 0.8 } },
  { holds: ({ first }) => FOREIGN_BODY.test(first), clues: { organization: 3 } },
  { holds: ({ first }) => FOREIGN_SITE.test(first), clues: { place: 3 } },
  { holds: ({ first }) => CLUB_OPENER.test(first), clues: { organization: 3, person: -1 } },
  { holds: ({ text }) => /\bSchool District$/u.test(text), clues: { organization: 4 } },
  { holds: isTeam, clues: { organization: 2.5, person: -1 } },
  { holds: isPluralOfRole, clues: { person: -2, organization: 0.8, other: 0.8 } },
];

/** What the words of a name say of its kind, whatever is said about it. */
export function formClues(text: string): Partial<Clues> {
  const words = text.split(' ');
  const known = knownClues(text, words.length);
  if (known) return known;
  const clues = noClues();
  const name = {
    text,
    words,
    first: words[0] ?? '',
    last: words.at(-1) ?? '',
    of: words.findIndex((word) => word === 'of' || word === 'for'),
  };
  for (const { holds, clues: more } of words.length === 1 ? ONE_WORD : MORE_WORDS) {
    if (holds(name)) add(clues, more);
  }
  if (words.length > 1) add(clues, headClues(name.of > 0 ? (words[name.of - 1] ?? '') : name.last, name.of > 0));
  if (/\d/u.test(text)) add(clues, { other: 1.5, organization: 0.3, person: -2 });
  return clues;
}

function knownClues(text: string, length: number): Partial<Clues> | null {
  const known = knownName(text);
  if (!known) return null;
  if (known.sort === 'organization') return { organization: 5 };
  if (known.sort === 'thing') return { other: 5 };
  const { isFirstName, isSurname } = gazetteer();
  if (known.sort !== 'country' && length === 1 && (isFirstName(text) || isSurname(text)))
    return { place: 2.2, person: 0.5 };
  return { place: known.sort === 'country' ? 5 : 4 };
}

/** A name's head: the word before "of", or the last one. */
function headClues(head: string, beforeOf: boolean): Partial<Clues> {
  const { organizationHeads, placeHeads, thingHeads, ofHeads } = gazetteer();
  const clues = noClues();
  const isBody =
    organizationHeads.has(head) || (beforeOf && ofHeads.has(head) && !placeHeads.has(head) && !thingHeads.has(head));
  if (SITED_BODIES.has(head)) add(clues, { organization: 3, place: 1.2 });
  else if (HOUSED_SITES.has(head))
    add(clues, beforeOf ? { organization: 2.5, place: 0.6 } : { organization: 1.2, place: 2.4 });
  else if (isBody) add(clues, { organization: 3.5 });
  else if (placeHeads.has(head)) add(clues, { place: 3.2 });
  if (thingHeads.has(head)) add(clues, { other: 3.2, person: -1 });
  if (isBody || placeHeads.has(head)) add(clues, { person: -1 });
  return clues;
}
