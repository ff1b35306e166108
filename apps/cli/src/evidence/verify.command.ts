import type { Command } from 'commander';
import type { SignedAnchor, VerifyReport } from '#evidence';
import type { CheckedFiles } from '#files';
import { figure, secondsFrom } from '../shared/figures.js';
import { startCounting } from '../shared/progress.js';
import { readSourceFile } from '../shared/read-source-file.js';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';

interface Options {
  readonly anchor?: readonly string[];
  readonly files?: boolean;
  readonly json?: boolean;
}

const readAnchor = async (file: string): Promise<SignedAnchor> => {
  const { parseAnchor } = await import('#evidence');
  const text = (await readSourceFile(file)).toString('utf8');
  // A mail or a printed text has the JSON as one of its lines.
  const found = [text, ...text.split('\n')].map(parseAnchor).find((anchor) => anchor !== null);
  if (found === undefined) throw new Refused(`${file} không phải mốc đối chiếu (tệp do dondoc anchor lập, hoặc thư có mốc đó).`);
  return found;
};

interface Verified extends VerifyReport {
  /** Only where they were asked for. */
  readonly files?: CheckedFiles;
}

const verify = async (options: Options, terminal: Terminal): Promise<Verified> => {
  const anchors = await Promise.all((options.anchor ?? []).map(readAnchor));
  const [{ withSystem }, { verifyLog }, { checkFiles }, { withBucket }] = await Promise.all([
    import('../shared/open-system.js'),
    import('#evidence'),
    import('#files'),
    import('../shared/open-bucket.js'),
  ]);
  const counting = await startCounting(terminal);
  try {
    return await withSystem(async ({ pool, config }) => {
      const report = await verifyLog({ pool, anchors, onProgress: (done, of) => counting.tell('kiểm tra nhật ký', done, of) });
      if (options.files !== true) return report;
      counting.restart();
      return {
        ...report,
        files: await withBucket(config, (bucket) => checkFiles(pool, bucket, (done, of) => counting.tell('kiểm tra tệp', done, of))),
      };
    });
  } finally {
    counting.end();
  }
};

const filesSentence = ({ files, damaged }: CheckedFiles): string =>
  damaged.length === 0
    ? ` ${figure(files)} tệp đính kèm nguyên vẹn.`
    : `Tệp đính kèm hỏng hoặc thiếu (${figure(damaged.length)}/${figure(files)}): ${damaged.join(', ')}.`;

/** What is wrong, as sentences; empty where nothing is. */
const faults = async ({ fault, files }: Verified): Promise<readonly string[]> => {
  const { faultSentence } = await import('#evidence');
  return [
    ...(fault === null ? [] : [`${faultSentence(fault)} Cách xử lý: docs/runbooks/verify-fails.md.`]),
    ...(files === undefined || files.damaged.length === 0 ? [] : [filesSentence(files)]),
  ];
};

/** What was found, and how far it holds. */
export const verifiedSentence = ({ events, anchors, anchored }: VerifyReport): string => {
  const compared =
    anchors === 0
      ? 'Chưa có mốc đối chiếu nào: việc viết lại cả nhật ký thì không phát hiện được. Hãy chạy dondoc anchor và cất mốc ở nơi khác.'
      : `Khớp với ${figure(anchors)} mốc đối chiếu, mốc mới nhất đến sự kiện số ${figure(anchored)}.`;
  return `Nhật ký nguyên vẹn: ${figure(events)} sự kiện. ${compared}`;
};

export const addVerify = (program: Command, terminal: Terminal): void => {
  program
    .command('verify')
    .description('kiểm tra nhật ký: không sự kiện nào bị sửa, xóa, thêm hay đổi chỗ')
    .option('--anchor <FILE...>', 'mốc đối chiếu cất bên ngoài')
    .option('--files', 'kiểm tra cả nội dung tệp đính kèm')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (options: Options) => {
      const started = performance.now();
      const report = await verify(options, terminal);
      if (options.json === true) printJson(terminal, { ...report, seconds: (performance.now() - started) / 1000 });
      const found = await faults(report);
      if (found.length > 0) throw new Refused(found.join('\n'));
      const files = report.files === undefined ? '' : filesSentence(report.files);
      if (options.json !== true) terminal.out(`${verifiedSentence(report)}${files} (${secondsFrom(started)})\n`);
    });
};
