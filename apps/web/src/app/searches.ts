/** What the addresses of pages may carry. Names are Vietnamese without diacritics, since people read and send these links. */

type Raw = Readonly<Record<string, unknown>>;

const textOf = (raw: Raw, name: string): string | undefined => {
  const value = raw[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Only the names that have a value, so that addresses stay short. */
const pick = <Name extends string>(raw: Raw, names: readonly Name[]): Partial<Record<Name, string>> => {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = textOf(raw, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
};

export const parseSignInSearch = (raw: Raw) => pick(raw, ['tiep']);

/** `muc` the tab, `viec` the act whose form is open with `luot` (part) and `hoi` (ask), `ngay` the day of the figures. */
export const parseTaskSearch = (raw: Raw) => pick(raw, ['muc', 'viec', 'luot', 'hoi', 'ngay']);
export type TaskSearch = ReturnType<typeof parseTaskSearch>;

export const parseTasksSearch = (raw: Raw) =>
  pick(raw, ['tim', 'coquan', 'vaitro', 'tinhtrang', 'thoihan', 'kehoach', 'nhom', 'tungay', 'denngay', 'sapxep', 'theo', 'trang']);
export type TasksSearch = ReturnType<typeof parseTasksSearch>;

/** A period, how it is grouped, and the number (`muc` the cell, `nguon` the origin, `dong` the agency) whose lines are open. */
export const parseFiguresSearch = (raw: Raw) => pick(raw, ['tungay', 'denngay', 'theo', 'kehoach', 'muc', 'nguon', 'dong']);
export type FiguresSearch = ReturnType<typeof parseFiguresSearch>;

/** Of the baseline review: text, agency, deadline (`qua` passed, `chua` to come, `khong` none), `xem=da` those reviewed. */
export const parseBaselineSearch = (raw: Raw) => pick(raw, ['tim', 'coquan', 'thoihan', 'xem']);
export type BaselineSearch = ReturnType<typeof parseBaselineSearch>;

/** The period and plan to be closed, where the reader comes from their figures. */
export const parseReportsSearch = (raw: Raw) => pick(raw, ['tungay', 'denngay', 'kehoach']);
export type ReportsSearch = ReturnType<typeof parseReportsSearch>;

export const parsePlanSearch = (raw: Raw) => pick(raw, ['muc']);

/** `suadoi` the followed plan of which the file is a new version. */
export const parseImportSearch = (raw: Raw) => pick(raw, ['suadoi']);
export const parseDraftSearch = (raw: Raw) => pick(raw, ['muc', 'suadoi']);

/** The plan whose policy is shown; none: the general one. */
export const parsePolicySearch = (raw: Raw) => pick(raw, ['kehoach']);

/** Days, outcome, channel, agency, person and plan; `thu` the delivery that is open. */
export const parseDeliveriesSearch = (raw: Raw) => pick(raw, ['tungay', 'denngay', 'ketqua', 'kenh', 'coquan', 'nguoi', 'kehoach', 'thu']);
export type DeliveriesSearch = ReturnType<typeof parseDeliveriesSearch>;

export const parseMailSearch = (raw: Raw) => pick(raw, ['thu']);

/** Of what will be sent: whose (`xem`), by which channel (`thu-dien-tu`, `zalo`), the day, the filters, and what is open (`thu`). */
export const parseComingSearch = (raw: Raw) => pick(raw, ['xem', 'kenh', 'ngay', 'coquan', 'kehoach', 'nguoi', 'thu']);
export type ComingSearch = ReturnType<typeof parseComingSearch>;

/** What Zalo's consent page adds to the address. */
export const parseZaloSearch = (raw: Raw) => pick(raw, ['code', 'state']);
