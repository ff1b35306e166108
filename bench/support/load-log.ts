import { once } from 'node:events';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoggedEvent } from '#testing';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const text = (value: string): string => value.replace(/[\\\n\r\t]/gu, (sign) => escapes[sign] ?? sign);

const columns = 'position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at, actor, data, meta';

const line = (event: LoggedEvent): string =>
  [
    event.position,
    'main',
    event.streamId,
    event.version,
    event.eventId,
    event.type,
    event.schemaVersion,
    event.occurredAt,
    event.recordedAt,
    text(event.actor),
    text(JSON.stringify(event.data)),
    text(JSON.stringify(event.meta)),
  ].join('\t') + '\n';

/** Puts events straight into an empty log by COPY, as an import would; returns the position of the last one. */
export const loadLog = async (pool: Pool, events: Iterable<LoggedEvent>): Promise<number> => {
  const client = await pool.connect();
  try {
    const stream = client.query(copyFrom(`copy es.events (${columns}) from stdin`));
    let [chunk, position, recordedAt] = ['', 0, ''];
    const send = async (): Promise<void> => {
      if (!stream.write(chunk)) await once(stream, 'drain');
      chunk = '';
    };
    for (const event of events) {
      chunk += line(event);
      ({ position, recordedAt } = event);
      if (chunk.length > 1 << 18) await send();
    }
    await send();
    stream.end();
    await once(stream, 'finish');
    await client.query('update es.log_head set position = $1, recorded_at = $2 where shard = 0', [position, recordedAt]);
    await client.query('analyze es.events');
    return position;
  } finally {
    client.release();
  }
};
