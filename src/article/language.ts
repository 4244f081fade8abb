import { eld } from 'eld/extrasmall';

/** Fewer letters than this tell too little. */
const LETTERS_NEEDED = 20;
/** Enough to be sure, and no more, since the time it takes grows with the length. */
const CHARACTERS_READ = 2_000;

/** The language of a text as ISO 639-1, or `und` when there is too little of it to tell. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, CHARACTERS_READ);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < LETTERS_NEEDED) return 'und';
  return eld.detect(sample).language || 'und';
}

/** `en` of a declared `en-GB`; `und` of what is no language tag. */
export function declaredLanguage(tag: string | null): string {
  return /^([a-z]{2})(?:[-_][a-z0-9]+)*$/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase() ?? 'und';
}
