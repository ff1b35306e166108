import type { Command } from 'commander';
import type { RestoreReport } from '#backup';
import type { VerifyReport } from '#evidence';
import type { CheckedFiles } from '#files';
import type { Erasure } from '#personal-data';
import type { Config } from '#platform';
import { verifiedSentence } from '../evidence/verify.command.js';
import { figure, secondsFrom } from '../shared/figures.js';
import { readSourceFile } from '../shared/read-source-file.js';
import { startCounting } from '../shared/progress.js';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';

interface Options {
  readonly json?: boolean;
  readonly erasures?: string;
}

interface Restored extends RestoreReport {
  /** What `dondoc verify` says of the restored log. */
  readonly verified: VerifyReport;
  /** The files that stand in S3: the backup has their hashes. */
  readonly objects: CheckedFiles;
}

const verifyIn = async (databaseUrl: string, tell: (position: number, of: number) => void): Promise<VerifyReport> => {
  const [{ openPool }, { verifyLog }] = await Promise.all([import('#platform'), import('#evidence')]);
  const pool = openPool(databaseUrl, () => undefined, 1);
  return verifyLog({ pool, onProgress: tell }).finally(() => pool.end());
};

const objectsIn = async (databaseUrl: string, config: Config): Promise<CheckedFiles> => {
  const [{ openPool }, { checkObjects }, { withBucket }] = await Promise.all([
    import('#platform'),
    import('#files'),
    import('../shared/open-bucket.js'),
  ]);
  const pool = openPool(databaseUrl, () => undefined, 1);
  return withBucket(config, (bucket) => checkObjects(pool, bucket)).finally(() => pool.end());
};

const objectsSentence = ({ files, damaged }: CheckedFiles): string =>
  damaged.length === 0
    ? `${figure(files)} tệp trong kho S3 đều có mặt, đúng dung lượng; dondoc verify --files kiểm tra cả nội dung.`
    : `Kho S3 thiếu ${figure(damaged.length)}/${figure(files)} tệp mà bản sao lưu nhắc đến (đã đặt đúng S3_ENDPOINT, S3_BUCKET chưa?): ${damaged.join(', ')}.`;

/** What was erased after the backup was taken must not come back with it. */
const readErasures = async (file: string | undefined): Promise<readonly Erasure[]> => {
  if (file === undefined) return [];
  const { parseErasures } = await import('#personal-data');
  const list = parseErasures((await readSourceFile(file)).toString('utf8'));
  if (list === null) throw new Refused(`${file} không phải danh sách xóa (tệp do dondoc erasures lập).`);
  return list;
};

const restore = async (file: string, erasures: readonly Erasure[], terminal: Terminal): Promise<Restored> => {
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
        beforeVisible: async (client) => {
          const { applyErasure, recordedErasures } = await import('#personal-data');
          for (const one of [...(await recordedErasures(client)), ...erasures]) await applyErasure(client, one);
        },
        onProgress: ({ table, rows, of }) => counting.tell(table, rows, of),
      });
      // The embedded database is opened without MASTER_KEY in the environment from now on.
      if (config.databaseUrl === null && key !== null) await keepMasterKey(config, key);
      counting.restart();
      const verified = await verifyIn(databaseUrl, (done, of) => counting.tell('kiểm tra nhật ký', done, of));
      return { ...report, verified, objects: await objectsIn(databaseUrl, config) };
    });
  } finally {
    counting.end();
  }
};

const sentences = (report: Restored, time: string): string => {
  const done =
    `Đã phục hồi ${figure(report.rows)} dòng của ${figure(report.tables.length)} bảng, đến sự kiện số ${figure(report.head)}, ` +
    `theo bản sao lưu lập lúc ${report.madeAt} (${time}).`;
  const verified = report.verified.fault === null ? [verifiedSentence(report.verified)] : [];
  const next = 'Các màn hình được dựng lại từ nhật ký ở lần khởi động tới; mọi người đăng nhập lại.';
  const objects = report.objects.files === 0 || report.objects.damaged.length > 0 ? [] : [objectsSentence(report.objects)];
  return `${[done, ...verified, ...objects, next].join('\n')}\n`;
};

export const addRestore = (program: Command, terminal: Terminal): void => {
  program
    .command('restore')
    .description('phục hồi một bản sao lưu vào cơ sở dữ liệu trống (DATABASE_URL, hoặc DATA_DIR mới)')
    .argument('<FILE>', 'tệp do lệnh backup lập')
    .option('--erasures <LIST>', 'danh sách xóa dữ liệu cá nhân mới hơn bản sao lưu (do lệnh erasures lập)')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string, options: Options) => {
      const started = performance.now();
      const report = await restore(file, await readErasures(options.erasures), terminal);
      if (options.json === true) printJson(terminal, { ...report, seconds: (performance.now() - started) / 1000 });
      else terminal.out(sentences(report, secondsFrom(started)));
      const { fault } = report.verified;
      const { faultSentence } = await import('#evidence');
      if (fault !== null)
        throw new Refused(`Dữ liệu đã phục hồi đúng như trong tệp, nhưng nhật ký trong đó không nguyên vẹn: ${faultSentence(fault)}`);
      if (report.objects.damaged.length > 0) throw new Refused(`Dữ liệu đã phục hồi. ${objectsSentence(report.objects)}`);
    });
};
