import type pg from 'pg';

export interface CheckedFiles {
  readonly files: number;
  /** SHA-256 of those whose bytes are not the ones that were put, or are missing; hex, in order. */
  readonly damaged: readonly string[];
}

/** Hashes every kept file again, one after the other; the server does the hashing, so that no byte travels. */
export const checkFiles = async (
  sql: Pick<pg.Pool, 'query'>,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<CheckedFiles> => {
  const { rows } = await sql.query<{ sha256: Buffer }>('select sha256 from files.blobs order by sha256');
  const damaged: string[] = [];
  for (const [nth, { sha256 }] of rows.entries()) {
    const { rows: found } = await sql.query<{ whole: boolean | null }>(
      `select sha256(string_agg(data, ''::bytea order by seq)) = $1 as whole from files.chunks where sha256 = $1`,
      [sha256],
    );
    if (found[0]?.whole !== true) damaged.push(sha256.toString('hex'));
    onProgress(nth + 1, rows.length);
  }
  return { files: rows.length, damaged };
};
