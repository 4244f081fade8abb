import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { MAX_BYTES } from '../../src/article/limits.ts';
import { parseArticle } from '../../src/article/parse.ts';
import { plainArticle } from '../../src/article/plain.ts';
import { sentencesOf } from '../../src/article/sentences.ts';

const LEAD = 'The harbour council of Sordal voted on Tuesday to close the ferry line to Vik, its chair Ann Roe said.';
const SECOND = 'Fishermen fear that the closure will cost them their market.';

function article(name: string, content: string): Article {
  const parsed = parseArticle({ name, bytes: Buffer.from(content) });
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.article;
}

function reason(name: string, content: string | Uint8Array): string {
  const parsed = parseArticle({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content });
  return parsed.ok ? `was read: ${parsed.article.title}` : parsed.problem.reason;
}

describe('a text file', () => {
  it('is an article whose text is the file, and whose id is the hash of its bytes', () => {
    const content = ` date 2026-11-03 ${LEAD}\r\n\r\nAdvertisment\r\n\r\n${SECOND}\r\n`;
    const read = article('Ferry.TXT', content);
    expect(read).toMatchObject({
      file: 'Ferry.TXT',
      id: createHash('sha256').update(content).digest('hex').slice(0, 32),
      title: 'The harbour council of Sordal voted on Tuesday to close the ferry line to Vik, its chair Ann Roe said',
      date: '2026-11-03',
      source: null,
      author: null,
      url: null,
      language: 'en',
      text: content,
    });
    expect(sentencesOf(read).map(({ text }) => text)).toEqual([LEAD, SECOND]);
  });

  it('has the title, the author and no date where it gives none', () => {
    expect(article('a.txt', `Ferry line closes\n\nBy Jane Roe\n\n${LEAD}`)).toMatchObject({
      title: 'Ferry line closes',
      author: 'Jane Roe',
      date: null,
    });
  });

  it('may give a day that does not exist: then it has none', () => {
    expect(article('a.txt', `date 2026-02-31 Ferry line closes\n\n${LEAD}`)).toMatchObject({
      title: 'Ferry line closes',
      date: null,
    });
  });

  it.each([
    ['en', `${LEAD} ${SECOND}`],
    ['de', 'Der Rat der Stadt stimmte am Dienstag für die Schließung der Fähre, wie die Vorsitzende mitteilte.'],
    ['fr', 'Le conseil de la ville a voté mardi la fermeture de la ligne, a déclaré sa présidente.'],
    ['ru', 'Совет города проголосовал во вторник за закрытие паромной линии, сообщила её глава.'],
    ['ja', '市議会は火曜日、フェリー路線の廃止を決定したと議長が発表した。'],
    ['und', 'Oh no.'],
  ])('is in %s', (language, text) => {
    expect(article('a.txt', text).language).toBe(language);
  });
});

describe('what is no article is refused in one sentence that says how to mend it', () => {
  it.each([
    [
      'a.pdf',
      'x',
      "a.pdf ends in .pdf, which isn't read: .txt, .md, .html, .htm and .json files are, so save or rename it as one of them.",
    ],
    [
      'notes',
      'x',
      'notes has no ending to tell its format by: .txt, .md, .html, .htm and .json files are, so save or rename it as one of them.',
    ],
    ['a.txt', '', 'a.txt is empty: drop it again once it has been written.'],
    ['a.txt', ' \r\n\t\u00a0 ', 'a.txt holds nothing but white space: put the text of an article in it.'],
    [
      'a.txt',
      '* * *\n\nAdvertisement\n',
      'a.txt has no sentence to read in it: put at least one paragraph of the article in it.',
    ],
    [
      'a.txt',
      '%PDF-1.7',
      'a.txt is a PDF document, not text: save its words as .txt, .md, .html or .json and drop that instead.',
    ],
    [
      'a.md',
      '---\ntitle: Ferry: closes: now\n---\nx',
      'a.md has front matter that is not valid YAML at line 2: mend that line, e.g. put the value in quotes.',
    ],
    [
      'a.md',
      '---\nsource:\n  name: Courier\n---\nx',
      'a.md has something other than text as its "source": write text in quotes, or leave "source" out.',
    ],
    [
      'a.json',
      '{"title": "Ferry',
      'a.json is not valid JSON: check quotes, commas and brackets, and that it was written whole.',
    ],
    ['a.json', '[]', 'a.json holds a list: put one article into each file.'],
    ['a.json', 'null', 'a.json is not one article: write one object with "title" and "text".'],
    ['a.json', '{"title": "Ferry"}', 'a.json has no article in it: give it a "text" or an "html".'],
    [
      'a.json',
      '{"title": 5, "text": "x"}',
      'a.json has something other than text as its "title": write text in quotes, or leave "title" out.',
    ],
    [
      'a.json',
      '{"text": ["x"]}',
      'a.json has something other than text as its "text": write text in quotes, or leave "text" out.',
    ],
    [
      'a.html',
      '<script>var lead = "The ferry closed."</script>',
      'a.html has no sentence to read in it: put at least one paragraph of the article in it.',
    ],
    ['\u202ea\n.txt', '', 'a .txt is empty: drop it again once it has been written.'],
  ])('%s', (name, content, sentence) => {
    expect(reason(name, content)).toBe(sentence);
  });

  it('a file that is too large', () => {
    expect(reason('a.txt', new Uint8Array(MAX_BYTES + 1))).toMatch(
      /^a\.txt is 10 MB large and no more than 10 MB is read: /,
    );
  });

  it('a page nested without end', () => {
    expect(reason('a.html', `${'<div>'.repeat(200_000)}The ferry closed.`)).toMatch(
      /^a\.html holds more than 50,000 elements/,
    );
    expect(reason('a.html', '<b>x</b>&'.repeat(3) + '&'.repeat(200_000))).toMatch(
      /nested too deeply to be read: save its words/,
    );
  });
});

