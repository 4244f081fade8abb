import type { StoreDialect } from '../dialect.ts';
import type { Db } from '../schema.ts';

/** One step of the schema, for every dialect. Once released, a migration is never changed: add the next one. */
export interface Migration {
  readonly name: string;
  up(db: Db, dialect: StoreDialect): Promise<void>;
}
