import type { Cell, FreeLine } from '../cells/cell.js';
import type { Column } from './header-roles.js';

export type TableKind = 'tasks' | 'indicators';

/** One row of a table below its header. */
export interface Row {
  readonly ordinal: Cell | null;
  /** The row's own cells but the ordinal, from left to right, empty ones included. */
  readonly cells: readonly Cell[];
  /** In a grid: the cells under each column, those that reach down from rows above included. Null in a dump. */
  readonly placed: ReadonlyMap<Column, readonly Cell[]> | null;
  /** Cells that reach down into this row from above. */
  readonly shared: readonly Cell[];
  /** It has as many cells as the header has columns. */
  readonly isWhole: boolean;
  /** One filled cell that takes (almost) the whole width. */
  readonly isWide: boolean;
  /** First row below a header that was repeated or a page that was turned: what stands here may complete the row above. */
  readonly afterBreak: boolean;
}

export interface Table {
  readonly kind: TableKind;
  readonly columns: readonly Column[];
  readonly header: readonly Cell[];
  readonly rows: readonly Row[];
  readonly repeatedHeaders: readonly (readonly Cell[])[];
  /** Lines above the header: heading and caption of the appendix. */
  readonly heading: readonly FreeLine[];
}
