import { afterAll, afterEach } from 'vitest';
import type { Announce, Archive } from '../../../src/ports/archive.ts';
import { openPostgresArchive } from '../../../src/store/postgres/open.ts';
import { Schemas, serverUrl } from '../../support/postgres.ts';

/** Archives of one test, each with connections of its own, as if each were in another process. */
export function together() {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  const opened: Archive[] = [];
  const taken: string[] = [];
  const urls = new Map<Archive, string>();
  afterEach(async () => {
    for (const archive of opened.splice(0)) await archive.close();
    for (const url of taken.splice(0)) await schemas.giveBack(url);
  });
  afterAll(() => schemas.drop());

  return {
    schemas,
    /** All rows that a query finds, in the schema that the archive is in. */
    rows: (archive: Archive, text: string) => schemas.query(urls.get(archive) ?? '', text),
    tables: (url: string) => schemas.tables(url),
    urlOf: (archive: Archive) => urls.get(archive) ?? '',
    async url(which: { isNew?: boolean } = {}): Promise<string> {
      const url = await schemas.take(which);
      taken.push(url);
      return url;
    },
    async open(url: string, announce?: Announce): Promise<Archive> {
      const archive = await openPostgresArchive({ url, ...(announce && { announce }) });
      opened.push(archive);
      urls.set(archive, url);
      return archive;
    },
  };
}

/** What each of them does, all at the same time. */
export function atOnce<One, T>(those: readonly One[], act: (one: One, index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(those.map(act));
}
