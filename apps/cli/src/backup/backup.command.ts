import type { Command } from 'commander';
import type { BackupReport } from '#backup';
import { figure, megabytes, secondsFrom } from '../shared/figures.js';
import { startCounting } from '../shared/progress.js';
import { printJson, type Terminal } from '../shared/terminal.js';

interface Options {
  readonly json?: boolean;
  readonly overwrite?: boolean;
}

const backUp = async (file: string, options: Options, terminal: Terminal): Promise<BackupReport> => {
  const [{ withSystem }, { takeBackup }, { allTables }] = await Promise.all([
    import('../shared/open-system.js'),
    import('#backup'),
    import('#schema'),
  ]);
  const counting = await startCounting(terminal);
  try {
    return await withSystem(({ databaseUrl, masterKey }) =>
      takeBackup({
        databaseUrl,
        file,
        tables: allTables,
        keyMark: masterKey.mark,
        overwrite: options.overwrite ?? false,
        onProgress: ({ table, rows, of }) => counting.tell(table, rows, of),
      }),
    );
  } finally {
    counting.end();
  }
};

const sentences = (report: BackupReport, time: string): string =>
  `Đã sao lưu ${figure(report.rows)} dòng của ${figure(report.tables.length)} bảng, đến sự kiện số ${figure(report.head)}, vào ${report.file} ` +
  `(${megabytes(report.bytes)}, ${time}).\n` +
  `Khi phục hồi cần khóa chính (MASTER_KEY) có dấu ${report.keyMark}; hãy cất khóa đó riêng, không để cùng chỗ với tệp này. ` +
  'Tệp có dữ liệu cá nhân và không mã hóa: chỉ để nơi được phép.\n';

export const addBackup = (program: Command, terminal: Terminal): void => {
  program
    .command('backup')
    .description('sao lưu toàn bộ dữ liệu vào một tệp, trong khi hệ thống vẫn chạy')
    .argument('<FILE>', 'tệp sao lưu sẽ lập')
    .option('--overwrite', 'thay tệp đã có, khi bản mới đã xong')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string, options: Options) => {
      const started = performance.now();
      const report = await backUp(file, options, terminal);
      if (report.strangers.length > 0)
        terminal.err(`Cảnh báo: không có trong bản sao lưu, vì không phải bảng của hệ thống: ${report.strangers.join(', ')}.\n`);
      if (options.json === true) printJson(terminal, { ...report, seconds: (performance.now() - started) / 1000 });
      else terminal.out(sentences(report, secondsFrom(started)));
    });
};
