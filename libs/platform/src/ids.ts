import { randomFillSync } from 'node:crypto';
import { v5, v7 } from 'uuid';

/** The namespace of every id that is derived from something, so that deriving it again gives the same one. */
const namespace = '5c1f3c62-6f0e-5b5e-9a53-0d0e0d0c0001';

/** Randomness for many ids is asked of the system at once: one by one it is most of what an id costs. */
const drawn = new Uint8Array(4096);
let used = drawn.length;

const draw = (): Uint8Array => {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return drawn.subarray(used, (used += 16));
};

let msecs = 0;
let seq = 0;

/** A new id, UUIDv7 (RFC 9562); ids made later sort later, within a millisecond too. */
export const newId = (): string => {
  const random = draw();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // The lower half of its range: no millisecond is long enough to count through the other.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
  } else {
    seq += 1;
  }
  return v7({ msecs, seq, random });
};

/** The same parts always give the same id, for example `derivedId('task', planId, rowKey)`. */
export const derivedId = (...parts: readonly string[]): string => v5(parts.map((part) => `${part.length}:${part}`).join('|'), namespace);
