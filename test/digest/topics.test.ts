import { describe, expect, it } from 'vitest';
import type { Article, Block, BlockKind } from '../../src/article/article.ts';
import type { Topic } from '../../src/digest/topic.ts';
import { explainTopics, topicsOf } from '../../src/digest/topics.ts';

function article(title: string, ...parts: (string | { kind: BlockKind; text: string })[]): Article {
  let text = '';
  const blocks: Block[] = parts.map((part) => {
    const { kind, text: words } = typeof part === 'string' ? { kind: 'paragraph' as const, text: part } : part;
    const start = text.length;
    text += `${words}\n\n`;
    return { kind, start, end: start + words.length };
  });
  return {
    id: 'a1',
    file: 'a1.txt',
    title,
    date: null,
    source: null,
    author: null,
    url: null,
    language: 'en',
    text,
    blocks,
  };
}

const topic = (name: string, ...terms: string[]): Topic => ({ name, description: '', terms });
const shipping = topic('shipping', 'harbour', 'ferry', 'container ship', 'strike');

/** Twenty paragraphs of about 60 words about nothing in particular. */
const filler = Array.from(
  { length: 20 },
  (_, n) => `Paragraph ${n} ${'goes on about the garden and the weather '.repeat(8)}.`,
);

describe('topics of an article', () => {
  it.each([
    ['the word itself', 'harbour', 'The harbour is open.', true],
    ['its plural', 'harbour', 'The harbours are open.', true],
    ['its singular, when the term is plural', 'sanctions', 'A new sanction was imposed.', true],
    ['a plural in -ies, from a term in -y', 'ferry', 'Two ferries were late.', true],
    ['a singular in -y, from a term in -ies', 'ferries', 'The ferry was late.', true],
    ['its possessive, with either apostrophe', 'harbour', "The harbour’s gates and the harbours' gates.", true],
    ['any case', 'harbour', 'HARBOUR CLOSED', true],
    ['a phrase across a line break or hyphen', 'container ship', 'A container\nship and a container-ship.', true],
    ['not a part of a longer word', 'port', 'The report supports it.', false],
    ['a singular that the term only seems to be the plural of', 'news', 'It is new.', true],
    ['accents folded both ways', 'Orlean', 'In Orléan and Orlean.', true],
    ['a term with accents in plain text', 'Brașnov', 'In Brasnov today.', true],
    ['an acronym', 'US', 'The US agreed.', true],
    ['an acronym with full stops', 'US', 'The U.S. agreed.', true],
    ['an acronym in the possessive', 'WTO', 'The WTO’s ruling.', true],
    ['an acronym in the plural', 'NGO', 'Several NGOs agreed.', true],
    ['not a small word that looks like one', 'US', 'They told us nothing.', false],
    ['a term with signs in it', 'C++ (standard)', 'The C++ (standard) body met.', true],
    ['scripts without spaces', '港口', '今天港口关闭了。', true],
    ['Korean with a particle behind', '항구', '오늘 항구가 닫혔다.', true],
  ])('finds %s', (_, term, text, found) => {
    expect(topicsOf(article('Untitled', text), [topic('it', term)])).toEqual(found ? ['it'] : []);
  });

  it('lists the best first: the title counts more than the opening, the opening more than the rest', () => {
    const topics = [topic('rest', 'garden'), topic('opening', 'quay'), topic('title', 'strike')];
    const text = article(
      'Strike goes on',
      'At the quay nothing moves.',
      ...filler.slice(0, 2),
      'A garden here.',
      'A garden there.',
    );
    expect(topicsOf(text, topics)).toEqual(['rest', 'title', 'opening']);
    const brief = article(
      'Strike goes on',
      'At the quay, the old quay, nothing moves.',
      'x '.repeat(400),
      'One garden, two gardens.',
    );
    expect(topicsOf(brief, topics)).toEqual(['title', 'opening', 'rest']);
  });

  it('is not moved by one passing mention far down, and asks for more in a longer text', () => {
    const passing = article('The garden show', ...filler, 'A ferry passed.');
    expect(topicsOf(passing, [shipping])).toEqual([]);
    expect(explainTopics(passing, [shipping])).toEqual([
      { topic: 'shipping', chosen: false, score: 1, reason: 'only in passing: "ferry" in the text' },
    ]);
    const twice = (length: number) =>
      article('Garden', ...filler.slice(0, length), 'A ferry passed.', 'Then another ferry.');
    expect(topicsOf(twice(5), [shipping])).toEqual(['shipping']);
    expect(topicsOf(twice(20), [shipping])).toEqual([]);
  });

  it('says why', () => {
    const text = article(
      'Strike closes harbour',
      'The harbour is shut. “A strike is a strike,” he said.',
      ...filler.slice(0, 3),
      'Ferries wait.',
    );
    expect(explainTopics(text, [shipping])[0]?.reason).toBe(
      '"Strike", "harbour" in the title, "harbour", "strike" 2 times in the opening, "Ferries" in the text',
    );
  });

  it('passes over adverts and other text that is not read', () => {
    const advert = { kind: 'boilerplate' as const, text: 'Ferry tickets! Ferry! Harbour! Strike!' };
    expect(topicsOf(article('The garden show', 'Roses.', advert), [shipping])).toEqual([]);
  });

  it('counts the longest term only, so that one mention is not several', () => {
    const text = article('Elsewhere', 'x '.repeat(400), 'A container ship passed.');
    expect(explainTopics(text, [topic('ships', 'ship', 'container ship', 'container')])[0]?.score).toBe(1);
  });

  describe('terms with a plus', () => {
    const exports = topic('chip-exports', 'chip + export');

    it.each([
      ['both in one paragraph, in either order and any form', ['Export licences for the chips were refused.'], true],
      ['far apart in one paragraph', [`The chip maker ${'went on and on '.repeat(40)} about exports.`], true],
      ['not in two paragraphs', ['The chip is new.', 'Exports rose.'], false],
      ['not one alone', ['The chips are down.'], false],
      ['not a part of a longer word', ['The chipmunk was exported.'], false],
    ])('want %s', (_, paragraphs, found) => {
      expect(topicsOf(article('Untitled', ...paragraphs), [exports])).toEqual(found ? ['chip-exports'] : []);
    });

    it('are found in the title, a heading, and across the lines of one paragraph', () => {
      expect(explainTopics(article('Chip exports halted', 'Nothing else.'), [exports])).toEqual([
        { topic: 'chip-exports', chosen: true, score: 5, reason: '"Chip" + "exports" in the title' },
      ]);
      const heading = { kind: 'heading' as const, text: 'Chips and exports' };
      expect(explainTopics(article('Elsewhere', ...filler, heading), [exports])[0]?.score).toBe(1);
      expect(topicsOf(article('Elsewhere', 'A chip\nand its\nexport.'), [exports])).toEqual(['chip-exports']);
    });

    it('say in how many paragraphs', () => {
      const text = article('Chips', 'An export of chips.', ...filler.slice(0, 4), 'Export, chip.', 'Export the chip.');
      expect(explainTopics(text, [exports])[0]?.reason).toBe(
        '"chips" + "export" in one paragraph of the opening, "chip" + "Export" in 2 paragraphs of the text',
      );
    });

    it('take acronyms and phrases as parts', () => {
      const toll = topic('toll', 'US + customs duty + WTO');
      expect(topicsOf(article('Untitled', 'The U.S. took customs duties to the WTO.'), [toll])).toEqual(['toll']);
      expect(topicsOf(article('Untitled', 'They took us and customs duties to the WTO.'), [toll])).toEqual([]);
    });

    it('add nothing where a single term speaks for the paragraph already', () => {
      const both = topic('both', 'export controls', 'export + control', 'export + chip');
      const passing = article('Elsewhere', ...filler.slice(0, 2), 'The export controls on chips.');
      expect(explainTopics(passing, [both])).toEqual([
        { topic: 'both', chosen: false, score: 1, reason: 'only in passing: "export controls" in the text' },
      ]);
      expect(explainTopics(article('Elsewhere', 'A chip, an export, a control.'), [both])[0]?.reason).toBe(
        '"export" + "control" in one paragraph of the opening',
      );
    });

    it('ask for nothing more than a plain term where a plus joins nothing', () => {
      expect(topicsOf(article('Untitled', 'The harbour.'), [topic('it', '+ harbour +')])).toEqual(['it']);
      expect(topicsOf(article('Untitled', 'The C++ body.'), [topic('it', 'C++')])).toEqual(['it']);
    });
  });

  it('copes with a topic without terms and an article without paragraphs', () => {
    expect(topicsOf(article(''), [topic('empty'), topic('blank', ' '), shipping])).toEqual([]);
  });
});
