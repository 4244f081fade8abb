/** Which figures a sentence and its corrected form have in each other's place, as a person would say it. */
import { figureOf } from '../story/figure-words.ts';

/** Sentences longer than this are not compared word by word. Words. */
const LONGEST = 200;
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}.,:'’%-]*[\p{L}\p{N}%])?/gu;

/** `5 piers, not 3`, for each figure that was exchanged for another; the words are the sentences' own. */
export function exchangedFigures(before: string, after: string): string[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length > LONGEST || now.length > LONGEST) return [];
  const exchanged: string[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...inBoth(old, now), [old.length, now.length] as const]) {
    if (a - i === b - j) {
      for (let at = 0; at < a - i; at++) {
        const [was, is] = [old[i + at] ?? '', now[j + at] ?? ''];
        if (isFigure(was) && isFigure(is)) exchanged.push(`${[is, ...counted(now[j + at + 1])].join(' ')}, not ${was}`);
      }
    }
    [i, j] = [a + 1, b + 1];
  }
  return exchanged;
}

function wordsOf(sentence: string): string[] {
  return sentence.match(WORD) ?? [];
}

/** The word after a figure, which says what was counted, unless it is a figure itself. */
function counted(word: string | undefined): string[] {
  return word !== undefined &&
    /^\p{L}{3,}$/u.test(word) &&
    !/^(?:and|but|were|was|are|have|had|has|the|for|that|with)$/i.test(word)
    ? [word]
    : [];
}

function isFigure(word: string): boolean {
  return /\p{N}/u.test(word) || figureOf(word, 'en', /^\p{Lu}/u.test(word)) !== null;
}

/** The longest common run of words, in order: where each stands in both. */
function inBoth(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const length = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const best = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
      (lengths[i] as number[])[j] = best;
    }
  }
  const common: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) common.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return common;
}
