/**
 * How common a word is before an archive has told it: the share of articles that have it. Without this, the first few hundred
 * articles of a new archive would look alike for sharing "said", "who" and "people".
 */
import { gazetteer } from '../summary/offline/gazetteer.ts';
import { isCommon, isListed } from '../summary/offline/words.ts';

/** Shares of articles, by hand: words that every subject uses, words with a common ending, all others. */
const SHARE = { common: 0.08, ordinary: 0.02, rare: 0.001 } as const;

/** Words of grammar with four letters and more; the shorter ones of every language are known by their length. */
const GRAMMAR = new Set(
  `aber alle auch beim dass dem denn diese dieser doch durch eine einem einen einer eines gegen haben hatte jetzt kann mehr nach nicht noch oder ohne sein seine
  sich sind über unter vom wenn werden wird wurde wurden zwischen zum zur
  aussi avec cette comme dans depuis deux elle entre était être fait leur mais même pour plus sans selon sont sous tous tout très vers
  ante como contra cuando desde donde entre esta este está están había hasta muy para pero porque según sobre también tiene todo todos
  alla anche anni come con dalla degli dei della delle dello dopo essere hanno nella nelle più quando questa questo sono stato tutti una
  além após até com como das depois dos ela ele entre está foi isso mais mas não para pela pelo quando que são sem ser seu sobre sua também uma
  aan als bij door een geen haar heeft hebben hij maar meer naar niet ook over tegen tot uit van voor waren wordt zijn
  было будет была были быть возле время говорит года году если есть когда который которые между может него нет она они очень после при сказал также только того уже что чтобы этого этой этот`.split(
    /\s+/,
  ),
);

/** Whether a word, given in lower case, is one of grammar, which tells nothing of what a text is about. */
export function isGrammar(word: string): boolean {
  return gazetteer().functionWords.has(word) || GRAMMAR.has(word) || isShort(word);
}

/** The share of articles that are likely to have a word that is none of grammar. `isName`: written as a name is. */
export function expectedShare(word: string, isName: boolean): number {
  if (isName) return SHARE.rare;
  if (word.startsWith('month-') || isEverydayFigure(word) || isListed(word)) return SHARE.common;
  return isCommon(word) ? SHARE.ordinary : SHARE.rare;
}

/** A number of up to two digits, or a year. */
function isEverydayFigure(word: string): boolean {
  return /^(?:\p{N}{1,2}|(?:19|20)\p{N}{2})$/u.test(word);
}

/** Up to three letters of an alphabet, or one digit. */
function isShort(word: string): boolean {
  return /^(?:\p{Script=Latin}{1,3}|\p{Script=Cyrillic}{1,3}|\p{Script=Greek}{1,3}|\p{N})$/u.test(word);
}
