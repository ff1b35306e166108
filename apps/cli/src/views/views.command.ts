import type { Command } from 'commander';
import type { ParkedEvent, ProjectionProgressRow, RetriedStream } from '#event-store';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';
import { textTable } from '../shared/text-table.js';

const DEFAULT_WIDTH = 120;

const statuses: Readonly<Record<ProjectionProgressRow['status'], string>> = {
  building: 'đang dựng',
  live: 'đang phục vụ',
  retired: 'đã thay',
};

const statusTable = (rows: readonly ProjectionProgressRow[], width: number): string =>
  textTable(
    [
      { head: 'Bảng đọc', width: 14 },
      { head: 'Trạng thái', width: 12 },
      { head: 'Vị trí', width: 12, align: 'right' },
      { head: 'Còn thiếu', width: 10, align: 'right' },
      { head: 'Gác lại', width: 8, align: 'right' },
      { head: 'Vướng mắc' },
    ],
    rows.map(({ name, status, position, lag, parked, problem }) => [
      name,
      statuses[status],
      String(position),
      String(lag),
      String(parked),
      problem ?? '',
    ]),
    width,
  );

const parkedTable = (events: readonly ParkedEvent[], width: number): string =>
  textTable(
    [{ head: 'Vị trí', width: 12, align: 'right' }, { head: 'Dòng sự kiện', width: 42 }, { head: 'Vướng mắc' }],
    events.map(({ position, streamId, problem }) => [String(position), streamId, problem]),
    width,
  );

const retriedLine = ({ streamId, events, problem }: RetriedStream): string =>
  problem === null
    ? `${streamId}: đã nhận ${String(events)} sự kiện\n`
    : `${streamId}: vẫn còn ${String(events)} sự kiện gác lại: ${problem}\n`;

const opened = async () => {
  const [{ withSystem }, { withLog }, events, { everyProjection }, { viewNamed }] = await Promise.all([
    import('../shared/open-system.js'),
    import('../shared/system-data.js'),
    import('#event-store'),
    import('#schema'),
    import('./named-view.js'),
  ]);
  return { withSystem, withLog, events, everyProjection, viewNamed };
};

const status = async (): Promise<readonly ProjectionProgressRow[]> => {
  const { withSystem, events, everyProjection } = await opened();
  return withSystem((context) => new events.ProjectionProgress(context.pool, everyProjection).status());
};

const parked = async (name: string): Promise<readonly ParkedEvent[]> => {
  const { withSystem, events, viewNamed } = await opened();
  const view = viewNamed(name);
  return withSystem((context) => new events.ParkedEvents(view).list(context.pool));
};

const retry = async (name: string): Promise<readonly RetriedStream[]> => {
  const { withSystem, withLog, events, viewNamed } = await opened();
  const view = viewNamed(name);
  return withSystem((context) => withLog(context, (store) => events.retryParked(context.pool, store, view)));
};

interface Options {
  readonly json?: boolean;
}

export const addViews = (program: Command, terminal: Terminal): void => {
  const width = terminal.width ?? DEFAULT_WIDTH;
  const views = program.command('views').description('xem các bảng đọc: theo kịp nhật ký đến đâu, sự kiện nào bị gác lại');
  views
    .command('list', { isDefault: true })
    .description('trạng thái của từng bảng đọc')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async ({ json }: Options) => {
      const rows = await status();
      if (json === true) printJson(terminal, rows);
      else terminal.out(statusTable(rows, width));
    });
  views
    .command('parked')
    .description('các sự kiện mà một bảng đọc đã gác lại')
    .argument('<VIEW>', 'tên bảng đọc')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (name: string, { json }: Options) => {
      const found = await parked(name);
      if (json === true) printJson(terminal, found);
      else terminal.out(found.length === 0 ? 'Không có sự kiện nào bị gác lại.\n' : parkedTable(found, width));
    });
  views
    .command('retry')
    .description('đưa các sự kiện đã gác lại vào bảng đọc')
    .argument('<VIEW>', 'tên bảng đọc')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (name: string, { json }: Options) => {
      const retried = await retry(name);
      if (json === true) printJson(terminal, retried);
      else terminal.out(retried.length === 0 ? 'Không có sự kiện nào bị gác lại.\n' : retried.map(retriedLine).join(''));
      if (retried.some(({ problem }) => problem !== null)) {
        throw new Refused('Còn sự kiện chưa đưa vào được; hãy cập nhật chương trình rồi chạy lại.');
      }
    });
};
