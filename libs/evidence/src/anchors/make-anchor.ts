import type pg from 'pg';
import { type MasterKey, SealBroken } from '#platform';
import { GrowingTree } from '../merkle/merkle-tree.js';
import { type Fault, faultSentence } from '../verify/fault.js';
import { readHead } from '../verify/log-around.js';
import type { Sql } from '../verify/log-page.js';
import { type Start, Verification } from '../verify/verification.js';
import { newSigningKey, signAnchor, type SignedAnchor } from './anchor.js';
import { keepAnchor, keptSubtrees, newestAnchors } from './kept-anchors.js';

/** The log is not what it was: nothing may be signed. `message` says what was found, in Vietnamese. */
export class LogNotSound extends Error {
  override readonly name = 'LogNotSound';

  constructor(readonly fault: Fault) {
    super(`Không lập mốc đối chiếu: ${faultSentence(fault)} Hãy chạy dondoc verify và làm theo docs/runbooks/verify-fails.md.`);
  }
}

export interface AnchorMaker {
  readonly pool: pg.Pool;
  readonly masterKey: MasterKey;
}

const PURPOSE = 'anchor key';
/** One process at a time. Unlike a select it takes no snapshot, so that what the other has made meanwhile is seen. */
const LOCK = 'lock table es.anchors in share row exclusive mode';

/**
 * Signs the log as it stands now, or gives the newest anchor where nothing was recorded since; null for an empty log. Only the events
 * since the last anchor are read, and each of them is checked.
 * @throws LogNotSound
 */
export const makeAnchor = async ({
  pool,
  masterKey,
}: AnchorMaker): Promise<{ readonly signed: SignedAnchor; readonly isNew: boolean } | null> => {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await client.query(LOCK);
    const made = await anchorWithin(client, masterKey);
    await client.query('commit');
    return made;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
};

const anchorWithin = async (sql: Sql, masterKey: MasterKey) => {
  const [newest] = await newestAnchors(sql, 1);
  const head = await readHead(sql);
  if (newest !== undefined && newest.anchor.position === head.position && newest.anchor.chainHash === head.chain)
    return { signed: newest, isNew: false };
  const verification = new Verification(sql, await startBehind(sql, newest));
  const fault = (await verification.follow()) ?? verification.compareHead(head);
  if (fault !== null) throw new LogNotSound(fault);
  if (verification.chain === null) return null;
  const { tree, position, chain } = verification;
  const { rows } = await sql.query<{ now: Date }>('select app_now() as now');
  const at = (rows[0]?.now ?? new Date(0)).toISOString();
  const unsigned = { shard: 0 as const, position, chainHash: chain.toString('hex'), treeRoot: tree.root().toString('hex'), at };
  const signed = signAnchor(unsigned, await signingSeed(sql, masterKey));
  await keepAnchor(sql, signed, tree.kept());
  return { signed, isNew: true };
};

/** Behind the last anchor; its own event must still be the one that was signed. */
const startBehind = async (sql: Sql, newest: SignedAnchor | undefined): Promise<Start> => {
  if (newest === undefined) return { position: 0, chain: null, tree: new GrowingTree() };
  const { position, chainHash } = newest.anchor;
  const { rows } = await sql.query<{ chain: string | null }>(
    `select encode(chain_hash, 'hex') as chain from es.events where shard = 0 and position = $1`,
    [position],
  );
  if (rows[0] === undefined) throw new LogNotSound({ kind: 'cut-before-anchor', position, anchor: position });
  if (rows[0].chain !== chainHash) throw new LogNotSound({ kind: 'rewritten-before-anchor', position: 1, anchor: position });
  return { position, chain: Buffer.from(chainHash, 'hex'), tree: GrowingTree.of(position, await keptSubtrees(sql, position)) };
};

const signingSeed = async (sql: Sql, masterKey: MasterKey): Promise<Buffer> => {
  const { rows } = await sql.query<{ public_key: Buffer; sealed_seed: Buffer }>(
    'select public_key, sealed_seed from es.anchor_keys order by made_at desc limit 1',
  );
  const [known] = rows;
  if (known !== undefined) return openSeed(masterKey, known.sealed_seed, known.public_key.toString('hex'));
  const { seed, publicKey } = newSigningKey();
  await sql.query(`insert into es.anchor_keys (public_key, sealed_seed) values (decode($1, 'hex'), $2)`, [
    publicKey,
    masterKey.seal(PURPOSE, seed, publicKey),
  ]);
  return seed;
};

const openSeed = (masterKey: MasterKey, sealed: Buffer, publicKey: string): Buffer => {
  try {
    return masterKey.open(PURPOSE, sealed, publicKey);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new Error('Không mở được khóa ký mốc đối chiếu bằng MASTER_KEY đang dùng; khóa ký đã bị thay trong cơ sở dữ liệu.', {
      cause: error,
    });
  }
};
