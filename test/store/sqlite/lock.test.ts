import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anArrival } from '../../support/articles.ts';
import { folders } from './folders.ts';
import { numbered } from './numbered.ts';
import { startScript } from './processes.ts';

const HOLDER = new URL('./holder.ts', import.meta.url);
const { fresh, open } = folders();

describe('the data folder', () => {
  it('is one process’s: another is told which one', async () => {
    const folder = fresh();
    const holder = startScript(HOLDER, folder);
    await holder.lines(1);
    await expect(open(folder)).rejects.toThrow(
      new RegExp(
        `another newsdesk \\(process ${holder.pid}, started \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\) is using ${folder}; stop it or set NEWSDESK_DATA to another folder`,
      ),
    );
    await holder.kill();
  });

  it('is free again at once after a kill -9, whatever lies about', async () => {
    const folder = fresh();
    const holder = startScript(HOLDER, folder);
    await holder.lines(1);
    await holder.kill();
    // The process id of the dead one may be somebody else's by now: here it is this very process's.
    writeFileSync(join(folder, 'newsdesk.pid'), `${process.pid}\n`);
    const archive = await open(folder);
    expect((await archive.takeIn(anArrival(numbered(0)))).kind).toBe('taken');
  });

  it('is free again after closing, and not before', async () => {
    const folder = fresh();
    const first = await open(folder);
    await expect(open(folder)).rejects.toThrow(`process ${process.pid}`);
    await expect(open(folder)).rejects.toThrow(`process ${process.pid}`);
    await first.takeIn(anArrival(numbered(0)));
    await first.close();
    expect((await (await open(folder)).counts()).articles).toBe(1);
  });

  it('stays this process’s while the same process also reads it', async () => {
    const folder = fresh();
    await open(folder);
    await (await open(folder, 'read')).close();
    const second = startScript(HOLDER, folder);
    await expect(second.lines(1)).rejects.toThrow('another newsdesk');
  });

  it('that cannot be made or used is named in one sentence', async () => {
    const folder = fresh();
    writeFileSync(folder, 'a file stands in the way');
    await expect(open(folder)).rejects.toThrow(`cannot create the data folder ${folder}`);
    const damaged = fresh();
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'newsdesk.db'), 'This is no database. '.repeat(100));
    await expect(open(damaged)).rejects.toThrow('is not a newsdesk database');
    await expect(open(damaged, 'read')).rejects.toThrow('is not a newsdesk database');
    // The failed opening has let go of the folder.
    await expect(open(damaged)).rejects.toThrow('is not a newsdesk database');
  });
});
