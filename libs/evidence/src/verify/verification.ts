import { hash } from 'node:crypto';
import type { SignedAnchor } from '../anchors/anchor.js';
import { type GrowingTree, HASH } from '../merkle/merkle-tree.js';
import type { Fault } from './fault.js';
import type { Head } from './log-around.js';
import { type LogPage, readLogPage, type Sql } from './log-page.js';

const PAGE = 10_000;

/** Where a verification begins: behind the last event that is taken for granted. */
export interface Start {
  readonly position: number;
  readonly chain: Buffer | null;
  readonly tree: GrowingTree;
}

/** Follows the log event by event, with its chain and its tree, and stops at the first fault. */
export class Verification {
  readonly tree: GrowingTree;
  chain: Buffer | null;
  position: number;
  /** Anchors with which the log agrees, and the position of the newest. */
  agreed = 0;
  anchored = 0;
  /** Hashes since the last link. */
  private pending: Buffer[] = [];
  private linked: number;
  /** An anchor disagrees; a fault that names the place better comes first. */
  private suspicion: Fault | null = null;

  /** @param anchors genuine ones, by position, all behind the start */
  constructor(
    private readonly sql: Sql,
    start: Start,
    private readonly anchors: readonly SignedAnchor[] = [],
  ) {
    this.tree = start.tree;
    this.chain = start.chain;
    this.position = start.position;
    this.linked = start.position;
  }

  /** To the end of the log. @param onPage told after each page */
  async follow(onPage: () => void = () => undefined): Promise<Fault | null> {
    for (;;) {
      const page = await readLogPage(this.sql, this.position, PAGE);
      if (page === null) return this.end();
      const fault = this.lookAt(page);
      if (fault !== null) return fault;
      onPage();
    }
  }

  /** What the head says against what the events say; call it at the end of the log. */
  compareHead({ position, chain }: Head): Fault | null {
    if (position > this.position) return { kind: 'missing', position: this.position + 1 };
    if (position < this.position) return { kind: 'unchained', position: position + 1 };
    return chain === (this.chain?.toString('hex') ?? null) ? null : { kind: 'head-differs', position: this.position };
  }

  private end(): Fault | null {
    if (this.pending.length > 0) return { kind: 'unchained', position: this.linked + 1 };
    const beyond = this.anchors[this.agreed];
    return beyond === undefined ? null : { kind: 'cut-before-anchor', position: this.position + 1, anchor: beyond.anchor.position };
  }

  private lookAt(page: LogPage): Fault | null {
    const own = ownFault(page);
    for (const link of page.links) {
      if (own !== null && own.position <= link.position) return own;
      this.take(page, link.position);
      const fault = this.link(link.position, link.chain);
      if (fault !== null) return fault;
    }
    if (own !== null) return own;
    this.take(page, page.last);
    return null;
  }

  /** The hashes of a page's events up to a position. */
  private take(page: LogPage, through: number): void {
    while (this.position < through) {
      const index = this.position + 1 - page.first;
      const leaf = page.leaves.subarray(index * HASH, (index + 1) * HASH);
      this.tree.push(leaf);
      this.pending.push(leaf);
      this.position += 1;
      this.compareAnchors((one) => one.anchor.treeRoot === this.tree.root().toString('hex'), this.position);
    }
  }

  private link(position: number, chain: Buffer): Fault | null {
    const last = Buffer.alloc(8);
    last.writeBigInt64BE(BigInt(position));
    const batch = hash('sha256', Buffer.concat(this.pending), 'buffer');
    const expected = hash('sha256', Buffer.concat([this.chain ?? Buffer.alloc(0), batch, last]), 'buffer');
    if (!expected.equals(chain)) return { kind: 'chain-broken', position: this.linked + 1, through: position };
    this.chain = chain;
    this.pending = [];
    this.linked = position;
    return this.suspicion;
  }

  private compareAnchors(agrees: (anchor: SignedAnchor) => boolean, position: number): void {
    for (let one = this.anchors[this.agreed]; one?.anchor.position === position; one = this.anchors[this.agreed]) {
      if (!agrees(one)) this.suspicion ??= { kind: 'rewritten-before-anchor', position: this.anchored + 1, anchor: position };
      this.agreed += 1;
      if (this.suspicion === null && this.anchors[this.agreed]?.anchor.position !== position) this.anchored = position;
    }
  }
}

const ownFault = ({ altered, broken }: LogPage): Fault | null => {
  if (broken !== null && (altered === null || broken.position <= altered)) return broken;
  return altered === null ? null : { kind: 'altered', position: altered };
};
