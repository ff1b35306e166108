import type { SourceText } from '#contracts';
import { isDash, lineUnit, spanOf, type Cell, type FreeLine, type Unit } from '../cells/cell.js';
import { collapse } from './collapse.js';

export type Piece = { readonly kind: 'cell'; readonly cell: Cell } | { readonly kind: 'free'; readonly free: FreeLine };

interface Line {
  readonly number: number;
  readonly text: string;
  readonly isBlank: boolean;
}

/** The lines of a text, the blank ones between them included. */
const linesOf = ({ lines }: SourceText): readonly Line[] => {
  const all: Line[] = [];
  let next = lines[0]?.line ?? 1;
  for (const { line, text } of lines) {
    for (; next < line; next += 1) all.push({ number: next, text: '', isBlank: true });
    all.push({ number: line, text, isBlank: text.trim() === '' });
    next = line + 1;
  }
  return all;
};

const isHeading = (text: string): boolean => /^\s*(?:phụ lục|phụ biểu|biểu số|\(?kèm theo|\(ban hành kèm)/iu.test(text);
/** A piece of a deadline that the source tore from its row: "2023 -". */
const isDateFragment = (text: string): boolean => /^\s*(?:năm\s*)?\d{4}\s*[-–—]?\s*$/iu.test(text);

interface Options {
  /** No line of the text is indented: every line is a cell of its own, but for wrapped ones. */
  readonly flat: boolean;
}

/** A cell that may still grow. */
interface OpenCell {
  readonly line: number;
  readonly units: Unit[];
  toLine: number;
  readonly afterGap: boolean;
  readonly startsRow: boolean;
}

const closed = ({ units, line, toLine, afterGap, startsRow }: OpenCell): Cell => ({
  lines: units.map(({ text }) => text),
  place: { line, toLine },
  units,
  row: 0,
  column: 0,
  rowSpan: 1,
  columnSpan: 1,
  afterGap,
  startsRow,
  torn: false,
});

class PieceReader {
  private readonly pieces: Piece[] = [];
  private open: OpenCell | null = null;
  private gap = false;

  constructor(private readonly options: Options) {}

  read(lines: readonly Line[]): readonly Piece[] {
    for (const line of lines) this.take(line);
    this.close();
    return this.pieces;
  }

  private take(line: Line): void {
    const indent = /^(?:\t| {3,})/u.exec(line.text)?.[0] ?? '';
    if (indent !== '' || line.text.includes('\t')) {
      this.takeCells(line, indent);
      return;
    }
    if (line.isBlank) {
      this.gap = true;
      return;
    }
    if (isHeading(line.text)) {
      this.takeFree(line);
      return;
    }
    if (this.options.flat) this.takeFlat(line);
    else this.takeFurther(line);
  }

  private takeCells(line: Line, indent: string): void {
    const parts = (indent === '' ? line.text : line.text.slice(indent.startsWith('\t') ? 1 : indent.length)).split('\t').map(collapse);
    const isWholeRow = parts.filter((part) => part !== '').length >= 3;
    parts.forEach((part, index) => {
      this.close();
      this.open = this.cell(line.number, part, isWholeRow && index === 0);
    });
  }

  /** A line without indentation, in a text where cells have it. */
  private takeFurther(line: Line): void {
    if (this.open === null || (this.gap && !isDash(line.text))) {
      if (this.open !== null && isDateFragment(line.text)) {
        this.takeFlat(line);
        return;
      }
      this.takeFree(line);
      return;
    }
    if (this.open.units.length === 0 && this.gap) {
      this.takeFree(line);
      return;
    }
    this.extend(line);
  }

  private takeFlat(line: Line): void {
    const wraps = this.options.flat && this.open !== null && !this.gap && this.open.units.length > 0 && /^\s*\p{Ll}{2}/u.test(line.text);
    if (wraps) {
      this.extend(line);
      return;
    }
    this.close();
    this.open = this.cell(line.number, collapse(line.text), false);
  }

  private takeFree(line: Line): void {
    this.close();
    this.gap = false;
    const text = collapse(line.text);
    this.pieces.push({ kind: 'free', free: { text, unit: lineUnit(line.number, text) } });
  }

  private extend(line: Line): void {
    if (this.open === null) return;
    this.open.units.push(lineUnit(line.number, collapse(line.text)));
    this.open.toLine = line.number;
    this.gap = false;
  }

  private cell(line: number, text: string, startsRow: boolean): OpenCell {
    const afterGap = this.gap;
    this.gap = false;
    return { units: text === '' ? [] : [lineUnit(line, text)], line, toLine: line, afterGap, startsRow };
  }

  private close(): void {
    if (this.open !== null) this.pieces.push({ kind: 'cell', cell: closed(this.open) });
    this.open = null;
  }
}

/** A range that lacks its end ("2023 -") and the digits that follow it are one cell again. */
const mend = (pieces: readonly Piece[]): readonly Piece[] => {
  const mended: Piece[] = [];
  for (const piece of pieces) {
    const last = mended.at(-1);
    const completes =
      piece.kind === 'cell' &&
      last?.kind === 'cell' &&
      /^(?:năm\s*)?\d{4}\s*[-–—]$/iu.test(last.cell.lines.join(' ')) &&
      /^\d{2,4}$/u.test(piece.cell.lines.join(' '));
    if (completes) mended[mended.length - 1] = { kind: 'cell', cell: joined(last.cell, piece.cell) };
    else mended.push(piece);
  }
  return mended;
};

const joined = (first: Cell, second: Cell): Cell => ({
  ...first,
  lines: [...first.lines, ...second.lines],
  units: [...first.units, ...second.units],
  place: spanOf([first.place, second.place]),
  torn: true,
});

/** Cuts a text into cells and lines outside cells. Every line is in exactly one piece, or in each of the cells that stand on it. */
export const piecesOf = (text: SourceText): readonly Piece[] => {
  const lines = linesOf(text);
  const flat = !lines.some((line) => !line.isBlank && /^(?:\t| {3,})|\t/u.test(line.text));
  return mend(new PieceReader({ flat }).read(lines));
};
