import type pg from 'pg';

/**
 * Takes hash and chain out of a database's append, to measure what they cost: the same statements with an empty hash. For a benchmark's
 * own database only.
 */
export const withoutChain = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'es'::regnamespace and proname in ('append', 'append_one')`,
  );
  if (rows.length !== 2) throw new Error('The append is not what this benchmark knows');
  for (const { definition } of rows) {
    const bare = definition
      .replace(/es\.leaf\(0::smallint[^)]*\)/u, `''::bytea`)
      .replace(/sha256\(coalesce\(chain, ''::bytea\) \|\| sha256\([^;]*?int8send\((?:max\(position\)|at_position)\)\)/u, `''::bytea`);
    if ((bare.match(/sha256|es\.leaf/gu) ?? []).length > 0) throw new Error('Hash and chain are still in the append');
    await pool.query(bare);
  }
};
