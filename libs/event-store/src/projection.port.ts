import type { StoredEvent } from './event-store.port.js';

/** A transaction's connection: parameterised SQL, rows out. Satisfied by `pg.PoolClient` and `pg.Pool`. */
export interface Sql {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unnecessary-type-parameters -- rows are parsed by who asked for them
  query<Row extends object = any>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

/**
 * A view that follows the log. Its tables are a cache: they are made at start from `ddl`, and made again from position 0
 * when one is missing, when the checkpoint is missing, or when `version` rises.
 */
export interface Projection {
  readonly name: string;
  readonly version: number;
  /** Idempotent `create schema/table/index if not exists …`. */
  readonly ddl: readonly string[];
  /** Schema-qualified tables that belong to this view alone. */
  readonly tables: readonly string[];
  /** A page of events in order (types the view does not know included); writes through `tx` alone. */
  project(tx: Sql, events: readonly StoredEvent[]): Promise<void>;
}
