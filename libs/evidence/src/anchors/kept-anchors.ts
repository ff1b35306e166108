import type { Sql } from '../verify/log-page.js';
import type { SignedAnchor } from './anchor.js';

interface AnchorRow {
  readonly position: string;
  readonly chain_hash: string;
  readonly tree_root: string;
  readonly made_at: Date;
  readonly public_key: string;
  readonly signature: string;
}

const COLUMNS = `position, encode(chain_hash, 'hex') as chain_hash, encode(tree_root, 'hex') as tree_root, made_at,
  encode(public_key, 'hex') as public_key, encode(signature, 'hex') as signature`;

const toAnchor = (row: AnchorRow): SignedAnchor => ({
  anchor: {
    shard: 0,
    position: Number(row.position),
    chainHash: row.chain_hash,
    treeRoot: row.tree_root,
    at: row.made_at.toISOString(),
  },
  publicKey: row.public_key,
  signature: row.signature,
});

/** All anchors, oldest first. */
export const keptAnchors = async (sql: Sql): Promise<readonly SignedAnchor[]> => {
  const { rows } = await sql.query<AnchorRow>(`select ${COLUMNS} from es.anchors where shard = 0 order by position`);
  return rows.map(toAnchor);
};

/** Newest first, by anchors_pkey. */
export const newestAnchors = async (sql: Sql, count: number): Promise<readonly SignedAnchor[]> => {
  const { rows } = await sql.query<AnchorRow>(`select ${COLUMNS} from es.anchors where shard = 0 order by position desc limit $1`, [count]);
  return rows.map(toAnchor);
};

/** The whole subtrees of the tree at an anchor, from which it goes on. */
export const keptSubtrees = async (sql: Sql, position: number): Promise<Buffer> => {
  const { rows } = await sql.query<{ kept: Buffer }>('select kept from es.anchors where shard = 0 and position = $1', [position]);
  return rows[0]?.kept ?? Buffer.alloc(0);
};

export const keepAnchor = async (sql: Sql, { anchor, publicKey, signature }: SignedAnchor, kept: Buffer): Promise<void> => {
  await sql.query(
    `insert into es.anchors (position, chain_hash, tree_root, made_at, public_key, signature, kept)
     values ($1, decode($2, 'hex'), decode($3, 'hex'), $4, decode($5, 'hex'), decode($6, 'hex'), $7)`,
    [anchor.position, anchor.chainHash, anchor.treeRoot, anchor.at, publicKey, signature, kept],
  );
};
