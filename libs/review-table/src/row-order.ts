import { parsePlainDate, type LeadPart, type PlainDate } from '#domain';
import { statuses, type Status } from './review-columns.js';
import type { FilledCell, FilledRow } from './read-review-table.js';

/** The command that a filled row stands for. */
export type RowOrder =
  | { readonly type: 'AcknowledgeAssignment'; readonly data: { readonly assignTo: null } }
  | {
      readonly type: 'ReportProgress';
      readonly data: {
        readonly text: string;
        readonly percent: null;
        readonly status: 'on-course' | 'stuck' | null;
        readonly difficulties: string | null;
        readonly files: readonly never[];
        readonly period: null;
      };
    }
  | {
      readonly type: 'SubmitCompletion';
      readonly data: {
        readonly text: string;
        readonly document: { readonly number: string; readonly date: null; readonly signer: null; readonly form: null };
        readonly sentOn: PlainDate;
        readonly files: readonly never[];
        readonly despiteOpenAsks: null;
      };
    };

export type RowReading =
  | { readonly kind: 'empty' }
  /** `sentence`: Vietnamese, what would be recorded. */
  | { readonly kind: 'order'; readonly order: RowOrder; readonly sentence: string }
  /** Each names its cell. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

const LONGEST = 20_000;
const LONGEST_NUMBER = 500;

const bare = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');
const shown = (date: string): string => date.split('-').reverse().join('/');

const statusOf = ({ text }: FilledCell): Status | null =>
  (Object.keys(statuses) as Status[]).find((status) => bare(statuses[status]) === bare(text)) ?? null;

const dayOf = (text: string): PlainDate | null => {
  const match = /^(?:ngày )?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/iu.exec(text.trim());
  const [, day = '', month = '', year = ''] = match ?? [];
  return match === null ? null : parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
};

const wrong = (...problems: readonly string[]): RowReading => ({ kind: 'wrong', problems });
const quoted = ({ text, cell }: FilledCell): string => `Ô ${cell}: "${text.slice(0, 80)}"`;

const report = ({ result, difficulties }: FilledRow['cells'], status: Status | null): RowReading => {
  if (status === 'stuck' && difficulties.text === '') {
    return wrong(`Ô ${difficulties.cell}: chưa ghi khó khăn, vướng mắc, trong khi tình trạng là "${statuses.stuck}".`);
  }
  const text = result.text === '' ? statuses[status ?? 'working'] : result.text;
  const marks = { stuck: 'stuck', working: 'on-course', acknowledged: null, done: null } as const;
  const data = {
    text,
    percent: null,
    status: status === null ? null : marks[status],
    difficulties: difficulties.text === '' ? null : difficulties.text,
    files: [],
    period: null,
  };
  const about = data.difficulties === null ? '' : ` Khó khăn, vướng mắc: “${data.difficulties}”.`;
  return { kind: 'order', order: { type: 'ReportProgress', data }, sentence: `Báo cáo tiến độ: “${text}”.${about}` };
};

const sentOnProblem = (sentOn: FilledCell, day: PlainDate | null, today: PlainDate): string | null => {
  if (sentOn.text === '') return `Ô ${sentOn.cell}: chưa ghi ngày gửi.`;
  if (day === null) return `${quoted(sentOn)} không phải một ngày; ghi theo dạng ngày/tháng/năm, ví dụ 05/12/2026.`;
  return day > today ? `${quoted(sentOn)} sau ngày hôm nay.` : null;
};

const submission = (cells: FilledRow['cells'], today: PlainDate): RowReading => {
  const { number, sentOn, result, difficulties } = cells;
  const day = dayOf(sentOn.text);
  const problems = [
    number.text === '' ? `Ô ${number.cell}: chưa ghi số, ký hiệu văn bản báo cáo kết quả.` : null,
    number.text.length > LONGEST_NUMBER ? `Ô ${number.cell}: số, ký hiệu dài quá ${String(LONGEST_NUMBER)} ký tự.` : null,
    sentOnProblem(sentOn, day, today),
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || day === null) return wrong(...problems);
  const text = [result.text === '' ? `Hoàn thành theo văn bản số ${number.text}.` : result.text, difficulties.text].filter(
    (line) => line !== '',
  );
  const data = {
    text: text.join('\nKhó khăn, vướng mắc, kiến nghị: '),
    document: { number: number.text, date: null, signer: null, form: null },
    sentOn: day,
    files: [],
    despiteOpenAsks: null,
  };
  const sentence = `Trình kết quả hoàn thành theo văn bản số ${number.text}, gửi ngày ${shown(day)}.`;
  return { kind: 'order', order: { type: 'SubmitCompletion', data }, sentence };
};

/** A document only goes with a result that is finished. */
const strayDocument = ({ number, sentOn }: FilledRow['cells']): string | null => {
  const filled = [number, sentOn].find(({ text }) => text !== '');
  return filled === undefined ? null : `${quoted(filled)} chỉ ghi khi tình trạng là "${statuses.done}".`;
};

const unknownStatus = ({ status }: FilledRow['cells']): string =>
  `${quoted(status)} không có trong danh sách: ${Object.values(statuses).join('; ')}.`;

const tooLong = (cells: FilledRow['cells']): string | null => {
  const long = [cells.result, cells.difficulties].find(({ text }) => text.length > LONGEST);
  return long === undefined ? null : `Ô ${long.cell}: nội dung dài quá 20.000 ký tự.`;
};

/** What a filled row asks for. */
export const readRow = ({ cells }: FilledRow, today: PlainDate): RowReading => {
  if (Object.values(cells).every(({ text }) => text === '')) return { kind: 'empty' };
  const status = statusOf(cells.status);
  if (status === null && cells.status.text !== '') return wrong(unknownStatus(cells));
  const long = tooLong(cells);
  if (long !== null) return wrong(long);
  if (status === 'done') return submission(cells, today);
  const stray = strayDocument(cells);
  if (stray !== null) return wrong(stray);
  if (status === 'acknowledged' && cells.result.text === '' && cells.difficulties.text === '') {
    return { kind: 'order', order: { type: 'AcknowledgeAssignment', data: { assignTo: null } }, sentence: 'Tiếp nhận nhiệm vụ.' };
  }
  return report(cells, status);
};

/** Whether the part already says what the row asks for: the same table sent again changes nothing. */
export const isRecorded = ({ type, data }: RowOrder, { situation, acknowledgedAt, progress, submissions }: LeadPart): boolean => {
  switch (type) {
    case 'AcknowledgeAssignment':
      return acknowledgedAt !== null && situation.name !== 'awaiting';
    case 'ReportProgress':
      return progress?.text === data.text && progress.difficulties === data.difficulties && progress.status === data.status;
    case 'SubmitCompletion':
      return submissions.some(
        ({ document, sentOn, outcome }) =>
          document?.number === data.document.number &&
          sentOn === data.sentOn &&
          (outcome.kind === 'pending' || outcome.kind === 'approved'),
      );
  }
};
