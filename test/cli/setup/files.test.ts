import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedEnv, changeEnvFile } from '../../../src/cli/setup/env-file.ts';
import { withSubscriptions } from '../../../src/cli/setup/subscriptions-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-env-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('.env', () => {
  it('is for its owner only, whatever it was before, and nothing lies beside it', async () => {
    const path = join(folder, '.env');
    writeFileSync(path, 'A=1\n');
    chmodSync(path, 0o644);
    await changeEnvFile(path, new Map([['DISCORD_TOKEN', 'x']]));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it('stays where a link says that it is', async () => {
    writeFileSync(join(folder, 'real'), 'A=1\n');
    symlinkSync('real', join(folder, '.env'));
    await changeEnvFile(join(folder, '.env'), new Map([['A', '2']]));
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('A=2\n');
  });

  it('that cannot be written is told in words', async () => {
    await expect(changeEnvFile(join(folder, 'nowhere', '.env'), new Map([['A', '2']]))).rejects.toThrow(
      /can't be written .*let this user write there/,
    );
  });

  it('has each setting where it stood, and every other line as it was', () => {
    const text = '# first\nA=1\n\n  A = "2" # twice\nB=\'b\'\n#C=3\n';
    const changes = new Map([
      ['A', null],
      ['C', 'with space'],
    ]);
    expect(changedEnv(text, changes)).toBe('# first\nA=\n\nA=\nB=\'b\'\n#C=3\nC="with space"\n');
  });

  it('keeps how its lines end, and what a shell is to export', () => {
    const text = '# mine\r\nexport A=1\r\nB=2\r\n';
    const changes = new Map([
      ['A', 'x'],
      ['C', 'y'],
    ]);
    expect(changedEnv(text, changes)).toBe('# mine\r\nexport A=x\r\nB=2\r\nC=y\r\n');
  });

  it('whose lines cannot be told apart is not touched', () => {
    expect(() => changedEnv('A="one\nB=two"\n', new Map([['B', 'x']]))).toThrow(/set B in it by hand/);
  });

  it('reads back as meant, whatever is put in', () => {
    const value = fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => text.trim());
    const name = fc.constantFrom('SLACK_BOT_TOKEN', 'DISCORD_TOKEN', 'OPENAI_API_KEY');
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.dictionary(name, value), (before, changes) => {
        fc.pre(![...Object.values(before), ...Object.values(changes)].some((text) => /["'`\\]/.test(text)));
        const text = Object.entries(before)
          .map(([key, value]) => `${key}="${value}"\n`)
          .join('');
        expect({ ...parseEnv(changedEnv(text, new Map(Object.entries(changes)))) }).toEqual({ ...before, ...changes });
      }),
    );
  });
});

describe('subscriptions.yaml', () => {
  const added = { channel: 'slack:C2', topics: ['trade'], at: '08:00', zone: 'Europe/Berlin' };
  const entry = '- channel: slack:C2\n  topics: [trade]\n  at: "08:00"\n  zone: Europe/Berlin\n';

  it.each([
    ['an empty file', '', entry],
    ['an empty list', '[]\n', entry],
    ['comments only', '# nothing yet\n', `# nothing yet\n\n${entry}`],
    ['a list in brackets', '[{ channel: console:terminal }]\n', `- {channel: console:terminal}\n${entry}`],
    [
      'a list',
      '- channel: slack:C1 # ours\n  at: 08:00\n\n# last\n',
      `- channel: slack:C1 # ours\n  at: 08:00\n${entry}`,
    ],
  ])('takes one more into %s', (_, before, after) => {
    expect(withSubscriptions(before, [added])).toContain(after);
  });
});
