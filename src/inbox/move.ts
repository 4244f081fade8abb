import { constants } from 'node:fs';
import { copyFile, lstat, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { codeOf, type Entry, isGone, isSame, lookAgain } from './entry.ts';

/** Bytes in a file name, on every file system in use: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const LONGEST_NAME = 255;
const REASON_ENDING = '.reason.txt';
/** Room for `-1234` and the ending of the reason. */
const ROOM = 5 + REASON_ENDING.length;

/**
 * Moves an entry into the folder under a name that is free there, and with a reason writes `<name>.reason.txt` first.
 * Nothing is overwritten or deleted. Throws when it can't; the entry is then where it was. False when it is no longer the
 * same thing that was read: then a new one lies there, and stays.
 */
export async function moveInto(folder: string, entry: Entry, reason: string | null): Promise<boolean> {
  const now = await lookAgain(entry);
  if (now === null || !isSame(now.stats, entry.stats)) return false;
  const target = await claimName(folder, entry.name, reason);
  try {
    await move(entry, target.path);
  } catch (error) {
    // Another process may have moved it there, with this very reason.
    if (target.reasonPath && !(await exists(target.path))) await unlink(target.reasonPath);
    if ((await lookAgain(entry)) === null) return false;
    throw error;
  }
  return true;
}

/** The first of `a.txt`, `a-2.txt`, ... that is free, with its reason already written. */
async function claimName(
  folder: string,
  name: string,
  reason: string | null,
): Promise<{ path: string; reasonPath: string | null }> {
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, numbered(name, attempt));
    if (await exists(path)) continue;
    if (reason === null) return { path, reasonPath: null };
    const reasonPath = path + REASON_ENDING;
    if (await writeReason(reasonPath, `${reason}\n`)) return { path, reasonPath };
  }
}

/** False when another file has the name. One that says the same was left by a run that ended before the move. */
async function writeReason(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (await readFile(path, 'utf8').catch(() => null)) === text;
  }
}

function numbered(written: string, attempt: number): string {
  const { name, ext } = parse(written);
  const ending = Buffer.byteLength(ext) > 20 ? '' : ext;
  const stem = ending === ext ? name : written;
  const most = LONGEST_NAME - ROOM - Buffer.byteLength(ending);
  return `${shortened(stem, most)}${attempt === 1 ? '' : `-${attempt}`}${ending}`;
}

/** At most so many bytes of UTF-8, without half a character at the end. */
function shortened(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes)).replace(/\uFFFD+$/, '');
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

async function move(entry: Entry, target: string): Promise<void> {
  try {
    await rename(entry.path, target);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    if (!entry.stats.isFile())
      throw new Error(`${entry.name} can't be moved to another disk: move it by hand`, { cause: error });
    await moveAcrossDisks(entry.path, target);
  }
}

/** The copy is on the disk, whole and under its final name, before the original goes. */
async function moveAcrossDisks(path: string | Buffer, target: string): Promise<void> {
  const unfinished = `${target}.part`;
  await copyFile(path, unfinished, constants.COPYFILE_EXCL);
  const handle = await open(unfinished, 'r+');
  await handle.sync();
  await handle.close();
  await rename(unfinished, target);
  await unlink(path);
}
