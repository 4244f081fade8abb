import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explain, isBusy } from './errors.ts';

/** Another process has the folder; its message names which. */
export class FolderInUse extends Error {}

/**
 * Takes a data folder for this process, until `release` or the process's end, however it ends.
 *
 * The lock is SQLite's own, an open exclusive transaction on a small database beside the archive: the operating system
 * drops it with the process, so that no file left behind by a crash and no re-used process id can lie about it. Who holds it
 * is written in a side file for people; only the lock decides.
 * @throws FolderInUse that names the process which holds it
 */
export function lockFolder(folder: string): { release(): void } {
  const lockFile = join(folder, 'newsdesk.lock');
  const ownerFile = join(folder, 'newsdesk.pid');
  const lock = openLock(lockFile, folder);
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw explain(error, lockFile);
    throw new FolderInUse(
      `another newsdesk${ownerNamed(ownerFile)} is using ${folder}; stop it or set NEWSDESK_DATA to another folder`,
    );
  }
  writeOwner(ownerFile);
  return {
    release() {
      rmSync(ownerFile, { force: true });
      lock.close();
    },
  };
}

/**
 * Who uses a data folder now, ` (process 1234, started …)` or nothing where that can't be told; null when nobody does.
 * Reading the lock's database is all it takes: it waits for nobody and keeps nobody waiting.
 */
export function holderOf(folder: string): string | null {
  const lockFile = join(folder, 'newsdesk.lock');
  if (!existsSync(lockFile)) return null;
  const lock = new DatabaseSync(lockFile, { readOnly: true });
  try {
    lock.exec('pragma busy_timeout = 0; select count(*) from sqlite_master');
    return null;
  } catch (error) {
    return isBusy(error) ? ownerNamed(join(folder, 'newsdesk.pid')) : null;
  } finally {
    lock.close();
  }
}

function openLock(file: string, folder: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch (error) {
    throw explain(error, folder);
  }
}

/** Written aside and renamed, so that nobody reads half of it. */
function writeOwner(file: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${process.pid}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** ` (process 1234, started 2026-11-24 08:00 UTC)`, or nothing while the holder has not written it yet. */
function ownerNamed(file: string): string {
  try {
    const pid = readFileSync(file, 'utf8').trim();
    const started = statSync(file).mtime.toISOString().slice(0, 16).replace('T', ' ');
    return ` (process ${pid}, started ${started} UTC)`;
  } catch {
    return '';
  }
}
