import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyInto } from 'pg-copy-streams';
import { migrateUnlocked, underMigrationLock, UNFINISHED_RESTORE, type Migration } from '#platform';
import { BackupFile, type BackedUpTable } from './backup-file.js';
import { BackupRefused } from './backup-errors.js';
import { declarationOf } from './catalogue.js';
import type { DeclaredTable } from './declared-table.js';
import { type BackupHeader, copyFrom, quoted } from './marks.js';
import { clearTarget, emptyTarget } from './restore-target.js';
import { countRows } from './rows.js';
import type { CopyProgress } from './take-backup.js';

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly tables: readonly DeclaredTable[];
  /** Of the master key under which the restored system will run; null: none is at hand. */
  readonly keyMark: string | null;
  /** The last act before the database counts as restored: what must hold before anybody sees it. In a transaction of its own. */
  readonly beforeVisible?: (client: pg.ClientBase) => Promise<void>;
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface RestoreReport {
  readonly madeAt: string;
  readonly rows: number;
  readonly tables: BackupHeader['tables'];
  readonly head: number;
}

/**
 * Fills an empty database from a backup. Until the last act the database holds a mark with which no part of the system starts, also
 * after a process killed in the middle; whatever fails leaves it empty.
 * @throws BackupRefused
 */
export const restoreBackup = async (options: RestoreOptions): Promise<RestoreReport> => {
  const file = await BackupFile.open(options.file);
  try {
    const header = await file.header();
    const migrations = migrationsOf(header, options);
    refuseOtherKey(header, options.keyMark);
    return await underMigrationLock(options.databaseUrl, async (client) => {
      await emptyTarget(client, options.tables);
      await client.query(`create table ${UNFINISHED_RESTORE} (since timestamptz not null default clock_timestamp())`);
      try {
        await migrateUnlocked(options.databaseUrl, migrations);
        const rows = await inTransaction(client, () => fill(client, file, header, options));
        await migrateUnlocked(options.databaseUrl, options.migrations);
        await inTransaction(client, async () => {
          await options.beforeVisible?.(client);
          await client.query(`drop table ${UNFINISHED_RESTORE}`);
        });
        await client.query('analyze');
        return { madeAt: header.madeAt, rows, tables: header.tables, head: header.head };
      } catch (error) {
        await clearTarget(client, options.tables).catch(() => undefined);
        throw error;
      }
    });
  } finally {
    await file.close();
  }
};

/** The database is made as the backup's was; what this program has added since runs afterwards, over the rows. */
const migrationsOf = (header: BackupHeader, { migrations }: RestoreOptions): readonly Migration[] => {
  const named = new Map(migrations.map((migration) => [new migration().name ?? migration.name, migration]));
  const unknown = header.migrations.find((name) => !named.has(name));
  if (unknown !== undefined)
    throw new BackupRefused(
      `Bản sao lưu do một bản Đôn Đốc mới hơn lập (có ${unknown}); hãy phục hồi bằng bản đã lập nó, hoặc bản mới hơn nữa.`,
    );
  return header.migrations.flatMap((name) => named.get(name) ?? []);
};

const refuseOtherKey = ({ keyMark }: BackupHeader, own: string | null): void => {
  if (keyMark === own) return;
  const found = own === null ? 'chưa có khóa nào được đặt' : `khóa đang đặt có dấu ${own}`;
  throw new BackupRefused(
    `MASTER_KEY không đúng: bản sao lưu này cần khóa có dấu ${keyMark}, ${found}. ` +
      'Hãy đặt MASTER_KEY là khóa của hệ thống đã lập bản sao lưu (nội dung tệp master-key trong thư mục dữ liệu của nó) rồi chạy lại.',
  );
};

const inTransaction = async <Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> => {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};

const fill = async (client: pg.Client, file: BackupFile, header: BackupHeader, options: RestoreOptions): Promise<number> => {
  const of = header.tables.reduce((total, { rows }) => total + rows, 0);
  const expected = new Map(header.tables.map(({ name, rows }) => [name, rows]));
  let before = 0;
  for await (const table of file.tables()) {
    refuseUnknown(table, options.tables);
    const start = before;
    const rows = await fillTable(client, table, (count) => options.onProgress?.({ table: table.name, rows: start + count, of }));
    if (rows !== expected.get(table.name)) throw new BackupRefused(`Bảng ${table.name} trong tệp sao lưu không đủ dòng.`);
    before += rows;
  }
  return before;
};

const refuseUnknown = ({ name }: BackedUpTable, declared: readonly DeclaredTable[]): void => {
  if (declarationOf(declared, name)?.holds !== 'truth')
    throw new BackupRefused(`Bản sao lưu có bảng ${name} mà bản này không nhận; hãy phục hồi bằng bản Đôn Đốc đã lập nó.`);
};

const fillTable = async (client: pg.Client, table: BackedUpTable, tell: (rows: number) => void): Promise<number> => {
  await emptyOfMadeRows(client, table.name);
  const into = client.query(copyInto(copyFrom(table)));
  let rows = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of table.rows) {
      yield piece;
      rows += countRows(piece);
      tell(rows);
    }
  };
  await pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 1 }), into);
  return into.rowCount;
};

/** A migration may have put a first row in; the log, which is never changed, has none. */
const emptyOfMadeRows = async (client: pg.Client, table: string): Promise<void> => {
  const { rowCount } = await client.query(`select from ${quoted(table)} limit 1`);
  if (rowCount !== 0) await client.query(`delete from ${quoted(table)}`);
};
