import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, PRIVATE } from '../../src/main/folders.ts';

describe('creating a folder', () => {
  let within: string;
  beforeEach(() => {
    within = mkdtempSync(join(tmpdir(), 'newsdesk-folders-'));
  });
  afterEach(() => rmSync(within, { recursive: true }));

  it('creates all above it, and leaves what is there', async () => {
    const folder = join(within, 'a', 'b');
    await createFolder(folder, PRIVATE);
    await createFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(PRIVATE);
  });

  it.each(['volume', 'volume/data', 'volume/data/deep'])(
    'says so behind a link that leads nowhere: %s',
    async (name) => {
      symlinkSync(join(within, 'not-mounted'), join(within, 'volume'));
      const folder = join(within, name);
      await expect(createFolder(folder)).rejects.toThrow(`cannot create the folder ${folder}`);
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('says so where a file is in the way', async () => {
    writeFileSync(join(within, 'file'), '');
    await expect(createFolder(join(within, 'file', 'data'))).rejects.toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')('says so where nothing can be created', async () => {
    await expect(createFolder('/proc/newsdesk/data')).rejects.toThrow('cannot create the folder /proc/newsdesk/data');
  });
});
