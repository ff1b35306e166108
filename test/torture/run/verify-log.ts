import { createHash } from 'node:crypto';
import type { TortureServer } from './torture-server.js';

interface Row {
  readonly position: string;
  readonly hash: Buffer;
  readonly right: boolean;
  readonly chain_hash: Buffer | null;
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const eightBytes = (position: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(position));
  return bytes;
};

/** Every event's leaf, every batch's link and the head, computed again. Null: all is right; else the first that is not. */
export const verifyLog = async (server: TortureServer): Promise<string | null> => {
  let position = 0;
  let chain: Buffer = Buffer.alloc(0);
  let leaves = createHash('sha256');
  for (;;) {
    const rows = await server.ask<Row>(`
      select position, hash, chain_hash,
             hash = es.leaf(shard, position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                            correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events) as right
        from es.events where shard = 0 and position > ${position} order by position limit 20000`);
    if (rows.length === 0) break;
    for (const row of rows) {
      position += 1;
      if (Number(row.position) !== position || !row.right) return `position ${position}`;
      leaves.update(row.hash);
      if (row.chain_hash === null) continue;
      chain = sha256(chain, leaves.digest(), eightBytes(position));
      leaves = createHash('sha256');
      if (!chain.equals(row.chain_hash)) return `the chain at position ${position}`;
    }
  }
  const [head] = await server.ask<{ position: string; chain_hash: Buffer }>('select position, chain_hash from es.log_head where shard = 0');
  return head !== undefined && Number(head.position) === position && chain.equals(head.chain_hash) ? null : 'the head';
};