describe('a JSON article', () => {
  it('has what its fields say', () => {
    const read = article(
      'a.json',
      JSON.stringify({
        title: ' Ferry\nline closes ',
        text: `${LEAD}\n\nShare this article\n\n${SECOND}`,
        date: 'Tue, 03 Nov 2026 23:30:00 -0800',
        source: 'Harbour Courier',
        author: ['Jane Roe', 'John Poe'],
        url: 'https://courier.example/ferry',
        section: 'passed over',
      }),
    );
    expect(read).toMatchObject({
      title: 'Ferry line closes',
      date: '2026-11-03',
      source: 'Harbour Courier',
      author: 'Jane Roe, John Poe',
      url: 'https://courier.example/ferry',
      language: 'en',
    });
    expect(sentencesOf(read).map(({ text }) => text)).toEqual([LEAD, SECOND]);
  });

  it('may hold HTML, whose own labels fill the gaps', () => {
    const html = `<html><head><meta name="author" content="Jane Roe"></head><body><p>${LEAD}</p></body></html>`;
    expect(article('a.json', JSON.stringify({ title: 'Ferry line closes', html, date: null }))).toMatchObject({
      title: 'Ferry line closes',
      author: 'Jane Roe',
      text: expect.stringContaining(LEAD),
    });
  });

  it('links nowhere but to the web, and gives no impossible day', () => {
    const fields = { text: LEAD, url: 'javascript:alert(1)', date: '2026-02-31' };
    expect(article('a.json', JSON.stringify(fields))).toMatchObject({ url: null, date: null });
  });
});

describe('bare text', () => {
  it('becomes an article of that very text', () => {
    const text = `date 2026-11-03 Ferry line closes\n\n${LEAD}`;
    const { id, ...rest } = article('a.txt', text);
    expect(plainArticle(text)).toEqual({ ...rest, id, file: 'text' });
  });

  it('has sentences to check even where it is one line', () => {
    expect(sentencesOf(plainArticle('Ann Roe resigned on Monday')).map(({ text }) => text)).toEqual([
      'Ann Roe resigned on Monday',
    ]);
  });
});

describe('any bytes under any name', () => {
  const names = fc.oneof(
    fc.constantFrom('a.txt', 'a.md', 'a.html', 'a.json', 'a.HTM', '.txt', 'a.pdf', 'a', '', '..'),
    fc.string({ unit: 'binary' }),
  );
  const pieces = fc.constantFrom(
    ...[
      '---\n',
      'title: x\n',
      '# ',
      '<p>',
      '</div>',
      '<div hidden>',
      '<script>',
      '{"text":"',
      '"}',
      '&amp;',
      '[a](b)',
      '```\n',
      '**',
      '<!--',
    ],
    ...[
      'date 2026-11-03 ',
      LEAD,
      '\n\n',
      '\ufeff',
      '\u202e',
      '👩‍🚒',
      '\\',
      '> ',
      '- ',
      '<title>',
      '<meta charset=utf-16>',
      '\u0000',
    ],
  );
  const contents = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(pieces, { maxLength: 30 }).map((all) => new Uint8Array(Buffer.from(all.join('')))),
    fc.array(pieces, { maxLength: 30 }).map((all) => new Uint8Array(Buffer.from(all.join(''), 'utf16le'))),
  );

  it('are an article that holds together, or a problem in one sentence', () => {
    fc.assert(
      fc.property(names, contents, (name, bytes) => {
        const parsed = parseArticle({ name, bytes });
        if (!parsed.ok) {
          expect(parsed.problem.reason).toMatch(/^\S.{20,400}\.$/u);
          return;
        }
        const { text, blocks, title, file } = parsed.article;
        expect(`${title}${file}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        let between = '';
        let reached = 0;
        for (const { start, end } of blocks) {
          if (start < reached || end <= start || end > text.length)
            throw new Error(`block ${start}-${end} after ${reached}`);
          between += text.slice(reached, start);
          reached = end;
        }
        expect((between + text.slice(reached)).trim()).toBe('');
        const sentences = sentencesOf(parsed.article);
        expect(sentences.length).toBeGreaterThan(0);
        for (const { start, end, text: words, block } of sentences) {
          if (text.slice(start, end) !== words || blocks[block]?.kind !== 'paragraph')
            throw new Error(`no slice: ${words}`);
        }
      }),
      { numRuns: 400 },
    );
  });
});
