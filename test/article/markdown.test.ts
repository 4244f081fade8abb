import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';

function read(markdown: string) {
  const parsed = parseArticle({ name: 'a.md', bytes: Buffer.from(markdown) });
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  const { article } = parsed;
  return {
    ...article,
    laidOut: article.blocks.map(({ kind, start, end }) => `${kind}: ${article.text.slice(start, end)}`),
  };
}

const FRONT_MATTER = `---
# written by the night desk
title: "Ferry line closes"
date: 2026-11-03
source: Harbour Courier
author: Jane Roe
url: https://courier.example/ferry
language: en-GB
---
`;

describe('a Markdown file', () => {
  it('has what its front matter says, and the title once', () => {
    const article = read(`${FRONT_MATTER}\n# Ferry line closes\n\nIt closed.\n`);
    expect(article).toMatchObject({
      title: 'Ferry line closes',
      date: '2026-11-03',
      source: 'Harbour Courier',
      author: 'Jane Roe',
      url: 'https://courier.example/ferry',
      language: 'en',
    });
    expect(article.laidOut).toEqual(['title: Ferry line closes', 'paragraph: It closed.']);
  });

  it('keeps its own first heading where the title differs', () => {
    expect(read(`${FRONT_MATTER}\n# At sea\n\nIt closed.`).laidOut).toEqual([
      'title: Ferry line closes',
      'heading: At sea',
      'paragraph: It closed.',
    ]);
  });

  it('needs no front matter, and a ruled line at its head is none', () => {
    expect(read('# Ferry line closes\n\nIt closed.')).toMatchObject({ title: 'Ferry line closes', date: null });
    expect(read('---\n\nIt closed.\n\n---\n\nIt was late.').laidOut).toEqual([
      'paragraph: It closed.',
      'paragraph: It was late.',
    ]);
  });

  it('takes a number for a title, as it is written', () => {
    expect(read('---\ntitle: 007\n---\nIt closed.').title).toBe('007');
  });

  it('knows headings of both kinds, items, quotes, code, comments and boilerplate', () => {
    const markdown = [
      '## What next ##',
      'The demands\n-----------',
      '- a new *pier*\n- lower\n  fares\n1. a night boat',
      '> We were\n> not asked.',
      '```js\nsteal()\n```',
      '<!-- ask\n\nBo -->',
      'Share this article',
      '***',
      '[1]: https://evil.example',
      'It closed.',
    ].join('\n\n');
    expect(read(markdown).laidOut).toEqual([
      'title: What next',
      'heading: The demands',
      'paragraph: a new pier',
      'paragraph: lower fares',
      'paragraph: a night boat',
      'paragraph: We were not asked.',
      'boilerplate: Share this article',
      'paragraph: It closed.',
    ]);
  });

  it.each([
    ['The [harbour council](https://evil.example/a_(b) "x") met.', 'The harbour council met.'],
    ['The [council][1] met.', 'The council met.'],
    ['![The pier](pier.png) The council met.', 'The council met.'],
    ['[![The pier](pier.png)](https://evil.example) The council met.', 'The council met.'],
    ['The **harbour** *council* ***met*** __on__ _Monday_ ~~late~~.', 'The harbour council met on Monday late.'],
    ['It holds 5 * 3 * 2 boats_of_oak and `code`.', 'It holds 5 * 3 * 2 boats_of_oak and code.'],
    ['The \\*council\\* met &amp; <b>voted</b> at 5 < 6.', 'The *council* met & voted at 5 < 6.'],
    ['The council[^1] met.', 'The council met.'],
    ['The council\nmet on\nMonday.', 'The council met on Monday.'],
    ['The council met.  \nIt voted.', 'The council met.\nIt voted.'],
    ['Write to <https://courier.example>.', 'Write to https://courier.example.'],
  ])('reads %j as words', (markdown, words) => {
    expect(read(markdown).laidOut).toEqual([`paragraph: ${words}`]);
  });
});
