import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MAX_BYTES, tooLarge } from '../article/limits.ts';
import { cleanLabel } from '../article/title.ts';
import type { Reading } from '../ports.ts';
import { codeOf, type Entry, isGone, isSame } from './entry.ts';
import type { Parser } from './parser.ts';

/** Not followed if it has become a link, and not waited for if it has become a pipe. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** The machine's troubles, not the file's: it stays and is tried again. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EBUSY', 'EINTR']);

/**
 * Reads and parses one thing that lies in a folder. What is no readable file is a ParseProblem in words; null when it
 * vanished or changed while it was read. Throws only for passing troubles of the machine.
 */
export async function readEntry(entry: Entry, parser: Parser): Promise<Reading | null> {
  const unreadable = whatItIs(entry.stats);
  if (unreadable) return refuse(entry, unreadable);
  const read = await readWhole(entry);
  if (read.kind === 'changed') return null;
  if (read.kind === 'refused') return refuse(entry, read.reason);
  const hash = createHash('sha256').update(read.bytes).digest('hex');
  return { hash, parsed: await parser.parse({ name: entry.name, bytes: read.bytes }) };
}

function whatItIs(stats: Stats): string | null {
  if (stats.isDirectory()) return 'is a folder: drop the files in it, not the folder';
  if (stats.isSymbolicLink()) return 'is a symbolic link, and links are not followed: drop the file itself';
  if (stats.isFIFO()) return 'is a named pipe, not a file: drop a file';
  if (stats.isSocket()) return 'is a socket, not a file: drop a file';
  if (!stats.isFile()) return 'is a device, not a file: drop a file';
  return stats.size > MAX_BYTES ? tooLarge(stats.size) : null;
}

type Bytes = { kind: 'read'; bytes: Uint8Array } | { kind: 'changed' } | { kind: 'refused'; reason: string };

async function readWhole(entry: Entry): Promise<Bytes> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(entry.path, FLAGS);
    if (!isSame(await handle.stat(), entry.stats)) return { kind: 'changed' };
    const bytes = await handle.readFile();
    return isSame(await handle.stat(), entry.stats) && bytes.length === entry.stats.size
      ? { kind: 'read', bytes }
      : { kind: 'changed' };
  } catch (error) {
    return troubleWith(error);
  } finally {
    await handle?.close();
  }
}

function troubleWith(error: unknown): Bytes {
  const code = codeOf(error);
  if (isGone(error) || code === 'ELOOP' || code === 'ENXIO') return { kind: 'changed' };
  if (code === null || PASSING.has(code)) throw error;
  if (code !== 'EACCES' && code !== 'EPERM')
    return { kind: 'refused', reason: `could not be read (${code}): copy it anew` };
  return {
    kind: 'refused',
    reason: 'may not be read by this program: give it read permission (chmod a+r) and drop it again',
  };
}

/** What can't be read is known by name, size and time. */
function refuse({ name, stats }: Entry, reason: string): Reading {
  const hash = createHash('sha256').update(`${name}\0${stats.size}\0${stats.mtimeMs}`).digest('hex');
  return { hash, parsed: { ok: false, problem: { reason: `${cleanLabel(name) ?? 'The file'} ${reason}.` } } };
}
