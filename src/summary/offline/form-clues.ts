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
/** Heads of bodies that are sites too, and of sites that are bodies too. */
const SITED_BODIES = new Set(
  'Center Centre Hospital Museum Library Gallery Church School College Academy City United Capital Trust Club Exchange Market Mall Casino'.split(
    ' ',
  ),
);
const HOUSED_SITES = new Set(
  'Hall House Station Building Park Hotel Theatre Theater Base Mine Camp Prison Zoo'.split(' '),
);

/** What the words of a name say of its kind, whatever is said about it. */
export function formClues(text: string): Partial<Clues> {
  const clues = noClues();
  const lists = gazetteer();
  const words = text.split(' ');
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  add(clues, knownClues(text, words.length));
  if (words.length === 1) add(clues, singleWordClues(text));
  else {
    const hasOf = words.indexOf('of');
    const head = hasOf > 0 ? (words[hasOf - 1] ?? '') : last;
    add(clues, headClues(head, hasOf > 0));
    const headless = !lists.organizationHeads.has(last) && !lists.thingHeads.has(last);
    if (hasOf < 0 && words.length <= 4 && lists.isFirstName(first) && !lists.thingHeads.has(last))
      add(clues, { person: headless ? 3.5 : 1.5 });
    if (hasOf < 0 && words.length <= 4 && lists.isSurname(last)) add(clues, { person: headless ? 2 : 0.8 });
    if (words.slice(0, -1).some((word) => INITIAL.test(word)) && headless) add(clues, { person: 2.5 });
    if (
      words.slice(1, -1).some((word) => /^(?:bin|ibn|van|von|der|den|al|el|de|del|di|da|dos|du|ten|ter)$/u.test(word))
    )
      add(clues, { person: 1, place: 0.5 });
    if (/^(?:Mc|Mac|O')\p{Lu}/u.test(last) || /-\p{Ll}+$/u.test(last) || /^(?:al|Al|el|El)-/u.test(last))
      add(clues, { person: 1.5 });
    if (/^Jr\.?$|^Sr\.?$/u.test(last)) add(clues, { person: 4 });
    if (lists.placeOpeners.has(first))
      add(clues, { place: /^(?:Lake|Mount|Mt\.?|Fort|Port|Cape|San|Santa|Gulf|Loch)$/u.test(first) ? 3 : 1 });
    if (text.includes('&') || /\bInc\b|\bLtd\b|\bLLC\b/u.test(text)) add(clues, { organization: 3 });
    if (words.length >= 4 && hasOf < 0) add(clues, { person: -1.5, organization: 0.5, other: 0.5 });
    if (words.length <= 3 && words.every((word) => /^\p{Lu}[\p{Ll}\p{M}'’-]+\p{L}*$/u.test(word)) && hasOf < 0)
      add(clues, { person: 0.8 });
    if (words.some((word) => lists.demonymOf(word))) add(clues, { organization: 0.6, other: 0.7, person: -1.5 });
    if (hasOf < 0 && !lists.isFirstName(first) && words.some((word) => isCommon(word)))
      add(clues, { person: -1.2, other: 0.8, organization: 0.7 });
    if (PERSON_ENDING.test(last) && words.length <= 3) add(clues, { person: 1.2 });
  }
  if (knownName(last)?.sort === 'thing' && words.length > 1) add(clues, { other: 2, person: -1 });
  if (words.length === 1 && isCommon(text) && !lists.isFirstName(text) && !lists.isSurname(text))
    add(clues, { other: 1, person: -1 });
  if (/\d/u.test(text)) add(clues, { other: 1.5, organization: 0.3, person: -2 });
  return clues;
}

function knownClues(text: string, length: number): Partial<Clues> {
  const known = knownName(text);
  if (!known) return {};
  if (known.sort === 'organization') return { organization: 5 };
  if (known.sort === 'thing') return { other: 5 };
  const { isFirstName, isSurname } = gazetteer();
  if (known.sort !== 'country' && length === 1 && (isFirstName(text) || isSurname(text)))
    return { place: 2.2, person: 0.5 };
  return { place: known.sort === 'country' ? 5 : 4 };
}

function singleWordClues(word: string): Partial<Clues> {
  const clues = noClues();
  const { isFirstName, isSurname } = gazetteer();
  if (isFirstName(word)) add(clues, { person: 1.6 });
  if (isSurname(word)) add(clues, { person: 1.8 });
  if (knownName(word)) return clues;
  if (ACRONYM.test(word)) add(clues, { organization: 2, other: 0.6 });
  else if (/\d|^\p{Ll}|\p{Ll}\p{Lu}/u.test(word) && !/^(?:Mc|Mac|O['’]|De|Di|Le|La|Al|al-|el-)/u.test(word))
    add(clues, { organization: 0.8, other: 0.8 });
  if (PERSON_ENDING.test(word)) add(clues, { person: 0.9 });
  if (PLACE_ENDING.test(word)) add(clues, { place: 0.9 });
  if (ORGANIZATION_ENDING.test(word)) add(clues, { organization: 1.2 });
  if (/^(?:Mc|Mac|O['’])\p{Lu}/u.test(word)) add(clues, { person: 1.5 });
  return clues;
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
