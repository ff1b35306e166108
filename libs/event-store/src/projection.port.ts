import type { StoredEvent } from './event-store.port.js';

/** With a name it is prepared once for each connection: for what is asked all the time, always in the same words. */
export type Statement = string | { readonly name: string; readonly text: string };

/** A transaction's connection: parameterised SQL, rows out. Satisfied by `pg.PoolClient` and `pg.Pool`. */
export interface Sql {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unnecessary-type-parameters -- rows are parsed by who asked for them
  query<Row extends object = any>(
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

/** A table of a view. Its schema is the edition's: no name in it is qualified. */
export interface ViewTable {
  readonly name: string;
  /** Column → type with its constraints, for example `text[] not null`. */
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  /** The column with the id of the stream that a row was folded from. */
  readonly owner: string;
  /** What stands after `create index on <table>`; made after a load. */
  readonly indexes: readonly string[];
}

/** How one type of stream is folded into rows. */
export interface ViewSource<State> {
  /** Type of the streams: what stands before the first dash of their ids. */
  readonly stream: string;
  /** The table that holds the state of a stream in one row, by its owner. */
  readonly table: string;
  /** Every table that holds rows of the stream, the first one included. */
  readonly tables: readonly string[];
  /** The state as a row of `table` holds it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a row as the driver gives it
  stateOf(row: any): State;
  /** Pure. Null before the first event that makes a row, and for good where there never is one. `id`: of the stream, without its type. */
  evolve(state: State | null, event: StoredEvent, id: string): State | null;
  /** Pure: all rows that stand for the state, by table. Those that are not given any more are deleted. */
  rows(state: State, id: string): Readonly<Record<string, readonly object[]>>;
}

/**
 * A view: states folded from streams, kept as rows in tables of its own. The tables are a cache of the log. Which tables it reads
 * and writes is said by its definition, name, version and tables together; each definition has its own.
 */
export interface View {
  readonly name: string;
  /** Rises whenever the same events make other rows. A change of the tables alone is noticed without it. */
  readonly version: number;
  readonly tables: readonly ViewTable[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each source knows its own state
  readonly sources: readonly ViewSource<any>[];
  /**
   * An event that cannot be folded or written, tried again several times: `park` sets it aside with every later event of its
   * stream, so that the rest goes on; `stop` stands still before it.
   */
  readonly onPoison: 'park' | 'stop';
}

/** What follows the log to act, not to show: its acts are idempotent, and it never skips an event. A new version goes on where the old one stood. */
export interface LogProcess {
  readonly name: string;
  readonly version: number;
  handle(events: readonly StoredEvent[]): Promise<void>;
}

export type Projection = View | LogProcess;
