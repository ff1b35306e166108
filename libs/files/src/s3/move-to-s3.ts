import type pg from 'pg';
import { findBlob } from '../blobs.js';
import { PostgresFileStore } from '../postgres/postgres-file-store.js';
import { verified } from '../verified.js';
import type { S3Bucket } from './s3-bucket.js';

/**
 * Moves the files that stand in the database to S3, one after the other: each is written there, read back and compared with its
 * hash before its bytes leave the database. May be broken off at any point and run again, while the system works.
 * @returns how many were moved
 */
export const moveToS3 = async (
  pool: pg.Pool,
  bucket: S3Bucket,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<number> => {
  const { rows } = await pool.query<{ sha256: string }>(
    `select encode(sha256, 'hex') as sha256 from files.blobs where place = 'database' order by sha256`,
  );
  const store = new PostgresFileStore(pool);
  for (const [nth, { sha256 }] of rows.entries()) {
    const file = await findBlob(pool, sha256);
    if (file?.place === 'database') {
      await bucket.put(file, await store.open(sha256));
      for await (const _ of verified(await bucket.get(sha256), sha256));
      await leaveDatabase(pool, sha256);
    }
    onProgress(nth + 1, rows.length);
  }
  return rows.length;
};

/** One statement: whoever opens it finds the bytes in the one place or in the other; whoever is in the middle of reading reads again. */
const leaveDatabase = async (pool: pg.Pool, sha256: string): Promise<void> => {
  await pool.query(
    `with moved as (update files.blobs set place = 's3' where sha256 = $1 and place = 'database' returning sha256)
     delete from files.chunks using moved where chunks.sha256 = moved.sha256`,
    [Buffer.from(sha256, 'hex')],
  );
};
