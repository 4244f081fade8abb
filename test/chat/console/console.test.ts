import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConsoleChat } from '../../../src/chat/console/console.ts';
import { renderConsole } from '../../../src/chat/console/render.ts';
import { columns, wrap } from '../../../src/chat/console/wrap.ts';
import type { Digest } from '../../../src/digest/digest.ts';
import { messageOf } from '../../../src/digest/lookback-message.ts';
import {
  aDigest,
  aDigestWithTrouble,
  aHostileDigest,
  anOfflineDigest,
  aQuietDigest,
  aRichDigest,
} from '../../support/digests.ts';
import { aLookback } from '../../support/lookbacks.ts';

function shown(digest: Digest, screen = { width: 80, colour: false }): string {
  const [part] = renderConsole(messageOf(digest), screen);
  return (part.payload as { text: string }).text;
}

/** Without the texts that are hostile by length alone, which make no reading. */
function hostileInBrief(): Digest {
  const brief = aHostileDigest()
    .stories.slice(0, 1)
    .map((story) => ({
      ...story,
      actors: story.actors.slice(0, 1),
      implications: [],
      sources: [story.sources[0]] as const,
    }));
  return aHostileDigest({ stories: brief });
}

// The golden files are read as prose by people; after a change meant to be seen, `vitest -u` writes them anew.
describe('digests as a reader sees them in a terminal', () => {
  it.each([
    ['read-by-a-model', aRichDigest()],
    ['read-offline', anOfflineDigest()],
    ['quiet-day', aQuietDigest()],
    ['with-trouble', aDigestWithTrouble()],
    ['nothing-but-trouble', aDigest({ stories: [], trouble: '12 articles could not be read yet and will follow.' })],
    ['hostile', hostileInBrief()],
    ['look-back', aLookback()],
  ])('%s', async (name, digest) => {
    await expect(shown(digest)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('in a narrow window', async () => {
    await expect(shown(anOfflineDigest(), { width: 44, colour: false })).toMatchFileSnapshot('golden/narrow.txt');
  });

  it('in colour, with the same words in the same places', () => {
    const coloured = shown(aRichDigest(), { width: 80, colour: true });
    expect(coloured).toContain('\u001b[1mTomas Reveny\u001b[22m, chair of the Dockers’ Union');
    expect(stripVTControlCharacters(coloured)).toBe(shown(aRichDigest()));
  });
});

describe('any digest in any window', () => {
  it('keeps within its width, with no control character but the line break', () => {
    const digests = fc.constantFrom(aRichDigest(), anOfflineDigest(), aHostileDigest(), aDigestWithTrouble());
    fc.assert(
      fc.property(digests, fc.integer({ min: 30, max: 140 }), (digest, width) => {
        const text = shown(digest, { width, colour: false });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
        for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 12 },
    );
  });

  it('loses no word, however long', () => {
    const text = shown(aHostileDigest()).replaceAll(/\n[ │]*/g, ' ');
    for (let n = 0; n < 620; n++) expect(text).toContain(`word${n} `);
    const unbroken = shown(aHostileDigest()).replaceAll(/\n[ │]*/g, '');
    for (const run of ['A'.repeat(5_000), 'H'.repeat(5_000), '汉字'.repeat(2_500), '<'.repeat(3_000)]) {
      expect(unbroken).toContain(run);
    }
  });

  it('is still readable where the window claims to have no width', () => {
    expect(shown(aQuietDigest(), { width: 0, colour: false })).toContain('Nothing new on shipping or');
  });
});

describe('wrapping', () => {
  const lines = (text: string, width: number) =>
    wrap([{ text }], width).map((line) => line.map((piece) => piece.text).join(''));

  it.each([
    ['breaks between words and drops the space there', 'one two three', 7, ['one two', 'three']],
    ['breaks a word that no line can hold', 'abcdefghij k', 4, ['abcd', 'efgh', 'ij k']],
    ['counts East Asian characters twice', '汉字汉字', 5, ['汉字', '汉字']],
    ['never breaks inside one emoji', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
    ['gives no line for no text', '', 10, []],
    ['gives no line for spaces', '   ', 10, []],
  ])('%s', (_, text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  it('keeps a comma with the name before it, though their styles differ', () => {
    expect(wrap([{ text: 'by ' }, { text: 'Maren', style: 'bold' }, { text: ', 40' }], 8)).toEqual([
      [{ text: 'by' }],
      [{ text: 'Maren', style: 'bold' }, { text: ',' }],
      [{ text: '40' }],
    ]);
  });

  it('measures what a terminal shows', () => {
    expect(['abc', 'e\u0301', '汉', '👍🏽', '❤️', '한', 'ｗ', '🇳🇵'].map(columns)).toEqual([3, 1, 2, 2, 2, 2, 2, 2]);
  });
});

describe('the terminal as a platform', () => {
  it('prints each part once and calls it sent', async () => {
    const printed: string[] = [];
    const chat = createConsoleChat({ write: (text) => printed.push(text), width: 80, colour: false });
    const [content, ...others] = chat.render(messageOf(aQuietDigest()));
    if (!content) throw new Error('nothing was rendered');
    expect(others).toEqual([]);
    const post = {
      key: 'key-1',
      channel: { platform: 'console', id: 'terminal' },
      content,
      rootRef: null,
      firstTriedAt: null,
    } as const;
    expect(await chat.post(post)).toEqual({ kind: 'sent', ref: 'key-1' });
    expect(printed).toEqual([shown(aQuietDigest())]);
    expect(await chat.find(post)).toMatchObject({ kind: 'untellable' });
    expect(await chat.check([post.channel])).toMatchObject([{ ok: true }]);
  });

  it('still prints a part that went through the store as JSON', async () => {
    const chat = createConsoleChat({ write: () => {}, width: 80, colour: true });
    const parts = chat.render(messageOf(aRichDigest()));
    expect(JSON.parse(JSON.stringify(parts))).toEqual(parts);
  });
});

describe('a correction', () => {
  it('is said again below what was printed', async () => {
    const written: string[] = [];
    const chat = createConsoleChat({ write: (text) => written.push(text), width: 80, colour: false });
    const [content] = chat.render(messageOf(aDigest({ stories: [] })));
    if (!content) throw new Error('nothing is rendered');
    const channel = { platform: 'console', id: 'terminal' } as const;
    expect(await chat.edit({ channel, key: 'k', ref: 'k', rootRef: null, content })).toEqual({
      kind: 'sent',
      ref: 'k',
    });
    expect(written.join('')).toMatch(/^\nCorrected:\nNews digest/);
  });
});
