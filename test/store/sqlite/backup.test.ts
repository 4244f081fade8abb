import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { backUpFolder, checkArchive, restoreFolder, writeWhole } from '../../../src/store/sqlite/backup.ts';
import { tell } from '../contract/news.ts';
import { aPublication } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { folders } from './folders.ts';
import { numbered } from './numbered.ts';
import { startScript } from './processes.ts';

const WRITER = new URL('./writer.ts', import.meta.url);
const { fresh, open } = folders();
const silent = () => {};

async function filled(articles: number): Promise<{ folder: string; archive: Archive }> {
  const folder = fresh();
  const archive = await open(folder);
  for (let n = 0; n < articles; n++) await tell(archive, numbered(n), n);
  return { folder, archive };
}

const restored = (folder: string, file: string, minute = 100) =>
  restoreFolder({ folder, file, at: at(minute) }, silent);

describe('a backup', () => {
  it('is one file that holds all there was at its instant, made beside the process that writes', async () => {
    const { folder, archive } = await filled(5);
    const file = join(folder, 'kept.db');
    const backup = await backUpFolder(folder, file, silent);
    expect(backup).toMatchObject({ articles: 5, digests: 0, newest: at(4), bytes: statSync(file).size });
    await tell(archive, numbered(9), 9);
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.db']);
    expect(statSync(file).mode & 0o077).toBe(0);

    const elsewhere = fresh();
    await restored(elsewhere, file);
    const again = await open(elsewhere);
    expect((await again.counts()).articles).toBe(5);
    expect((await again.search('ferry', 9)).length).toBe(5);
    expect(await again.article(numbered(3).id)).toEqual(await archive.article(numbered(3).id));
  });

  it('is whole while another process writes without rest, and tells how far it is', async () => {
    const folder = fresh();
    const writer = startScript(WRITER, folder);
    await writer.lines(200);
    const file = `${folder}.db`;
    const seen: number[] = [];
    const backup = await backUpFolder(folder, file, (done) => seen.push(done));
    expect(backup.articles).toBeGreaterThan(40);
    expect(seen.length).toBeGreaterThan(0);
    const lines = (await writer.kill()).length;
    const database = new DatabaseSync(file);
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
    // It wrote on meanwhile.
    expect(lines).toBeGreaterThan(200);
  });

  it('leaves what was there under its name as it was when it can not be written', async () => {
    const { folder } = await filled(1);
    const file = join(folder, 'kept.db');
    writeFileSync(file, 'an older backup');
    const cutOff = async (draft: string) => {
      writeFileSync(draft, 'half of a');
      throw new Error('the disk is gone');
    };
    await expect(writeWhole(file, cutOff)).rejects.toThrow('the disk is gone');
    await expect(writeWhole(file, async (draft) => writeFileSync(draft, ''))).rejects.toThrow('no backup of newsdesk');
    expect(readFileSync(file, 'utf8')).toBe('an older backup');
    expect(existsSync(`${file}.part`)).toBe(false);
    const nothing = fresh();
    await expect(backUpFolder(nothing, file, silent)).rejects.toThrow(
      `there is no archive in ${nothing} yet: it has no newsdesk.db`,
    );
  });
});

