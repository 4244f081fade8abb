import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsdesk-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const SEVERAL = {
  SLACK_CLIENT_ID: '111.222',
  SLACK_CLIENT_SECRET: '0123456789abcdef0123456789abcdef',
  SLACK_SIGNING_SECRET: 'fedcba9876543210fedcba9876543210',
  SLACK_WORKSPACES: 'T0NORTH, T0SOUTH',
  NEWSDESK_PORT: '8080',
  NEWSDESK_SECRET_KEY: key(251),
};

function slack(more: Record<string, string> = {}) {
  const result = loadConfig({ ...SEVERAL, ...more }, folder);
  if (!result.ok) throw new Error(`problems: ${JSON.stringify(result.problems)}`);
  return result.config.slack;
}

function problems(more: Record<string, string>): string[] {
  const result = loadConfig({ ...SEVERAL, ...more }, folder);
  return result.ok ? [] : result.problems.map(({ place, what }) => `${place}: ${what}`);
}

describe('the settings for several Slack workspaces', () => {
  it('are taken together', () => {
    expect(slack()).toMatchObject({
      botToken: null,
      signingSecret: SEVERAL.SLACK_SIGNING_SECRET,
      port: 8080,
      install: {
        clientId: '111.222',
        clientSecret: SEVERAL.SLACK_CLIENT_SECRET,
        workspaces: ['T0NORTH', 'T0SOUTH'],
        keys: { current: new Uint8Array(32).fill(251), old: null },
      },
    });
  });

  it('may let any workspace in, where that is said', () => {
    expect(slack({ SLACK_WORKSPACES: 'any' })?.install?.workspaces).toBeNull();
  });

  it('take a key as addresses write base64, and the one before it', () => {
    const written = Buffer.alloc(32, 251).toString('base64url');
    const keys = slack({ NEWSDESK_SECRET_KEY: written, NEWSDESK_SECRET_KEY_OLD: key(1) })?.install?.keys;
    expect(keys).toEqual({ current: new Uint8Array(32).fill(251), old: new Uint8Array(32).fill(1) });
  });

  it.each(Object.keys(SEVERAL))('are nothing without %s, and it is said what it is for', (name) => {
    const [problem = '', ...others] = problems({ [name]: '' });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name}: is needed where several workspaces install Newsdesk`));
  });

  it.each([
    'too short',
    Buffer.alloc(31).toString('base64'),
    Buffer.alloc(33).toString('base64'),
    `${key(1)}!`,
    key(1).slice(4),
  ])('take no key such as %j, and do not repeat it', (NEWSDESK_SECRET_KEY) => {
    const [problem = ''] = problems({ NEWSDESK_SECRET_KEY });
    expect(problem).toBe(
      'NEWSDESK_SECRET_KEY: must be 32 random bytes in base64; make one with: openssl rand -base64 32',
    );
  });

  it('and a token of one workspace are two things', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1-2-abc' })).toEqual([
      'SLACK_BOT_TOKEN: is for one workspace, and SLACK_CLIENT_ID for several: leave one of the two out',
    ]);
  });

  it.each(['north', 'C0NORTH', 'T0NORTH; T0SOUTH', ','])('know no workspace %j', (SLACK_WORKSPACES) => {
    expect(problems({ SLACK_WORKSPACES })[0]).toMatch(/^SLACK_WORKSPACES: ".*" is no workspace; write their ids/);
  });
});
