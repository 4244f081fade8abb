/** Opens the archive: on a server where one is named, else in the data folder. */
import type { Config } from '../config.ts';
import { channelName } from '../digest/subscription.ts';
import { memoryLedger } from '../llm/memory-ledger.ts';
import type { Announce, Archive } from '../ports/archive.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { Log } from '../ports.ts';
import { openPostgresArchive } from '../store/postgres/open.ts';
import { FolderInUse } from '../store/sqlite/lock.ts';
import { openSqliteArchive } from '../store/sqlite/open.ts';
import { createFolder, PRIVATE } from './folders.ts';

/** On the server where one is named, or else in the data folder, which is then held by this process alone. */
export async function openArchive({ database, dataDir }: Config, announce?: Announce): Promise<Archive> {
  if (!database) {
    await createFolder(dataDir, PRIVATE);
    return openSqliteArchive({ folder: dataDir });
  }
  return openPostgresArchive({ ...database, ...(announce && { announce }) });
}

/** The archive for looking only: works beside a running `start`, and is empty where there is none yet. */
export function openArchiveForReading({ database, dataDir }: Config): Promise<Archive> {
  if (database) return openPostgresArchive({ ...database, mode: 'read' });
  return openSqliteArchive({ folder: dataDir, mode: 'read' });
}

/** To write to it, or, where a running `start` holds the folder, only to look: then `heldBy` says who holds it. */
export async function openArchiveForCommands(
  config: Config,
  announce: Announce,
): Promise<{ archive: Archive; heldBy: string | null }> {
  try {
    return { archive: await openArchive(config, announce), heldBy: null };
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return { archive: forgetful(await openArchiveForReading(config)), heldBy: error.message };
  }
}

/** What a command writes by the way is left out: whoever sits at the machine needs no budget, and asks nothing twice. */
function forgetful(archive: Archive): Archive {
  return {
    ...archive,
    firstSeen: async () => true,
    spendQuestion: async () => null,
    giveBackQuestion: async () => {},
    keepTurn: async () => {},
    ...memoryLedger(),
  };
}

/** On a server, processes come and go by themselves: a channel that was closed more recently than this, in milliseconds, stays so. */
const CLOSED_MS = 10 * 60_000;

/**
 * A channel that was closed because nothing could be posted there gets another chance at each start of a process that posts:
 * whoever mended its permissions should not have to do more. If it is not mended, the first digest closes it again, and says so.
 */
export async function reopenChannels(
  { database }: Pick<Config, 'database'>,
  archive: Pick<Outbox, 'pausedChannels' | 'reopenChannel'>,
  now: Date,
  log: Log,
): Promise<void> {
  for (const { channel, reason, at } of await archive.pausedChannels()) {
    if (database && now.getTime() - at.getTime() < CLOSED_MS) continue;
    log.warn(`trying ${channelName(channel)} again, which was closed: ${reason}`);
    await archive.reopenChannel(channel);
  }
}
