import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBench, type Bench, SENTENCE } from './dropped.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await aBench();
});
afterEach(() => bench.remove());

describe('an article in the inbox', () => {
  it('is read whole, known by the hash of its bytes, and moved to done', async () => {
    bench.drop('ferry.txt');
    const [file] = await bench.inbox.sweep();
    const reading = await bench.inbox.read(file ?? { name: '', size: 0 });
    expect(reading?.hash).toBe(createHash('sha256').update(SENTENCE).digest('hex'));
    expect(reading?.parsed).toMatchObject({ ok: true, article: { file: 'ferry.txt', text: SENTENCE } });
    await bench.inbox.settle(file ?? { name: '', size: 0 }, { kind: 'done' });
    expect([bench.list('inbox'), bench.list('done'), bench.text('done', 'ferry.txt')]).toEqual([
      [],
      ['ferry.txt'],
      SENTENCE,
    ]);
  });

  it('has any name a file can have', async () => {
    const names = [
      'Fähre – „Vik“.txt',
      'a\nb\t"c\' $(x) ; *.txt',
      '-rf.txt',
      '船.txt',
      `${'ä'.repeat(125)}.txt`,
      'a.b.c.TXT',
      '\u202etxt.live.txt',
    ];
    for (const name of names) bench.drop(name);
    expect(await bench.takeAll()).toEqual(Object.fromEntries(names.map((name) => [name, 'done'])));
    expect(bench.list('inbox')).toEqual([]);
    expect(bench.list('done')).toHaveLength(names.length);
  });

  it.skipIf(process.platform === 'darwin')('may have a name that is no UTF-8', async () => {
    const path = Buffer.concat([
      Buffer.from(`${bench.path('inbox')}/`),
      Buffer.from([0x61, 0xff, 0x2e, 0x74, 0x78, 0x74]),
    ]);
    writeFileSync(path, SENTENCE);
    utimesSync(path, 0, 0);
    expect(await bench.takeAll()).toEqual({ 'a\ufffd.txt': 'done' });
    expect(bench.list('inbox')).toEqual([]);
  });
});

