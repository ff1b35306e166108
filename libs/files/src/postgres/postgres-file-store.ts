import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { FileRef } from '#domain';
import { defaultFileLimits, type FileLimits, type FileStore, type StoredFile } from '../file-store.port.js';
import { FileDamaged, FileMissing } from '../file-errors.js';
import { isHash, takeIn, type Measured } from '../intake.js';
import { fileNameOf, mediaTypeOf } from '../media-types.js';
import { openSpool, type Spool } from './spool.js';

const CHUNK = 256 * 1024;

/** Files in PostgreSQL: every process and the backup have them. */
export class PostgresFileStore implements FileStore {
  constructor(
    private readonly pool: pg.Pool,
    private readonly limits: FileLimits = defaultFileLimits,
  ) {}

  async put(content: AsyncIterable<Uint8Array>, about: { readonly name: string; readonly mediaType: string }): Promise<FileRef> {
    const name = fileNameOf(about.name);
    const mediaType = mediaTypeOf(about.mediaType, name);
    const spool = await openSpool();
    try {
      const measured = await takeIn(content, mediaType, this.limits, async (piece) => spool.write(piece));
      if ((await this.stat(measured.sha256)) === null) await this.keep(measured, mediaType, spool);
      return { ...measured, name, mediaType };
    } finally {
      await spool.dispose();
    }
  }

  /** Reads chunk by chunk: no connection is held while a slow reader takes its time. */
  async open(sha256: string): Promise<Readable> {
    const file = await this.stat(sha256);
    if (file === null) throw new FileMissing(sha256);
    return Readable.from(this.chunks(file), { objectMode: false });
  }

  /** By the primary key of `files.blobs`. */
  async stat(sha256: string): Promise<StoredFile | null> {
    if (!isHash(sha256)) return null;
    const { rows } = await this.pool.query<{ size: string; media_type: string }>(
      'select size, media_type from files.blobs where sha256 = $1',
      [Buffer.from(sha256, 'hex')],
    );
    const [row] = rows;
    return row === undefined ? null : { sha256, size: Number(row.size), mediaType: row.media_type };
  }

  /** One transaction. The row in `blobs` is the lock: whoever puts the same bytes meanwhile waits for it and then writes nothing. */
  private async keep({ sha256, size }: Measured, mediaType: string, spool: Spool): Promise<void> {
    const key = Buffer.from(sha256, 'hex');
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const { rowCount } = await client.query(
        'insert into files.blobs (sha256, size, media_type) values ($1, $2, $3) on conflict do nothing',
        [key, size, mediaType],
      );
      let seq = 0;
      if (rowCount === 1) {
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
    const hash = createHash('sha256');
    for (let seq = 0, read = 0; read < size; seq += 1) {
      const { rows } = await this.pool.query<{ data: Buffer }>('select data from files.chunks where sha256 = $1 and seq = $2', [key, seq]);
      const [row] = rows;
      if (row === undefined) throw new FileDamaged(sha256);
      hash.update(row.data);
      read += row.data.length;
      yield row.data;
    }
    if (hash.digest('hex') !== sha256) throw new FileDamaged(sha256);
  }
}
