/** The passages of an article that bear most on what is sought, comparable with those of other articles. */
import type { Article } from '../article/article.ts';
import { abbreviates, spellsOut } from './acronyms.ts';
import { type Beside, completing } from './complete.ts';
import { contraryOf, isDenied, isGrave, opensWithPronoun } from './grave.ts';
import { type Held, type Holder, holderOf } from './held.ts';
import { type AnswerKind, isPlain, isRare, lacks } from './kinds.ts';
import { isOrder } from './orders.ts';
import { LONGEST_READ, type Passage, readSentences } from './passages.ts';
import { isNegated, type Sought, type SoughtTerm } from './sought.ts';
import { SPEAKS } from './speaks.ts';
import { stemsOf } from './words.ts';

export interface RankedPassage extends Passage {
  readonly article: Article;
  /** The number of the sentence in its article, from 0. */
  readonly at: number;
  /** How likely it is that the passage answers: from 0 to 1, and comparable between questions and archives. */
  readonly bearing: number;
  /** The sentence next to it that it is told with: what it leaves out stands there. */
  readonly completedBy: Beside | null;
}

export interface Candidate {
  readonly article: Article;
  /** From 0, in the order of how well the articles match as a whole. */
  readonly place: number;
  /** The question surely is about this article: it stands before others. */
  readonly favoured: boolean;
}

const MOST_COUNTED = 6;
const LONG = 30;
/** A sentence of fewer words is a scrap. */
const FULL_LENGTH = 8;
/** Of whatever has a word of the question at all. */
const LEAST = 0.001;
const MOST_PASSAGES = 60;

/**
 * A word that each article has weighs 1, one that none has weighs this much more: where all articles are on one matter, its
 * words are in each of them, and are asked about all the same.
 */
const RARITY = 5;

/** Each word of a name of several weighs this much of a word for itself: who is meant is one thing, what is asked of them another. */
const PART_OF_NAME = 0.75;

/** Best first. `weights` go with the terms of `sought`: how telling each is, from 0 to 1. */
export function rankPassages(candidate: Candidate, sought: Sought, weights: readonly number[]): RankedPassage[] {
  const terms = sought.terms.map((term, index) => ({
    ...term,
    weight: (1 + RARITY * (weights[index] ?? 0)) * term.share * (isPartOfName(sought.terms, index) ? PART_OF_NAME : 1),
  }));
  return terms.some(({ weight }) => weight > 0) ? bestFirst(passagesOf(candidate, sought, terms)) : [];
}

export function bestFirst(passages: readonly RankedPassage[]): RankedPassage[] {
  return passages.toSorted((a, b) => b.bearing - a.bearing).slice(0, MOST_PASSAGES);
}

function isPartOfName(terms: readonly SoughtTerm[], index: number): boolean {
  const isName = (at: number) => !!terms[at]?.own && !!terms[at]?.name;
  return isName(index) && (isName(index - 1) || isName(index + 1));
}

type Weighted = SoughtTerm & { readonly weight: number };

/** An article as far as what is sought is concerned. */
interface Read {
  readonly terms: readonly Weighted[];
  readonly wanted: Sought['wanted'];
  readonly negated: boolean;
  readonly isYesOrNo: boolean;
  readonly holder: Holder;
  readonly title: Held;
  readonly sentences: readonly (Held & { readonly stems: readonly string[] })[];
  /** What it is marked for as a whole. */
  readonly worth: number;
}

function passagesOf(candidate: Candidate, sought: Sought, terms: readonly Weighted[]): RankedPassage[] {
  const { article } = candidate;
  const sentences = readSentences(article);
  const read = readAgainst(candidate, sentences, terms, sought);
  return sentences.flatMap(({ text, start, end }, at) => {
    if (isOrder(text)) return [];
    const related = read.sentences[at]?.related ?? [];
    // When only the title has the words, the first sentence stands for the article.
    if (related.every((share) => share === 0) && (at > 0 || read.title.related.every((share) => share === 0)))
      return [];
    const bearing = likelihood(read.worth + worthOf(at, read) + fitOf(text, at, read) + gravityOf(at, sentences, read));
    const completedBy = completing(at, sentences, sought, (step) => lackingShare(at, step, read));
    return [{ article, at, quote: text, start, end, bearing: Math.max(LEAST, bearing), completedBy }];
  });
}

