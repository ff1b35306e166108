import type { Readable } from 'node:stream';
import type { FileRef } from '#domain';

export interface StoredFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** As declared by whoever stored it first. */
  readonly mediaType: string;
}

/** Files by their content: the same bytes are kept once, whatever their names. What is stored is never changed. */
export interface FileStore {
  /**
   * Takes a file in as it streams.
   * @throws FileRefused where it is empty, too large, or of a kind that is not taken; nothing is kept then.
   */
  put(content: AsyncIterable<Uint8Array>, about: { readonly name: string; readonly mediaType: string }): Promise<FileRef>;
  /** The content, piece by piece. @throws FileMissing, or FileDamaged at the end where the bytes are not those of the hash. */
  open(sha256: string): Promise<Readable>;
  /** Null: no such file. */
  stat(sha256: string): Promise<StoredFile | null>;
}

export interface FileLimits {
  /** Bytes. */
  readonly maxSize: number;
}

export const defaultFileLimits: FileLimits = { maxSize: 25 * 1024 * 1024 };
