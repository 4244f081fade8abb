import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { counted } from '../digest/words.ts';
import { copyToPostgres } from '../store/postgres/copy.ts';
import { OperatorError, printJson, progress, say } from './output.ts';

/**
 * Copies the archive of a data folder to the server that DATABASE_URL names.
 * @throws Error, in words for the operator, when nothing was copied
 */
export async function migrate(config: Config, options: { from: string; json: boolean }): Promise<void> {
  if (!config.database) {
    throw new OperatorError('DATABASE_URL is not set: it names the PostgreSQL server to which the archive is to go');
  }
  const line = progress();
  const copied = await copyToPostgres({
    folder: resolve(options.from),
    url: config.database.url,
    progress: (table, done, rows) => line.show(`${table.replaceAll('_', ' ')}: ${done} of ${rows}`),
  }).finally(() => line.clear());
  if (options.json) return printJson(copied);
  if (!copied.isChanged) return say('The server has all of it already: nothing was changed.');
  const rows = copied.tables.reduce((sum, table) => sum + table.rows, 0);
  const articles = copied.tables.find(({ name }) => name === 'articles')?.rows ?? 0;
  say(
    `Copied ${counted(articles, 'article')} and all that belongs to them: ${counted(rows, 'row')}, counted again on the server.`,
  );
  say('The folder is as it was. From now on, start newsdesk with DATABASE_URL set.');
}
