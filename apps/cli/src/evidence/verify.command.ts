import type { Command } from 'commander';
import type { SignedAnchor, VerifyReport } from '#evidence';
import { figure, secondsFrom } from '../shared/figures.js';
import { startCounting } from '../shared/progress.js';
import { readSourceFile } from '../shared/read-source-file.js';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';

interface Options {
  readonly anchor?: readonly string[];
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

const verify = async (options: Options, terminal: Terminal): Promise<VerifyReport> => {
  const anchors = await Promise.all((options.anchor ?? []).map(readAnchor));
  const [{ withSystem }, { verifyLog }] = await Promise.all([import('../shared/open-system.js'), import('#evidence')]);
  const counting = await startCounting(terminal);
  try {
    return await withSystem(({ pool }) =>
      verifyLog({ pool, anchors, onProgress: (position, of) => counting.tell('kiểm tra nhật ký', position, of) }),
    );
  } finally {
    counting.end();
  }
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
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (options: Options) => {
      const started = performance.now();
      const report = await verify(options, terminal);
      const { faultSentence } = await import('#evidence');
      if (options.json === true) printJson(terminal, { ...report, seconds: (performance.now() - started) / 1000 });
      if (report.fault !== null) throw new Refused(`${faultSentence(report.fault)} Cách xử lý: docs/runbooks/verify-fails.md.`);
      if (options.json !== true) terminal.out(`${verifiedSentence(report)} (${secondsFrom(started)})\n`);
    });
};
