/** Text, or what the bytes are instead of one. */
export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** How the kinds of file that people drop by mistake begin, in Latin-1. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF document'],
  ['\x89PNG', 'a PNG image'],
  ['\xFF\xD8\xFF', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['PK\x03\x04', 'a ZIP archive or an office document'],
  ['\xD0\xCF\x11\xE0', 'an old office document'],
  ['{\\rtf', 'a rich-text (RTF) document'],
  ['\x1F\x8B', 'a gzip archive'],
  ['7z\xBC\xAF', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\x7FELF', 'a program'],
  ['SQLite format 3', 'a SQLite database'],
  ['OggS', 'a sound or video file'],
  ['ID3', 'a sound file'],
];

/** Above this share of control and undecodable characters a file is no text. */
const MOST_ODD_CHARACTERS = 0.02;
/** Where an HTML file must name its encoding: https://html.spec.whatwg.org/multipage/semantics.html#charset */
const BYTES_WITH_CHARSET = 1024;

/**
 * Bytes -> text: UTF-8 and UTF-16 with or without a byte order mark, the encoding an HTML file declares, and
 * windows-1252 for what is none of these. The mark is no part of the text; line ends are kept. What is no text is refused
 * in words that end the sentence "<name> ...".
 */
export function decode(bytes: Uint8Array, form: 'html' | 'other'): Decoded {
  const signature = latin1(bytes.subarray(0, 16));
  const kind = SIGNATURES.find(([begin]) => signature.startsWith(begin))?.[1];
  if (kind) return refusal(`is ${kind}, not text`);
  const text = decodeText(bytes, form);
  if (text.includes('\0')) return refusal('holds zero bytes, so it is a binary file, not text');
  return oddShare(text) > MOST_ODD_CHARACTERS
    ? refusal('is mostly made of control characters, so it is a binary file, not text')
    : { ok: true, text };
}

function refusal(what: string): Decoded {
  return { ok: false, reason: `${what}: save its words as .txt, .md, .html or .json and drop that instead` };
}

function decodeText(bytes: Uint8Array, form: 'html' | 'other'): string {
  const utf16 = utf16Label(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  // Bytes that are valid UTF-8 are UTF-8, whatever an HTML file says of itself.
  return (
    tryDecode('utf-8', bytes) ??
    tryDecode(form === 'html' ? declaredCharset(bytes) : null, bytes) ??
    tryDecode('windows-1252', bytes) ??
    ''
  );
}

function tryDecode(label: string | null, bytes: Uint8Array): string | null {
  if (label === null) return null;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** By its mark, or by the zeros that every second byte of a Western text is. */
function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 10) return null;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = sample.length * 0.2;
  if (odd > many && even < odd / 20) return 'utf-16le';
  if (even > many && odd < even / 20) return 'utf-16be';
  return null;
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, BYTES_WITH_CHARSET));
  const label = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(head)?.[1]?.toLowerCase() ?? null;
  return label?.startsWith('utf-16') ? 'utf-8' : label; // one that could be read in ASCII is not UTF-16
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function oddShare(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const odd = text.match(/[\x01-\x08\x0E-\x1A\x1C-\x1F\x7F-\x84\x86-\x9F\uFFFD]/g)?.length ?? 0;
  return odd / Math.max(text.length, 1);
}
