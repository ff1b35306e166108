import type { Command } from 'commander';
import { figure, secondsFrom } from '../shared/figures.js';
import { startCounting } from '../shared/progress.js';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';

const move = async (terminal: Terminal): Promise<number> => {
  const [{ withSystem }, { moveToS3 }, { withBucket }] = await Promise.all([
    import('../shared/open-system.js'),
    import('#files'),
    import('../shared/open-bucket.js'),
  ]);
  const counting = await startCounting(terminal);
  try {
    return await withSystem(({ pool, config }) =>
      withBucket(config, (bucket) => {
        if (bucket === null)
          throw new Refused('Chưa đặt S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: chưa biết chuyển tệp đến kho nào.');
        return moveToS3(pool, bucket, (done, of) => counting.tell('chuyển tệp', done, of));
      }),
    );
  } finally {
    counting.end();
  }
};

export const addFiles = (program: Command, terminal: Terminal): void => {
  const files = program.command('files').description('kho tệp đính kèm');
  files
    .command('move')
    .description('chuyển tệp từ cơ sở dữ liệu sang kho S3 đã đặt; ngắt giữa chừng thì chạy lại, hệ thống vẫn hoạt động')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const started = performance.now();
      const moved = await move(terminal);
      if (options.json === true) printJson(terminal, { moved, seconds: (performance.now() - started) / 1000 });
      else
        terminal.out(
          moved === 0
            ? 'Không còn tệp nào trong cơ sở dữ liệu.\n'
            : `Đã chuyển ${figure(moved)} tệp sang kho S3 (${secondsFrom(started)}).\n`,
        );
    });
};
