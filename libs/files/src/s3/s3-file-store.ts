import { Readable } from 'node:stream';
import type pg from 'pg';
import type { FileRef } from '#domain';
import { findBlob, insertBlob, type Blob } from '../blobs.js';
import { defaultFileLimits, type FileLimits, type FileStore, type StoredFile } from '../file-store.port.js';
import { FileMissing } from '../file-errors.js';
import { PostgresFileStore } from '../postgres/postgres-file-store.js';
import { spooled } from '../spooled.js';
import { verified } from '../verified.js';
import type { S3Bucket } from './s3-bucket.js';

/**
 * Files in S3, what is known of them in PostgreSQL: a file is there for others only once its object stands whole. Files from before
 * S3 was configured are read where they are.
 */
export class S3FileStore implements FileStore {
  private readonly earlier: PostgresFileStore;

  constructor(
    private readonly pool: pg.Pool,
    private readonly bucket: S3Bucket,
    private readonly limits: FileLimits = defaultFileLimits,
  ) {
    this.earlier = new PostgresFileStore(pool, limits);
  }

  async put(...given: Parameters<FileStore['put']>): Promise<FileRef> {
    return spooled(given, this.limits, async (file, spool) => {
      const known = await findBlob(this.pool, file.sha256);
      if (known !== null && (await this.isWhole(known))) return;
      // Two at once put the same bytes under the same key: whoever is last changes nothing.
      await this.bucket.put(file, spool.read(256 * 1024));
      await insertBlob(this.pool, { ...file, place: 's3' });
    });
  }

  async open(sha256: string): Promise<Readable> {
    const file = await findBlob(this.pool, sha256);
    if (file === null) throw new FileMissing(sha256);
    if (file.place === 'database') return this.earlier.open(sha256);
    return Readable.from(verified(await this.bucket.get(sha256), sha256), { objectMode: false });
  }

  async stat(sha256: string): Promise<StoredFile | null> {
    return this.earlier.stat(sha256);
  }

  /** An object that somebody has deleted comes back when its file is sent again. */
  private async isWhole({ sha256, size, place }: Blob): Promise<boolean> {
    return place === 'database' || (await this.bucket.sizeOf(sha256)) === size;
  }
}
