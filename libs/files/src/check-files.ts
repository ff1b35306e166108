import type pg from 'pg';
import { FileDamaged } from './file-errors.js';
import type { S3Bucket } from './s3/s3-bucket.js';
import { verified } from './verified.js';

export interface CheckedFiles {
  readonly files: number;
  /** SHA-256 of those whose bytes are not the ones that were put, or are missing; hex, in order. */
  readonly damaged: readonly string[];
}

type Sql = Pick<pg.Pool, 'query'>;

/** The server does the hashing, so that no byte travels. */
const isWholeInDatabase = async (sql: Sql, sha256: string): Promise<boolean> => {
  const { rows } = await sql.query<{ whole: boolean | null }>(
    `select sha256(string_agg(data, ''::bytea order by seq)) = $1 as whole from files.chunks where sha256 = $1`,
    [Buffer.from(sha256, 'hex')],
  );
  return rows[0]?.whole === true;
};

const isWholeInS3 = async (bucket: S3Bucket | null, sha256: string): Promise<boolean> => {
  if (bucket === null) return false;
  try {
    for await (const _ of verified(await bucket.get(sha256), sha256));
    return true;
  } catch (error) {
    if (error instanceof FileDamaged) return false;
    throw error;
  }
};

/**
 * Hashes every kept file again, one after the other, wherever it stands.
 * @param bucket Null: S3 is not configured, and what stands there counts as missing.
 */
export const checkFiles = async (
  sql: Sql,
  bucket: S3Bucket | null = null,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<CheckedFiles> => {
  const { rows } = await sql.query<{ sha256: string; place: string }>(
    `select encode(sha256, 'hex') as sha256, place from files.blobs order by files.blobs.sha256`,
  );
  const damaged: string[] = [];
  for (const [nth, { sha256, place }] of rows.entries()) {
    const isWhole = place === 's3' ? await isWholeInS3(bucket, sha256) : await isWholeInDatabase(sql, sha256);
    if (!isWhole) damaged.push(sha256);
    onProgress(nth + 1, rows.length);
  }
  return { files: rows.length, damaged };
};

/** Whether the objects are there under their right size: for a restore, which has their hashes alone. Reads no content. */
export const checkObjects = async (sql: Sql, bucket: S3Bucket | null): Promise<CheckedFiles> => {
  const { rows } = await sql.query<{ sha256: string; size: string }>(
    `select encode(sha256, 'hex') as sha256, size from files.blobs where place = 's3' order by files.blobs.sha256`,
  );
  const found = new Map<string, number>();
  if (rows.length > 0 && bucket !== null) for await (const { sha256, size } of bucket.all()) found.set(sha256, size);
  return { files: rows.length, damaged: rows.filter(({ sha256, size }) => found.get(sha256) !== Number(size)).map(({ sha256 }) => sha256) };
};
