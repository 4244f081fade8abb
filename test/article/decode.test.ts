import { describe, expect, it } from 'vitest';
import { decode } from '../../src/article/decode.ts';

const TEXT = 'Café “Vik” schließt: Ann Roe’s café closes — for 5 €.\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** The typographic characters of TEXT as windows-1252 has them. */
const windows1252 = (text: string) => {
  const special: Record<string, number> = { '“': 0x93, '”': 0x94, '’': 0x92, '—': 0x97, '€': 0x80 };
  return Uint8Array.from([...text].map((character) => special[character] ?? character.charCodeAt(0)));
};

describe('bytes are read as text', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 little endian with its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 big endian with its mark', utf16be(`\ufeff${TEXT}`)],
    ['UTF-16 little endian without', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 big endian without', utf16be(TEXT)],
    ['windows-1252', windows1252(TEXT)],
  ])('in %s', (_, bytes) => {
    expect(decode(bytes, 'other')).toEqual({ ok: true, text: TEXT });
  });

  it('in the encoding an HTML file declares, unless it is UTF-8 after all', () => {
    // "Паром" in windows-1251
    const cyrillic = Buffer.from([0xcf, 0xe0, 0xf0, 0xee, 0xec]);
    const page = Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), cyrillic]);
    expect(decode(page, 'html')).toEqual({ ok: true, text: '<meta charset="windows-1251"><p>Паром' });
    const old = Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Café');
    expect(decode(old, 'html')).toMatchObject({ text: expect.stringContaining('Café') });
    expect(
      decode(Buffer.concat([Buffer.from('<meta charset="no-such-charset"><p>caf'), Buffer.from([0xe9])]), 'html'),
    ).toMatchObject({ text: expect.stringContaining('café') });
  });
});

describe('bytes that are no text are refused in words', () => {
  it.each([
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'is a PDF document, not text'],
    ['a PNG', '\x89PNG\r\n\x1a\n', 'is a PNG image, not text'],
    ['an office document', 'PK\x03\x04\x14\x00', 'is a ZIP archive or an office document, not text'],
    ['zero bytes', 'Ann Roe\x00\x00spoke', 'holds zero bytes'],
    ['control characters', '\x01\x02\x03 Roe \x04\x05', 'is mostly made of control characters'],
  ])('%s', (_, content, reason) => {
    const decoded = decode(Buffer.from(content, 'latin1'), 'other');
    expect(decoded).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
    expect(decoded).toMatchObject({ reason: expect.stringMatching(/: save its words as \.txt/) });
  });
});
