import type { StoredEvent } from '../event-store.port.js';

/** Columns of an event as readers select them. */
export const eventColumns = `position, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at, actor,
  correlation_id, causation_id, data, meta`;

/** A row of {@link eventColumns} as `pg` parses it: bigint as text, times as Date. */
export interface StoredEventRow {
  readonly position: string;
  readonly stream_id: string;
  readonly version: number;
  readonly event_id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly actor: string;
  readonly correlation_id: string | null;
  readonly causation_id: string | null;
  readonly data: unknown;
  readonly meta: Readonly<Record<string, unknown>>;
}

export const toStoredEvent = (row: StoredEventRow): StoredEvent => ({
  position: Number(row.position),
  streamId: row.stream_id,
  version: row.version,
  eventId: row.event_id,
  type: row.type,
  schemaVersion: row.schema_version,
  occurredAt: row.occurred_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  actor: row.actor,
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  data: row.data,
  meta: row.meta,
});
