import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Something that lies in a folder, as lstat sees it: a link is a link. */
export interface Entry {
  readonly name: string;
  readonly path: string | Buffer;
  readonly stats: Stats;
}

/** Names that programs give to what they are still writing, and hidden files. */
const PASSED_OVER = /^\.|^~\$|(?:\.tmp|\.temp|\.part|\.partial|\.crdownload|\.download|\.swp|~)$/i;
/** lstat calls at a time. */
const AT_ONCE = 32;

/** Everything in the folder that may be taken, oldest first. What vanishes meanwhile is left out; throws if the folder can't be read. */
export async function entriesOf(folder: string): Promise<Entry[]> {
  const names = (await readdir(folder, { encoding: 'buffer' })).filter((name) => !PASSED_OVER.test(name.toString()));
  const entries: Entry[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const looked = await Promise.all(names.slice(from, from + AT_ONCE).map((name) => look(folder, name)));
    entries.push(...looked.filter((entry) => entry !== null));
  }
  return entries.sort((a, b) => a.stats.mtimeMs - b.stats.mtimeMs || (a.name < b.name ? -1 : 1));
}

/** The entry as it is now; null when it is gone. */
export async function lookAgain(entry: Pick<Entry, 'name' | 'path'>): Promise<Entry | null> {
  try {
    return { name: entry.name, path: entry.path, stats: await lstat(entry.path) };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** The same thing, untouched. */
export function isSame(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** Whether a file-system call failed because there is nothing there (any more). */
export function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** The system's name of an error, e.g. `EACCES`. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A name that is no UTF-8 is shown with replacement characters, and reached by its bytes. */
async function look(folder: string, raw: Buffer): Promise<Entry | null> {
  const name = raw.toString();
  const path = Buffer.from(name).equals(raw) ? join(folder, name) : Buffer.concat([Buffer.from(`${folder}/`), raw]);
  return lookAgain({ name, path });
}