describe('restoring', () => {
  it('keeps what it replaces beside it, each time', async () => {
    const { folder, archive } = await filled(2);
    const file = join(folder, 'kept.db');
    await backUpFolder(folder, file, silent);
    await tell(archive, numbered(7), 7);
    await archive.close();
    const { before } = await restored(folder, file);
    expect(before).toBe(join(folder, 'newsdesk.db.before-restore'));
    expect(checkArchive(before ?? '').articles).toBe(3);
    expect(checkArchive(join(folder, 'newsdesk.db')).articles).toBe(2);
    expect((await restored(folder, file)).before).toBe(join(folder, 'newsdesk.db.before-restore-2'));
    expect(existsSync(join(folder, 'newsdesk.db-wal'))).toBe(false);
  });

  it('is refused while a process holds the folder, and changes nothing', async () => {
    const { folder, archive } = await filled(2);
    const file = join(folder, 'kept.db');
    await backUpFolder(folder, file, silent);
    await tell(archive, numbered(7), 7);
    await expect(restored(folder, file)).rejects.toThrow(`is using ${folder}; stop it`);
    expect((await archive.counts()).articles).toBe(3);
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it('is refused for what is no backup, damaged, newer or missing, in one line', async () => {
    const { folder, archive } = await filled(40);
    await archive.close();
    const file = join(folder, 'kept.db');
    await backUpFolder(folder, file, silent);
    const spoilt = (name: string, spoil: (path: string) => void) => {
      const path = join(folder, name);
      writeFileSync(path, readFileSync(file));
      spoil(path);
      return restored(folder, path);
    };
    await expect(spoilt('text', (path) => writeFileSync(path, 'A list of birthdays, '.repeat(100)))).rejects.toThrow(
      /^[^\n]*text is no backup of newsdesk$/,
    );
    await expect(spoilt('cut', (path) => writeFileSync(path, readFileSync(file).subarray(0, 90_000)))).rejects.toThrow(
      /^[^\n]*cut is damaged[^\n]*$/,
    );
    const sql = (statement: string) => (path: string) => {
      const database = new DatabaseSync(path);
      database.exec(statement);
      database.close();
    };
    await expect(spoilt('newer', sql(`insert into schema_version values (999, 'x')`))).rejects.toThrow(
      /newer was made by a newer newsdesk \(schema 999/,
    );
    await expect(spoilt('other', sql('drop table schema_version'))).rejects.toThrow('other is no backup of newsdesk');
    await expect(restored(folder, join(folder, 'none'))).rejects.toThrow(`there is no file ${join(folder, 'none')}`);
    expect(checkArchive(join(folder, 'newsdesk.db')).articles).toBe(40);
  });

  it('has the platforms asked for what may have been posted since the backup was made', async () => {
    const { folder, archive } = await filled(1);
    const file = join(folder, 'kept.db');
    await archive.publish(aPublication('waiting', { from: at(0), to: at(10) }));
    await backUpFolder(folder, file, silent);
    await archive.close();
    await restored(folder, file, 60);

    const again = await open(folder);
    const [waiting] = await again.claimDeliveries(at(61), MINUTE, 9, ['slack']);
    expect(waiting).toMatchObject({ lookUpFirst: true, delivery: { digestId: 'waiting', firstTriedAt: at(10) } });
    if (waiting) await again.settleDelivery(waiting, { kind: 'sent', ref: '1', at: at(61) });
    // It was due before the archive came back: its lost half may have posted it. The next one is surely new.
    await again.publish(aPublication('since', { from: at(10), to: at(50) }));
    await again.publish(aPublication('new', { from: at(50), to: at(70) }));
    const claims = [];
    for (let turn = 0; turn < 2; turn++) {
      const [claim] = await again.claimDeliveries(at(71), MINUTE, 9, ['slack']);
      if (claim) await again.settleDelivery(claim, { kind: 'sent', ref: '2', at: at(71) });
      claims.push(claim);
    }
    expect(claims).toMatchObject([
      { lookUpFirst: true, delivery: { digestId: 'since', firstTriedAt: at(50) } },
      { lookUpFirst: false, delivery: { digestId: 'new' } },
    ]);
  });

  it('puts aside an archive that is damaged', async () => {
    const { folder, archive } = await filled(2);
    const file = join(folder, 'kept.db');
    await backUpFolder(folder, file, silent);
    await archive.close();
    writeFileSync(join(folder, 'newsdesk.db'), 'nothing that SQLite could read');
    const { before } = await restored(folder, file);
    expect(readFileSync(before ?? '', 'utf8')).toBe('nothing that SQLite could read');
    expect((await (await open(folder)).counts()).articles).toBe(2);
  });
});
