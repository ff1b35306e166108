import type pg from 'pg';
import type { StoredFile } from './file-store.port.js';
import { isHash } from './intake.js';

export interface Blob extends StoredFile {
  /** Where the bytes stand. */
  readonly place: 'database' | 's3';
}

type Sql = Pick<pg.ClientBase, 'query'>;

/** What is known of a file, wherever its bytes are. By the primary key of `files.blobs`. */
export const findBlob = async (sql: Sql, sha256: string): Promise<Blob | null> => {
  if (!isHash(sha256)) return null;
  const { rows } = await sql.query<{ size: string; media_type: string; place: Blob['place'] }>(
    'select size, media_type, place from files.blobs where sha256 = $1',
    [Buffer.from(sha256, 'hex')],
  );
  const [row] = rows;
  return row === undefined ? null : { sha256, size: Number(row.size), mediaType: row.media_type, place: row.place };
};

/** False: somebody else has put the same bytes; where they were doing so just now, this waits for their transaction. */
export const insertBlob = async (sql: Sql, { sha256, size, mediaType, place }: Blob): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'insert into files.blobs (sha256, size, media_type, place) values ($1, $2, $3, $4) on conflict do nothing',
    [Buffer.from(sha256, 'hex'), size, mediaType, place],
  );
  return rowCount === 1;
};
