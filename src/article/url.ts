/** Characters; longer addresses are cut off by some platform or other. */
const LONGEST_URL = 2_000;

/** An http(s) address without user name and password, as URL writes it; null for anything else. */
export function cleanUrl(written: string | null | undefined): string | null {
  const text = written?.trim() ?? '';
  if (text === '' || text.length > LONGEST_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' && url.href.length <= LONGEST_URL ? url.href : null;
}
