import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsIn } from '../../src/config/secrets.ts';
import { createRedaction } from '../../src/log/redact.ts';

const SETTINGS = {
  SLACK_BOT_TOKEN: 'xoxb-1111-quiet-harbour',
  SLACK_SIGNING_SECRET: '0a1b2c3d4e5f',
  OPENAI_API_KEY: 'plain key of no known kind',
  DATABASE_URL: 'postgres://newsdesk:h%23rbour%2Fgate@db.example:5432/news',
  OTEL_EXPORTER_OTLP_HEADERS: 'x-team=lighthouse',
  NEWSDESK_DAILY_TOKENS: '1000000',
  NEWSDESK_DATA: 'data-folder',
};
const { text, fields } = createRedaction(secretsIn(SETTINGS));

describe('secrets', () => {
  it('are the tokens, keys and passwords among the settings, and nothing else', () => {
    expect(secretsIn(SETTINGS).toSorted()).toEqual(
      [
        SETTINGS.SLACK_BOT_TOKEN,
        SETTINGS.SLACK_SIGNING_SECRET,
        SETTINGS.OPENAI_API_KEY,
        'h%23rbour%2Fgate',
        'h#rbour/gate',
        SETTINGS.OTEL_EXPORTER_OTLP_HEADERS,
        'lighthouse',
      ].toSorted(),
    );
  });

  it('are hidden wherever they stand in a text, in any spelling', () => {
    expect(text('no entry with h#rbour/gate')).toBe('no entry with [hidden]');
    expect(text(`key=${encodeURIComponent(SETTINGS.OPENAI_API_KEY)}&x=1`)).toBe('key=[hidden]&x=1');
    expect(text(Buffer.from(SETTINGS.SLACK_SIGNING_SECRET).toString('base64'))).toBe('[hidden]');
  });

  it('are known by their looks where no setting names them', () => {
    expect(text('token xoxp-9999-abcdef was sent')).toBe('token [hidden] was sent');
    expect(text('Authorization: Bearer abc.def.ghi')).toBe('Authorization: Bearer [hidden]');
    expect(text('basic dXNlcjpwYXNzd29yZA== was refused')).toBe('basic [hidden] was refused');
    expect(text('(Basic Information, App Credentials)')).toBe('(Basic Information, App Credentials)');
    expect(text('Give the bot permission.')).toBe('Give the bot permission.');
    expect(text('postgres://who:any@host/db')).toBe('postgres://who:[hidden]@host/db');
    expect(text('POST https://hooks.slack.com/commands/T1/2/3abc failed')).toBe(
      'POST https://hooks.slack.com/[hidden] failed',
    );
    expect(text('POST /webhooks/123/aW50ZXJhY3Rpb246MTIz/messages')).toBe('POST /webhooks/123/[hidden]/messages');
  });

  it('never get through, whatever stands around them', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6 }).filter((secret) => secret.trim() === secret && !'[hidden]'.includes(secret)),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const shown = createRedaction([secret]).fields({ error: new Error(before + secret + after).message });
          // What stands around may join with the mark to the same letters again only by being the secret itself.
          fc.pre(!before.includes(secret) && !after.includes(secret));
          expect(String(shown['error']).replaceAll('[hidden]', '\u0000')).not.toContain(secret);
        },
      ),
    );
  });
});

describe('fields', () => {
  it('that hold keys or words are hidden by their names, at any depth; counts are not', () => {
    expect(
      fields({
        botToken: 'abc',
        inputTokens: 12,
        request: { headers: { a: 'b' }, response_url: 'https://x', ms: 3 },
        text: 'The mayor closed the harbour',
        list: [{ question: 'who?' }],
      }),
    ).toEqual({
      botToken: '[hidden]',
      inputTokens: 12,
      request: { headers: '[hidden]', response_url: '[hidden]', ms: 3 },
      text: '[hidden]',
      list: [{ question: '[hidden]' }],
    });
  });

  it('show errors without the words that they quote', () => {
    const parsed = () => JSON.parse('The mayor of Tasmere closed the harbour');
    const error = (() => {
      try {
        return parsed();
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(JSON.stringify(fields({ error }))).not.toMatch(/mayor/);
    expect(text('The model server is in trouble (500). It says: The mayor of Tasmere')).toBe(
      'The model server is in trouble (500). It says: [hidden]',
    );
  });
});
