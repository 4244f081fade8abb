import pg from 'pg';

/** The server that tests may use, or null where none is named. Its databases stay as they are: each test has a schema of its own. */
export const serverUrl = process.env['TEST_DATABASE_URL'] || null;

/** What to say where there is no server. */
export const WITHOUT_SERVER = 'needs a PostgreSQL server: set TEST_DATABASE_URL to try it';

/** What the migrations write, and no test changes. */
const LEFT_ALONE = ['schema_version'];

/** Schemas for tests. Making one takes longer than most tests do: those that were used are emptied and used again. */
export class Schemas {
  readonly #admin: pg.Pool;
  readonly #url: string;
  readonly #made: string[] = [];
  readonly #free: string[] = [];

  constructor(url: string) {
    this.#url = url;
    this.#admin = new pg.Pool({ connectionString: url, max: 1 });
  }

  /** The URL of an empty schema: with the tables of an archive that nothing was written to, or, surely if it is new, without. */
  async take({ isNew = false }: { isNew?: boolean } = {}): Promise<string> {
    const free = isNew ? undefined : this.#free.pop();
    if (free !== undefined) return this.#urlOf(free);
    const name = `test_${process.pid}_${Date.now().toString(36)}_${this.#made.length}`;
    this.#made.push(name);
    await this.#admin.query(`create schema ${name}`);
    return this.#urlOf(name);
  }

  /** Empties it, for the next one who takes one. Nobody may have it open. */
  async giveBack(url: string): Promise<void> {
    const name = nameOf(url);
    const tables = await this.#tables(name);
    const emptied = tables.filter((table) => !LEFT_ALONE.includes(table)).map((table) => `delete from ${table};`);
    // The server's own checks would ask for an order among the tables.
    await this.#admin.query(`begin; set local session_replication_role = replica; set local search_path = ${name};
      ${emptied.join('\n')}
      insert into counters (name, value) values ('fingerprinted', 0), ('placed', 0);
      alter table search_documents alter column number restart; drop table if exists archive_copies; commit`);
    this.#free.push(name);
  }

  /** All that is in it: the rows of each table. */
  async tables(url: string): Promise<Record<string, Record<string, unknown>[]>> {
    const name = nameOf(url);
    const found: Record<string, Record<string, unknown>[]> = {};
    for (const table of await this.#tables(name)) {
      const { rows } = await this.#admin.query(`select to_json(t) as row from ${name}.${table} as t`);
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  }

  /** All that is in it, with the names of the columns that hold text. */
  async look(url: string): Promise<Record<string, { texts: string[]; rows: Record<string, unknown>[] }>> {
    const { rows } = await this.#admin.query(
      `select table_name, column_name from information_schema.columns where table_schema = $1 and data_type = 'text'`,
      [nameOf(url)],
    );
    const tables = await this.tables(url);
    const textsOf = (table: string) => rows.filter(({ table_name }) => table_name === table);
    return Object.fromEntries(
      Object.entries(tables).map(([name, its]) => [
        name,
        { texts: textsOf(name).map(({ column_name }) => column_name), rows: its },
      ]),
    );
  }

  /** All that is in it, a line for each row. */
  async dump(url: string): Promise<string> {
    const rows = Object.values(await this.tables(url)).flat();
    return rows.map((row) => JSON.stringify(row)).join('\n');
  }

  async query(url: string, text: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.#admin
      .query(`set search_path = ${nameOf(url)}; ${text}; set search_path = public`)
      .then((results) => (results as unknown as pg.QueryResult[])[1] ?? { rows: [] });
    return rows;
  }

  async drop(): Promise<void> {
    // With the queues', where the program ran on it.
    for (const name of this.#made)
      await this.#admin.query(`drop schema ${name} cascade; drop schema if exists ${name}_jobs cascade`);
    await this.#admin.end();
  }

  async #tables(name: string): Promise<string[]> {
    const { rows } = await this.#admin.query('select tablename from pg_tables where schemaname = $1 order by 1', [
      name,
    ]);
    return rows.map(({ tablename }) => tablename);
  }

  #urlOf(name: string): string {
    const url = new URL(this.#url);
    url.searchParams.set('options', `-c search_path=${name}`);
    return url.href;
  }
}

function nameOf(url: string): string {
  return (new URL(url).searchParams.get('options') ?? '').replace('-c search_path=', '');
}
