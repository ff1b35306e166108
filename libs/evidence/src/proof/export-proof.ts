import type { SignedAnchor } from '../anchors/anchor.js';
import { type AnchorMaker, makeAnchor } from '../anchors/make-anchor.js';
import { inSnapshot } from '../in-snapshot.js';
import { HASH, PathCollector } from '../merkle/merkle-tree.js';
import { canonicalBytes, readLogPage, type Sql } from '../verify/log-page.js';

const PAGE = 50_000;

/** A stream's events with all that is needed to check them against a signed anchor, without the database and without this code. */
export interface Proof extends SignedAnchor {
  readonly format: 'dondoc-proof/1';
  readonly stream: string;
  readonly events: readonly {
    /** What was hashed, base64: a zero byte before it gives the leaf. */
    readonly canonical: string;
    /** Siblings from the leaf up, hex. */
    readonly path: readonly string[];
  }[];
}

interface OwnEvent {
  readonly position: number;
  readonly canonical: string;
}

/**
 * Null: there is no such stream. Where the stream has events after the last anchor, a new one is made first.
 * @throws LogNotSound
 */
export const exportProof = async (maker: AnchorMaker, stream: string): Promise<Proof | null> => {
  const made = await makeAnchor(maker);
  if (made === null) return null;
  const { signed } = made;
  return inSnapshot(maker.pool, async (sql) => {
    const events = await eventsOf(sql, stream, signed.anchor.position);
    if (events.length === 0) return null;
    const paths = await pathsOf(sql, events, signed.anchor.position);
    const proven = events.map(({ canonical }, nth) => ({ canonical, path: paths[nth] ?? [] }));
    return { format: 'dondoc-proof/1', stream, ...signed, events: proven };
  });
};

/** As it is written to a file: no blanks, so that no character of it can be changed without being noticed. */
export const proofText = (proof: Proof): string => `${JSON.stringify(proof)}\n`;

const eventsOf = async (sql: Sql, stream: string, upTo: number): Promise<readonly OwnEvent[]> => {
  const { rows } = await sql.query<{ position: string; canonical: Buffer }>(
    `select position, ${canonicalBytes} as canonical from es.events
      where tenant_id = 'main' and stream_id = $1 and position <= $2 order by version`,
    [stream, upTo],
  );
  return rows.map(({ position, canonical }) => ({ position: Number(position), canonical: canonical.toString('base64') }));
};

/** Every hash of the log passes by once; what is kept is what the paths need. */
const pathsOf = async (sql: Sql, events: readonly OwnEvent[], size: number): Promise<readonly (readonly string[])[]> => {
  const leaves = events.map(({ position }) => position - 1);
  const collector = new PathCollector(leaves, size);
  while (collector.tree.size < size) {
    const page = await readLogPage(sql, collector.tree.size, Math.min(PAGE, size - collector.tree.size));
    if (page === null) throw new Error(`The log ends at ${collector.tree.size}, before its anchor at ${size}`);
    for (let at = 0; at < page.leaves.length; at += HASH) collector.tree.push(page.leaves.subarray(at, at + HASH));
  }
  return leaves.map((leaf) => collector.pathOf(leaf).map((sibling) => sibling.toString('hex')));
};
