import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Clock, Inbox, InboxFile, Log } from '../ports.ts';
import { type Entry, lookAgain } from './entry.ts';
import { moveInto } from './move.ts';
import { openParser, type Parser } from './parser.ts';
import { readEntry } from './read-file.ts';
import { atRest } from './rest.ts';

/** How long a file must lie untouched before it is taken. */
const REST_MS = 300;

/**
 * Opens the folder that articles are dropped into, creating it and the two others where they are missing. `restMs` and the
 * parser are for tests. Throws when a folder can't be created.
 */
export async function openInbox(options: {
  inbox: string;
  done: string;
  rejected: string;
  clock: Clock;
  log: Log;
  restMs?: number;
  parser?: Parser;
}): Promise<Inbox> {
  const { inbox, clock, log, restMs = REST_MS, parser = openParser() } = options;
  for (const folder of [inbox, options.done, options.rejected]) await mkdir(folder, { recursive: true });
  let seen = new Map<string, Entry>();
  /** What was read and not yet moved, by name: what is moved must be what was read, whatever lies there now. */
  const asRead = new Map<string, Entry>();
  let lastMove: Promise<unknown> = Promise.resolve();

  async function sweep(): Promise<readonly InboxFile[]> {
    const rested = await atRest(inbox, restMs, clock);
    seen = new Map(rested.map((entry) => [entry.name, entry]));
    return [...seen.values()].map(({ name, stats }) => ({ name, size: stats.size }));
  }

  async function read(file: InboxFile) {
    const entry = seen.get(file.name);
    const now = entry ? await lookAgain(entry) : null;
    if (!now || now.stats.size !== file.size) return null;
    asRead.set(file.name, now);
    return readEntry(now, parser);
  }

  async function move(file: InboxFile, folder: string, reason: string | null): Promise<void> {
    const entry = asRead.get(file.name);
    if (!entry) throw new Error(`${file.name} has not been read: read it before settling it`);
    const moved = await moveInto(folder, entry, reason);
    asRead.delete(file.name);
    if (!moved) log.info('a file changed after it was read, and is left for the next sweep', { file: file.name });
  }

  return {
    sweep,
    read,
    settle(file, fate) {
      const [folder, reason] = fate.kind === 'done' ? [options.done, null] : [options.rejected, fate.reason];
      // One after the other, so that two files don't find the same name free.
      const settled = lastMove.then(() => move(file, folder, reason));
      lastMove = settled.catch(() => {});
      return settled;
    },
    watch: (hint, signal) => watchFolder(inbox, hint, signal, log),
    close: () => parser.close(),
  };
}

function watchFolder(folder: string, hint: () => void, signal: AbortSignal, log: Log): void {
  const trouble = (error: unknown) =>
    log.warn('the inbox is not being watched; new files are found at the next sweep', { error: String(error) });
  try {
    watch(folder, { signal, persistent: false }, hint).on('error', trouble);
  } catch (error) {
    trouble(error);
  }
}
