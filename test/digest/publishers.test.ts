import { describe, expect, it } from 'vitest';
import { creditedAgency, publisherCount, publisherKey } from '../../src/digest/publishers.ts';

const by = (text: string, over: { source?: string | null; author?: string | null } = {}) =>
  creditedAgency({ text, source: 'Harbour Courier', author: null, ...over });

describe('publishers', () => {
  it('are counted once, however a paper is written', () => {
    const names = ['Harbour Courier', 'The Harbour Courier', 'HARBOUR COURIER', 'www.harbour-courier.example'];
    expect(publisherCount(names.map((source) => ({ source })))).toBe(1);
    expect(publisherCount([{ source: 'Harbour Courier' }, { source: 'Velmark Ledger' }])).toBe(2);
    expect(publisherKey({ source: null, url: 'https://www.harbourcourier.example/a' })).toBe('harbourcourier');
  });

  it('are one where one agency wrote it, or one house owns the papers', () => {
    const papers = ['Harbour Courier', 'Velmark Ledger', 'Orsen Tribune'];
    expect(publisherCount(papers.map((source) => ({ source, agency: 'Reuters' })))).toBe(1);
    expect(publisherCount([{ source: 'Harbour Courier', agency: 'Reuters' }, { source: 'Reuters' }])).toBe(1);
    expect(publisherCount([{ source: 'BBC News' }, { source: 'bbc.co.uk' }])).toBe(1);
  });

  it('are one together where nobody is named', () => {
    expect(publisherCount([{ source: null }, { source: ' ' }, { source: 'Harbour Courier' }])).toBe(2);
  });

  it.each([
    ['HALDEN, Velmark (Reuters) – Dockers closed the harbour on Monday.', 'Reuters'],
    ['HALDEN (AP) — Dockers closed the harbour.', 'Associated Press'],
    ['Dockers closed the harbour.\n\nSource: dpa', 'Deutsche Presse-Agentur'],
    ['Dockers closed the harbour.\n\n© 2026 AFP', 'Agence France-Presse'],
    ['Reuters\n\nDockers closed the harbour.', 'Reuters'],
  ])('are the agency that an article credits: %s', (text, agency) => {
    expect(by(text)).toBe(agency);
  });

  it.each([
    ['The minister told Reuters that the harbour was closed.'],
    ['The harbour (see map) was closed. An ap for sailors (ap) was not.'],
    ['Dockers closed the harbour, Reuters reported on Monday.'],
  ])('are not an agency that is only spoken of: %s', (text) => {
    expect(by(text)).toBeNull();
  });

  it('are the agency that the source or the author names', () => {
    expect(by('Dockers struck.', { source: 'Harbour Courier / Reuters' })).toBe('Reuters');
    expect(by('Dockers struck.', { author: 'Anna Voss, with AFP' })).toBe('Agence France-Presse');
  });
});
