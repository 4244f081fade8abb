import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { stem } from '../../src/search/stem.ts';

const BASES =
  'abl ab adjust agre analog angular bl bowdler car caress cat ceas communic condit conflat contr decis defens depend digit effect electric fail fall feed fil fizz form formal gener goodn gyroscop happ hesit hiss homolog hop hopefull hopp inferr irrit matt motor negoti operat pon plaster predic prob radic rat rational relat repl revis riv sens sensit siz sk sing tan tann t tr troubl try valenc vietnam vil yield';
const ENDINGS =
  ' s es ed ing eed y ies ied ss ies ational tional enci ence anci ance izer izing bli ably alli ally entli ently eli ely ousli ously ization ation ator alism iveness fulness ousness aliti ality iviti ivity biliti bility logi logy icate ative alize iciti icity ical ful ness al er ic able ible ant ement ment ent ion sion tion ou ism ate iti ity ous ive ize e ll le l ings edly y';

describe('the stemmer', () => {
  it('gives what the porter tokenizer of SQLite gives', () => {
    const words = [...new Set(BASES.split(' ').flatMap((base) => ENDINGS.split(' ').map((end) => base + end)))];
    expect(words.length).toBeGreaterThan(3000);
    expect(Object.fromEntries(words.map((word) => [word, stem(word)]))).toEqual(porterOf(words));
  });

  it('leaves other scripts and numbers alone', () => {
    expect(['москвы', '2026', 'straße', 'is'].map(stem)).toEqual(['москвы', '2026', 'straße', 'is']);
  });
});

function porterOf(words: readonly string[]): Record<string, string> {
  const database = new DatabaseSync(':memory:');
  database.exec(`create virtual table texts using fts5(word, tokenize = 'porter unicode61');
    create virtual table tokens using fts5vocab(texts, instance)`);
  const insert = database.prepare('insert into texts (rowid, word) values (?, ?)');
  for (const [at, word] of words.entries()) insert.run(at, word);
  const rows = database.prepare('select doc, term from tokens').all() as { doc: number; term: string }[];
  database.close();
  return Object.fromEntries(rows.map(({ doc, term }) => [words[doc] ?? '', term]));
}
