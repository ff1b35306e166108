/** The review table's columns, in their order. Its reader finds them by their heads, wherever they stand. */
export const columns = {
  key: 'Mã dòng',
  ordinal: 'STT',
  task: 'Nhiệm vụ',
  lead: 'Cơ quan chủ trì',
  deadline: 'Thời hạn',
  situation: 'Tình trạng đang ghi nhận',
  status: 'Tình trạng thực hiện',
  result: 'Kết quả thực hiện',
  number: 'Số, ký hiệu văn bản',
  sentOn: 'Ngày gửi',
  difficulties: 'Khó khăn, vướng mắc, kiến nghị',
} as const;

export type Column = keyof typeof columns;
export type FilledColumn = 'status' | 'result' | 'number' | 'sentOn' | 'difficulties';
export const filledColumns: readonly FilledColumn[] = ['status', 'result', 'number', 'sentOn', 'difficulties'];

/** What an agency may choose as the status of a row. */
export const statuses = {
  acknowledged: 'Đã tiếp nhận',
  working: 'Đang thực hiện',
  stuck: 'Có vướng mắc',
  done: 'Đã hoàn thành',
} as const;
export type Status = keyof typeof statuses;

/** 28 → "AB" */
export const columnName = (column: number): string =>
  (column > 26 ? columnName(Math.floor((column - 1) / 26)) : '') + String.fromCharCode(65 + ((column - 1) % 26));
