import { access, constants, statfs } from 'node:fs/promises';

/** Below this many bytes free, the next write may fail. */
const LEAST_FREE = 100_000_000;

/** Why files can't be read from the inbox, in a sentence; null when they can. */
export async function inboxTrouble(inbox: string): Promise<string | null> {
  try {
    await access(inbox, constants.R_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `The inbox ${inbox} can't be read (${(error as NodeJS.ErrnoException).code}): let this user read it.`;
  }
}

/** Why files can't be moved out of the inbox, or soon nothing can be written to one of the folders; null when all is well. */
export async function diskTrouble(inbox: string, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const free = await freeBytes(folder);
    if (free !== null && free < LEAST_FREE) {
      return `Only ${(free / 1e6).toFixed(0)} MB are free on the disk of ${folder}: free some space.`;
    }
  }
  try {
    await access(inbox, constants.W_OK);
    return null;
  } catch (error) {
    return `Files can't be moved out of ${inbox} (${(error as NodeJS.ErrnoException).code}): let this user write there.`;
  }
}

/** Null where there is no such folder, or nobody can tell. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return Number(bavail) * Number(bsize);
  } catch {
    return null;
  }
}
