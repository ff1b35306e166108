import type { SourceDocument, SourcePart } from '#contracts';
import { lineUnit, type FreeLine } from '../cells/cell.js';
import { findDumpTables, type DumpItem } from '../tables/dump-tables.js';
import { gridOf } from '../tables/grid.js';
import { readGrid, type OpenTable } from '../tables/grid-tables.js';
import type { Table } from '../tables/table.js';
import { isCaption, isFiller, isNote, isUpperCase, startsAppendix } from './line-kinds.js';

/** What a document holds, in order: lines, and the tables among them. */
interface FlowLine {
  readonly kind: 'line';
  readonly line: FreeLine;
}
export type FlowItem = FlowLine | { readonly kind: 'table'; readonly table: Table };

const MOST_HEADING_LINES = 12;
const LONGEST_HEADING = 400;

/** Page numbers and rules between two parts of a table do not end it. */
const keepsOpen = ({ text }: FreeLine): boolean => isFiller(text);

const itemsOf = (parts: readonly SourcePart[]): readonly DumpItem[] => {
  const items: (FlowLine | { readonly kind: 'table'; readonly open: OpenTable })[] = [];
  let open: OpenTable | null = null;
  for (const part of parts) {
    if (part.kind === 'text') {
      const lines = part.lines.map(({ line, text }): FreeLine => ({ text, unit: lineUnit(line, text) }));
      items.push(...lines.map((line) => ({ kind: 'line', line }) as const));
      if (!lines.every(keepsOpen)) open = null;
    } else {
      const pieces = readGrid(gridOf(part), open);
      items.push(...pieces);
      const last = pieces.at(-1);
      if (last !== undefined) open = last.kind === 'table' ? last.open : null;
    }
  }
  // A table may have grown in a later part: its rows are final only now.
  return items.map((item) => (item.kind === 'line' ? item : { kind: 'table', table: closed(item.open) }));
};

const closed = ({ table, rows, repeatedHeaders }: OpenTable): Omit<Table, 'heading'> => ({ ...table, rows, repeatedHeaders });

const isHeadingLike = ({ text }: FreeLine): boolean =>
  text.length <= LONGEST_HEADING && (isUpperCase(text) || isCaption(text) || startsAppendix(text) || isFiller(text) || isNote(text));

/** A line of a heading that is not set in capitals: short, and no sentence. */
const mayStandIn = ({ text }: FreeLine): boolean => text.length <= LONGEST_HEADING && !/[.;:]$/u.test(text);

/** How many of the lines right above a table are its heading: back to "PHỤ LỤC", else as far as they look like one. */
const headingLength = (above: readonly FreeLine[]): number => {
  const near = above.slice(-MOST_HEADING_LINES);
  const appendix = near.findLastIndex(({ text }) => startsAppendix(text));
  if (appendix >= 0) return near.length - appendix;
  let length = 0;
  for (const line of [...near].reverse()) {
    if (!isHeadingLike(line) && !(length < 3 && mayStandIn(line))) break;
    length += 1;
  }
  return length;
};

/** The tables of a document in which tables are told apart from lines, with the heading of each. */
const withHeadings = (items: readonly DumpItem[]): readonly FlowItem[] => {
  const flow: FlowItem[] = [];
  let above: FreeLine[] = [];
  for (const item of items) {
    if (item.kind === 'line') {
      above.push(item.line);
      continue;
    }
    const length = headingLength(above);
    const rest = above.slice(0, above.length - length);
    flow.push(...rest.map((line) => ({ kind: 'line', line }) as const));
    flow.push({ kind: 'table', table: { ...item.table, heading: above.slice(above.length - length) } });
    above = [];
  }
  return [...flow, ...above.map((line) => ({ kind: 'line', line }) as const)];
};

/** A document's tables among its lines; of a text without tables, those that its cells show. */
export const flowOf = ({ format, parts }: SourceDocument): readonly FlowItem[] => {
  if (format !== 'text' || parts.some(({ kind }) => kind === 'table')) return withHeadings(itemsOf(parts));
  return withHeadings(parts.flatMap((part) => (part.kind === 'text' ? findDumpTables(part) : [])));
};
