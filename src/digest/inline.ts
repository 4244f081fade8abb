/** Words of a message. Text of others goes through `clean` first: nothing else here makes it safe. */
import type { Inline } from '../message/message.ts';
import { safeText } from '../message/safe.ts';

export const clean = (words: string) => safeText(words).trim();
export const text = (words: string): Inline => ({ kind: 'text', text: words });
export const bold = (words: string): Inline => ({ kind: 'text', text: words, style: 'bold' });
export const italic = (words: string): Inline => ({ kind: 'text', text: words, style: 'italic' });
