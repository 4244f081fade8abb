import {
  AFTER_TIME_OF_DAY,
  BEFORE_NUMBERS,
  MONTHS_AFTER_ORDINAL,
  NEVER_LAST,
  OFTEN_INSIDE,
  SAYING,
  SENTENCE_STARTERS,
  TITLES,
} from './abbreviations.ts';
import type { Article } from './article.ts';
import { breaksLine, linesOf, widestOf } from './lines.ts';

/** `text === article.text.slice(start, end)`, without white space around it. `block` is the index of its block. */
export interface Sentence {
  start: number;
  end: number;
  text: string;
  block: number;
}

/** The sentences of an article's paragraphs, in order; titles, headings, boilerplate and meta lines have none. */
export function sentencesOf(article: Pick<Article, 'text' | 'blocks'>): Sentence[] {
  return article.blocks.flatMap((block, index) =>
    block.kind === 'paragraph'
      ? splitSentences(article.text, block.start, block.end).map(({ start, end }) => ({
          start,
          end,
          text: article.text.slice(start, end),
          block: index,
        }))
      : [],
  );
}

// A stop, more stops, the quotes and brackets that close after it, and a footnote mark such as [3].
const STOP = /(?:[.!?…‼⁇⁈⁉]+|[。！？｡।॥؟۔]+)["'”’»›)\]}」』]*(?: ''(?=\s|$))?(?:\s?\[\d{1,3}\])*/gu;
/** How far back a word is looked for: it keeps the time linear for texts without spaces. */
const LONGEST_WORD = 60;
const NEEDS_NO_SPACE = /^[。！？｡]/u;
const BULLET = /^(?:[-*+–—•·▪●○◦‣►]|\(?\d{1,3}[.)])\s+/u;
const WORDLIKE = /[\p{L}\p{N}]/u;

/**
 * Splits `text.slice(start, end)` into sentences; the offsets are into `text`, in UTF-16 code units, trimmed, in order and
 * without overlap. A blank line, a bullet and an evidently intended line end always divide; a wrapped line does not.
 * Stretches without a letter or a digit, and bullet marks, belong to no sentence.
 */
export function splitSentences(text: string, start: number, end: number): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  for (const piece of piecesBetweenLineEnds(text, start, end)) {
    const content = text.slice(piece.start, piece.end);
    let from = BULLET.exec(content)?.[0].length ?? 0;
    for (const stop of content.matchAll(STOP)) {
      const after = stop.index + stop[0].length;
      if (after <= from || !endsSentence(content, from, stop.index, stop[0])) continue;
      keep(piece.start + from, piece.start + after);
      from = after;
    }
    keep(piece.start + from, piece.end);
  }
  return sentences;

  function keep(from: number, to: number): void {
    const raw = text.slice(from, to);
    if (!WORDLIKE.test(raw)) absorbStrayClosers(sentences.at(-1), raw, to);
    else
      sentences.push({
        start: from + raw.length - raw.trimStart().length,
        end: to - (raw.length - raw.trimEnd().length),
      });
  }
}

/** A stray `."` that stands apart from its sentence still belongs to it. */
function absorbStrayClosers(last: { end: number } | undefined, raw: string, to: number): void {
  if (last && /^\s?["'”’»)\].!?…]+\s*$/u.test(raw) && last.end === to - raw.length) last.end += raw.trimEnd().length;
}

function piecesBetweenLineEnds(text: string, start: number, end: number): { start: number; end: number }[] {
  const lines = linesOf(text, start, end);
  const widest = widestOf(lines);
  const pieces: { start: number; end: number }[] = [];
  let previous: (typeof lines)[number] | undefined;
  for (const line of lines) {
    const last = pieces.at(-1);
    if (line.start === line.end) previous = undefined;
    else {
      if (last && previous && !breaksLine(text, previous, line, widest)) last.end = line.end;
      else pieces.push({ start: line.start, end: line.end });
      previous = line;
    }
  }
  return pieces;
}

/** Whether the stop `mark` at `at` ends the sentence that began at `from`. */
function endsSentence(content: string, from: number, at: number, mark: string): boolean {
  const rest = content.slice(at + mark.length, at + mark.length + 80);
  if (rest.trim() === '') return true;
  if (NEEDS_NO_SPACE.test(mark)) return true;
  if (!/^\s+[^\s.…]/u.test(rest)) return false;
  if (/[[(]/u.test(content.charAt(at - 1))) return false; // "[...]" leaves something out, and ends nothing

  const next = /^[\s"'“”‘’«»‹›„([{—–¿¡•-]*(.*)/su.exec(rest)?.[1] ?? '';
  const nextWord = /^[\p{L}\p{M}\p{N}'’-]+/u.exec(next)?.[0] ?? '';
  if (/^\p{Ll}/u.test(nextWord) && !/^\p{Ll}+\p{Lu}/u.test(nextWord)) return false;
  if (nextWord === '') return WORDLIKE.test(next) || /^\P{P}/u.test(next);

  const closed = /["'”’»]/u.test(mark);
  if (closed && /[?!]/u.test(mark) && namesSpeaker(next)) return false;
  if (mark.startsWith('.') && !/^\.{2}/.test(mark))
    return !isAbbreviation(content.slice(Math.max(from, at - LONGEST_WORD), at), nextWord, next);
  return true;
}

/** `Roe asked.`: the words after a quoted question say whose it was. */
function namesSpeaker(next: string): boolean {
  const match = /^(?:\p{Lu}[\p{L}'’-]*\s+){1,3}(\p{Ll}+)/u.exec(next);
  return match !== null && SAYING.has(match[1] ?? '');
}

/** Whether the full stop after `before` marks an abbreviation, an initial or an ordinal, given the word that follows. */
function isAbbreviation(before: string, nextWord: string, next: string): boolean {
  const word = /[\p{L}\p{M}\p{N}.&-]+$/u.exec(before)?.[0] ?? '';
  const starter = SENTENCE_STARTERS.has(nextWord) && !/^\p{L}\./u.test(next);
  const number = /^[\p{N}#]|^[IVXLC]+\b/u.test(next);

  if (NEVER_LAST.has(word)) return true;
  if (/^[ap]\.?m$/iu.test(word)) return AFTER_TIME_OF_DAY.has(nextWord);
  if (/^\d+$/.test(word)) return isOrdinal(before, word, nextWord) || isSpacedDecimal(word, next);
  if (BEFORE_NUMBERS.has(word)) return number || (word !== 'No' && word !== 'no' && AFTER_TIME_OF_DAY.has(nextWord));
  if (TITLES.has(word)) return !starter || nextWord === 'La' || nextWord === 'El' || nextWord === 'Le';
  if (OFTEN_INSIDE.has(word)) return !starter;
  if (/^\p{L}$/u.test(word)) return !starter && word !== 'I';
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word) || word === 'Ph.D') return !starter && !/^\d/.test(nextWord);
  return false;
}

/** A list number at the head of a sentence, or a day before its month. */
function isOrdinal(before: string, word: string, nextWord: string): boolean {
  if (word.length > 3) return false;
  return before.trim() === word || (word.length <= 2 && MONTHS_AFTER_ORDINAL.has(nextWord));
}

/** `14. 4 points`: what tokenisers make of a decimal. */
function isSpacedDecimal(word: string, next: string): boolean {
  return word.length <= 3 && /^\d/.test(next);
}
