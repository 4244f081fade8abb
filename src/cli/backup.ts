import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { counted } from '../digest/words.ts';
import { backUpFolder, type Checked } from '../store/sqlite/backup.ts';
import { OperatorError, printJson, progress, say } from './output.ts';

/**
 * Writes the archive into one file, as it is at this instant, beside whatever is running.
 * @throws Error, in words for the operator, when there is no backup then
 */
export async function backUp(
  config: Config,
  to: string,
  options: { readonly force: boolean; readonly json: boolean },
): Promise<void> {
  const file = resolve(to);
  if (existsSync(file) && !options.force) {
    throw new OperatorError(`${to} is there already: choose another name, or say --force to write over it`);
  }
  if (!existsSync(dirname(file))) throw new OperatorError(`there is no folder ${dirname(file)}: create it first`);
  const line = progress();
  const checked = await write(config, file, line.show).finally(() => line.clear());
  if (options.json) return printJson({ file, ...factsOf(checked) });
  say(`Wrote ${to}: ${summaryOf(checked)}. It was looked through and is whole.`);
  say('Not in it: article files (feeds/inbox, done, rejected), feeds/*.yaml and .env. Keep copies of those too.');
}

async function write(config: Config, file: string, show: (text: string) => void): Promise<Checked> {
  if (!config.database) {
    return backUpFolder(config.dataDir, file, (done, all) => show(`${Math.floor((100 * done) / Math.max(1, all))} %`));
  }
  const { backUpServer } = await import('../store/postgres/backup.ts');
  return backUpServer(config.database.url, file, (table, done, rows) =>
    show(`${table.replaceAll('_', ' ')}: ${done} of ${rows}`),
  );
}

/** For machines. */
export function factsOf({ articles, digests, newest, bytes }: Checked) {
  return { articles, digests, newest: newest?.toISOString() ?? null, bytes };
}

/** For people. */
export function summaryOf({ articles, digests, newest, bytes }: Checked): string {
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const until = newest ? `, the newest of ${newest.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
  return `${counted(articles, 'article')}${until}; ${counted(digests, 'digest')}; ${size}`;
}
