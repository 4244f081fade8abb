/** Encryption at rest: what is read back is what was written, for the place it was written for, or it is refused. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** 12 bytes, new for each text: https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf, 8.2 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Sealed {
  /** Which key it takes to open it. */
  readonly keyId: string;
  /** Nonce, tag and cipher text, in base64. */
  readonly sealed: string;
}

/** The key that seals, and the one before it, whose texts can still be opened. 32 bytes each. */
export interface SecretKeys {
  readonly current: Uint8Array;
  readonly old: Uint8Array | null;
}

export interface Keyring {
  /** Of the key that seals. */
  readonly keyId: string;
  /** @param place what the text belongs to: moved elsewhere, it can't be opened */
  seal(text: string, place: string): Sealed;
  /** @throws Error, in words for the operator and without a word of the text, when the key is another one or the text was changed */
  open(sealed: Sealed, place: string): string;
  /** A secret for something else, always the same for the same key and purpose. Hex. */
  derive(purpose: string): string;
}

export function createKeyring({ current, old }: SecretKeys): Keyring {
  const keyId = idOf(current);
  const keys = new Map([...(old ? [[idOf(old), old] as const] : []), [keyId, current] as const]);
  return {
    keyId,
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place, 'utf8'));
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64') };
    },
    open(sealed, place) {
      const key = keys.get(sealed.keyId);
      if (!key) {
        throw new Error(
          `it is encrypted with another key (${sealed.keyId}) than NEWSDESK_SECRET_KEY (${keyId}): put that key into NEWSDESK_SECRET_KEY_OLD`,
        );
      }
      return opened(Buffer.from(sealed.sealed, 'base64'), key, place);
    },
    derive: (purpose) => Buffer.from(hkdfSync('sha256', current, '', `newsdesk ${purpose}`, 32)).toString('hex'),
  };
}

function opened(bytes: Buffer, key: Uint8Array, place: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(place, 'utf8'));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Error('it was changed after it was encrypted, or belongs elsewhere');
  }
}

/** Tells keys apart and tells nothing of them. */
function idOf(key: Uint8Array): string {
  return createHash('sha256').update('newsdesk key id').update(key).digest('hex').slice(0, 8);
}