function readAgainst(
  { article, place, favoured }: Candidate,
  sentences: readonly { text: string }[],
  terms: readonly Weighted[],
  { wanted, negated, isYesOrNo }: Sought,
): Read {
  const holder = holderOf(terms);
  const title = holder.held(stemsOf(article.title));
  const held = sentences.map(({ text }) => {
    const stems = stemsOf(text);
    return { stems, ...holder.held(stems) };
  });
  const anywhere = title.related.map((share, term) => highest(share, held, term));
  const isMissed = (index: number) => !!terms[index]?.own && !!terms[index]?.name && (anywhere[index] ?? 0) < HALF;
  const missesName = terms.some((_, index) => isMissed(index));
  const isOtherwise = missesName && isNamedOtherwise(article, terms, isMissed);
  const worth =
    SPEAKS.always +
    SPEAKS.place * place +
    (favoured ? SPEAKS.favoured : 0) +
    (missesName && !isOtherwise ? SPEAKS.withoutName : 0) +
    (terms.some((term, index) => term.own && isNumber(term) && (anywhere[index] ?? 0) < HALF)
      ? SPEAKS.withoutNumber
      : 0);
  // What is named otherwise all over the article is as good as named in its title.
  const related = title.related.map((share, index) => (isOtherwise && isMissed(index) ? 1 : share));
  return { terms, wanted, negated, isYesOrNo, holder, title: { ...title, related }, sentences: held, worth };
}

/** What the words of a sentence, and those around it, are worth. */
function worthOf(at: number, { terms, holder, title, sentences }: Read): number {
  const { stems = [], exact = [], related = [] } = sentences[at] ?? {};
  const total = sumOf(terms, () => 1);
  const share = (held: (index: number) => number) => sumOf(terms, held) / total;
  const here = (index: number) => related[index] ?? 0;
  const told = (index: number) => title.related[index] ?? 0;
  const before = (index: number) => sentences[at - 1]?.related[index] ?? 0;
  const after = (index: number) => sentences[at + 1]?.related[index] ?? 0;
  const near = (index: number) => Math.max(here(index), told(index), 0.9 * before(index), 0.5 * after(index));
  const beyond = share((index) => 1 - told(index));
  const words = terms.reduce(
    (sum, { own, share }, index) => sum + (own ? Number(share === 1) : share) * near(index),
    0,
  );
  return (
    SPEAKS.own * share((index) => exact[index] ?? 0) +
    SPEAKS.beyondTitle * (beyond < 0.01 ? HALF : share((index) => (1 - told(index)) * here(index)) / beyond) +
    SPEAKS.title * share((index) => (1 - here(index)) * told(index)) +
    SPEAKS.before * share((index) => (1 - here(index)) * (1 - told(index)) * before(index)) +
    SPEAKS.after * share((index) => (1 - here(index)) * (1 - told(index)) * after(index)) +
    SPEAKS.neighbours * neighbours(terms, stems, related, holder) +
    SPEAKS.amount * sumOf(terms, near) +
    SPEAKS.word * Math.min(MOST_COUNTED, words) +
    SPEAKS.long * Math.min(2, stems.length / LONG) +
    SPEAKS.scrap * Math.max(0, 1 - stems.length / FULL_LENGTH)
  );
}

/** A question that only names what it is about ("What about Osk?") is answered by what speaks of it. */
function isAboutAll(terms: readonly Weighted[], held: (index: number) => number): boolean {
  const telling = terms.filter(({ own, share }) => own && share === 1);
  if (telling.length === 0 || telling.length > FEW) return false;
  return terms.every((term, index) => !term.own || term.share < HALF || held(index) >= SAME);
}

const FEW = 2;
/** The word itself, or one that says the same, in the sentence or the title. */
const SAME = 0.7;

/** The share of what is sought that a sentence doesn't say and the one next to it does. */
function lackingShare(at: number, step: number, { terms, sentences }: Read): number {
  const [own, other] = [sentences[at]?.related ?? [], sentences[at + step]?.related ?? []];
  return sumOf(terms, (index) => (1 - (own[index] ?? 0)) * (other[index] ?? 0)) / sumOf(terms, () => 1);
}

/** Where the title says all that is sought; and what is held less than that is missed. */
const HALF = 0.5;
/** Words apart: neighbours still, and near. */
const NEIGHBOURS = 2;
const NEAR = 5;

