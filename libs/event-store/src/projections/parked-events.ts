import type { StoredEvent } from '../event-store.port.js';
import type { Projection, Sql } from '../projection.port.js';
import { definitionOf, type Edition } from '../views/view-definition.js';

/** An event that a view has set aside. */
export interface ParkedEvent {
  readonly position: number;
  readonly streamId: string;
  readonly problem: string;
  /** ISO 8601. */
  readonly parkedAt: string;
}

export const behindAnother = 'an earlier event of its stream is parked';

const keyOf = (projection: Projection, edition: Edition): readonly [string, string, string] => [
  projection.name,
  definitionOf(projection),
  edition,
];
const ofEdition = 'name = $1 and definition = $2 and edition = $3';

/** `es.parked_events` of one edition (parked_events_pkey); its checkpoint counts them. */
export class ParkedEvents {
  private readonly key: readonly [string, string, string];

  constructor(projection: Projection, edition: Edition = 'serving') {
    this.key = keyOf(projection, edition);
  }

  async add(tx: Sql, events: readonly { readonly event: StoredEvent; readonly problem: string }[]): Promise<void> {
    if (events.length === 0) return;
    await tx.query(
      `insert into es.parked_events (name, definition, edition, position, stream_id, problem)
       select $1, $2, $3, position, stream_id, problem from unnest($4::bigint[], $5::text[], $6::text[]) as given (position, stream_id, problem)`,
      [
        ...this.key,
        events.map(({ event }) => event.position),
        events.map(({ event }) => event.streamId),
        events.map(({ problem }) => problem),
      ],
    );
  }

  /** Of these streams, those that wait: what follows in them would be folded onto a hole. */
  async waitingAmong(tx: Sql, streamIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await tx.query<{ stream_id: string }>(
      `select distinct stream_id from es.parked_events where ${ofEdition} and stream_id = any($4)`,
      [...this.key, streamIds],
    );
    return new Set(rows.map((row) => row.stream_id));
  }

  /** Oldest first. */
  async list(sql: Sql): Promise<readonly ParkedEvent[]> {
    const { rows } = await sql.query<{ position: string; stream_id: string; problem: string; parked_at: Date }>(
      `select position, stream_id, problem, parked_at from es.parked_events where ${ofEdition} order by position`,
      [...this.key],
    );
    return rows.map((row) => ({
      position: Number(row.position),
      streamId: row.stream_id,
      problem: row.problem,
      parkedAt: row.parked_at.toISOString(),
    }));
  }

  async remove(tx: Sql, streamId: string): Promise<number> {
    const { rowCount } = await tx.query(`delete from es.parked_events where ${ofEdition} and stream_id = $4`, [...this.key, streamId]);
    return rowCount ?? 0;
  }
}
