import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import { backUpServer, restoreToServer } from '../../../src/store/postgres/backup.ts';
import { restoreFolder } from '../../../src/store/sqlite/backup.ts';
import { aDesk } from '../../support/newsdesk.ts';
import { serverUrl, WITHOUT_SERVER } from '../../support/postgres.ts';
import { aMute, aSubscription, aTopic } from '../contract/kept.ts';
import { allReports, read, storiesOf, takeIn, tell } from '../contract/news.ts';
import { aPublication, DESK } from '../contract/publications.ts';
import { at } from '../contract/times.ts';
import { folders } from '../sqlite/folders.ts';
import { numbered } from '../sqlite/numbered.ts';
import { together } from './together.ts';

const silent = () => {};

async function work(archive: Archive): Promise<void> {
  for (const article of allReports()) await takeIn(archive, article);
  await read(archive, 1, { topics: ['shipping'] });
  await archive.publish(aPublication('d1', { from: at(-1), to: at(0) }, { parts: 2 }));
  await archive.keepSubscription(aSubscription());
  await archive.keepTopic(aTopic());
  await archive.keepMute(aMute());
  await takeIn(archive, numbered(3), 2);
}

async function seen(archive: Archive) {
  return {
    counts: await archive.counts(),
    stories: await storiesOf(archive),
    found: (await archive.search('ferry port tugs', 50)).map(({ article }) => article.id).toSorted(),
    digest: await archive.lastDigest(),
    subscriptions: await archive.keptSubscriptions(),
    candidates: await archive.candidates(DESK, { from: at(-10), to: at(10) }),
  };
}

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'a backup of a server’s archive', () => {
  const { fresh, open: openFolder } = folders();
  const { url: take, open } = together();

  it('is an archive as a folder keeps it, the same to all who look', async () => {
    const url = await take();
    const server = await open(url);
    await work(server);
    const file = `${fresh()}.db`;
    const progress: string[] = [];
    const backup = await backUpServer(url, file, (table, done, rows) => progress.push(`${table} ${done}/${rows}`));
    expect(backup).toMatchObject({ articles: allReports().length + 1, digests: 1 });
    expect(progress).toContain('digests 1/1');

    const folder = fresh();
    await restoreFolder({ folder, file, at: at(0) }, silent);
    const there = await openFolder(folder);
    expect(await seen(there)).toEqual(await seen(server));
    // Whoever goes on finds the counters where they were.
    await read(there, 3);
    await tell(there, numbered(5), 4);
    expect(await there.storyOf(numbered(5).id)).not.toBeNull();
  });

  it('is of one instant, whatever is written meanwhile', async () => {
    const url = await take();
    const server = await open(url);
    await work(server);
    const file = `${fresh()}.db`;
    let meanwhile: Promise<void> | undefined;
    const backup = await backUpServer(url, file, () => {
      meanwhile ??= tell(server, numbered(8), 5);
    });
    await meanwhile;
    expect(backup.articles).toBe(allReports().length + 1);
    expect((await server.counts()).articles).toBe(allReports().length + 2);
  });

  it('is put into an empty database, and into no other', async () => {
    const url = await take();
    await work(await open(url));
    const file = `${fresh()}.db`;
    await backUpServer(url, file, silent);
    const empty = await take();
    await restoreToServer({ url: empty, file, at: at(9) }, silent);
    expect(await seen(await open(empty))).toEqual(await seen(await open(url)));
    await expect(restoreToServer({ url, file, at: at(9) }, silent)).rejects.toThrow(
      /has an archive of its own.*name an empty database in DATABASE_URL/,
    );
  });

  it('is made and put back by the same commands', async () => {
    const url = await take();
    const env = { DATABASE_URL: url };
    const desk = aDesk();
    await work(await open(url));
    const made = await desk.run(['backup', 'kept.db', '--json'], { env });
    expect(made.json()).toMatchObject({ articles: allReports().length + 1 });
    expect(existsSync(join(desk.folder, 'kept.db'))).toBe(true);
    expect((await desk.run(['backup', 'kept.db'], { env })).err).toMatch(/^newsdesk: kept.db is there already/);
    const back = await desk.run(['restore', 'kept.db'], { env: { DATABASE_URL: await take() } });
    expect(back.out).toMatch(/^Restored \d+ articles/);
    desk.remove();
  });
});
