import type { Command } from 'commander';
import type { RestoreReport } from '#backup';
import { figure, secondsFrom } from '../shared/figures.js';
import { startCounting } from '../shared/progress.js';
import { printJson, type Terminal } from '../shared/terminal.js';

interface Options {
  readonly json?: boolean;
}

const restore = async (file: string, terminal: Terminal): Promise<RestoreReport> => {
  const [{ withBareDatabase }, { findMasterKey, keepMasterKey, MasterKey }, { restoreBackup }, { allMigrations, allTables }] =
    await Promise.all([import('../shared/open-system.js'), import('#platform'), import('#backup'), import('#schema')]);
  const counting = await startCounting(terminal);
  try {
    return await withBareDatabase(async (databaseUrl, config) => {
      const key = await findMasterKey(config);
      const report = await restoreBackup({
        databaseUrl,
        file,
        migrations: allMigrations,
        tables: allTables,
        keyMark: key === null ? null : new MasterKey(key).mark,
        onProgress: ({ table, rows, of }) => counting.tell(table, rows, of),
      });
      // The embedded database is opened without MASTER_KEY in the environment from now on.
      if (config.databaseUrl === null && key !== null) await keepMasterKey(config, key);
      return report;
    });
  } finally {
    counting.end();
  }
};

const sentences = (report: RestoreReport, time: string): string =>
  `Đã phục hồi ${figure(report.rows)} dòng của ${figure(report.tables.length)} bảng, đến sự kiện số ${figure(report.head)}, ` +
  `theo bản sao lưu lập lúc ${report.madeAt} (${time}).\n` +
  'Các màn hình được dựng lại từ nhật ký ở lần khởi động tới; mọi người đăng nhập lại.\n';

export const addRestore = (program: Command, terminal: Terminal): void => {
  program
    .command('restore')
    .description('phục hồi một bản sao lưu vào cơ sở dữ liệu trống (DATABASE_URL, hoặc DATA_DIR mới)')
    .argument('<FILE>', 'tệp do lệnh backup lập')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string, options: Options) => {
      const started = performance.now();
      const report = await restore(file, terminal);
      if (options.json === true) printJson(terminal, { ...report, seconds: (performance.now() - started) / 1000 });
      else terminal.out(sentences(report, secondsFrom(started)));
    });
};
