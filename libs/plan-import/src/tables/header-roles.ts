import { fold } from '../agencies/tokens.js';

/** What a column holds. `target` is the head above the periods of an indicator table. */
export type ColumnRole =
  | 'ordinal'
  | 'title'
  | 'indicator'
  | 'unit'
  | 'target'
  | 'period'
  | 'lead'
  | 'coordinator'
  | 'approver'
  | 'start'
  | 'deadline'
  | 'funding'
  | 'output'
  | 'responsible'
  | 'status'
  | 'other';

export interface Column {
  readonly role: ColumnRole;
  /** The head as printed; of several rows, from the top down. */
  readonly head: string;
  /** For `period`: "2025". */
  readonly period: string | null;
  /** In a grid, the first and the last column that it takes; 0 in a dump. */
  readonly from: number;
  readonly to: number;
}

type Rule = readonly [role: ColumnRole, has: RegExp, hasNot?: RegExp];

/**
 * What the words of a head, folded, say of its column; the first rule that holds decides. Heads are short and many-worded
 * ("Cơ quan, đơn vị chủ trì thực hiện"), so a rule looks for the word that carries the meaning, not for whole phrases.
 */
const rules: readonly Rule[] = [
  ['ordinal', /^(?:t ?\/?t|s ?\/?t ?\/?t|so tt|so thu tu|thu tu|muc|ma so|no|#)$/u],
  ['unit', /^(?:don vi tinh|dvt|dv tinh|don vi do|d\/?v\/?t)\b|^don vi$/u],
  // What was reached is no target, and a document that gave the task is not the task.
  [
    'other',
    /^(?:thuc hien|uoc|hien trang|th|uoc th|ket qua thuc hien)\b.*(?:19|20)\d\d|van ban (?:giao|chi dao|can cu|lien quan)|so (?:van ban|ky hieu)|^ngay (?:ban hanh|van ban)|tham dinh|cho y kien/u,
  ],
  [
    'period',
    /^(?:(?:den|ke hoach|muc tieu|chi tieu|het|trong|cuoi|kh|phan dau) )*(?:nam |giai doan )?(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?$/u,
  ],
  [
    'target',
    /^(?:chi tieu|muc tieu|gia tri|ket qua|ke hoach) (?:can dat|phan dau|dat duoc|de ra|den nam|theo nam|cac nam|hang nam)|^lo trinh(?: thuc hien| dat| hoan thanh)?$|^muc tieu$|^chi tieu (?:den|theo|cac) (?:nam|giai doan)|^gia tri muc tieu|^muc (?:dat|phan dau)/u,
  ],
  ['indicator', /^(?:ten |noi dung |cac |danh muc |nhom )?(?:chi tieu|chi so)(?: cu the| chu yeu| muc tieu| danh gia|, chi so)*$/u],
  [
    'status',
    /tinh trang|hien trang|trang thai|tien do den nay|ket qua (?:thuc hien )?den (?:nay|ngay|thoi diem)|muc do hoan thanh|danh gia ket qua/u,
  ],
  ['funding', /kinh phi|nguon von|nguon luc|du toan|tong muc dau tu|^von\b|^nguon$|ngan sach/u],
  [
    'responsible',
    /(?:nguoi|lanh dao|dong chi|can bo|ca nhan|chuyen vien|cong chuc)\b.*(?:trach nhiem|chi dao|phu trach|theo doi|phan cong|thuc hien|tham muu|dau moi|chu tri)|^lanh dao ubnd|^ho (?:va )?ten|^nguoi /u,
  ],
  [
    'approver',
    /phe duyet|tham quyen|^(?:cap|noi) (?:trinh|ban hanh|quyet dinh|thong qua)|^(?:co quan|don vi) (?:ban hanh|quyet dinh|thong qua)|^(?:cap|co quan|nguoi) ky|^trinh (?:ubnd|cap|hdnd|ai)|^cap trinh/u,
    /thoi (?:gian|han)/u,
  ],
  ['coordinator', /phoi hop/u, /chu tri|dau moi/u],
  [
    'lead',
    /chu tri|dau moi|chiu trach nhiem|duoc giao|tham muu|chu dau tu|^phan cong|^don vi thuc hien|^(?:co quan|don vi|bo phan|to chuc|noi|dia phuong|so|ban)\b.*(?:thuc hien|theo doi|trien khai|quan ly|xu ly|giai quyet|danh gia|phu trach|soan thao|trinh|xay dung|tiep nhan)|^(?:co quan|don vi|dia phuong)(?:[ ,/]+(?:va )?(?:co quan|don vi|dia phuong))*$|^trach nhiem/u,
  ],
  ['start', /^(?:thoi gian |ngay |thang |nam )?(?:bat dau|khoi cong|trien khai tu|tu (?:ngay|thang|nam))/u],
  [
    'deadline',
    /thoi (?:han|gian|diem)|tien do|^moc |^han\b|ket thuc|hoan thanh|^ngay (?:trinh|bao cao)|^nam (?:thuc hien|hoan thanh)|lo trinh/u,
    /^(?:ten |cac |danh muc )?(?:noi dung|nhiem vu|cong viec)/u,
  ],
  [
    'output',
    /san pham|dau ra|ket qua|hinh thuc van ban|loai van ban|the loai van ban|muc tieu can dat/u,
    /^(?:ten |cac |danh muc )?(?:noi dung|nhiem vu|cong viec)/u,
  ],
  [
    'title',
    /nhiem vu|noi dung|cong viec|dau viec|hoat dong|giai phap|\bde an\b|\bdu an\b|muc viec|chuong trinh|\bviec\b|^ten\b|^danh muc|van ban/u,
    /ghi chu|can cu/u,
  ],
  ['other', /ghi chu|can cu|y kien|co so phap ly|dia diem|dia ban|quy mo|so luong|linh vuc|^ma\b|phan loai|khoi luong/u],
];

/** Footnote marks, numbers of columns and full stops are no part of a head. */
const clean = (text: string): string =>
  fold(text)
    .replace(/\(\s*(?:\d{1,2}|\*+)\s*\)|\[\d{1,2}\]|[*¹²³⁴⁵⁶⁷⁸⁹⁰.:]+$/gu, '')
    .replace(/[-‐‑‒–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();

const LONGEST_HEAD = 80;

/** Syllables of which heads are made: with any other, words are more likely a row's own. */
const vocabulary = new Set(
  (
    'tt stt st t s so thu tu muc ma no nhiem vu viec don vi tinh dvt dv do den ke hoach tieu chi het trong cuoi nam giai doan gia tri ket qua can dat duoc phan dau de ra theo cac hang lo trinh ' +
    'hoan thanh ten noi dung danh nhom cu the chu yeu danh tinh trang hien tien nay kinh phi nguon von luc du toan tong dau tu ngan sach nguoi lanh dao dong can bo ca nhan chuyen vien ' +
    'cong chuc chiu trach nhiem chi phu theo doi phan thuc tham muu moi tri phe duyet quyen cap co quan trinh ban hanh quyet dinh thong ky phoi hop trien khai quan ly xu giai danh ' +
    'bo to chuc dia phuong thoi han gian diem moc ket thuc bat ngay thang san pham ra hinh thuc van loai giao viec hoat phap an chuong du ghi can cu y kien dia ban quy mo luong linh vuc ' +
    'khoi va cua la ve tai trong tam chung cong tac lien mot chinh kien lap dang ky dap ung bao cao xong dien thoai lien he ho va phuc trach nhiem chung rieng hoac uy quyen ra soat danh gia tong hop huy dong soan thao tham dinh hinh'
  ).split(' '),
);

/** A head and nothing but a head, also where no layout tells it from the rows below. */
export const isPlainHead = (text: string): boolean => {
  const words = clean(text);
  if (
    words === '' ||
    words.length > 60 ||
    columnOf(text) === null ||
    /[:;]|^so (?!tt|thu tu|luong|hieu|ky hieu|luot|tien|von)/u.test(words)
  )
    return false;
  return words.split(/[^a-z0-9]+/u).every((word) => word === '' || vocabulary.has(word) || /^(?:19|20)\d\d$/u.test(word));
};

/** A head that names nothing known: its cells are kept under it. */
export const unknownColumn = (head: string): Column => ({ role: 'other', head, period: null, from: 0, to: 0 });

/** The column that a head names; null where it names none. */
export const columnOf = (head: string): Column | null => {
  const words = clean(head);
  if (words === '' || words.length > LONGEST_HEAD) return null;
  const role = rules.find(([, has, hasNot]) => has.test(words) && hasNot?.test(words) !== true)?.[0];
  if (role === undefined) return null;
  const period = role === 'period' ? (/(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?/u.exec(words)?.[0] ?? null) : null;
  return { role, head, period, from: 0, to: 0 };
};

/** "(1)", "A", "2": a cell of the row that numbers the columns. */
export const isColumnNumber = (text: string): boolean => /^\(?(?:\d{1,2}|[A-Z])\)?$/u.test(text.trim());
