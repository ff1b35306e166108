import { Readable } from 'node:stream';
import type { FileRef } from '#domain';
import { defaultFileLimits, type FileLimits, type FileStore, type StoredFile } from '../file-store.port.js';
import { FileMissing } from '../file-errors.js';
import { takeIn } from '../intake.js';
import { fileNameOf, mediaTypeOf } from '../media-types.js';

/** The twin for tests. */
export class InMemoryFileStore implements FileStore {
  private readonly files = new Map<string, StoredFile & { readonly bytes: Buffer }>();

  constructor(private readonly limits: FileLimits = defaultFileLimits) {}

  async put(content: AsyncIterable<Uint8Array>, about: { readonly name: string; readonly mediaType: string }): Promise<FileRef> {
    const name = fileNameOf(about.name);
    const mediaType = mediaTypeOf(about.mediaType, name);
    const pieces: Uint8Array[] = [];
    const measured = await takeIn(content, mediaType, this.limits, (piece) => {
      pieces.push(Uint8Array.from(piece));
    });
    if (!this.files.has(measured.sha256)) this.files.set(measured.sha256, { ...measured, mediaType, bytes: Buffer.concat(pieces) });
    return { ...measured, name, mediaType };
  }

  open(sha256: string): Promise<Readable> {
    const file = this.files.get(sha256);
    return file === undefined ? Promise.reject(new FileMissing(sha256)) : Promise.resolve(Readable.from([Buffer.from(file.bytes)]));
  }

  stat(sha256: string): Promise<StoredFile | null> {
    const file = this.files.get(sha256);
    return Promise.resolve(file === undefined ? null : { sha256, size: file.size, mediaType: file.mediaType });
  }
}
