import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../src/article/plain.ts';
import { bandsOf, bytesOf, fingerprintFrom, fingerprintOf, sameText } from '../../src/story/duplicates.ts';
import { inventedArticle } from '../eval/invented-news.ts';
import { writtenArticle } from '../support/written-article.ts';

describe('a fingerprint', () => {
  it('comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
        const print = fingerprintOf(plainArticle(text));
        expect(fingerprintFrom(bytesOf(print))).toEqual(print);
      }),
    );
    expect(() => fingerprintFrom(new Uint8Array(7))).toThrow('no fingerprint');
  });

  it('has few keys, whatever the length', () => {
    const brief = bandsOf(
      fingerprintOf(plainArticle('The ferry port of Osk will stay closed until Friday, the council said.')),
    );
    const usual = bandsOf(fingerprintOf(inventedArticle(1).article));
    expect(brief.length).toBeGreaterThan(0);
    expect(usual.length).toBeGreaterThan(30);
    for (const keys of [brief, usual]) expect(new Set(keys).size).toBe(keys.length);
    expect(usual.length).toBeLessThan(120);
  });

  it('reads a text of five megabytes in bounded work, and tells it from another by its beginning', () => {
    const long = (number: number) => {
      const text = inventedArticle(number).article.text.replaceAll('\n', ' ');
      return writtenArticle([{ paragraph: text.repeat(Math.ceil(5e6 / text.length)) }]);
    };
    const [one, other] = [long(3), long(4_000)];
    expect(fingerprintOf(one).words).toBe(20_000);
    expect(sameText(one, { ...one }).duplicate).toBe(true);
    expect(sameText(one, other)).toMatchObject({ duplicate: false, kind: 'other-text' });
  });

  it('works for scripts without spaces', () => {
    const first = '海林市气象台今天发布大雾预警，轮渡停航，市民出行请注意安全。港务局说，恢复时间将另行通知。';
    const second = '老城图书馆昨天重新开放，馆长感谢志愿者三年来整理古籍，新的阅览室可以容纳两百名读者。';
    const both = plainArticle(`${first}\n\n${second}`);
    expect(sameText(plainArticle(first), both)).toMatchObject({ duplicate: true, kind: 'cut' });
    expect(sameText(plainArticle(first), plainArticle(second))).toMatchObject({ kind: 'other-text' });
    const shared = bandsOf(fingerprintOf(plainArticle(first))).filter((key) =>
      bandsOf(fingerprintOf(both)).includes(key),
    );
    expect(shared.length).toBeGreaterThan(0);
  });
});
