import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-placement-'));
  mkdirSync(join(folder, 'feeds'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const CONNECTED = { SLACK_BOT_TOKEN: 'xoxb-1', DISCORD_TOKEN: 'token' };
const read = (settings: Record<string, string>) => loadConfig({ ...CONNECTED, ...settings }, folder);

describe('NEWSDESK_DISCORD_SHARDS', () => {
  it.each([
    ['0,1/4', [0, 1], 4],
    ['3 / 4', [3], 4],
    ['0-2, 7/16', [0, 1, 2, 7], 16],
    ['2,0,2/3', [0, 2], 3],
  ])('"%s" names shards', (written, ids, count) => {
    const loaded = read({ NEWSDESK_DISCORD_SHARDS: written });
    expect(loaded.ok && loaded.config.discord?.shards).toEqual({ ids, count });
  });

  it('is left to Discord when it is not set', () => {
    const loaded = read({});
    expect(loaded.ok && loaded.config.discord?.shards).toBeNull();
  });

  it.each([
    ['4', '"4" names no shards'],
    ['0,1', '"0,1" names no shards'],
    ['1/0', 'there can be 1 to 10000 shards, not 0'],
    ['4/4', 'of 4 shards the last is 3, so there is no 4'],
    ['2-1/4', '"2-1" is no shard'],
    ['0,,1/4', '"" is no shard'],
    ['/4', '"/4" names no shards'],
  ])('"%s" is refused', (written, why) => {
    const what = `${why}; write the shards of this process and how many there are in all, e.g. 0,1/4 or 0-7/16`;
    expect(read({ NEWSDESK_DISCORD_SHARDS: written })).toEqual({
      ok: false,
      problems: [{ place: 'NEWSDESK_DISCORD_SHARDS', what }],
    });
  });
});

describe('NEWSDESK_SLACK_CONNECTIONS', () => {
  it('is one unless it is set', () => {
    const [unset, set] = [read({}), read({ NEWSDESK_SLACK_CONNECTIONS: '3' })];
    expect([unset.ok && unset.config.slack?.connections, set.ok && set.config.slack?.connections]).toEqual([1, 3]);
  });

  it.each(['0', '11', '1.5', 'many'])('"%s" is refused', (written) => {
    const what = 'must be a whole number from 1 to 10: Slack allows an app no more connections';
    expect(read({ NEWSDESK_SLACK_CONNECTIONS: written })).toEqual({
      ok: false,
      problems: [{ place: 'NEWSDESK_SLACK_CONNECTIONS', what }],
    });
  });
});
