import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GrowingTree, PathCollector, rootByPath } from './merkle-tree.js';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (nth: number): Buffer => sha256(Buffer.from([0]), Buffer.from(`leaf ${nth}`));
const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, nth) => leafOf(nth));

/** The definition of RFC 6962, section 2.1, as it is written there. */
const treeHash = (list: readonly Buffer[]): Buffer => {
  if (list.length === 0) return sha256();
  if (list.length === 1) return list[0]!;
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return sha256(Buffer.from([1]), treeHash(list.slice(0, split)), treeHash(list.slice(split)));
};

const grown = (list: readonly Buffer[]): GrowingTree => {
  const tree = new GrowingTree();
  for (const leaf of list) tree.push(leaf);
  return tree;
};

describe('the Merkle tree', () => {
  test('has the root that RFC 6962 defines, for every size', () => {
    for (let size = 0; size <= 70; size += 1) expect(grown(leaves(size)).root()).toEqual(treeHash(leaves(size)));
  });

  test('has the roots of the vectors in the reference implementation of certificate transparency', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const tree = grown(inputs.map((hex) => sha256(Buffer.from([0]), Buffer.from(hex, 'hex'))));
    expect(tree.root().toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
    expect(new GrowingTree().root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('goes on from what was kept of it', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (before, after) => {
        const all = leaves(before + after);
        const first = grown(all.slice(0, before));
        const tree = GrowingTree.of(before, first.kept());
        for (const leaf of all.slice(before)) tree.push(leaf);
        expect(tree.root()).toEqual(treeHash(all));
        expect(tree.size).toBe(before + after);
      }),
    );
    expect(() => GrowingTree.of(3, Buffer.alloc(32))).toThrow('do not fit');
  });

  test('has a path for every leaf, that leads to the root; with anything changed it does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(), fc.nat(), (size, pick, place) => {
        const leaf = pick % size;
        const collector = new PathCollector([leaf], size);
        for (const one of leaves(size)) collector.tree.push(one);
        const path = collector.pathOf(leaf);
        const root = treeHash(leaves(size));
        expect(rootByPath(leafOf(leaf), leaf, size, path)).toEqual(root);
        expect(rootByPath(leafOf(leaf + 1), leaf, size, path)).not.toEqual(root);
        expect(rootByPath(leafOf(leaf), leaf, size, [...path, leafOf(0)])).toBeNull();
        if (size > 1) {
          const changed = path.map((step, nth) => (nth === place % path.length ? sha256(step) : step));
          expect(rootByPath(leafOf(leaf), leaf, size, changed)).not.toEqual(root);
          const other = (leaf + 1) % size;
          expect(rootByPath(leafOf(leaf), other, size, path)?.equals(root) ?? false).toBe(false);
        }
      }),
    );
  });
});
