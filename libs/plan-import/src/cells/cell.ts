import type { SourceView } from '#contracts';

/** One thing of the source that has to become part of something: a filled cell, or a line outside tables. */
export interface Unit {
  /** Unlike any other unit's. */
  readonly key: string;
  readonly place: SourceView;
  readonly text: string;
}

export const lineUnit = (line: number, text: string): Unit => ({ key: `line ${String(line)}`, place: { line, toLine: line }, text });

/** A cell of a table, wherever it came from. */
export interface Cell {
  /** Filled ones only, white space collapsed. */
  readonly lines: readonly string[];
  /** Also where the cell is empty. */
  readonly place: SourceView;
  readonly units: readonly Unit[];
  /** In a grid, from 1. In a dump of text, where cells follow one another, 0 and no spans. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** In a dump: a blank line stands before it. */
  readonly afterGap: boolean;
  /** In a dump: it begins a line of several filled cells, a whole row on one line. */
  readonly startsRow: boolean;
  /** It was joined of parts that the source tore apart. */
  readonly torn: boolean;
}

/** A line outside tables. */
export interface FreeLine {
  readonly text: string;
  readonly unit: Unit;
}

/** Two parts of one cell that a page parted: the second goes on where the first breaks off. */
export const joinedCells = (first: Cell, second: Cell): Cell => {
  const [next = '', ...rest] = second.lines;
  const last = first.lines.at(-1) ?? '';
  const goesOn = isDash(next) ? [last, next] : [`${last} ${next}`.trim()];
  return { ...first, lines: [...first.lines.slice(0, -1), ...goesOn, ...rest], units: [...first.units, ...second.units] };
};

export const isEmpty = (cell: Cell): boolean => cell.lines.length === 0;

export const isDash = (text: string): boolean => /^\s*[-–—•+*]\s*\S/u.test(text);
/** "a)", "1.", "(2)": an item of a list inside a cell. */
const isItem = (text: string): boolean => /^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|\(\*+\))\s+\S/u.test(text);

/** Prose: wrapped lines are one line again; dashes and numbered items stay lines of their own. */
export const textOf = (cell: Cell): string =>
  cell.lines.reduce((text, line) => (text === '' ? line : text + (isDash(line) || isItem(line) ? '\n' : ' ') + line), '');

/** Every line as it stands. */
export const linesOf = (cell: Cell): string => cell.lines.join('\n');

type LinePlace = Extract<SourceView, { line: number }>;
type CellPlace = Extract<SourceView, { part: string }>;
const isLine = (place: SourceView): place is LinePlace => 'line' in place;

/** From the first to the last of some places of one kind; of a grid's cells, the row of the first. */
export const spanOf = (places: readonly SourceView[]): SourceView => {
  const lines = places.filter(isLine);
  if (lines.length > 0) return { line: Math.min(...lines.map(({ line }) => line)), toLine: Math.max(...lines.map(({ toLine }) => toLine)) };
  const cells = places.filter((place): place is CellPlace => !isLine(place));
  const [first] = cells;
  if (first === undefined) return { line: 0, toLine: 0 };
  const isOne = cells.every(({ part, row, column }) => part === first.part && row === first.row && column === first.column);
  return isOne ? first : { part: first.part, row: first.row, column: null };
};

/** Where a cell's words stand: of parts that a page parted, each. */
export const placesOf = ({ column, units, place }: Cell): readonly SourceView[] => (column > 0 ? units.map((unit) => unit.place) : [place]);

export const placeOf = (cells: readonly Cell[]): SourceView => spanOf(cells.map(({ place }) => place));
