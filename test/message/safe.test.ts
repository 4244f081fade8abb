import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText, safeUrl } from '../../src/message/safe.ts';

describe('making text safe', () => {
  it.each([
    ['line breaks, tabs and odd spaces become single spaces', 'a\r\n\r\n\tb\u2028c\u00a0\u3000d\u2800e', 'a b c d e'],
    [
      'terminal colours and titles go, whole',
      '\u001b[31mred\u001b[0m \u001b]0;title\u0007and \u009b2Kmore',
      'red and more',
    ],
    ['a terminal link keeps its words only', '\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007', 'here'],
    ['other controls go', 'a\u0000b\u0008c\u007fd\u001b', 'abcd'],
    ['direction marks go', '\u202eabc\u202c \u2066d\u2069 \u200ee\u200f \u061cf', 'abc d e f'],
    [
      'invisible characters go',
      'zero\u200bwidth soft\u00adhyphen \ufeffmark fill\u3164er inv\u2063isible',
      'zerowidth softhyphen mark filler invisible',
    ],
    ['hidden tags go', `plain${String.fromCodePoint(0xe0001, 0xe0068, 0xe0069)} text`, 'plain text'],
    ['variation selectors that select nothing go', 'a\ufe0fb\ufe01c\u{e0100}', 'abc'],
    ['lone surrogates are replaced', 'a\ud800b', 'a\ufffdb'],
    ['marks piled up on a letter are cut down', `Z${'\u0301'.repeat(40)}!`, `Z${'\u0301'.repeat(6)}!`],
    ['space at the ends is kept, since pieces are joined', ' and \n', ' and '],
  ])('%s', (_, dirty, clean) => {
    expect(safeText(dirty)).toBe(clean);
  });

  it.each([
    ['emoji made of several', '👩‍👩‍👧‍👦 👩🏽‍🚀 ❤️ 1️⃣ 🇳🇵'],
    ['Persian, whose spelling needs the non-joiner', 'می‌خواهم'],
    ['Hindi with a joiner', 'क्‍ष'],
    ['Vietnamese in combining marks', 'Tie\u0302\u0301ng Vie\u0323\u0302t'],
    ['Arabic and Hebrew', 'مرحبا שָׁלוֹם'],
    ['markup, which is the renderers’ to escape', '<!channel> *bold* @everyone &amp;'],
  ])('leaves %s as it is', (_, text) => {
    expect(safeText(text)).toBe(text);
  });

  it('takes out a joiner whose neighbour is taken out itself', () => {
    expect(safeText('\uFE0F\u200C\u0915')).toBe('\u0915');
    expect(safeText('\u034F\u200D\u0915')).toBe('\u0915');
    expect(safeText('\u0915\u200C\u0915')).toBe('\u0915\u200C\u0915');
  });

  it('holds for any text: one line, nothing that controls, nothing to do twice', () => {
    const nasty = fc.constantFrom(
      '\u001b',
      '[31m',
      '\u009b',
      '\u200d',
      '\u200c',
      '\ufe0f',
      '\u0301',
      '\ufeff',
      '👩',
      'ش',
      'क',
      '\n',
      ' ',
      '\u202e',
      '\ud83d',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(nasty, fc.string({ maxLength: 3 }))).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const safe = safeText(text);
        expect(safeText(safe)).toBe(safe);
        expect(safe).not.toMatch(
          /[\p{Cc}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]| {2}/u,
        );
        expect(safe.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('making an address safe', () => {
  it.each([
    'https://courier.example/story?a=1&b=(2)#top',
    'http://courier.example',
    'HTTPS://courier.example:8443/%C3%BC',
    'https://xn--bcher-kva.example/',
    'https://[2001:db8::1]/',
  ])('keeps %s as it is', (url) => {
    expect(safeUrl(url)).toBe(url);
  });

  it.each([
    ['a look-alike host shows itself', 'https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
    [
      'what markup is made of is encoded',
      'https://courier.example/a|b<c>"d"`e`',
      'https://courier.example/a%7Cb%3Cc%3E%22d%22%60e%60',
    ],
  ])('%s', (_, url, safe) => {
    expect(safeUrl(url)).toBe(safe);
  });

  it.each([
    ['another scheme', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['no scheme', '//courier.example'],
    ['credentials', 'https://bank.example@evil.example/'],
    ['empty credentials', 'https://@evil.example/'],
    ['a space', 'https://courier.example/a b'],
    ['a line break', 'https://courier.example/a\nb'],
    ['a backslash', 'https:\\\\courier.example'],
    ['missing slashes', 'https:courier.example'],
    ['no host', 'https:///story'],
    ['a direction mark', 'https://courier.example/\u202egpj.exe'],
    ['an impossible host', 'https://a..b:99999/'],
    ['more characters than any real one', `https://courier.example/${'a'.repeat(1_000)}`],
  ])('refuses %s', (_, url) => {
    expect(safeUrl(url)).toBeNull();
  });

  it('gives only plain http addresses for any input, and nothing new the second time', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          fc.string({ unit: 'binary' }).map((tail) => `https://a.example/${tail}`),
        ),
        (url) => {
          const safe = safeUrl(url);
          if (safe === null) return;
          expect(safe).toMatch(/^https?:\/\/[!-~]+$/i);
          expect(safe).not.toMatch(/[<>|"`\\]/);
          expect(safeUrl(safe)).toBe(safe);
        },
      ),
      { numRuns: 300 },
    );
  });
});
