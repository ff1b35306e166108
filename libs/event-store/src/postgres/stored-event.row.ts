import pg from 'pg';
import type { StoredEvent } from '../event-store.port.js';

/** Columns of an event as readers select them. */
export const eventColumns = `position, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at, actor,
  correlation_id, causation_id, data, meta`;

/** A row of {@link eventColumns} read by {@link eventTypes}: bigint as text, times in ISO 8601. */
export interface StoredEventRow {
  readonly position: string;
  readonly stream_id: string;
  readonly version: number;
  readonly event_id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly correlation_id: string | null;
  readonly causation_id: string | null;
  readonly data: unknown;
  readonly meta: Readonly<Record<string, unknown>>;
}

const { TIMESTAMPTZ } = pg.types.builtins;
const parseTime = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;

/** `2026-11-02 02:00:00.12+00` → `2026-11-02T02:00:00.120Z`, by the letter: a Date made and written again costs more than all else of a row. */
const instantOf = (text: string): string =>
  text.length >= 22 && text.endsWith('+00') && text[4] === '-'
    ? `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`
    : parseTime(text).toISOString();

/** How the driver reads {@link eventColumns}. */
export const eventTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- any type's OID, not only those that the driver names
    oid === (TIMESTAMPTZ as number) ? instantOf : pg.types.getTypeParser(oid)) as pg.CustomTypesConfig['getTypeParser'],
};

export const toStoredEvent = (row: StoredEventRow): StoredEvent => ({
  position: Number(row.position),
  streamId: row.stream_id,
  version: row.version,
  eventId: row.event_id,
  type: row.type,
  schemaVersion: row.schema_version,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  actor: row.actor,
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  data: row.data,
  meta: row.meta,
});
