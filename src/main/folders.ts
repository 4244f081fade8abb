import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The mode of the data folder: nobody else on the machine has to read what people asked. */
export const PRIVATE = 0o700;

/** What to do about a folder that can't be used. */
export const FOLDER_CURE = 'let this user write there, or name another folder';

/**
 * Creates a folder with all above it, unless it is there. Level by level ourselves: Node's own recursive `mkdir` tries for ever
 * behind a link that leads nowhere, such as to a volume that is not mounted, and under /proc.
 * @param mode of those that are created
 * @throws Error that says which folder, why, and what to do
 */
export async function createFolder(folder: string, mode?: number): Promise<void> {
  try {
    await create(folder, mode);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`cannot create the folder ${folder}: ${message}; ${FOLDER_CURE}`, { cause: error });
  }
}

async function create(folder: string, mode: number | undefined): Promise<void> {
  if (await created(folder, mode)) return;
  await create(dirname(folder), mode);
  if (await created(folder, mode)) return;
  throw new Error(`nothing can be created in ${dirname(folder)}`);
}

/** False when what it would be in is not there. */
async function created(folder: string, mode: number | undefined): Promise<boolean> {
  try {
    await mkdir(folder, mode);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'EEXIST') throw error;
    // A link that leads nowhere exists as well: this says so.
    await stat(folder);
    return true;
  }
}
