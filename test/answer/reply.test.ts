import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/answer/excerpts.ts';
import { gate } from '../../src/answer/gate.ts';
import { ANSWER_SCHEMA, readReply } from '../../src/answer/reply.ts';
import { anArticle } from '../support/articles.ts';
import { faultOfStrictSchema } from '../support/strict-schema.ts';

const sentence = { article: 1, quote: 'Lune Lorne shut the port.', text: 'Lune Lorne shut the port.' };

describe('the answer’s schema', () => {
  it('is one that every strict server takes', () => expect(faultOfStrictSchema(ANSWER_SCHEMA.json)).toBeNull());
});

describe('reading a model’s answer', () => {
  it('takes it as asked for, wrapped, or with numbers as text', () => {
    const asked = { verdict: 'answered', sentences: [sentence] };
    for (const answer of [asked, { answer: asked }, { ...asked, sentences: [{ ...sentence, article: '1' }] }])
      expect(readReply(answer)).toEqual({ kind: 'sentences', sentences: [sentence] });
  });

  it('takes its word that it does not know, whatever else it adds', () => {
    const unknown = { verdict: 'not_in_the_articles', sentences: [sentence], reason: 'It is Paris.' };
    expect(readReply(unknown)).toEqual({ kind: 'unknown', verdict: 'not in the articles' });
    expect(readReply({ verdict: 'unclear question', sentences: [] })).toMatchObject({ verdict: 'unclear question' });
    expect(readReply({ verdict: 'answered', sentences: [] })).toMatchObject({ kind: 'unknown' });
  });

  it('leaves out sentences without text, quote or article, and such as are too long', () => {
    const odd = [{ ...sentence, text: ' ' }, { ...sentence, quote: 7 }, { ...sentence, article: 'first' }, null, 'x'];
    const long = [
      { ...sentence, text: 'x'.repeat(501) },
      { ...sentence, quote: 'x'.repeat(1_501) },
    ];
    expect(readReply({ verdict: 'answered', sentences: [...odd, ...long] })).toEqual({
      kind: 'sentences',
      sentences: [],
    });
  });

  it('takes out what is not seen, and terminal sequences', () => {
    const text = '\u001b[31mLune\u202e Lorne\u001b[0m shut it.';
    expect(readReply({ verdict: 'answered', sentences: [{ ...sentence, text }] })).toMatchObject({
      sentences: [{ text: 'Lune Lorne shut it.' }],
    });
  });

  it('says of anything else that it can’t be used', () => {
    for (const answer of [null, 'yes', 7, [], {}, { text: 'The port.' }])
      expect(readReply(answer)).toMatchObject({ kind: 'unusable' });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['sentences', 'unknown', 'unusable']).toContain(readReply(value).kind);
      }),
    );
  });
});

describe('the gate', () => {
  const article = anArticle({
    paragraphs: ['Lune Lorne shut the port of Osk on Monday. Ilse Tarn had warned of cracks.'],
  });
  const excerpts = [excerptOf(article, [])];
  const quote = 'Lune Lorne shut the port of Osk on Monday.';

  it('lets through what the article bears out, with exact evidence', () => {
    const { sentences, refused } = gate([{ article: 1, quote, text: 'Lune Lorne shut the port of Osk.' }], excerpts);
    expect(sentences).toEqual([
      {
        text: 'Lune Lorne shut the port of Osk.',
        evidence: [{ articleId: article.id, quote, start: 0, end: quote.length }],
      },
    ]);
    expect(refused).toEqual([]);
  });

  const held: [string, { article: number; quote: string; text: string }][] = [
    ['another article', { article: 2, quote, text: quote }],
    ['no article', { article: 0, quote, text: quote }],
    ['a quote that is not there', { article: 1, quote: 'Osk is in Norway.', text: 'Osk is in Norway.' }],
    ['a name from elsewhere', { article: 1, quote, text: 'Zoltan Grubb shut the port of Osk.' }],
    ['a number from elsewhere', { article: 1, quote, text: 'Lune Lorne shut 3 ports of Osk on Monday.' }],
    ['the opposite', { article: 1, quote, text: 'Lune Lorne did not shut the port of Osk.' }],
    ['the wrong person', { article: 1, quote, text: 'Ilse Tarn shut the port of Osk on Monday.' }],
    ['a mention', { article: 1, quote, text: 'Lune Lorne shut the port of Osk <!channel>.' }],
    ['a link', { article: 1, quote, text: 'Lune Lorne shut the port of Osk: https://evil.example/now' }],
  ];
  for (const [what, draft] of held) {
    it(`holds back a sentence with ${what}`, () => {
      const { sentences, refused } = gate([draft], excerpts);
      expect(sentences).toEqual([]);
      expect(refused).toHaveLength(1);
    });
  }

  it('says nothing twice', () => {
    const same = { article: 1, quote, text: quote };
    expect(gate([same, same], excerpts).sentences).toHaveLength(1);
  });
});
