import pg from 'pg';

/** Where the archive's tables are in `public`, as a rule. */
const USUAL = 'newsdesk_jobs';
/** pg-boss takes no longer name. */
const LONGEST = 50;

/**
 * The schema of the queues: beside that of the archive's tables, so that two archives in one database, each in a schema of its
 * own (`?options=-c search_path=NAME`), have nothing to do with each other.
 */
export async function schemaOfJobs(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query('select current_schema() as name');
    const name: string = rows[0]?.name ?? 'public';
    return name === 'public' ? USUAL : `${name.replace(/\W/g, '_').slice(0, LONGEST - 5)}_jobs`;
  } finally {
    await client.end();
  }
}
