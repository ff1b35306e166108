import { lineKey, periodLabel, type LineCell, type ReportContent, type ReportLine } from '#domain';

/** One table below its heading; widths as parts of the whole. */
export interface PrintedTable {
  readonly heading: string;
  readonly heads: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, printed to the right. */
  readonly numbers: readonly number[];
}

/** What stands on paper, in any format. */
export interface PrintedReport {
  readonly title: string;
  readonly about: readonly string[];
  readonly tables: readonly PrintedTable[];
  readonly closing: readonly string[];
}

/** What is known of a report besides its content. */
export interface ReportHead {
  readonly planName: string | null;
  readonly cutOff: number;
  readonly takenOn: string;
  readonly digest: string;
  /** Null: not locked, and marked so. */
  readonly locked: { readonly on: string; readonly silent: readonly string[]; readonly confirmedBy: string | null } | null;
}

const cellWords: Readonly<Record<LineCell, string>> = {
  doneOnTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành quá hạn',
  openInTime: 'Đang thực hiện, trong hạn',
  openOverdue: 'Đang thực hiện, quá hạn',
  noDeadline: 'Không định ngày',
  suspended: 'Tạm dừng thực hiện',
  ended: 'Kết thúc theo dõi',
  unreviewed: 'Chưa rà soát hiện trạng',
  inherited: 'Quá hạn từ cơ quan được kế thừa',
};

const day = (date: string | null): string => (date === null ? '' : date.split('-').reverse().join('/'));

/** The four words of the form (công văn 624/TB-VPCP). */
const progressOf = ({ cell, end }: ReportLine): string => {
  if (cell === 'openOverdue') return 'Chưa hoàn thành';
  if (cell === 'doneLate') return 'Đã hoàn thành quá hạn';
  return end === null ? 'Đang thực hiện' : 'Đã hoàn thành';
};

class Words {
  private readonly agencies: ReadonlyMap<string, string>;
  private readonly tasks: ReadonlyMap<string, ReportContent['tasks'][number]>;
  private readonly plans: ReadonlyMap<string, ReportContent['plans'][number]>;

  constructor({ agencies, tasks, plans }: ReportContent) {
    this.agencies = new Map(agencies.map(({ id, name }) => [id, name]));
    this.tasks = new Map(tasks.map((task) => [task.id, task]));
    this.plans = new Map(plans.map((plan) => [plan.id, plan]));
  }

  agency(id: string): string {
    return this.agencies.get(id) ?? id;
  }

  task(id: string, label: string | null): string {
    const title = this.tasks.get(id)?.title ?? id;
    return label === null ? title : `${title} (${label})`;
  }

  document(id: string): string {
    const plan = this.plans.get(this.tasks.get(id)?.plan ?? '');
    if (plan === undefined) return '';
    return plan.issuedOn === null ? plan.name : `${plan.name} ngày ${day(plan.issuedOn)}`;
  }
}

const summaryTable = ({ figures }: ReportContent, words: Words): PrintedTable => {
  const row = (name: string, { total, origins, cells, rates }: ReportContent['figures']['total']): readonly string[] => {
    const grid = [cells.doneOnTime, cells.doneLate, cells.openInTime, cells.openOverdue];
    const outside = total - grid.reduce((sum, value) => sum + value, 0);
    return [
      name,
      ...[total, origins.carriedOver, origins.given + origins.reopened, ...grid, outside].map(String),
      `${String(rates.completion.count)}/${String(rates.completion.of)}`,
      `${String(rates.punctuality.count)}/${String(rates.punctuality.of)}`,
    ];
  };
  return {
    heading: 'Tổng hợp theo cơ quan chủ trì (lượt giao)',
    heads: [
      'Cơ quan chủ trì',
      'Tổng số',
      'Kỳ trước chuyển sang',
      'Giao trong kỳ',
      'Hoàn thành đúng hạn',
      'Hoàn thành quá hạn',
      'Đang thực hiện, trong hạn',
      'Đang thực hiện, quá hạn',
      'Ngoài biểu',
      'Đã hoàn thành/đến hạn',
      'Đúng hạn/đã hoàn thành',
    ],
    widths: [6, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3],
    numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    rows: [row('Tổng số', figures.total), ...figures.agencies.map(({ agency, figures: own }) => row(words.agency(agency), own))],
  };
};

const overdueTable = ({ lines }: ReportContent, words: Words): PrintedTable => ({
  heading: 'Danh mục nhiệm vụ quá hạn chưa hoàn thành',
  heads: ['STT', 'Nhiệm vụ', 'Văn bản giao nhiệm vụ', 'Cơ quan chủ trì thực hiện', 'Thời hạn hoàn thành'],
  widths: [1, 10, 4, 4, 3],
  numbers: [],
  rows: lines
    .filter(({ cell }) => cell === 'openOverdue')
    .map(({ task, label, holder, due, daysLate }, index) => [
      String(index + 1),
      words.task(task, label),
      words.document(task),
      words.agency(holder),
      `${day(due)} (quá hạn ${String(daysLate)} ngày)`,
    ]),
});

