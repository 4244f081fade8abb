import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { plainArticle } from '../../src/article/plain.ts';
import { bandsOf, fingerprintOf, likelyCopies, sameText } from '../../src/story/duplicates.ts';
import { writtenArticle } from '../support/written-article.ts';
import { BULLETINS } from './bulletins.ts';
import { REPORTS } from './reports.ts';

const HARBOUR = [
  'The harbour of Osk will be closed to large ships for nine days, the port master said on Monday, because the northern pier has moved.',
  'Divers found that the sea had washed out the ground below three of its forty pillars. A ship of more than 2,000 tonnes that touched the pier could bring it down, according to the engineers of Tarn Bridge.',
  'Fishing boats may use the inner basin as before. The ferry to Quay Ferris leaves from the old mole, and lorries are asked to come two hours early.',
  '“We have asked the ministry for 14 million crowns since the spring,” said port master Mara Stout. “Now the pier has answered for us.”',
  'The ministry did not wish to comment. Shopkeepers along the quay fear for the summer, which brings them more than half of what they earn in a year.',
  'The pier was built in 1931 and repaired after the great flood of 1962. A new one would take four years, the engineers believe, and would have to stand farther out.',
];
const harbour = plainArticle(HARBOUR.join('\n\n'));
const paper = (paragraphs: readonly string[], more: Partial<Article> = {}) =>
  writtenArticle(
    paragraphs.map((paragraph) => ({ paragraph })),
    more,
  );

describe('the same text', () => {
  it('is exact whatever its case, layout, typography and adverts', () => {
    const small = plainArticle(HARBOUR.join('\n\n\n').toLowerCase().replaceAll('“', '"').replaceAll('”', '"'));
    const sold = plainArticle(
      `date 2026-11-24\n\nAdvertisement\n\n${HARBOUR.join('\n\nRead more: ten harbours\n\n')}\n\n© 2026 Courier. All rights reserved.`,
    );
    for (const copy of [small, sold])
      expect(sameText(copy, harbour)).toEqual({ duplicate: true, kind: 'exact', reason: 'word for word the same' });
  });

  it('is a reprint with a few words of the reprinting paper', () => {
    const reprint = paper(['This report first stood in the Osk Courier and is told here with its leave.', ...HARBOUR]);
    expect(sameText(reprint, harbour)).toMatchObject({ duplicate: true, kind: 'reprint' });
  });

  it('is edited when words were changed and sentences moved', () => {
    const edited = paper(
      [...HARBOUR.slice(3), ...HARBOUR.slice(0, 3)].map((paragraph) =>
        paragraph
          .replaceAll('harbour', 'port')
          .replaceAll('engineers', 'builders')
          .replaceAll('ministry', 'government')
          .replaceAll('pier', 'wharf')
          .replaceAll('said', 'stated'),
      ),
    );
    expect(sameText(edited, harbour)).toMatchObject({ duplicate: true, kind: 'edited' });
  });

  it('is cut when only the beginning, the middle or the end is left', () => {
    for (const part of [HARBOUR.slice(0, 2), HARBOUR.slice(2, 4), HARBOUR.slice(4)]) {
      expect(sameText(paper(part), harbour), part[0]).toMatchObject({ duplicate: true, kind: 'cut' });
      expect(sameText(harbour, paper(part)), part[0]).toMatchObject({ duplicate: true, kind: 'cut' });
    }
  });

  it('is the same with numbers and days written another way', () => {
    const restyled = paper(
      HARBOUR.map((text) =>
        text.replace('nine days', '9 days').replace('2,000', '2.000').replace('Monday', 'Mon').replace('three', '3'),
      ),
    );
    expect(sameText(restyled, harbour)).toMatchObject({ duplicate: true, kind: 'exact' });
  });
});

