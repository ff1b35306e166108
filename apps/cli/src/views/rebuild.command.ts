import { InvalidArgumentError, Option, type Command } from 'commander';
import type { LoadProgress, Rebuilt } from '#event-store';
import { figure, secondsFrom } from '../shared/figures.js';
import { startCounting } from '../shared/progress.js';
import { standBack } from '../shared/stand-back.js';
import { printJson, type Terminal } from '../shared/terminal.js';

const stages: Readonly<Record<LoadProgress['stage'], string>> = {
  events: 'đọc sự kiện',
  indexes: 'lập chỉ mục',
  switch: 'chuyển sang bản mới',
};

interface Options {
  readonly rollback?: boolean;
  readonly share: number;
  readonly json?: boolean;
}

const rebuild = async (name: string, { rollback = false, share }: Options, terminal: Terminal): Promise<Rebuilt> => {
  // Before anything is loaded: the first second of a process is its busiest.
  if (share < 1) standBack();
  const [{ withSystem }, { withLog }, { considerate, rebuildView, rollBackView }, { viewNamed }, { refusalOf }] = await Promise.all([
    import('../shared/open-system.js'),
    import('../shared/system-data.js'),
    import('#event-store'),
    import('./named-view.js'),
    import('./view-refusals.js'),
  ]);
  const view = viewNamed(name);
  const counting = await startCounting(terminal);
  try {
    return await withSystem((context) =>
      withLog(context, (store) =>
        (rollback ? rollBackView : rebuildView)({
          store,
          pool: context.pool,
          view,
          onProgress: ({ stage, position, to }) => counting.tell(stages[stage], position, to),
          pace: considerate(() => store.head(), share),
        }),
      ),
    );
  } catch (error) {
    throw refusalOf(error, name);
  } finally {
    counting.end();
  }
};

const told = (view: string, { position, parked }: Rebuilt, rollback: boolean, started: number): string => {
  const act = rollback ? `Đã quay lại bản trước của bảng đọc ${view}` : `Đã dựng lại bảng đọc ${view}`;
  const aside = parked === 0 ? '' : ` ${String(parked)} sự kiện được gác lại (xem: dondoc views parked ${view}).`;
  const back = rollback ? '' : ` Bản trước được giữ: dondoc rebuild ${view} --rollback.`;
  return `${act} từ ${figure(position)} sự kiện trong ${secondsFrom(started)}.${aside}${back}\n`;
};

const shareOf = (text: string): number => {
  const percent = Number(text);
  if (!Number.isInteger(percent) || percent < 1 || percent > 100) throw new InvalidArgumentError('Cần một số từ 1 đến 100.');
  return percent / 100;
};

export const addRebuild = (program: Command, terminal: Terminal): void => {
  program
    .command('rebuild')
    .description('dựng lại một bảng đọc từ nhật ký trong khi bản hiện tại vẫn phục vụ')
    .argument('<VIEW>', 'tên bảng đọc: tasks, plans, indicators, agencies, reorganisations, reports, remarks, reminder-plan')
    .option('--rollback', 'quay lại bản trước khi dựng lại')
    .addOption(
      new Option('--share <percent>', 'phần thời gian được làm việc khi hệ thống đang có ghi (100: không nhường)')
        .default(0.25, '25')
        .argParser(shareOf),
    )
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (name: string, options: Options) => {
      const started = performance.now();
      const done = await rebuild(name, options, terminal);
      if (options.json === true) printJson(terminal, { view: name, ...done, seconds: (performance.now() - started) / 1000 });
      else terminal.out(told(name, done, options.rollback === true, started));
    });
};
