/** A cell as it will be printed; paragraphs are parted by line breaks. */
export interface PrintedCell {
  readonly text: string;
  readonly across: number;
  readonly down: number;
}

export interface PrintedRow {
  readonly kind: 'head' | 'group' | 'body';
  readonly cells: readonly PrintedCell[];
}

/** One table of an appendix, below its heading. */
export interface PrintedTable {
  /** "PHỤ LỤC II", its title, which document it goes with: one line each. */
  readonly heading: readonly string[];
  /** Widths of the columns as parts of the whole, from left to right. */
  readonly widths: readonly number[];
  readonly rows: readonly PrintedRow[];
}

export const cell = (text: string, across = 1, down = 1): PrintedCell => ({ text, across, down });