describe('other texts', () => {
  it('are reports on the same event in other words', () => {
    for (const one of REPORTS)
      for (const other of REPORTS)
        if (one !== other)
          expect(sameText(one.article, other.article), `${one.id} ${other.id}`).toMatchObject({ kind: 'other-text' });
  });

  it('are a newer version whose toll has risen, which is said', () => {
    const risen = paper(HARBOUR.map((text) => text.replace('three of its forty', 'seven of its forty')));
    expect(sameText(risen, harbour)).toEqual({
      duplicate: false,
      kind: 'differs-in-figures',
      reason: expect.stringMatching(/“7.*” and “3/),
    });
  });

  it('are the same words under a title with another figure', () => {
    const [first, second] = ['Three pillars washed out', 'Five pillars washed out'].map((title) =>
      paper(HARBOUR, { title }),
    );
    expect(first && second && sameText(first, second)).toMatchObject({ duplicate: false, kind: 'differs-in-figures' });
  });

  it('are the same few words of another day', () => {
    const [one, two] = ['2026-11-23', '2026-11-24'].map((date) => paper(['The port of Osk is closed.'], { date }));
    expect(one && two && sameText(one, two)).toMatchObject({ duplicate: false, kind: 'differs-in-figures' });
    expect(one && sameText(one, { ...one })).toMatchObject({ duplicate: true, kind: 'exact' });
  });

  it.each(BULLETINS)('are bulletins of one template: $name', ({ issues }) => {
    for (const [at, one] of issues.entries())
      for (const other of issues.slice(0, at))
        expect(sameText(one, other), `${one.text}\n${other.text}`).toMatchObject({ duplicate: false });
  });
});

describe('the verdict', () => {
  const texts = [
    ...HARBOUR,
    ...REPORTS.map(({ article }) => article.text),
    ...BULLETINS.flatMap(({ issues }) => issues.slice(0, 2)).map(({ text }) => text),
  ];
  const anArticle = fc
    .array(fc.constantFrom(...texts), { minLength: 1, maxLength: 6 })
    .map((paragraphs) => paper(paragraphs, { title: 'A title' }));

  it('is the same both ways', () => {
    fc.assert(
      fc.property(anArticle, anArticle, (a, b) => {
        const [there, back] = [sameText(a, b), sameText(b, a)];
        expect([there.duplicate, there.kind]).toEqual([back.duplicate, back.kind]);
      }),
      { numRuns: 60 },
    );
  });

  it('is a duplicate for itself, and total on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(sameText(plainArticle(a), plainArticle(a)).duplicate).toBe(true);
        expect(sameText(plainArticle(a), plainArticle(b)).reason).not.toBe('');
      }),
    );
  });
});

describe('candidates', () => {
  const sharing = (copy: Article, originals: readonly Article[]) => {
    const keys = bandsOf(fingerprintOf(copy));
    return originals.map((original, at) => {
      const its = bandsOf(fingerprintOf(original));
      return { articleId: String(at), shared: its.filter((key) => keys.includes(key)).length, keys: its.length };
    });
  };
  const others = REPORTS.map(({ article }) => article);

  it('are the original of every part of at least thirty words, and none of the others', () => {
    const sentences = HARBOUR.join(' ').split(/(?<=\.) /);
    fc.assert(
      fc.property(fc.nat(sentences.length - 3), (from) => {
        const part = plainArticle(sentences.slice(from, from + 3).join(' '));
        const found = likelyCopies(fingerprintOf(part), sharing(part, [harbour, ...others]));
        expect(found.map(({ articleId }) => articleId)).toEqual(['0']);
      }),
    );
  });

  it('come likeliest first, ties by id, and not without end', () => {
    const print = fingerprintOf(harbour);
    const keys = print.sample.length;
    const many = Array.from({ length: 40 }, (_, at) => ({
      articleId: String(at).padStart(2, '0'),
      shared: keys,
      keys,
    }));
    const found = likelyCopies(print, [{ articleId: 'part', shared: keys - 1, keys }, ...many.toReversed()]);
    expect(found.map(({ articleId }) => articleId)).toEqual(many.slice(0, 8).map(({ articleId }) => articleId));
    expect(likelyCopies(print, [{ articleId: 'phrase', shared: 1, keys }])).toEqual([]);
  });
});
