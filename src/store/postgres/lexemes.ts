/**
 * From text to what the search index holds. Words are cut and stemmed here and not by the server, so that an article is found
 * for the same words as on SQLite, and no text search configuration of the server has a say.
 */
import type { Term } from '../../search/query.ts';
import { stem } from '../../search/stem.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const DIACRITICS = /[\u0300-\u036f]/g;

/** PostgreSQL numbers words no further: what stands behind is found by its words, and not in phrases. */
const LAST_POSITION = 16_383;
/** It keeps no more places of one word. */
const MOST_POSITIONS = 255;
/** One vector holds 1 MB, and a word 2 kB. */
const MOST_BYTES = 900_000;
const LONGEST_WORD = 500;

/** Bytes that a vector needs for a word besides the word itself, and for each of its places. */
const BYTES_A_WORD = 8;
const BYTES_A_PLACE = 2;

/** A `tsvector`: the title's words with weight A, then those of the text. */
export function vectorOf(title: string, text: string): string {
  const places = new Map<string, string[]>();
  let bytes = 0;
  const add = (words: readonly string[], from: number, weight: string) => {
    for (const [index, word] of words.entries()) {
      let its = places.get(word);
      if (!its) {
        bytes += Buffer.byteLength(word) + BYTES_A_WORD;
        if (bytes > MOST_BYTES) return;
        its = [];
        places.set(word, its);
      }
      const position = from + index;
      if (position > LAST_POSITION || its.length >= MOST_POSITIONS) continue;
      bytes += BYTES_A_PLACE;
      its.push(`${position}${weight}`);
    }
  };
  const titleWords = lexemesOf(title);
  add(titleWords, 1, 'A');
  // One place is left out: no phrase goes over from the title into the text.
  add(lexemesOf(text), titleWords.length + 2, '');
  return [...places].map(([word, its]) => `'${word}'${its.length === 0 ? '' : `:${its.join(',')}`}`).join(' ');
}

/** A `tsquery` for a word in any form, or a phrase of such words; null where nothing of it can be in the index. */
export function termQuery(term: Term): string | null {
  const words = lexemesOf(term.join(' '));
  return words.length === 0 ? null : `(${words.map((word) => `'${word}'`).join(' <-> ')})`;
}

function lexemesOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return words.map(lexemeOf).filter((word) => word !== '' && word.length <= LONGEST_WORD);
}

function lexemeOf(word: string): string {
  return stem(word.normalize('NFD').replace(DIACRITICS, '').normalize('NFC'));
}
