import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { sessionSettings } from '#platform';
import { BackupRefused } from './backup-errors.js';
import { BlockWriter } from './blocks/block-writer.js';
import { declarationOf, type FoundTable, tablesOf } from './catalogue.js';
import type { DeclaredTable } from './declared-table.js';
import { type BackupHeader, markText, quoted } from './marks.js';
import { countRows } from './rows.js';

/** How far a backup or a restore has come. */
export interface CopyProgress {
  readonly table: string;
  /** Of all tables together. */
  readonly rows: number;
  readonly of: number;
}

export interface BackupOptions {
  readonly databaseUrl: string;
  readonly file: string;
  readonly tables: readonly DeclaredTable[];
  /** See `MasterKey.mark` of the platform. */
  readonly keyMark: string;
  /** Replaces an existing file, once the new one is whole. */
  readonly overwrite?: boolean;
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Position of the last event in it. */
  readonly head: number;
  readonly keyMark: string;
  /** SHA-256 over all content, hex. */
  readonly digest: string;
  /** Tables of the database that this program does not know; they are not in the backup. */
  readonly strangers: readonly string[];
}

/**
 * Writes everything that cannot be made again into one file: a consistent snapshot, taken while the system works on. The file
 * appears under its name only when it is whole and on the disk.
 * @throws BackupRefused
 */
export const takeBackup = async (options: BackupOptions): Promise<BackupReport> => {
  const target = path.resolve(options.file);
  if (options.overwrite !== true) await refuseExisting(target);
  const unfinished = `${target}.${randomBytes(4).toString('hex')}.unfinished`;
  const file = await create(unfinished, options.file);
  try {
    const report = await withSnapshot(options.databaseUrl, (client) => write(client, file, options));
    await file.sync();
    await file.close();
    await rename(unfinished, target);
    await syncFolder(path.dirname(target));
    return { ...report, file: target };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
};

const refuseExisting = async (target: string): Promise<void> => {
  const found = await stat(target).catch(() => null);
  if (found === null) return;
  throw new BackupRefused(
    found.isDirectory()
      ? `${target} là thư mục; hãy nêu tên tệp sao lưu.`
      : `Tệp ${target} đã có; hãy chọn tên khác, hoặc thêm --overwrite để thay tệp cũ khi bản mới đã xong.`,
  );
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'thư mục không tồn tại',
  EACCES: 'không có quyền ghi',
  EPERM: 'không có quyền ghi',
  EROFS: 'ổ đĩa chỉ đọc',
  ENOTDIR: 'có một tệp nằm trên đường dẫn',
};

/** Personal data stand in it: nobody but its owner may read it. */
const create = async (unfinished: string, named: string): Promise<FileHandle> =>
  open(unfinished, 'wx', 0o600).catch((error: unknown) => {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new BackupRefused(`Không ghi được tệp sao lưu ${named}: ${reasons[code] ?? code}.`, { cause: error });
  });

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
};

const withSnapshot = async <Result>(databaseUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'dondoc backup',
    keepAlive: true,
    options: sessionSettings(),
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
};

const write = async (client: pg.Client, file: FileHandle, options: BackupOptions): Promise<Omit<BackupReport, 'file'>> => {
  const found = await tablesOf(client);
  const kept = options.tables.flatMap(({ name, holds }) => found.filter((table) => holds === 'truth' && table.name === name));
  const header = await describe(client, kept, options.keyMark);
  const writer = new BlockWriter(file);
  await writer.mark(markText(header));
  const of = sum(header.tables);
  let before = 0;
  for (const table of kept) {
    const start = before;
    before += await writeTable(client, writer, table, (rows) => options.onProgress?.({ table: table.name, rows: start + rows, of }));
  }
  await writer.mark(markText({ mark: 'end', rows: before }));
  const digest = await writer.end();
  return {
    bytes: writer.written,
    rows: before,
    tables: header.tables,
    head: header.head,
    keyMark: header.keyMark,
    digest: digest.toString('hex'),
    strangers: found.filter(({ name }) => declarationOf(options.tables, name) === null).map(({ name }) => name),
  };
};

const sum = (tables: BackupHeader['tables']): number => tables.reduce((total, { rows }) => total + rows, 0);

const describe = async (client: pg.Client, tables: readonly FoundTable[], keyMark: string): Promise<BackupHeader> => {
  const { rows } = await client.query<{ now: Date; postgres: string; head: string; migrations: string[] }>(
    `select app_now() as now, current_setting('server_version') as postgres, (select position from es.log_head where shard = 0) as head,
            array(select name from public.schema_migrations order by id) as migrations`,
  );
  const [about] = rows;
  if (about === undefined) throw new Error('The database did not describe itself');
  const counted: { name: string; rows: number }[] = [];
  for (const { name } of tables) {
    const { rows: count } = await client.query<{ rows: string }>(`select count(*) as rows from ${quoted(name)}`);
    counted.push({ name, rows: Number(count[0]?.rows) });
  }
  const { postgres, migrations } = about;
  return {
    mark: 'backup',
    format: 1,
    madeAt: about.now.toISOString(),
    postgres: postgres.split(' ')[0] ?? postgres,
    migrations,
    head: Number(about.head),
    keyMark,
    tables: counted,
  };
};

const writeTable = async (
  client: pg.Client,
  writer: BlockWriter,
  { name, columns }: FoundTable,
  tell: (rows: number) => void,
): Promise<number> => {
  await writer.mark(markText({ mark: 'table', name, columns: [...columns] }));
  const stream = client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`));
  let rows = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    await writer.rows(piece);
    rows += countRows(piece);
    tell(rows);
  }
  await writer.mark(markText({ mark: 'table-end', name, rows }));
  return rows;
};
