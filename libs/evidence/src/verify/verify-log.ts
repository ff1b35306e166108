import type pg from 'pg';
import { isGenuine, type SignedAnchor } from '../anchors/anchor.js';
import { keptAnchors } from '../anchors/kept-anchors.js';
import { inSnapshot } from '../in-snapshot.js';
import { GrowingTree } from '../merkle/merkle-tree.js';
import type { Fault } from './fault.js';
import { firstBrokenStream, firstOfStrangeShard, readHead } from './log-around.js';
import { Verification } from './verification.js';

export interface VerifyOptions {
  readonly pool: pg.Pool;
  /** Anchors from outside, beside those that the database keeps. */
  readonly anchors?: readonly SignedAnchor[];
  readonly onProgress?: (position: number, of: number) => void;
}

export interface VerifyReport {
  /** Null: nothing was found. */
  readonly fault: Fault | null;
  /** Events that were looked at. */
  readonly events: number;
  /** Hex; null for an empty log. */
  readonly chainHash: string | null;
  readonly treeRoot: string;
  /** Anchors with which the log was compared and agrees. */
  readonly anchors: number;
  /** Position of the newest of them; 0: none. What lies beyond it can be rewritten as a whole without being found. */
  readonly anchored: number;
}

/** Looks at every event of the log as it stands at one moment, in pages; stops at the first fault. */
export const verifyLog = ({ pool, anchors = [], onProgress }: VerifyOptions): Promise<VerifyReport> =>
  inSnapshot(pool, async (sql) => {
    const known = distinct([...(await keptAnchors(sql)), ...anchors]);
    const head = await readHead(sql);
    const verification = new Verification(sql, { position: 0, chain: null, tree: new GrowingTree() }, known);
    const tell = (): void => onProgress?.(verification.position, Math.max(head.position, verification.position));
    const fault =
      forged(known) ??
      (await verification.follow(tell)) ??
      verification.compareHead(head) ??
      (await firstBrokenStream(sql)) ??
      (await firstOfStrangeShard(sql));
    return {
      fault,
      events: verification.position,
      chainHash: verification.chain?.toString('hex') ?? null,
      treeRoot: verification.tree.root().toString('hex'),
      anchors: verification.agreed,
      anchored: verification.anchored,
    };
  });

/** By position. One that is kept and handed in counts once; two that differ are both compared. */
const distinct = (anchors: readonly SignedAnchor[]): readonly SignedAnchor[] =>
  [...new Map(anchors.map((one) => [`${one.publicKey} ${one.signature}`, one])).values()].sort(
    (one, other) => one.anchor.position - other.anchor.position,
  );

const forged = (anchors: readonly SignedAnchor[]): Fault | null => {
  const found = anchors.find((one) => !isGenuine(one));
  return found === undefined ? null : { kind: 'anchor-forged', position: found.anchor.position };
};