describe('what else lies in the inbox is refused in words, and the next good file is read', () => {
  afterEach(async () => {
    expect(bench.list('rejected')).toEqual([]);
    bench.drop('zz-good.txt', SENTENCE, 90);
    expect(await bench.takeAll()).toMatchObject({ 'zz-good.txt': 'done' });
    const [refused] = bench.list('rejected');
    expect(bench.list('rejected')).toEqual([refused, `${refused}.reason.txt`]);
    expect(bench.text('rejected', `${refused}.reason.txt`)).toMatch(/^\S.*\.\n$/);
    expect([bench.list('inbox'), bench.list('done')]).toEqual([[], ['zz-good.txt']]);
  });

  const reasonFor = async (name: string) => {
    bench.touch(name, 100);
    return refusalOf(name);
  };
  const refusalOf = async (name: string) => {
    const file = (await bench.inbox.sweep()).find((swept) => swept.name === name);
    const reading = file && (await bench.inbox.read(file));
    return reading && !reading.parsed.ok ? reading.parsed.problem.reason : reading;
  };

  it('a folder', async () => {
    mkdirSync(bench.path('inbox', 'more'));
    writeFileSync(bench.path('inbox', 'more', 'a.txt'), SENTENCE);
    expect(await reasonFor('more')).toBe('more is a folder: drop the files in it, not the folder.');
  });

  it('a symbolic link, which is not followed', async () => {
    symlinkSync('/etc/hostname', bench.path('inbox', 'link.txt'));
    expect(await refusalOf('link.txt')).toMatch(
      /^link\.txt is a symbolic link, and links are not followed: drop the file itself/,
    );
  });

  it('a named pipe, which is never opened', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', bench.path('inbox', 'pipe.txt')]);
    expect(await reasonFor('pipe.txt')).toBe('pipe.txt is a named pipe, not a file: drop a file.');
  });

  it('a socket', async () => {
    const server = createServer().listen(bench.path('inbox', 'socket.txt'));
    await new Promise((resolve) => server.on('listening', resolve));
    expect(await reasonFor('socket.txt')).toBe('socket.txt is a socket, not a file: drop a file.');
    server.close(); // unlinks its path, so another thing that is refused takes its place
    await new Promise((resolve) => server.on('close', resolve));
    bench.drop('socket.txt', '');
  });

  it('a file of 50 MB, which is not read', async () => {
    bench.drop('large.txt');
    truncateSync(bench.path('inbox', 'large.txt'), 50 * 1024 * 1024);
    expect(await reasonFor('large.txt')).toMatch(/^large\.txt is 50 MB large and no more than 10 MB is read: /);
  });

  it('an empty file', async () => {
    bench.drop('empty.txt', '');
    expect(await refusalOf('empty.txt')).toBe('empty.txt is empty: drop it again once it has been written.');
  });

  it('a binary', async () => {
    bench.drop('program.txt', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]));
    expect(await refusalOf('program.txt')).toMatch(/^program\.txt is a program, not text: /);
  });

  it('a file of a format that is not read, with a name as long as names can be', async () => {
    const name = `${'a'.repeat(251)}.exe`;
    bench.drop(name);
    expect(await refusalOf(name)).toMatch(/ends in \.exe, which isn't read: \.txt, \.md, /);
  });

  it('a page that takes for ever', async () => {
    bench.drop('page.html', `${'<div>'.repeat(200_000)}${SENTENCE}`);
    expect(await refusalOf('page.html')).toMatch(/^page\.html holds more than 50,000 elements/);
  });

  it('a file without permission to read it', async () => {
    bench.drop('secret.txt');
    chmodSync(bench.path('inbox', 'secret.txt'), 0o000);
    chmodSync(bench.folder, 0o755);
    // Root may read everything: then the test reads as nobody.
    const isRoot = process.geteuid?.() === 0;
    const files = await bench.inbox.sweep();
    if (isRoot) process.seteuid?.(65_534);
    const reading = await bench.inbox
      .read(files[0] ?? { name: '', size: 0 })
      .finally(() => isRoot && process.seteuid?.(0));
    expect(reading?.parsed).toEqual({
      ok: false,
      problem: {
        reason: 'secret.txt may not be read by this program: give it read permission (chmod a+r) and drop it again.',
      },
    });
    rmSync(bench.path('inbox', 'secret.txt'));
    bench.drop('secret.txt', '');
  });
});

describe('what can’t be read is known', () => {
  it('by its name, size and time: the same until it is touched', async () => {
    mkdirSync(bench.path('inbox', 'more'));
    const hash = async (secondsAgo: number) => {
      bench.touch('more', secondsAgo);
      const [file] = await bench.inbox.sweep();
      return (await bench.inbox.read(file ?? { name: '', size: 0 }))?.hash;
    };
    const first = await hash(100);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash(100)).toBe(first);
    expect(await hash(90)).not.toBe(first);
  });
});

describe('a file that is not what was swept', () => {
  const sweepOne = async () => (await bench.inbox.sweep())[0] ?? { name: '', size: 0 };

  it('is left for later when it vanished, grew or became a link', async () => {
    bench.drop('a.txt');
    const file = await sweepOne();
    writeFileSync(bench.path('inbox', 'a.txt'), `${SENTENCE} And more.`);
    expect(await bench.inbox.read(file)).toBeNull();
    rmSync(bench.path('inbox', 'a.txt'));
    expect(await bench.inbox.read(file)).toBeNull();
    expect(await bench.inbox.read({ name: '../../etc/passwd', size: 1 })).toBeNull();
  });

  it('stays in the inbox when another took its place after it was read', async () => {
    bench.drop('a.txt');
    const file = await sweepOne();
    await bench.inbox.read(file);
    writeFileSync(bench.path('inbox', 'b.tmp'), 'Another article altogether was dropped.');
    renameSync(bench.path('inbox', 'b.tmp'), bench.path('inbox', 'a.txt'));
    await bench.inbox.sweep(); // a sweep in between must not make it pass for the one that was read
    await bench.inbox.settle(file, { kind: 'done' });
    expect([bench.list('inbox'), bench.list('done')]).toEqual([['a.txt'], []]);
  });

  it('is not settled before it was read', async () => {
    bench.drop('a.txt');
    await expect(bench.inbox.settle(await sweepOne(), { kind: 'done' })).rejects.toThrow('a.txt has not been read');
    expect(bench.list('inbox')).toEqual(['a.txt']);
  });
});

