import type { Command } from 'commander';
import type { TakenBounce } from '#recipients';
import { readSourceFile } from '../shared/read-source-file.js';
import { printJson, TryAgain, type Terminal } from '../shared/terminal.js';

const STDIN = '-';

const readStandardInput = async (): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const WORDS: Readonly<Record<TakenBounce['outcome'], string>> = {
  recorded: 'Đã ghi: thư bị trả lại; nội dung được gửi bằng kênh khác nếu có',
  known: 'Thư này đã ghi là bị trả lại từ trước',
  unknown: 'Bỏ qua: không phải thư do hệ thống này gửi',
  'auto-reply': 'Bỏ qua: thư trả lời tự động',
  'not-a-report': 'Bỏ qua: không phải thông báo của máy chủ thư về thư không gửi được',
  'not-final': 'Bỏ qua: máy chủ thư còn đang thử gửi tiếp',
  unreadable: 'Bỏ qua: không đọc được thông báo',
};

const sentenceOf = ({ outcome, marked, reason }: TakenBounce): string =>
  [
    WORDS[outcome],
    ...(reason === null ? [] : [` (${reason})`]),
    marked ? '. Địa chỉ được đánh dấu bị từ chối, xem trang quản trị để sửa.' : '.',
  ].join('');

const take = async (raws: readonly Buffer[]): Promise<readonly TakenBounce[]> => {
  const [{ withSystem }, { takeBounce }] = await Promise.all([import('../shared/open-system.js'), import('#recipients')]);
  return withSystem(async ({ pool }) => {
    const taken: TakenBounce[] = [];
    for (const raw of raws) taken.push(await takeBounce(pool, raw));
    return taken;
  });
};

export const addBounces = (program: Command, terminal: Terminal): void => {
  program
    .command('bounces')
    .description('thư bị trả lại')
    .command('read')
    .description('đọc thông báo thư không gửi được (RFC 3464), mỗi tệp một thông báo; máy chủ thư chuyển vào qua "|dondoc bounces read -"')
    .argument('<files...>', 'tệp .eml, hoặc "-" để đọc từ đầu vào chuẩn')
    .option('--json', 'in đúng một giá trị JSON')
    .addHelpText('after', '\nMã kết thúc 75: cơ sở dữ liệu chưa trả lời; máy chủ thư giữ thông báo và chuyển lại sau.')
    .action(async (files: readonly string[], options: { readonly json?: boolean }) => {
      const raws: Buffer[] = [];
      for (const file of files) raws.push(file === STDIN ? await readStandardInput() : await readSourceFile(file));
      const taken = await take(raws).catch((cause: unknown) => {
        throw new TryAgain(`Chưa ghi được: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      });
      if (options.json === true) printJson(terminal, taken);
      else for (const one of taken) terminal.out(`${sentenceOf(one)}\n`);
    });
};
