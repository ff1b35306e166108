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
  | 'deadline'
  | 'funding'
  | 'output'
  | 'responsible'
  | 'remark';

export interface Column {
  readonly role: ColumnRole;
  readonly text: string;
  /** For `period`: "2025". */
  readonly period: string | null;
}

const body = '(?:(?:cac )?(?:co quan|don vi|cap|nguoi|so|bo phan)[ ,/]*(?:va )?)*';
const after = '(?: thuc hien| theo doi| danh gia| tham muu| xu ly| giai quyet|,| va| chinh)*';

/** First match wins: the more special come first. */
const patterns: readonly (readonly [ColumnRole, RegExp])[] = [
  ['ordinal', /^(?:t\/?t|s\/?tt|so tt|so thu tu|thu tu|muc)$/u],
  ['unit', /^(?:don vi tinh|dvt|dv tinh)$/u],
  [
    'target',
    /^(?:chi tieu can dat(?: duoc)?|muc tieu can dat|muc tieu|lo trinh(?: thuc hien)?|chi tieu (?:den|theo|cac) (?:nam|giai doan).*|ke hoach (?:den|theo) nam|gia tri muc tieu)$/u,
  ],
  ['indicator', /^(?:ten |noi dung |cac |danh muc )?(?:chi tieu|chi so)(?: cu the| chu yeu| muc tieu)?$/u],
  ['period', /^(?:den |ke hoach |muc tieu |chi tieu |het )*(?:nam |giai doan )?(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?$/u],
  ['funding', /^(?:nguon )?(?:kinh phi|von|nguon von|nguon luc|du toan)(?: thuc hien| du kien|, nguon von)*$|^nguon$/u],
  [
    'output',
    /^(?:san pham|ket qua|dau ra)(?:[ ,/]*(?:san pham|dau ra|dat duoc|thuc hien|du kien|hoan thanh|can dat|ket qua|cu the|va|chinh))*$/u,
  ],
  [
    'approver',
    /^(?:co quan |cap |don vi |nguoi |tham quyen )*(?:co tham quyen )?(?:phe duyet|ban hanh|quyet dinh|trinh duyet)(?:[ ,/]*(?:ban hanh|phe duyet|quyet dinh))*$|^(?:cap )?tham quyen$|^cap trinh$/u,
  ],
  [
    'responsible',
    /^(?:nguoi|lanh dao|dong chi|can bo|ca nhan)[ ,/]*(?:chiu )?(?:trach nhiem|chi dao|phu trach|theo doi|phan cong)(?: chinh| chi dao| thuc hien)*$/u,
  ],
  ['coordinator', new RegExp(`^${body}(?:cung )?phoi hop${after}$`, 'u')],
  ['lead', new RegExp(`^${body}(?:chu tri|thuc hien|chiu trach nhiem|duoc giao|dau moi|theo doi|tham muu)${after}$`, 'u')],
  [
    'deadline',
    /^(?:thoi han|thoi gian|tien do|moc thoi gian|han)(?:[ ,/]*(?:hoan thanh|thuc hien|trinh|ban hanh|bao cao|ket thuc|den|va|xong))*$|^hoan thanh$/u,
  ],
  ['remark', /^(?:ghi chu|tinh trang|hien trang|trang thai|y kien|can cu)(?: thuc hien| phap ly)?$/u],
  [
    'title',
    /^(?:ten |cac |danh muc |noi dung |chi tiet )*(?:noi dung|nhiem vu|cong viec|dau viec|hoat dong|giai phap|de an|muc viec)(?:[ ,/]*(?:noi dung|nhiem vu|cong viec|giai phap|cu the|thuc hien|trong tam|chu yeu|hoat dong|de an|va|can|trien khai|duoc giao))*$/u,
  ],
];

/** Footnote marks, numbers of columns and full stops are no part of a head. */
const clean = (text: string): string =>
  fold(text)
    .replace(/\(\s*(?:\d{1,2}|\*+)\s*\)|\[\d{1,2}\]|[*¹²³.:]+$/gu, '')
    .replace(/[-‐‑‒–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** A head that names nothing known: its cells are told, not kept. */
export const unknownColumn = (text: string): Column => ({ role: 'remark', text, period: null });

/** The column that a header cell names; null where it names none. */
export const columnOf = (text: string): Column | null => {
  const words = clean(text);
  if (words === '' || words.length > 60) return null;
  const role = patterns.find(([, pattern]) => pattern.test(words))?.[0];
  if (role === undefined) return null;
  const period = role === 'period' ? (/(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?/u.exec(words)?.[0] ?? null) : null;
  return { role, text, period };
};
