import { afterAll, afterEach, describe } from 'vitest';
import type { Archive } from '../../src/ports/archive.ts';
import { openPostgresArchive } from '../../src/store/postgres/open.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { archiveContract } from './contract.ts';

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'on a server', () => {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  const urls = new Map<Archive, string>();

  // Those of a test are closed before this.
  afterEach(async () => {
    for (const url of urls.values()) await schemas.giveBack(url);
    urls.clear();
  });

  async function open(): Promise<Archive> {
    const url = await schemas.take();
    const archive = await openPostgresArchive({ url });
    urls.set(archive, url);
    return archive;
  }

  archiveContract('the archive on PostgreSQL', open, (archive) => schemas.look(urls.get(archive) ?? ''));

  afterAll(() => schemas.drop());
});
