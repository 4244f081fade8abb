import type { Article } from '../article/article.ts';
import { stemOf } from '../summary/verify/stem.ts';
import { isGrammar } from './common-terms.ts';
import { isUnspaced, type Word, wordsIn, wordsOf } from './wording.ts';

export interface CountedTerm {
  /** The stem, in lower case; of scripts without spaces, two characters. */
  readonly text: string;
  /** The word as first met, in lower case: what the term is called before people. */
  readonly word: string;
  readonly count: number;
  /** Written with a capital inside sentences and never without one, or a word of an actor's name. */
  readonly isName: boolean;
  /** It stands in the title or the lead. */
  readonly inLead: boolean;
}

/** Words read of one article: what comes after is background. */
const MOST_WORDS = 1_000;
/** Words of the text that count as its lead. */
const LEAD = 40;
const STEMMED = new Set(['en', 'und']);

/**
 * The terms of the title and of what is read, each once, words of grammar left out. `names` are the actors', as a reader gives them: they make names of
 * words that the article's capitals don't tell apart.
 */
export function termsOf(
  article: Pick<Article, 'text' | 'blocks' | 'title' | 'language'>,
  names: readonly string[],
): CountedTerm[] {
  const title = wordsIn(article.title, article.language);
  const body = wordsOf(article).slice(0, MOST_WORDS);
  const isName = nameTest(body, names, article.language);
  const terms = new Map<string, CountedTerm & { count: number }>();
  const count = (words: readonly Word[], inLead: boolean): void => {
    for (const word of spelled(words)) {
      if (isGrammar(word) && !isName(word)) continue;
      const text = STEMMED.has(article.language) ? stemOf(word) : word;
      const known = terms.get(text);
      if (known) known.count++;
      else terms.set(text, { text, word, count: 1, isName: isName(word), inLead });
    }
  };
  count(title, true);
  count(body.slice(0, LEAD), true);
  count(body.slice(LEAD), false);
  return [...terms.values()];
}

/** The words that can be terms; characters of scripts without spaces in pairs. */
function spelled(words: readonly Word[]): string[] {
  return words.flatMap(({ text, opens }, at) => {
    if (!isUnspaced(text)) return text.length > 1 && !text.startsWith('weekday-') ? [text] : [];
    const before = words[at - 1];
    return before && !opens && isUnspaced(before.text) ? [before.text + text] : [];
  });
}

function nameTest(body: readonly Word[], names: readonly string[], language: string): (word: string) => boolean {
  const given = new Set(names.flatMap((name) => wordsIn(name, language).map(({ text }) => text)));
  const capital = new Set<string>();
  const small = new Set<string>();
  for (const { text, kind, opens } of body) {
    if (kind === 'name') capital.add(text);
    else if (!opens) small.add(text);
  }
  return (word) => given.has(word) || (capital.has(word) && !small.has(word));
}
