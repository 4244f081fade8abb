import { describe, expect, it } from 'vitest';
import { authorOf, boilerplateKind } from '../../src/article/boilerplate.ts';

describe('a line that is no part of the report', () => {
  it.each([
    ['Advertisement', 'advert'],
    ['Advertisment', 'advert'],
    ['ADVERTISEMENT', 'advert'],
    ['— Advertisement —', 'advert'],
    ['Story continues below advertisement', 'advert'],
    ['Sponsored by Vik Ferries', 'advert'],
    ['By Jane Roe', 'byline'],
    ['BY JANE ROE', 'byline'],
    ['By Jane Roe and John Poe, Harbour Courier', 'byline'],
    ['By Jane Roe in Sordal', 'byline'],
    ['By Jane Roe | Staff Writer', 'byline'],
    ['Jane Roe, Political Correspondent', 'byline'],
    ['Jane Roe is a staff reporter at the Harbour Courier.', 'byline'],
    ['(Reporting by Jane Roe in Sordal; Editing by John Poe)', 'byline'],
    ['Tuesday, November 3, 2026', 'time stamp'],
    ['3 Nov 2026 10:45 GMT', 'time stamp'],
    ['Published: 2026-11-03T10:45Z', 'time stamp'],
    ['Last updated on Nov. 3, 2026 at 10:30 a.m. by Jane Roe', 'time stamp'],
    ['2 hours ago', 'time stamp'],
    ['5 min read', 'time stamp'],
    ['This story was updated at 10:30 to add the council’s answer.', 'note on the story'],
    ['This article has been corrected.', 'note on the story'],
    ['An earlier version of this story misstated the number of ferries.', 'note on the story'],
    ['Editor’s note: names were changed.', 'note on the story'],
    ['Share this article', 'call to the reader'],
    ['Share on Facebook', 'call to the reader'],
    ['Facebook | Twitter | WhatsApp | Email', 'call to the reader'],
    ['Follow us on Mastodon', 'call to the reader'],
    ['Follow Jane Roe on Twitter @janeroe', 'call to the reader'],
    ['Subscribe to our newsletter', 'call to the reader'],
    ['Sign up for our daily briefing', 'call to the reader'],
    ['Get the day’s top stories in your inbox every morning', 'call to the reader'],
    ['12 comments', 'call to the reader'],
    ['Read more: Pier to be rebuilt', 'link'],
    ['READ MORE', 'link'],
    ['Related articles', 'link'],
    ['Related: Fishermen fear for their market', 'link'],
    ['Most read', 'link'],
    ['Tags: ferries, Sordal', 'link'],
    ['https://courier.example/ferry', 'link'],
    ['#ferry #sordal', 'link'],
    ['Home > News > Harbour', 'link'],
    ['Photo: Bo Lind', 'credit'],
    ['Photo by Bo Lind/Harbour Courier', 'credit'],
    ['The pier at dusk. Image: Bo Lind.', 'credit'],
    ['The pier at dusk (Photo: Bo Lind)', 'credit'],
    ['A ferry leaves Sordal. Bo Lind/AFP', 'credit'],
    ['© 2026 Harbour Courier', 'legal'],
    ['Copyright 2026 Harbour Courier. All rights reserved.', 'legal'],
    ['We use cookies to improve your experience.', 'legal'],
    ['Privacy Policy', 'legal'],
    ['* * *', 'separator'],
    ['----------', 'separator'],
    ['-30-', 'separator'],
  ])('%s', (line, kind) => {
    expect(boilerplateKind(line)).toBe(kind);
  });
});

describe('a line of the report', () => {
  it.each([
    'By Monday the river had fallen by a metre.',
    'By the time the ferry came, the pier was empty.',
    'Share prices of Vik Ferries fell by a tenth on Tuesday.',
    'Follow-up talks are planned for May.',
    'Advertisements for the ferry were taken down on Monday.',
    'More than 40 people were hurt.',
    'Related charges against the captain were dropped.',
    'The story was first told by a fisherman.',
    'Copyright law does not cover timetables, the court found.',
    'Photographs show the pier under water.',
    'Sources close to the council said the line would close.',
    'Images of the flood were shown on Tuesday.',
    'Published figures put the loss at two million.',
    'Updated in 2019, the harbour rules forbid night fishing.',
    'Save the Pier, a group of residents, has sued.',
    'Comments by the minister drew anger.',
    'Read by three million people, the paper is the largest in Vik.',
    'Register offices will stay shut.',
    'Subscribers to the ferry pass will be paid back.',
    'On 3 November 2026 the council voted.',
    'The line closed in 2019, according to Reuters.',
    'Sign-ups for the ferry pass have doubled.',
    'Follow the money, the auditor told the court.',
    'Print shops reopened on Monday.',
    'SORDAL, Nov. 3 — The council voted to close the ferry line.',
    'Close to 40 people were hurt.',
    'Correction officers went on strike.',
    'Support for the ferry has grown.',
  ])('%s', (line) => {
    expect(boilerplateKind(line)).toBeNull();
  });

  it('is never longer than a paragraph of prose may be', () => {
    expect(boilerplateKind(`Share this article. ${'The council met. '.repeat(20)}`)).toBeNull();
  });
});

describe('a byline', () => {
  it.each([
    ['By Jane Roe', 'Jane Roe'],
    ['BY JANE ROE', 'JANE ROE'],
    ['By Jane Roe and John Poe, Harbour Courier', 'Jane Roe and John Poe'],
    ['By Maria de la Cruz in Sordal', 'Maria de la Cruz'],
    ['By Jane Roe | 3 November 2026', 'Jane Roe'],
    ['Share this article', null],
    ['By Monday the river had fallen by a metre.', null],
  ])('%s names %s', (line, author) => {
    expect(authorOf(line)).toBe(author);
  });
});
