import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortLabel } from '../../src/message/label.ts';
import { safeText } from '../../src/message/safe.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const FLAG = '🇩🇪';

describe('a label', () => {
  it.each([
    ['Ask', 75, 'Ask'],
    ['  Ask\nagain ', 75, 'Ask again'],
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['abcd efg', 6, 'abcd…'],
    [`abc${FAMILY}`, 14, `abc${FAMILY}`],
    [`abc${FAMILY}d`, 14, 'abc…'],
    [`${FAMILY}${FAMILY}`, 12, `${FAMILY}…`],
    [`ab${FLAG}${FLAG}`, 7, `ab${FLAG}…`],
    [`ab${FLAG}${FLAG}`, 6, 'ab…'],
    [`a${'é'.normalize('NFD')}bc`, 3, 'a…'],
    // The first character is too long by itself: a part of it, whole code points, no joiner at its end.
    [FAMILY, 4, '👩…'],
    ['💀💀', 2, '…'],
    ['ab', 1, '…'],
    ['\u200B \u202E', 10, ''],
    ['', 10, ''],
  ])('%j within %i is %j', (words, length, short) => {
    expect(shortLabel(words, length)).toBe(short);
  });

  it('is never longer than allowed, safe, and the beginning of what it is of', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\u0301',
      FAMILY,
      FLAG,
      '🇫',
      '👍🏽',
      '\u200D',
      '\uFE0F',
      'คำ',
      'क्षि',
      '\uD83D',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 30 }), (pieces, length) => {
        const words = pieces.join('');
        const short = shortLabel(words, length);
        expect(short.length).toBeLessThanOrEqual(length);
        expect(safeText(short)).toBe(short);
        const whole = safeText(words).trim();
        if (short !== whole) {
          expect(short.endsWith('…')).toBe(true);
          expect(whole.startsWith(short.slice(0, -1))).toBe(true);
        }
      }),
    );
  });
});
