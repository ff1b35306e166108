import type { AgencyRef, DraftIndicator, DraftTask } from '#contracts';

/** What a row says in one of its fields. */
export interface FieldText {
  /** As in the row's places: "title", "leads", "targets/0"; of a column for which rows have no field, its head. */
  readonly key: string;
  /** Under which name the reader kept where it was read; rows may have it under different ones. */
  readonly place: string;
  /** The head of its column where the source gives none. */
  readonly head: string;
  /** Of its column, in relation to the others. */
  readonly width: number;
  readonly text: string;
}

const joined = (refs: readonly AgencyRef[]): string => refs.map(({ text }) => text).join('; ');

/** Coordinators whom the lead's cell names itself are not printed twice. */
const coordinatorsOf = ({ coordinators, printed }: DraftTask): string => {
  if (printed === undefined || printed.coordinators !== '') return printed?.coordinators ?? joined(coordinators);
  return joined(coordinators.filter(({ text }) => !printed.leads.includes(text)));
};

const othersOf = (others: DraftTask['others']): readonly FieldText[] =>
  others.map(({ head, text }, index) => ({ key: `others ${head}`, place: `others/${String(index)}`, head, width: 2, text }));

const field = (key: string, head: string, width: number, text: string | null): FieldText => ({
  key,
  place: key,
  head,
  width,
  text: text ?? '',
});

/** The fields of a task's row, in the order of a table that has all of them. Agencies as printed; who is meant by them is not. */
export const taskFields = (task: DraftTask): readonly FieldText[] => [
  field('ordinal', 'TT', 1, task.ordinal),
  field('title', 'Nội dung công việc', 8, task.title),
  field('leads', 'Cơ quan chủ trì', 3, task.printed?.leads ?? joined(task.leads)),
  field('coordinators', 'Cơ quan phối hợp', 4, coordinatorsOf(task)),
  field('approvers', 'Cơ quan phê duyệt', 2, task.printed?.approvers ?? joined(task.approvers)),
  field('responsible', 'Người phụ trách', 2, task.responsible),
  field('output', 'Sản phẩm', 3, task.output),
  field('funding', 'Nguồn kinh phí', 3, task.funding),
  field('deadline', 'Thời hạn', 2, task.deadline.text),
  field('status', 'Kết quả thực hiện', 2, task.status),
  ...othersOf(task.others),
];

const targetHead = (period: string): string => (/^\d{4}$/u.test(period) ? `Đến năm ${period}` : period || 'Chỉ tiêu cần đạt được');

/** The fields of an indicator's row. */
export const indicatorFields = (indicator: DraftIndicator): readonly FieldText[] => [
  field('ordinal', 'TT', 1, indicator.ordinal),
  field('name', 'Chỉ tiêu', 8, indicator.name),
  field('unit', 'Đơn vị tính', 2, indicator.unit),
  ...indicator.targets.map(({ period, text }, index) => ({
    key: `targets ${period}`,
    place: `targets/${String(index)}`,
    head: targetHead(period),
    width: 3,
    text,
  })),
  field('leads', 'Cơ quan chủ trì theo dõi, đánh giá', 4, indicator.printedLeads ?? joined(indicator.leads)),
  ...othersOf(indicator.others),
];
