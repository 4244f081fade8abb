import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { sortFailure } from '../../../src/chat/slack/answers.ts';

/** As the client throws it: `fetch failed`, with the network's own error as its cause. */
function requestError(code: string) {
  const cause = Object.assign(new Error(code), { code });
  return new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause }));
}

describe("what Slack's client throws", () => {
  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_INVALID_URL',
  ])('cannot have reached Slack after %s', (code) => {
    expect(sortFailure(requestError(code), webApi)).toEqual({
      kind: 'unreached',
      reason: expect.stringMatching(/:.*\.$/),
    });
  });

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'A_CODE_OF_NEXT_YEAR'])(
    'may have reached Slack after %s',
    (code) => {
      expect(sortFailure(requestError(code), webApi).kind).toBe('unclear');
    },
  );

  it.each([
    [404, 'unreached'],
    [407, 'unreached'],
    [408, 'unclear'],
    [500, 'unclear'],
    [503, 'unclear'],
  ])('takes HTTP %i for %s', (status, kind) => {
    expect(sortFailure(new webApi.WebAPIHTTPError(status, '', {}), webApi).kind).toBe(kind);
  });

  it.each([null, 'text', new TypeError('terminated'), new Error('anything')])(
    'may have reached Slack after %s',
    (thrown) => {
      expect(sortFailure(thrown, webApi).kind).toBe('unclear');
    },
  );

  it('keeps a code and a scope only where they look like one', () => {
    const declined = (data: object) =>
      sortFailure(new webApi.WebAPIPlatformError({ ok: false, ...data } as never), webApi);
    expect(declined({ error: 'missing_scope', needed: 'groups:history' })).toEqual({
      kind: 'declined',
      code: 'missing_scope',
      needed: 'groups:history',
    });
    expect(declined({ error: 'missing_scope', needed: '<!channel>' })).toMatchObject({ needed: null });
    expect(declined({ error: 'Hello <!channel>' })).toEqual({
      kind: 'unclear',
      reason: expect.not.stringContaining('Hello'),
    });
    expect(declined({})).toMatchObject({ kind: 'unclear' });
  });
});