const inStatusList = ({ cell }: ReportLine): boolean => !['suspended', 'ended', 'unreviewed', 'inherited'].includes(cell);

const statusTable = ({ lines }: ReportContent, words: Words): PrintedTable => ({
  heading: 'Tình hình thực hiện nhiệm vụ',
  heads: ['STT', 'Tên nhiệm vụ', 'Đơn vị chủ trì', 'Thời hạn', 'Kết quả thực hiện', 'Tiến độ'],
  widths: [1, 9, 4, 2, 4, 3],
  numbers: [],
  rows: lines.filter(inStatusList).map((line, index) => {
    const { task, label, holder, due, result, submitted } = line;
    const sent = result === null ? '' : `${result.number}${result.on === null ? '' : ` ngày ${day(result.on)}`}`;
    const waits = submitted ? 'đã trình, chờ phê duyệt' : '';
    const progress = progressOf(line);
    return [
      String(index + 1),
      words.task(task, label),
      words.agency(holder),
      due === null ? 'Không định ngày' : day(due),
      [sent, waits].filter((text) => text !== '').join('; '),
      progress,
    ];
  }),
});

const outsideTable = ({ lines }: ReportContent, words: Words): PrintedTable => ({
  heading: 'Ngoài biểu, theo dõi riêng',
  heads: ['STT', 'Tên nhiệm vụ', 'Đơn vị chủ trì', 'Thời hạn', 'Lý do'],
  widths: [1, 10, 4, 2, 4],
  numbers: [],
  rows: lines
    .filter((line) => !inStatusList(line))
    .map(({ task, label, holder, due, cell }, index) => [
      String(index + 1),
      words.task(task, label),
      words.agency(holder),
      day(due),
      cellWords[cell],
    ]),
});

const adjustmentTable = ({ adjustments }: ReportContent, words: Words): PrintedTable => {
  const side = (counted: ReportContent['adjustments'][number]['before']): string => {
    if (counted === null) return 'Không tính';
    const late = counted.daysLate === 0 ? '' : ` ${String(counted.daysLate)} ngày`;
    return `${cellWords[counted.cell]}${late} (${words.agency(counted.holder)})`;
  };
  return {
    heading: 'Điều chỉnh số liệu các kỳ đã khóa',
    heads: ['STT', 'Kỳ đã khóa', 'Nhiệm vụ', 'Đã ghi nhận', 'Điều chỉnh thành'],
    widths: [1, 3, 8, 5, 5],
    numbers: [],
    rows: adjustments.map(({ period, task, before, after }, index) => [
      String(index + 1),
      periodLabel(period),
      words.task(task, null),
      side(before),
      side(after),
    ]),
  };
};

const closingOf = ({ digest, cutOff, takenOn, locked }: ReportHead): readonly string[] => {
  const taken = `Chốt số liệu lần ${String(cutOff)}, ngày ${day(takenOn)}.`;
  const code = `Mã kiểm tra (SHA-256): ${digest}`;
  if (locked === null) return [taken, 'Số liệu chưa chốt xong, chưa công bố.', code];
  const silent =
    locked.silent.length === 0 ? [] : [`Cơ quan chưa trả lời khi khóa số liệu (không coi là đồng ý): ${locked.silent.join(', ')}.`];
  const confirmed = locked.confirmedBy === null ? [] : [`Người đứng đầu Văn phòng xác nhận theo văn bản ${locked.confirmedBy}.`];
  return [taken, ...confirmed, `Khóa số liệu ngày ${day(locked.on)}.`, ...silent, code];
};

/** Everything as it is printed, made of the content of the cut-off alone. */
export const printedReport = (content: ReportContent, head: ReportHead): PrintedReport => {
  const words = new Words(content);
  const { period, figures, lines } = content;
  const tables = [summaryTable, overdueTable, statusTable, outsideTable, adjustmentTable].map((table) => table(content, words));
  const counted = new Set(lines.map(lineKey)).size;
  return {
    title: `KẾT QUẢ THỰC HIỆN NHIỆM VỤ UBND TỈNH GIAO\n${periodLabel(period).toUpperCase()}`,
    about: [
      ...(head.locked === null ? ['SỐ LIỆU CHƯA CHỐT'] : []),
      ...(head.planName === null ? [] : [`Văn bản giao nhiệm vụ: ${head.planName}`]),
      `Dữ liệu tính đến ngày ${day(period.to)}: ${String(figures.total.tasks)} nhiệm vụ, ${String(counted)} lượt giao; ${String(figures.unassigned)} nhiệm vụ chưa phân công.`,
      'Tỷ lệ hoàn thành = đã hoàn thành ÷ (đã hoàn thành + đang thực hiện, quá hạn), theo cách tính tại Báo cáo 1270/BC-TCTTTg; tỷ lệ đúng hạn = đúng hạn ÷ đã hoàn thành.',
    ],
    tables: tables.filter(({ rows }) => rows.length > 0),
    closing: closingOf(head),
  };
};
