import { hash } from 'node:crypto';

/** Bytes of a hash. */
export const HASH = 32;

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** An inner node of RFC 6962: a one before the two below it, so that no node can be taken for a leaf. */
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  const both = Buffer.allocUnsafe(1 + 2 * HASH);
  both[0] = 1;
  both.set(left, 1);
  both.set(right, 1 + HASH);
  return sha256(both);
};

interface Subtree {
  /** Leaves under it: a power of two. */
  readonly size: number;
  readonly root: Buffer;
}

/**
 * The Merkle tree of RFC 6962, section 2.1, growing at its right edge: it keeps the roots of its whole subtrees, at most one for each
 * bit of its size, and so any number of leaves in a few hundred bytes.
 */
export class GrowingTree {
  private readonly whole: Subtree[] = [];
  private leaves = 0;

  /** @param onSubtree told of every whole subtree as it is completed, the single leaf included */
  constructor(private readonly onSubtree: (start: number, size: number, root: Buffer) => void = () => undefined) {}

  /** A tree as {@link GrowingTree.kept} kept it. */
  static of(size: number, kept: Uint8Array): GrowingTree {
    const tree = new GrowingTree();
    let at = 0;
    for (let bit = 2 ** Math.floor(Math.log2(Math.max(size, 1))); bit >= 1; bit /= 2) {
      if (Math.floor(size / bit) % 2 === 0) continue;
      tree.whole.push({ size: bit, root: Buffer.from(kept.subarray(at, at + HASH)) });
      at += HASH;
    }
    if (at !== kept.length) throw new Error('The kept subtrees do not fit the size of the tree');
    tree.leaves = size;
    return tree;
  }

  get size(): number {
    return this.leaves;
  }

  push(leaf: Uint8Array): void {
    let subtree: Subtree = { size: 1, root: Buffer.from(leaf) };
    this.leaves += 1;
    this.onSubtree(this.leaves - 1, 1, subtree.root);
    for (let left = this.whole.at(-1); left?.size === subtree.size; left = this.whole.at(-1)) {
      this.whole.pop();
      subtree = { size: subtree.size * 2, root: nodeHash(left.root, subtree.root) };
      this.onSubtree(this.leaves - subtree.size, subtree.size, subtree.root);
    }
    this.whole.push(subtree);
  }

  /** Root of everything from a leaf on which a whole subtree of the right edge begins; of all leaves by default. */
  root(from = 0): Buffer {
    let start = this.leaves;
    let root: Buffer | null = null;
    for (const subtree of [...this.whole].reverse()) {
      start -= subtree.size;
      if (start < from) break;
      root = root === null ? subtree.root : nodeHash(subtree.root, root);
    }
    return root ?? sha256(Buffer.alloc(0));
  }

  /** The roots of the whole subtrees, largest first: all that is needed to go on from here. */
  kept(): Buffer {
    return Buffer.concat(this.whole.map(({ root }) => root));
  }
}

/** One step up a path: the sibling, as the leaves that it stands over. */
interface Sibling {
  readonly start: number;
  readonly size: number;
}

const largestPowerBelow = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** What stands beside the way from a leaf to the root, lowest first (RFC 6962, section 2.1.1). */
const siblingsOf = (leaf: number, size: number): readonly Sibling[] => {
  const found: Sibling[] = [];
  let start = 0;
  let length = size;
  while (length > 1) {
    const left = largestPowerBelow(length);
    if (leaf < start + left) {
      found.push({ start: start + left, size: length - left });
      length = left;
    } else {
      found.push({ start, size: left });
      start += left;
      length -= left;
    }
  }
  return found.reverse();
};

const nameOf = ({ start, size }: Sibling): string => `${start}+${size}`;

/** Inclusion paths of some leaves, gathered while all leaves pass by once; only what the paths need is kept. */
export class PathCollector {
  readonly tree: GrowingTree;
  private readonly paths: ReadonlyMap<number, readonly Sibling[]>;
  private readonly roots = new Map<string, Buffer | null>();

  /** @param leaves 0-based; @param size leaves of the whole tree */
  constructor(
    leaves: readonly number[],
    private readonly size: number,
  ) {
    this.paths = new Map(leaves.map((leaf) => [leaf, siblingsOf(leaf, size)]));
    for (const sibling of [...this.paths.values()].flat()) this.roots.set(nameOf(sibling), null);
    this.tree = new GrowingTree((start, length, root) => {
      const name = nameOf({ start, size: length });
      if (this.roots.has(name)) this.roots.set(name, root);
    });
  }

  /** Lowest sibling first. Call it when all leaves have been pushed into {@link tree}. */
  pathOf(leaf: number): readonly Buffer[] {
    if (this.tree.size !== this.size) throw new Error(`The tree has ${this.tree.size} leaves of ${this.size}`);
    // A sibling at the right edge is no whole subtree: its root is made of several.
    return (this.paths.get(leaf) ?? []).map((sibling) => this.roots.get(nameOf(sibling)) ?? this.tree.root(sibling.start));
  }
}

/** The root that a leaf and its path lead to; null where the path does not fit (RFC 9162, section 2.1.3.2). */
export const rootByPath = (leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Buffer | null => {
  const siblings = siblingsOf(index, size);
  if (index >= size || siblings.length !== path.length) return null;
  let root: Buffer = Buffer.from(leaf);
  siblings.forEach((sibling, step) => {
    const other = path[step] ?? Buffer.alloc(0);
    root = sibling.start < index ? nodeHash(other, root) : nodeHash(root, other);
  });
  return root;
};
