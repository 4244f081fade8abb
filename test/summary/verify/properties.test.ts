import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/article/fold.ts';
import { plainArticle } from '../../../src/article/plain.ts';
import { verifyClaim, verifyDraft } from '../../../src/summary/verify.ts';
import { ALL } from './invented-articles.ts';

/** Words as they stand in articles of many hands: typography, marks, scripts and emoji that offsets trip over. */
const word = fc.constantFrom(
  ...[
    'harbour',
    'Ilse',
    'Tarn',
    'signed',
    'the',
    'treaty',
    '1,200',
    'not',
    'won’t',
    '“gate”',
    '‹Ada›',
    'café',
    'cafe\u0301',
  ],
  ...[
    'de\u00adle\u00adga\u00adtion',
    'of\ufb01ce',
    'zero\u200bwidth',
    'Orrin–Vale',
    'so…',
    '3‑day',
    'u\u0308\u0304ber',
  ],
  ...['👩‍👩‍👧', '❤️', '🇨🇭', '👍🏽', 'שָׁלוֹם', 'مَرْحَبا', '\u200fעולם\u200f', '平和条約', 'क्षितिज', '한국', '한'],
);
const gap = fc.constantFrom(' ', ' ', ' ', '\u00a0', '  ', '\r\n', '\t', ' — ', ', ');
const sentence = fc
  .array(fc.tuple(word, gap), { minLength: 5, maxLength: 14 })
  .map((pairs) => `${pairs.map(([text, after], at) => (at === pairs.length - 1 ? text : text + after)).join('')}.`);
const body = fc
  .tuple(fc.array(sentence, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n\n', '\r\n\r\n'))
  .map(([sentences, between]) => ['date 2033-04-02 Notes from the harbour', ...sentences].join(between));

const RETYPINGS: readonly ((quote: string) => string)[] = [
  (quote) => quote,
  (quote) => quote.normalize('NFC'),
  (quote) => quote.normalize('NFD'),
  (quote) => quote.replace(/[“”]/g, '"').replace(/[‹›’]/g, "'").replace(/[–—‑]/g, '-').replace(/…/g, '...'),
  (quote) => quote.replace(/\s+/gu, ' '),
  (quote) => quote.replace(/[\u00ad\u200b\u200f]/gu, ''),
  (quote) => quote.replace(/\ufb01/g, 'fi'),
];
const retyping = fc.constantFrom(...RETYPINGS);

/** An article and a stretch of whole words of one of its paragraphs. */
const quoted = fc.tuple(body, fc.nat(), fc.nat(), fc.nat()).map(([text, which, one, other]) => {
  const paragraphs = text.split(/(?:\r?\n){2}/).slice(1);
  const paragraph = paragraphs[which % paragraphs.length] ?? '';
  const words = [...paragraph.matchAll(/\S+/g)];
  const [from, to] = [one % words.length, other % words.length].sort((a, b) => a - b);
  const [first, last] = [words[from ?? 0], words[to ?? 0]];
  const stretch = paragraph.slice(first?.index, (last?.index ?? 0) + (last?.[0].length ?? 0));
  return { text, paragraph, stretch };
});

describe('evidence', () => {
  it('is always the article’s own characters at its offsets', () => {
    fc.assert(
      fc.property(quoted, retyping, retyping, ({ text, stretch, paragraph }, retype, retypeClaim) => {
        const article = plainArticle(text);
        for (const claim of [
          { text: retypeClaim(stretch), quote: retype(stretch) },
          { text: retypeClaim(paragraph), quote: retype(stretch) },
          { text: retypeClaim(paragraph) },
        ])
          for (const { quote, start, end, articleId } of verifyClaim(claim, article).evidence) {
            expect(article.text.slice(start, end)).toBe(quote);
            expect(end).toBeGreaterThan(start);
            expect(articleId).toBe(article.id);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('is found again for a whole paragraph, however it is typed', () => {
    fc.assert(
      fc.property(quoted, retyping, ({ text, paragraph }, retype) => {
        const article = plainArticle(text);
        const typed = retype(paragraph);
        const read = article.blocks
          .filter(({ kind }) => kind === 'paragraph')
          .map(({ start, end }) => text.slice(start, end));
        fc.pre(read.includes(paragraph));
        const verdict = verifyClaim({ text: typed, quote: typed }, article);
        expect(verdict, typed).toMatchObject({ supported: true });
        const [evidence] = verdict.evidence;
        expect(foldText(evidence?.quote ?? '')).toBe(foldText(paragraph));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the gate', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    sentence,
    fc.constantFrom(...ALL).map(({ text }) => text.slice(60, 400)),
  );

  it('never throws, and says the same each time, whatever the text, the claim and the quote', () => {
    fc.assert(
      fc.property(anything, anything, fc.option(anything, { nil: undefined }), (text, claim, quote) => {
        const verdict = () =>
          verifyClaim(quote === undefined ? { text: claim } : { text: claim, quote }, plainArticle(text));
        const first = verdict();
        expect(verdict()).toEqual(first);
        if (first.supported) expect(first.evidence.length).toBeGreaterThan(0);
        else expect(first.reason).toMatch(/\w/);
      }),
      { numRuns: 400 },
    );
  });

  it('lets every claim of a draft through or tells why not', () => {
    const actor = fc.record({
      name: anything,
      kind: fc.constantFrom('person' as const, 'organization' as const, 'place' as const),
      role: fc.option(anything, { nil: null }),
      aliases: fc.constant([]),
      text: anything,
      quote: anything,
    });
    fc.assert(
      fc.property(fc.constantFrom(...ALL), anything, actor, (article, headline, one) => {
        const checked = verifyDraft({ headline, actors: [one], implications: [] }, article);
        expect(checked.actors.length + checked.unsupported.filter(({ kind }) => kind === 'actor').length).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
