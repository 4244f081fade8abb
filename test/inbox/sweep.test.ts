import { appendFileSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { aBench, type Bench, SENTENCE } from './dropped.ts';

let bench: Bench;
afterEach(() => bench.remove());

const swept = async () => (await bench.inbox.sweep()).map(({ name }) => name);

describe('the sweep', () => {
  it('finds what lies still, oldest first, without waiting for it', async () => {
    bench = await aBench();
    bench.drop('newer.txt', SENTENCE, 50);
    bench.drop('older.txt', SENTENCE, 70);
    expect(await bench.inbox.sweep()).toEqual([
      { name: 'older.txt', size: SENTENCE.length },
      { name: 'newer.txt', size: SENTENCE.length },
    ]);
    expect(bench.clock.slept).toEqual([]);
  });

  it('finds a file that was just dropped, after one short wait', async () => {
    bench = await aBench();
    bench.drop('fresh.txt', SENTENCE, 0);
    expect(await swept()).toEqual(['fresh.txt']);
    expect(bench.clock.slept).toEqual([300]);
  });

  it('finds a file whose time lies in the future', async () => {
    bench = await aBench();
    bench.drop('tomorrow.txt', SENTENCE, -86_400);
    expect(await swept()).toEqual(['tomorrow.txt']);
  });

  it('leaves a file alone that grows while it looks, and takes it once it is whole', async () => {
    let growing = true;
    bench = await aBench({
      clock: {
        async sleep() {
          if (growing) appendFileSync(bench.path('inbox', 'slow.txt'), SENTENCE);
        },
      },
    });
    bench.drop('slow.txt', SENTENCE, 0);
    bench.drop('still.txt');
    expect(await swept()).toEqual(['still.txt']);
    growing = false;
    expect(await swept()).toContain('slow.txt');
  });

  it('leaves a file out that vanishes while it looks', async () => {
    bench = await aBench({ clock: { sleep: async () => rmSync(bench.path('inbox', 'gone.txt')) } });
    bench.drop('gone.txt', SENTENCE, 0);
    expect(await swept()).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('leaves a file alone that a paused writer still holds open', async () => {
    bench = await aBench();
    bench.drop('paused.txt', '', 10);
    const writer = openSync(bench.path('inbox', 'paused.txt'), 'a');
    writeSync(writer, SENTENCE);
    bench.touch('paused.txt', 10);
    expect(await swept()).toEqual([]);
    closeSync(writer);
    expect(await swept()).toEqual(['paused.txt']);
  });

  it('takes a file that somebody only reads, and one that was held open and untouched for long', async () => {
    bench = await aBench();
    bench.drop('read.txt', SENTENCE, 10);
    bench.drop('held.txt', SENTENCE, 100);
    const reader = openSync(bench.path('inbox', 'read.txt'), 'r');
    const holder = openSync(bench.path('inbox', 'held.txt'), 'a');
    expect(await swept()).toEqual(['held.txt', 'read.txt']);
    closeSync(reader);
    closeSync(holder);
  });

  it.each(['.hidden.txt', '.DS_Store', 'a.tmp', 'a.txt.part', 'a.txt.crdownload', 'a.txt~', '~$a.txt', '.a.txt.swp'])(
    'passes over %s',
    async (name) => {
      bench = await aBench();
      bench.drop(name);
      expect(await swept()).toEqual([]);
    },
  );

  it('says so when the folder can’t be read', async () => {
    bench = await aBench();
    rmSync(bench.path('inbox'), { recursive: true });
    await expect(bench.inbox.sweep()).rejects.toThrow(/ENOENT/);
  });
});

describe('the watcher', () => {
  it('hints that something was dropped, until it is told to stop', async () => {
    bench = await aBench();
    const stop = new AbortController();
    const hinted = new Promise<void>((resolve) => bench.inbox.watch(resolve, stop.signal));
    bench.drop('a.txt');
    await hinted;
    stop.abort();
    expect(bench.warnings).toEqual([]);
  });

  it('is not missed where a folder can’t be watched: the operator is told', async () => {
    bench = await aBench();
    rmSync(bench.path('inbox'), { recursive: true });
    bench.inbox.watch(() => {}, new AbortController().signal);
    expect(bench.warnings).toEqual(['the inbox is not being watched; new files are found at the next sweep']);
  });
});
