import fastify from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { actor, meta, requestHash, type } from '../event-store/sample-event.js';
import { openBenchPool } from '../support/server.js';

/** The least a server can do for a command: parse the body, one raw insert in a transaction of its own, answer. */
const url = process.argv[2];
if (url === undefined) throw new Error('The address of the database is missing');
const pool = openBenchPool(url, 16);
const server = fastify({ logger: false });

server.post<{ Params: { id: string } }>('/insert/:id', async (request) => {
  await pool.query({
    name: 'raw_insert',
    text: `insert into bench.events (tenant_id, stream_id, event_id, type, occurred_at, recorded_at, actor, data, meta, request_key, request_hash, request_events)
           values ('main', $1, $2, $3, now(), now(), $4, $5, $6, $7, $8, 1)`,
    values: [
      `task-${request.params.id}`,
      uuidv7(),
      type,
      actor,
      JSON.stringify(request.body),
      JSON.stringify(meta),
      request.headers['idempotency-key'],
      requestHash,
    ],
  });
  return { id: request.params.id };
});

const address = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`Sẵn sàng: ${address}\n`);
