import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../../src/article/plain.ts';
import { readOffline } from '../../../src/summary/offline/reader.ts';
import { verifyDraft } from '../../../src/summary/verify.ts';

const STRIKE = `date 2031-03-04 Ferry strike cuts Sellem Islands off

ORLEM, March 4 (Harbour Wire) — The Orlem Ferry Company stopped all crossings to the Sellem Islands on Tuesday after its crews walked out over night shifts.

Advertisment

Ilsa Vantaar, president of the Dockworkers’ Union of Orlem (DUO), said the crews had asked for talks since autumn. The DUO has 1,200 members on the coast.

What Happens Next

Transport Minister Peder Oskarsen met Vantaar on Monday evening, hoping for a truce. “The islands need bread, not speeches. The ferries must sail,” Oskarsen said after the meeting.

The strike is expected to last at least two weeks, and fresh food could run out on the outer islands by Friday. If the talks fail, the government will ask the navy to carry supplies.

Berta Quill, owner of a shop on the largest island, said the shelves were half empty.

Photo: Orlem Ferry Company

Follow us for more stories like this.
`;

describe('readOffline', () => {
  it('names who acts, what they are, and the sentence that says so', () => {
    const { draft, note } = readOffline(plainArticle(STRIKE));
    expect(note).toBeNull();
    expect(draft.headline).toBe('Ferry strike cuts Sellem Islands off');
    expect(draft.actors.map(({ kind, name, role, aliases, text }) => ({ kind, name, role, aliases, text }))).toEqual(
      expect.arrayContaining([
        {
          kind: 'organization',
          name: 'Orlem Ferry Company',
          role: null,
          aliases: [],
          text: 'The Orlem Ferry Company stopped all crossings to the Sellem Islands on Tuesday after its crews walked out over night shifts.',
        },
        {
          kind: 'person',
          name: 'Ilsa Vantaar',
          role: 'president of the Dockworkers’ Union of Orlem (DUO)',
          aliases: ['Vantaar'],
          text: 'Ilsa Vantaar, president of the Dockworkers’ Union of Orlem (DUO), said the crews had asked for talks since autumn.',
        },
        {
          kind: 'organization',
          name: 'Dockworkers’ Union of Orlem',
          role: null,
          aliases: ['DUO'],
          text: 'The DUO has 1,200 members on the coast.',
        },
        {
          kind: 'person',
          name: 'Peder Oskarsen',
          role: 'Transport Minister',
          aliases: ['Oskarsen'],
          text: 'Transport Minister Peder Oskarsen met Vantaar on Monday evening, hoping for a truce.',
        },
      ]),
    );
  });

  it('takes no heading, advert, caption or dateline for an actor or an implication', () => {
    const { draft } = readOffline(plainArticle(STRIKE));
    const names = draft.actors.map(({ name }) => name);
    expect(names).not.toContain('Orlem');
    expect(names).not.toContain('Harbour Wire');
    expect(names).not.toContain('What Happens Next');
    const words = [...draft.actors, ...draft.implications].map(({ text }) => text).join('\n');
    expect(words).not.toMatch(/Advertis|What Happens|Photo|Follow us|March 4/u);
  });

  it('tells what may follow', () => {
    const { draft } = readOffline(plainArticle(STRIKE));
    expect(draft.implications.map(({ text }) => text)).toEqual([
      'The strike is expected to last at least two weeks, and fresh food could run out on the outer islands by Friday.',
      'If the talks fail, the government will ask the navy to carry supplies.',
    ]);
  });

  it('proposes nothing that verification refuses', () => {
    const article = plainArticle(STRIKE);
    const { draft } = readOffline(article);
    const verified = verifyDraft(draft, article);
    expect(verified.unsupported).toEqual([]);
    expect(verified.actors).toHaveLength(draft.actors.length);
    expect(verified.implications).toHaveLength(draft.implications.length);
  });

  it('keeps a quotation whole that runs over several sentences', () => {
    const text = `The islands wait.\n\n“The islands need bread, not speeches. The ferries must sail,” Berta Quill said in the harbour of Sellem.`;
    const { draft } = readOffline(plainArticle(text));
    expect(draft.actors.find(({ name }) => name === 'Berta Quill')?.text).toBe(
      '“The islands need bread, not speeches. The ferries must sail,” Berta Quill said in the harbour of Sellem.',
    );
  });

  it('takes the lead for the headline when there is no title', () => {
    const lead =
      'The Orlem Ferry Company stopped all crossings to the outer islands on Tuesday, after crews walked out.';
    expect(readOffline(plainArticle(`date 2031-03-04 ${lead}\n\nNobody was hurt in the harbour.`)).draft.headline).toBe(
      lead,
    );
  });

  it('takes no caption or day before the lead for the headline', () => {
    const lead = 'The Orlem Ferry Company stopped all crossings to the outer islands after crews walked out.';
    const headline = (text: string) => readOffline(plainArticle(text)).draft.headline;
    expect(headline(`date 2031-03-04\n\nFerries at the quay of Orlem in 2029.\n\n${lead} Nobody was hurt.`)).toBe(lead);
    expect(headline(`Tuesday, March 4, 2031 ${lead} Nobody was hurt.`)).toBe(lead);
  });

  it('leaves out the publisher, who only reports', () => {
    const text = `Ferry strike\n\nThe Orlem Courier has learned that Ilsa Vantaar will resign. She told the Orlem Courier so on Monday. The Orlem Courier asked twice.`;
    const names = readOffline({ ...plainArticle(text), source: 'Orlem Courier' }).draft.actors.map(({ name }) => name);
    expect(names).toEqual(['Ilsa Vantaar']);
  });

  it('says plainly that another language is beyond it', () => {
    const german = plainArticle(
      'Streik der Fähren\n\nDie Fährgesellschaft hat am Dienstag alle Fahrten zu den Inseln eingestellt, nachdem die Besatzungen die Arbeit niedergelegt hatten.',
    );
    const { draft, note } = readOffline(german);
    expect(note).toBe(
      'This article is in German; the offline reader reads English only. Connect a model to have it summarized.',
    );
    expect(draft).toEqual({ headline: 'Streik der Fähren', actors: [], implications: [] });
  });

  it('reads a text whose language could not be told when its words are English', () => {
    const article = { ...plainArticle(STRIKE), language: 'und' };
    expect(readOffline(article).note).toBeNull();
    expect(readOffline({ ...plainArticle('Zzyx qwv brrt'), language: 'und' }).note).toMatch(/could not be told/u);
  });

  it('reads the first 500 sentences of a book and says so', () => {
    const { draft, note } = readOffline(
      plainArticle('Ilsa Vantaar opened the long bridge in Orlem today. '.repeat(501)),
    );
    expect(note).toBe('Only the first 500 sentences of this article were read.');
    expect(draft.actors.map(({ name }) => name)).toContain('Ilsa Vantaar');
  });

  it('quotes verbatim and agrees with itself, whatever the text', () => {
    const pieces = fc.constantFrom(
      'Ilsa Vantaar, director of the port of Orlem, said',
      'Mr. Oskarsen',
      '“The ferries must sail.',
      'will”',
      'could lead to',
      'the U.S. government',
      "Workers' Party of",
      'Orlem (OFB)',
      '. The',
      '?',
      '\r\n\r\n',
      '— (Wire) —',
      '🚢',
      'e\u0301\u00adtoile',
      'שלום',
      'McX-III & Co., Inc.',
      ', 45, ',
      "'s",
      'of of and the',
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.lorem({ mode: 'sentences', maxCount: 8 }),
    );
    fc.assert(
      fc.property(text, (written) => {
        const article = { ...plainArticle(written), language: 'en' };
        const { draft } = readOffline(article);
        for (const { quote, text: bullet } of [...draft.actors, ...draft.implications]) {
          expect(article.text).toContain(quote);
          expect(bullet).toBe(quote);
        }
        expect(readOffline(article).draft).toEqual(draft);
      }),
      { numRuns: 300 },
    );
  });
});
