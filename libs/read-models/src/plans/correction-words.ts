import type { Correction, DraftChange } from '#domain';

const LISTS: Readonly<Record<string, string>> = { tasks: 'nhiệm vụ', indicators: 'chỉ tiêu', groups: 'nhóm' };

const FIELDS: Readonly<Record<string, string>> = {
  title: 'nội dung',
  name: 'tên',
  ordinal: 'số thứ tự',
  group: 'nhóm',
  groupIndex: 'nhóm',
  leads: 'cơ quan chủ trì',
  coordinators: 'cơ quan phối hợp',
  approvers: 'cấp phê duyệt',
  deadline: 'thời hạn',
  funding: 'nguồn kinh phí',
  output: 'sản phẩm',
  responsible: 'người chịu trách nhiệm',
  status: 'tình trạng',
  unit: 'đơn vị tính',
  targets: 'giá trị cần đạt',
};

const DOCUMENT_FIELDS: Readonly<Record<string, string>> = {
  number: 'số văn bản',
  issuedOn: 'ngày ban hành',
  issuer: 'cơ quan ban hành',
  title: 'tên văn bản',
};

interface Told {
  readonly verb: 'Sửa' | 'Thêm' | 'Bỏ';
  readonly what: string;
  /** "nhiệm vụ ở dòng 3" */
  readonly row: string;
}

const VERBS = { replace: 'Sửa', add: 'Thêm', remove: 'Bỏ' } as const;

const rowWords = (list: string, index: string | undefined): string => {
  const words = LISTS[list] ?? list;
  return index === undefined ? words : `${words} ở dòng ${String(Number(index) + 1)}`;
};

const toldOf = ({ op, pointer }: DraftChange): Told => {
  const [, list = '', index, field] = pointer.split('/');
  if (list === 'document') return { verb: 'Sửa', what: DOCUMENT_FIELDS[index ?? ''] ?? 'thông tin văn bản', row: '' };
  const row = rowWords(list, index);
  return field === undefined ? { verb: VERBS[op], what: '', row } : { verb: 'Sửa', what: FIELDS[field] ?? 'nội dung khác', row };
};

const once = (words: readonly string[]): readonly string[] => [...new Set(words)].filter((word) => word !== '');

const SHOWN_ROWS = 3;
const listed = (rows: readonly string[]): string =>
  rows.length > SHOWN_ROWS ? `${rows.slice(0, SHOWN_ROWS).join(', ')} và ${String(rows.length - SHOWN_ROWS)} dòng khác` : rows.join(', ');

const clause = (verb: Told['verb'], told: readonly Told[]): string => {
  const [what, rows] = [once(told.map((each) => each.what)), once(told.map(({ row }) => row))];
  const of = what.length > 0 && rows.length > 0 ? ' của ' : '';
  return `${verb} ${what.join(', ')}${of}${listed(rows)}`;
};

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** What a correction did, in one sentence. Rows are counted from 1, as the draft stood then. */
export const correctionSentence = ({ changes, seen }: Pick<Correction, 'changes' | 'seen'>): string => {
  const told = changes.map(toldOf);
  const clauses = (['Sửa', 'Thêm', 'Bỏ'] as const).flatMap((verb) => {
    const own = told.filter((each) => each.verb === verb);
    return own.length === 0 ? [] : [clause(verb, own)];
  });
  if (seen.length > 0) clauses.push(`Đã xem, giữ nguyên ${String(seen.length).padStart(2, '0')} điểm`);
  return clauses.map((each, index) => (index === 0 ? each : lowerFirst(each))).join('; ');
};
