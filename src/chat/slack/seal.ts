/**
 * What a form carries comes back with it. Slack says that nobody can change it on the way; this makes sure, and that it comes
 * back by the person to whom the form was shown.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Seal {
  close(text: string, person: string): string;
  /** Null for what was not closed by us, for this person. */
  open(sealed: string, person: string): string | null;
}

/** 128 bits, in base64url. */
const SEAL_LENGTH = 22;

/** By a secret that all processes know and that outlives a restart. */
export function createSeal(secret: string): Seal {
  const sealOf = (text: string, person: string) =>
    createHmac('sha256', `form ${secret}`).update(`${person} ${text}`).digest('base64url').slice(0, SEAL_LENGTH);
  return {
    close: (text, person) => sealOf(text, person) + text,
    open(sealed, person) {
      const [given, text] = [sealed.slice(0, SEAL_LENGTH), sealed.slice(SEAL_LENGTH)];
      const [a, b] = [Buffer.from(given), Buffer.from(sealOf(text, person))];
      return a.length === b.length && timingSafeEqual(a, b) ? text : null;
    },
  };
}
