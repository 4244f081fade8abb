import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeName, readName, readTerms, slugOf, topicOfWords } from '../../../src/command/managers/new-topic.ts';

const none = new Set<string>();

describe('a topic made of words', () => {
  it.each([
    ['chip export controls', 'chip-export-controls', ['chip export controls', 'chip + export + controls']],
    ['Élections in Velmark!', 'elections-in-velmark', ['Élections in Velmark!', 'Élections + Velmark']],
    ['tariffs', 'tariffs', ['tariffs']],
    ['"safe harbour"', 'safe-harbour', ['safe harbour', 'safe + harbour']],
    [
      'news about the US and tariffs',
      'news-about-the-us-and-tariffs',
      ['news about the US and tariffs', 'US + tariffs'],
    ],
    ['chip + export', 'chip-export', ['chip + export']],
    ['chips, rare earths', 'chips-rare-earths', ['chips', 'rare earths', 'rare + earths']],
    ['港口 罢工', 'topic', ['港口 罢工', '港口 + 罢工']],
    [
      'a very long title of six or seven telling words here',
      'a-very-long-title-of-six-or-seven',
      ['a very long title of six or seven telling words here'],
    ],
  ])('of “%s”', (words, name, terms) => {
    expect(topicOfWords(words, none)).toMatchObject({ name, terms });
  });

  it.each(['', '   ', '!!!', 'the', 'about it'])('is none of “%s”', (words) => {
    expect(topicOfWords(words, none)).toHaveProperty('wrong');
  });

  it('has a name and terms that the file would take, whatever was written', () => {
    const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.constantFrom('all', 'everything', 'All!'));
    fc.assert(
      fc.property(words, (text) => {
        const topic = topicOfWords(text, none);
        if ('wrong' in topic) return;
        expect(readName(topic.name)).toEqual({ name: topic.name });
        expect(topic.name.length).toBeLessThanOrEqual(40);
        for (const term of topic.terms) expect(readTerms(term)).toEqual({ terms: [term] });
      }),
    );
  });
});

describe('a name', () => {
  it('is the first that is free', () => {
    expect(freeName('tea', none)).toBe('tea');
    expect(freeName('tea', new Set(['tea', 'tea-2']))).toBe('tea-3');
  });

  it('of words is itself when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        expect(slugOf(slugOf(words))).toBe(slugOf(words));
      }),
    );
  });
});
