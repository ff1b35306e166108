import { Readable } from 'node:stream';
import type pg from 'pg';
import type { FileRef } from '#domain';
import { findBlob, insertBlob } from '../blobs.js';
import { defaultFileLimits, type FileLimits, type FileStore, type StoredFile } from '../file-store.port.js';
import { FileDamaged, FileMissing, FileStoreUnavailable } from '../file-errors.js';
import type { Spool } from '../spool.js';
import { spooled } from '../spooled.js';
import { verified } from '../verified.js';

const CHUNK = 256 * 1024;

/** Files in PostgreSQL: every process and the backup have them. */
export class PostgresFileStore implements FileStore {
  constructor(
    private readonly pool: pg.Pool,
    private readonly limits: FileLimits = defaultFileLimits,
  ) {}

  async put(...given: Parameters<FileStore['put']>): Promise<FileRef> {
    return spooled(given, this.limits, async (file, spool) => {
      if ((await findBlob(this.pool, file.sha256)) === null) await this.keep(file, spool);
    });
  }

  /** Reads chunk by chunk: no connection is held while a slow reader takes its time. */
  async open(sha256: string): Promise<Readable> {
    const file = await findBlob(this.pool, sha256);
    if (file === null) throw new FileMissing(sha256);
    if (file.place === 's3') throw new FileStoreUnavailable(`${sha256} is kept in S3, which is not configured`);
    return Readable.from(verified(this.chunks(file), sha256), { objectMode: false });
  }

  async stat(sha256: string): Promise<StoredFile | null> {
    const file = await findBlob(this.pool, sha256);
    return file === null ? null : { sha256, size: file.size, mediaType: file.mediaType };
  }

  /** One transaction. The row in `blobs` is the lock: whoever puts the same bytes meanwhile waits for it and then writes nothing. */
  private async keep(file: StoredFile, spool: Spool): Promise<void> {
    const key = Buffer.from(file.sha256, 'hex');
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      let seq = 0;
      if (await insertBlob(client, { ...file, place: 'database' })) {
        for await (const data of spool.read(CHUNK)) {
          await client.query('insert into files.chunks (sha256, seq, data) values ($1, $2, $3)', [key, seq, data]);
          seq += 1;
        }
      }
      await client.query('commit');
      client.release();
    } catch (error) {
      // Closing the connection rolls back, also where the connection itself is what broke.
      client.release(true);
      throw error;
    }
  }

  /** By the primary key of `files.chunks`. */
  private async *chunks({ sha256, size }: StoredFile): AsyncGenerator<Buffer> {
    const key = Buffer.from(sha256, 'hex');
    for (let seq = 0, read = 0; read < size; seq += 1) {
      const { rows } = await this.pool.query<{ data: Buffer }>('select data from files.chunks where sha256 = $1 and seq = $2', [key, seq]);
      const [row] = rows;
      if (row === undefined) throw await this.gone(sha256);
      read += row.data.length;
      yield row.data;
    }
  }

  /** Moved away between two chunks, or damaged. */
  private async gone(sha256: string): Promise<Error> {
    const file = await findBlob(this.pool, sha256);
    return file?.place === 's3' ? new FileStoreUnavailable(`${sha256} was moved while it was read`) : new FileDamaged(sha256);
  }
}
