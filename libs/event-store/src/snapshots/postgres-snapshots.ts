import type { Pool } from 'pg';
import type { Snapshot, Snapshots } from './snapshot.port.js';

const FIND = 'select version, position, recorded_at, state from es.snapshots where tenant_id = $1 and stream_id = $2 and fold_hash = $3';

const KEEP = `
  insert into es.snapshots as old (tenant_id, stream_id, fold_hash, version, position, recorded_at, state) values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (tenant_id, stream_id, fold_hash)
      do update set version = excluded.version, position = excluded.position, recorded_at = excluded.recorded_at, state = excluded.state
   where old.version < excluded.version`;

interface Row {
  readonly version: number;
  readonly position: string;
  readonly recorded_at: Date;
  readonly state: unknown;
}

/** `es.snapshots` (snapshots_pkey): one for each stream and fold. */
export class PostgresSnapshots implements Snapshots {
  constructor(
    private readonly pool: Pool,
    private readonly tenantId = 'main',
  ) {}

  async find(streamId: string, foldHash: string): Promise<Snapshot | null> {
    const { rows } = await this.pool.query<Row>(FIND, [this.tenantId, streamId, foldHash]);
    const [row] = rows;
    if (row === undefined) return null;
    return { version: row.version, position: Number(row.position), recordedAt: row.recorded_at.toISOString(), state: row.state };
  }

  async keep(streamId: string, foldHash: string, { version, position, recordedAt, state }: Snapshot): Promise<void> {
    await this.pool.query(KEEP, [this.tenantId, streamId, foldHash, version, position, recordedAt, JSON.stringify(state)]);
  }

  /** Those of folds that no code has any more. */
  async forgetOtherThan(foldHashes: readonly string[]): Promise<void> {
    await this.pool.query('delete from es.snapshots where fold_hash <> all($1)', [foldHashes]);
  }
}
