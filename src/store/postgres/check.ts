import { sql } from 'kysely';
import { kyselyOver } from './open.ts';
import { placeOf } from './pool.ts';

/**
 * For `doctor`: what a process that starts would miss on the server, beside what opening the archive finds out.
 * @returns the server with its version, and what has to be granted; null where nothing has to
 * @throws Error, in words for the operator, when the server can't be asked
 */
export async function checkRights(url: string): Promise<{ server: string; missing: string | null }> {
  const place = placeOf(url);
  const db = kyselyOver(url, { kind: 'read', place });
  try {
    const { rows } = await sql<{
      version: string;
      user: string;
      database: string;
      schema: string | null;
      tables: boolean;
      schemas: boolean;
    }>`
      select current_setting('server_version') as version, current_user as "user", current_database() as database,
        current_schema() as schema, coalesce(has_schema_privilege(current_schema(), 'create'), false) as tables,
        has_database_privilege(current_database(), 'create') as schemas`.execute(db);
    const [seen] = rows;
    if (!seen) throw new Error(`${place} did not say who we are there`);
    const server = `${place}, version ${seen.version.split(' ')[0]}`;
    if (!seen.tables || !seen.schemas) {
      const grants = [
        !seen.schemas && `grant create on database ${seen.database} to ${seen.user}`,
        !seen.tables && `grant create on schema ${seen.schema ?? 'public'} to ${seen.user}`,
      ].filter(Boolean);
      return { server, missing: `${seen.user} may not make tables there: let its owner run "${grants.join('; ')}"` };
    }
    return { server, missing: null };
  } finally {
    await db.destroy();
  }
}
