import { startEmbeddedDatabase } from '#platform';
import pg from 'pg';
const e = await startEmbeddedDatabase({ dataDir: '/tmp/vault-a' });
const c = new pg.Client({ connectionString: e.url }); await c.connect();
console.log((await c.query("select stream_id from es.events where stream_id like 'task-%' limit 1")).rows[0].stream_id);
await c.end(); await e.close();
