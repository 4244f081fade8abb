import { describe, expect, it } from 'vitest';
import { cleanUrl } from '../../src/article/url.ts';

describe('an address', () => {
  it.each([
    ['https://courier.example/ferry?day=3', 'https://courier.example/ferry?day=3'],
    [' HTTP://Courier.example ', 'http://courier.example/'],
    ['https://courier.example/a b"<c>', 'https://courier.example/a%20b%22%3Cc%3E'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['ftp://courier.example/x', null],
    ['https://roe:secret@courier.example/', null],
    ['/ferry', null],
    ['courier.example', null],
    [`https://courier.example/${'a'.repeat(2_000)}`, null],
    ['', null],
    [null, null],
  ])('%j becomes %j', (written, url) => {
    expect(cleanUrl(written)).toBe(url);
  });
});
