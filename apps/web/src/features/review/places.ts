import type { DraftIndicator, DraftTask, PlanDraftView, SourceDocument, SourceView } from '#contracts';

/** Places of the source as short keys: what a field of the draft and a cell of the document have in common. */
const partKey = (part: string): string => part.replaceAll(/\s+/gu, '-');
export const lineKey = (line: number): string => `l:${String(line)}`;
export const cellKey = (part: string, row: number, column: number): string => `c:${partKey(part)}:${String(row)}:${String(column)}`;
export const rowKey = (part: string, row: number): string => `r:${partKey(part)}:${String(row)}`;

const LONGEST_RANGE = 400;

export const keysOf = (source: SourceView): readonly string[] => {
  if ('line' in source) {
    const length = Math.min(source.toLine - source.line + 1, LONGEST_RANGE);
    return Array.from({ length }, (_, index) => lineKey(source.line + index));
  }
  return [source.column === null ? rowKey(source.part, source.row) : cellKey(source.part, source.row, source.column)];
};

type Row = Pick<DraftTask | DraftIndicator, 'places' | 'source'>;

/** Where a field was read; of drafts stored before fields knew their places, where the row was. */
export const fieldKeys = ({ places, source }: Row, field: string): readonly string[] => {
  const known = Object.entries(places).flatMap(([name, sources]) => (name === field || name.startsWith(`${field}/`) ? sources : []));
  if (known.length > 0) return known.flatMap(keysOf);
  return Object.keys(places).length === 0 ? keysOf(source) : [];
};

/** "dòng 61 đến 63", "bảng 2, hàng 7, cột 3". */
export const placeWords = (source: SourceView): string => {
  if ('line' in source)
    return source.line === source.toLine ? `dòng ${String(source.line)}` : `dòng ${String(source.line)} đến ${String(source.toLine)}`;
  const part = source.part.replace(/^table /u, 'bảng ');
  return `${part}, hàng ${String(source.row)}${source.column === null ? '' : `, cột ${String(source.column)}`}`;
};

/** What the document says at a place; empty where it is not shown. */
export const textAt = (document: SourceDocument, source: SourceView): string =>
  document.parts
    .flatMap((part) => {
      if (part.kind === 'text') {
        const { lines } = part;
        return 'line' in source ? lines.filter(({ line }) => line >= source.line && line <= source.toLine).map(({ text }) => text) : [];
      }
      if ('line' in source || part.part !== source.part) return [];
      return part.cells
        .filter(({ row, column }) => row === source.row && (source.column === null || column === source.column))
        .map(({ text }) => text);
    })
    .filter((text) => text !== '')
    .join(' · ')
    .trim();

export type Doubt = PlanDraftView['doubts'][number];

const LISTS = ['document', 'groups', 'tasks', 'indicators'];

/** Doubts as the page shows them: of the whole document first, then row by row. */
export const inReadingOrder = (doubts: readonly Doubt[]): readonly Doubt[] => {
  const rank = ({ pointer }: Doubt): readonly number[] => {
    const [, list = '', row] = pointer?.split('/') ?? [];
    return [pointer === null ? -1 : LISTS.indexOf(list), Number(row ?? -1) || 0];
  };
  return doubts.toSorted((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || one.finding - other.finding;
  });
};

/** `/tasks/3` of `/tasks/3/leads/0`; null for what concerns no row. */
export const rowPointer = (pointer: string | null): string | null => /^\/(?:tasks|indicators)\/\d+/u.exec(pointer ?? '')?.[0] ?? null;
