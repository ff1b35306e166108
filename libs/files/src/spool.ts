import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Spool {
  write(piece: Uint8Array): Promise<void>;
  /** What was written, in pieces of at most `size` bytes. */
  read(size: number): AsyncGenerator<Buffer>;
  dispose(): Promise<void>;
}

/** A temporary file: an upload from a slow line must not hold a database connection, nor memory. */
export const openSpool = async (): Promise<Spool> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-upload-'));
  const handle = await open(path.join(folder, 'content'), 'wx+', 0o600);
  const readPieces = async function* (size: number): AsyncGenerator<Buffer> {
    for (let position = 0; ;) {
      const piece = Buffer.allocUnsafe(size);
      const { bytesRead } = await handle.read(piece, 0, size, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  };
  return {
    write: async (piece) => {
      // A file handle may take a part of a piece only.
      for (let at = 0; at < piece.length;) at += (await handle.write(piece, at, piece.length - at)).bytesWritten;
    },
    read: readPieces,
    dispose: async () => {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
