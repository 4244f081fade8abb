import { resolve } from 'node:path';
import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import { restoreFolder } from '../store/sqlite/backup.ts';
import { factsOf, summaryOf } from './backup.ts';
import { printJson, progress, say } from './output.ts';

/**
 * Puts a backup in the place of the archive.
 * @throws Error, in words for the operator, when nothing was changed
 */
export async function restore(config: Config, from: string, options: { readonly json: boolean }): Promise<void> {
  const line = progress();
  const restored = await put(config, resolve(from), line.show).finally(() => line.clear());
  if (options.json) return printJson({ ...factsOf(restored), before: restored.before });
  say(`Restored ${summaryOf(restored)}.`);
  if (restored.before) say(`The archive that was there is kept as ${restored.before}.`);
  say('Files that came in after the backup are in feeds/done: put those back into feeds/inbox.');
  say('What was posted since is not in it: before anything is posted again, the platforms are asked for it.');
}

async function put(config: Config, file: string, show: (text: string) => void) {
  const at = systemClock.now();
  if (!config.database) {
    return restoreFolder({ folder: config.dataDir, file, at }, (done, all) =>
      show(`${Math.floor((100 * done) / Math.max(1, all))} %`),
    );
  }
  const { restoreToServer } = await import('../store/postgres/backup.ts');
  const restored = await restoreToServer({ url: config.database.url, file, at }, (table, done, rows) =>
    show(`${table.replaceAll('_', ' ')}: ${done} of ${rows}`),
  );
  return { ...restored, before: null };
}
