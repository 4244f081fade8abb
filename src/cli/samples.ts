import { copyFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Newsroom } from '../main.ts';

/**
 * Puts copies of the sample articles into the inbox of somebody who only tries Newsdesk out: nothing was ever taken
 * in, nothing lies in the inbox, and digests go to the terminal only, so that no team is told of invented events.
 * @returns how many were put there
 */
export async function offerSamples(newsroom: Newsroom): Promise<number> {
  const { config, archive, inbox } = newsroom;
  const terminalOnly = config.subscriptions.every(({ channel }) => channel.platform === 'console');
  const { articles, problems } = await archive.counts();
  if (!terminalOnly || articles + problems > 0 || (await inbox.sweep()).length > 0) return 0;
  const samples = join(config.feedsDir, 'samples');
  const names = (await readdir(samples).catch(() => [])).filter((name) => !name.startsWith('.')).sort();
  for (const name of names) {
    const target = join(config.feedsDir, 'inbox', name);
    // The sweep passes over temporary names, so that no half-copied file is taken in.
    await copyFile(join(samples, name), `${target}.tmp`);
    await rename(`${target}.tmp`, target);
  }
  return names.length;
}
