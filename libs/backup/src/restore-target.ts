import type pg from 'pg';
import { UNFINISHED_RESTORE } from '#platform';
import { BackupRefused } from './backup-errors.js';
import { declarationOf, type FoundTable, tablesOf } from './catalogue.js';
import type { DeclaredTable } from './declared-table.js';
import { quoted } from './marks.js';

type Sql = Pick<pg.ClientBase, 'query'>;

const nonEmpty = (what: string): BackupRefused =>
  new BackupRefused(
    `Cơ sở dữ liệu đích không trống: ${what}. Chỉ phục hồi vào cơ sở dữ liệu trống; hãy tạo cơ sở dữ liệu mới, ` +
      'hoặc đặt DATA_DIR là một thư mục mới. Dữ liệu ở đó không bị đụng đến.',
  );

/** Rows that the migrations themselves put in. */
const isUntouchedHead = async (sql: Sql): Promise<boolean> => {
  const { rows } = await sql.query<{ touched: boolean }>('select exists (select 1 from es.log_head where position > 0) as touched');
  return rows[0]?.touched === false;
};

/** Which master key a system met first says nothing of whether anybody has used it. */
const saysNothing = new Set(['public.master_key_mark']);

const holdsRows = async (sql: Sql, name: string): Promise<boolean> => {
  if (saysNothing.has(name)) return false;
  if (name === 'es.log_head') return !(await isUntouchedHead(sql));
  const { rows } = await sql.query<{ found: boolean }>(`select exists (select 1 from ${quoted(name)}) as found`);
  return rows[0]?.found === true;
};

/**
 * Sees to it that nothing is there: at most what an earlier restore left unfinished, or this system's own tables without
 * anything in them; those are taken away.
 * @throws BackupRefused
 */
export const emptyTarget = async (sql: Sql, declared: readonly DeclaredTable[]): Promise<void> => {
  const found = await tablesOf(sql);
  const stranger = found.find(({ name }) => declarationOf(declared, name) === null);
  if (stranger !== undefined) throw nonEmpty(`có bảng ${stranger.name}`);
  if (!found.some(({ name }) => name === UNFINISHED_RESTORE)) {
    const standing = declared.filter(({ name, holds }) => holds === 'truth' && found.some((table) => table.name === name));
    for (const { name } of standing) if (await holdsRows(sql, name)) throw nonEmpty(`bảng ${name} đã có dữ liệu`);
  }
  await clear(sql, declared, found);
};

/** Takes everything away that a restore has made. */
export const clearTarget = async (sql: Sql, declared: readonly DeclaredTable[]): Promise<void> => {
  await clear(sql, declared, await tablesOf(sql));
};

const schemaOf = (table: string): string => table.split('.')[0] ?? table;

/** One transaction: either all of it stands or nothing. The mark goes last with it. */
const clear = async (sql: Sql, declared: readonly DeclaredTable[], found: readonly FoundTable[]): Promise<void> => {
  const ours = found.filter(({ name }) => declarationOf(declared, name) !== null);
  const named = declared.filter(({ name }) => name.includes('.'));
  const schemas = new Set([...named, ...ours].map(({ name }) => schemaOf(name)).filter((schema) => schema !== 'public'));
  await sql.query('begin');
  try {
    for (const schema of schemas) await sql.query(`drop schema if exists ${quoted(schema)} cascade`);
    for (const { name } of found) if (schemaOf(name) === 'public') await sql.query(`drop table if exists ${quoted(name)} cascade`);
    await sql.query('drop function if exists public.app_now(), public.uuidv7()');
    await sql.query('commit');
  } catch (error) {
    await sql.query('rollback').catch(() => undefined);
    throw error;
  }
};