function neighbours(terms: readonly Weighted[], stems: readonly string[], related: readonly number[], holder: Holder) {
  let [held, all] = [0, 0];
  for (let one = 0; one + 1 < terms.length; one++) {
    if (!terms[one]?.own || !terms[one + 1]?.own) continue;
    const weight = (terms[one]?.weight ?? 0) + (terms[one + 1]?.weight ?? 0);
    all += weight;
    if (!related[one] || !related[one + 1]) continue;
    const distance = holder.distance(stems, one, one + 1);
    held += distance <= NEIGHBOURS ? weight : distance <= NEAR ? weight / 2 : 0;
  }
  return all === 0 ? 0 : held / all;
}

/** Whether the sentence has what the question is after at all; and where little more is asked, whether it is on all of that. */
function fitOf(text: string, at: number, { terms, wanted, negated, title, sentences }: Read): number {
  const isLacking = wanted !== null && lacks(text, wanted);
  const kind = isLacking ? lackOf(wanted.kind) : 0;
  const held = (index: number) => Math.max(sentences[at]?.related[index] ?? 0, title.related[index] ?? 0);
  const isTelling = wanted === null || (isRare(wanted.kind) && !isLacking);
  const all = isTelling && isAboutAll(terms, held) ? SPEAKS.aboutAll : 0;
  return kind + all + (negated && !isNegated(text) ? SPEAKS.affirms : 0);
}

function lackOf(kind: AnswerKind): number {
  if (isRare(kind)) return SPEAKS.lacksRare;
  return isPlain(kind) ? SPEAKS.lacksQuantity : SPEAKS.lacksName;
}

/**
 * What is grave must be said: of somebody whom the question names, in the title, in the same sentence or, where that begins
 * with "He", in the one before. And nothing is answered with its contrary.
 */
function gravityOf(
  at: number,
  sentences: readonly { text: string }[],
  { terms, title, sentences: held, negated, isYesOrNo }: Read,
): number {
  const stems = held[at]?.stems ?? [];
  const isContrary = ({ own }: Weighted, index: number) =>
    own &&
    (held[at]?.related[index] ?? 0) < HALF &&
    contraryOf(terms[index] ?? { stems: [] }).some((c) => stems.includes(c));
  if (!isYesOrNo && terms.some(isContrary)) return SPEAKS.unsaid;
  const grave = terms.flatMap((term, index) => (term.own && isGrave(term) ? [index] : []));
  const names = terms.flatMap(({ own, name }, index) => (own && name ? [index] : []));
  if (grave.length === 0) return 0;
  const says = (where: number, which: number[]) => which.some((index) => (held[where]?.related[index] ?? 0) >= HALF);
  const inTitle = names.some((index) => (title.related[index] ?? 0) >= HALF);
  const denied = !isYesOrNo && !negated && grave.some((index) => isDenied(terms[index]?.stems[0] ?? '', stems));
  const named =
    names.length === 0 || inTitle || says(at, names) || (opensWithPronoun(sentences[at]?.text) && says(at - 1, names));
  return named && !denied && grave.every((index) => says(at, [index])) ? 0 : SPEAKS.unsaid;
}

/** Every name that an article seems to miss stands in it by its first letters, or spelt out. */
function isNamedOtherwise(
  { title, text }: Article,
  terms: readonly Weighted[],
  isMissed: (index: number) => boolean,
): boolean {
  const all = `${title}\n${text.slice(0, LONGEST_READ)}`;
  const names = terms.filter(({ own, name }) => own && name).map((term) => term.text);
  const missed = terms.filter((_, index) => isMissed(index));
  const areSpeltOut = missed.every((term) => ACRONYM.test(term.text) && spellsOut(all, term.text));
  return (
    areSpeltOut ||
    abbreviates(all, names) ||
    abbreviates(
      all,
      missed.map((term) => term.text),
    )
  );
}

const ACRONYM = /^\p{L}{2,6}$/u;

function isNumber({ stems }: Weighted): boolean {
  return stems.some((stem) => /^\p{N}+$/u.test(stem));
}

/** A loop rather than a spread: an article may have more sentences than a call may have arguments. */
function highest(share: number, sentences: readonly Held[], term: number): number {
  let found = share;
  for (const { related } of sentences) found = Math.max(found, related[term] ?? 0);
  return found;
}

function sumOf(terms: readonly Weighted[], shareOf: (index: number) => number): number {
  return terms.reduce((sum, { weight }, index) => sum + weight * shareOf(index), 0);
}

function likelihood(logits: number): number {
  return 1 / (1 + Math.exp(-logits));
}
