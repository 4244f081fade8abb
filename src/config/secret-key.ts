/** Keys by which what is secret is encrypted where it is kept. */
import { z } from 'zod';

const KEY_BYTES = 32;
const HOW = 'must be 32 random bytes in base64; make one with: openssl rand -base64 32';

/** Nothing here repeats what was written. */
export const secretKeySetting = z
  .string()
  .trim()
  .transform((text, context) => {
    const bytes = Buffer.from(text, 'base64');
    // Buffer skips what is no base64: only what comes out again as it went in was read whole.
    const same = bytes.toString('base64') === text || bytes.toString('base64url') === text;
    if (same && bytes.length === KEY_BYTES) return new Uint8Array(bytes);
    context.addIssue(HOW);
    return z.NEVER;
  })
  .optional();

/** Ids of Slack workspaces with commas, or `any`. Null for any. */
export const workspacesSetting = z
  .string()
  .transform((text, context) => {
    if (/^any$/i.test(text.trim())) return null;
    const ids = text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const wrong = ids.find((id) => !/^T[A-Z0-9]{1,29}$/.test(id));
    if (wrong === undefined && ids.length > 0) return ids;
    context.addIssue(`"${wrong ?? text}" is no workspace; write their ids with commas (T0123ABCD, T0456EFGH), or any`);
    return z.NEVER;
  })
  .optional();