describe('a settled file', () => {
  const dropAndTake = async (name: string, content: string) => {
    bench.drop(name, content);
    await bench.takeAll();
  };

  it('never takes the place of another', async () => {
    for (const content of ['One came.', 'Two came.', 'Three came.']) await dropAndTake('a.txt', content);
    for (const content of ['', ' ', '\n']) await dropAndTake('b.txt', content);
    expect(bench.list('done')).toEqual(['a-2.txt', 'a-3.txt', 'a.txt']);
    expect(bench.text('done', 'a-3.txt')).toBe('Three came.');
    expect(bench.list('rejected')).toEqual([
      ...['b-2.txt', 'b-2.txt.reason.txt', 'b-3.txt', 'b-3.txt.reason.txt', 'b.txt', 'b.txt.reason.txt'],
    ]);
  });

  it('does so too when several are settled at once', async () => {
    const names = ['x'.repeat(240), 'x'.repeat(241), 'x'.repeat(242)].map((stem) => `${stem}.txt`); // cut to one name
    for (const name of names) bench.drop(name);
    const files = await bench.inbox.sweep();
    for (const file of files) await bench.inbox.read(file);
    await Promise.all(files.map((file) => bench.inbox.settle(file, { kind: 'done' })));
    expect(bench.list('done')).toHaveLength(3);
  });

  it('takes over the reason that a run wrote before it was killed', async () => {
    writeFileSync(
      bench.path('rejected', 'a.txt.reason.txt'),
      'a.txt is empty: drop it again once it has been written.\n',
    );
    await dropAndTake('a.txt', '');
    expect(bench.list('rejected')).toEqual(['a.txt', 'a.txt.reason.txt']);
  });

  it('stays where it was when it can’t be moved, and no reason is left behind', async () => {
    bench.drop('a.txt', '');
    bench.drop('b.txt');
    const files = await bench.inbox.sweep();
    for (const file of files) await bench.inbox.read(file);
    const [a, b] = files;
    rmSync(bench.path('done'), { recursive: true });
    await expect(bench.inbox.settle(b ?? { name: '', size: 0 }, { kind: 'done' })).rejects.toThrow(/ENOENT/);
    rmSync(bench.path('rejected'), { recursive: true });
    writeFileSync(bench.path('rejected'), 'a file where the folder should be');
    await expect(bench.inbox.settle(a ?? { name: '', size: 0 }, { kind: 'rejected', reason: 'x' })).rejects.toThrow(
      /ENOTDIR/,
    );
    expect(bench.list('inbox')).toEqual(['a.txt', 'b.txt']);
  });

  it('is moved as it is: a link stays a link, a folder keeps what is in it', async () => {
    mkdirSync(bench.path('inbox', 'more'));
    writeFileSync(bench.path('inbox', 'more', 'a.txt'), SENTENCE);
    symlinkSync('nowhere', bench.path('inbox', 'link'));
    await bench.takeAll();
    expect(bench.text('rejected', 'more', 'a.txt')).toBe(SENTENCE);
    expect(lstatSync(bench.path('rejected', 'link')).isSymbolicLink()).toBe(true);
  });
});

const otherDisk = '/dev/shm';
const hasOtherDisk = existsSync(otherDisk) && statSync(otherDisk).dev !== statSync(tmpdir()).dev;

describe.skipIf(!hasOtherDisk)('an inbox on another disk than done', () => {
  it('is emptied by copying, whole files only', async () => {
    const done = join(otherDisk, `done-${process.pid}`);
    const across = await aBench({ done });
    try {
      across.drop('a.txt');
      expect(await across.takeAll()).toEqual({ 'a.txt': 'done' });
      expect(across.list('inbox')).toEqual([]);
      expect(lstatSync(join(done, 'a.txt')).size).toBe(SENTENCE.length);
    } finally {
      rmSync(done, { recursive: true, force: true });
      across.remove();
    }
  });
});
