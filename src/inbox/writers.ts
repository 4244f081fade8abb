import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';

/** Open files looked at before giving up: this is a courtesy to slow writers, not worth more. */
const MOST_LOOKED_AT = 20_000;
/** An access mode other than reading, in the octal `flags:` of https://man7.org/linux/man-pages/man5/proc_pid_fdinfo.5.html */
const WRITABLE = /^flags:\s*[0-7]*[1-35-7]$/m;

/**
 * Which names in the folder some program of this user holds open for writing: a writer that pauses for longer than the
 * rest would otherwise be cut off. Linux only; elsewhere, and of other users' programs, none is known.
 */
export async function heldOpen(folder: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  if (platform !== 'linux' || names.length === 0) return open;
  const real = await realpath(folder);
  const sought = new Map(names.map((name) => [join(real, name), name]));
  let looked = 0;
  for (const pid of (await list('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    for (const fd of await list(`/proc/${pid}/fd`)) {
      if (++looked > MOST_LOOKED_AT) return open;
      const name = sought.get(await attempt(() => readlink(`/proc/${pid}/fd/${fd}`)));
      if (name && WRITABLE.test(await attempt(() => readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8')))) open.add(name);
    }
  }
  return open;
}

/** Empty for another user's process, and for one that has ended. */
async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function attempt(read: () => Promise<string>): Promise<string> {
  return read().catch(() => '');
}
