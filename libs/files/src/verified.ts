import { createHash } from 'node:crypto';
import { FileDamaged } from './file-errors.js';

/**
 * Hands the pieces on, the last of them only when all together are what the hash says: nobody takes a damaged file for a whole one.
 * @throws FileDamaged
 */
export const verified = async function* (pieces: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | null = null;
  for await (const piece of pieces) {
    hash.update(piece);
    if (held !== null) yield held;
    held = piece;
  }
  if (hash.digest('hex') !== sha256) throw new FileDamaged(sha256);
  if (held !== null) yield held;
};
