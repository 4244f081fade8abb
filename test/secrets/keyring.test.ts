import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../src/secrets/keyring.ts';

const key = (filled: number) => new Uint8Array(32).fill(filled);
const ring = (current: number, old: number | null = null) =>
  createKeyring({ current: key(current), old: old === null ? null : key(old) });

describe('what is encrypted', () => {
  it('is read back as it was, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'grapheme' }), fc.string(), (text, place) => {
        const { sealed } = ring(1).seal(text, place);
        expect(ring(1).open({ keyId: ring(1).keyId, sealed }, place)).toBe(text.toWellFormed());
        expect(Buffer.from(sealed, 'base64').includes(text)).toBe(false);
      }),
    );
  });

  it('is another text each time', () => {
    const once = ring(1).seal('xoxb-token', 'here').sealed;
    expect(ring(1).seal('xoxb-token', 'here').sealed).not.toBe(once);
  });

  it('is refused when any bit of it was changed', () => {
    const { keyId, sealed } = ring(1).seal('xoxb-token', 'here');
    const whole = Buffer.from(sealed, 'base64');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(whole);
        changed.writeUInt8(changed.readUInt8(at) ^ by, at);
        expect(() => ring(1).open({ keyId, sealed: changed.toString('base64') }, 'here')).toThrow(/was changed/);
      }),
    );
  });

  it.each([0, 5, 12, 27])('is refused when only %i bytes of it are left', (bytes) => {
    const { keyId, sealed } = ring(1).seal('xoxb-token', 'here');
    const cut = Buffer.from(sealed, 'base64').subarray(0, bytes).toString('base64');
    expect(() => ring(1).open({ keyId, sealed: cut }, 'here')).toThrow(/was changed/);
  });

  it('is refused elsewhere than where it belongs', () => {
    const sealed = ring(1).seal('xoxb-token', 'here');
    expect(() => ring(1).open(sealed, 'there')).toThrow(/belongs elsewhere/);
  });
});

describe('another key', () => {
  it('opens nothing, and it is said which settings are meant', () => {
    const sealed = ring(1).seal('xoxb-token', 'here');
    expect(() => ring(2).open(sealed, 'here')).toThrow(
      `it is encrypted with another key (${ring(1).keyId}) than NEWSDESK_SECRET_KEY (${ring(2).keyId}): put that key into NEWSDESK_SECRET_KEY_OLD`,
    );
  });

  it('opens what the old one encrypted, and encrypts with itself', () => {
    const before = ring(1).seal('xoxb-token', 'here');
    const changed = ring(2, 1);
    expect(changed.open(before, 'here')).toBe('xoxb-token');
    const after = changed.seal('xoxb-token', 'here');
    expect(after.keyId).toBe(ring(2).keyId);
    expect(ring(2).open(after, 'here')).toBe('xoxb-token');
  });

  it('derives other secrets, and each purpose has its own', () => {
    expect(ring(1).derive('state')).toBe(ring(1, 2).derive('state'));
    const secrets = [ring(1).derive('state'), ring(2).derive('state'), ring(1).derive('more')];
    expect(new Set(secrets).size).toBe(3);
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
