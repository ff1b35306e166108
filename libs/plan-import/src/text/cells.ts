import type { Place } from '../places.js';
import { collapse, type Line } from './lines.js';

export interface Paragraph {
  readonly text: string;
  readonly line: number;
}

/** A table cell as a text dump shows it: it begins with a tab or deep indentation; its further lines begin without. */
export interface Cell {
  readonly paragraphs: readonly Paragraph[];
  /** 1-based lines; also where the cell is empty. */
  readonly line: number;
  readonly toLine: number;
  /** A blank line stands before it. */
  readonly afterGap: boolean;
  /** It begins a line of several filled cells: a whole row on one line. */
  readonly startsRow: boolean;
  /** It was joined of parts that the source tore apart. */
  readonly torn: boolean;
}

/** A line outside every cell. */
export interface FreeLine {
  readonly text: string;
  readonly line: number;
}

export type Piece = { readonly kind: 'cell'; readonly cell: Cell } | { readonly kind: 'free'; readonly free: FreeLine };

const isDash = (text: string): boolean => /^\s*[-–—•+*]\s*\S/u.test(text);
const isHeading = (text: string): boolean => /^\s*(?:phụ lục|phụ biểu|biểu số|\(?kèm theo|\(ban hành kèm)/iu.test(text);
/** A piece of a deadline that the source tore from its row: "2023 -". */
const isDateFragment = (text: string): boolean => /^\s*(?:năm\s*)?\d{4}\s*[-–—]?\s*$/iu.test(text);

/** The cell's text: wrapped lines are one line again; dash lines stay lines of their own. */
export const textOf = (cell: Cell): string =>
  cell.paragraphs.reduce(
    (text, paragraph) => (text === '' ? paragraph.text : text + (isDash(paragraph.text) ? '\n' : ' ') + paragraph.text),
    '',
  );

/** From the first to the last of some cells. */
export const placeOf = (cells: readonly Cell[]): Place => ({
  line: Math.min(...cells.map(({ line }) => line)),
  toLine: Math.max(...cells.map(({ toLine }) => toLine)),
});

export const isEmpty = (cell: Cell): boolean => cell.paragraphs.length === 0;

interface Options {
  /** No line of the text is indented: every line is a cell of its own, but for wrapped ones. */
  readonly flat: boolean;
}

/** A cell that may still grow. */
interface OpenCell extends Cell {
  readonly paragraphs: Paragraph[];
  toLine: number;
}

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
    if (this.open.paragraphs.length === 0 && this.gap) {
      this.takeFree(line);
      return;
    }
    this.extend(line);
  }

  private takeFlat(line: Line): void {
    const wraps =
      this.options.flat && this.open !== null && !this.gap && this.open.paragraphs.length > 0 && /^\s*\p{Ll}{2}/u.test(line.text);
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
    this.pieces.push({ kind: 'free', free: { text: collapse(line.text), line: line.number } });
  }

  private extend(line: Line): void {
    if (this.open === null) return;
    this.open.paragraphs.push({ text: collapse(line.text), line: line.number });
    this.open.toLine = line.number;
    this.gap = false;
  }

  private cell(line: number, text: string, startsRow: boolean): OpenCell {
    const afterGap = this.gap;
    this.gap = false;
    return { paragraphs: text === '' ? [] : [{ text, line }], line, toLine: line, afterGap, startsRow, torn: false };
  }

  private close(): void {
    if (this.open !== null) this.pieces.push({ kind: 'cell', cell: this.open });
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
      /^(?:năm\s*)?\d{4}\s*[-–—]$/iu.test(textOf(last.cell)) &&
      /^\d{2,4}$/u.test(textOf(piece.cell));
    if (!completes) mended.push(piece);
    else {
      const paragraphs = [...last.cell.paragraphs, ...piece.cell.paragraphs];
      mended[mended.length - 1] = { kind: 'cell', cell: { ...last.cell, paragraphs, toLine: piece.cell.toLine, torn: true } };
    }
  }
  return mended;
};

/** Cuts a text into cells and lines outside cells. Every non-blank line is in exactly one piece. */
export const piecesOf = (lines: readonly Line[]): readonly Piece[] => {
  const flat = !lines.some(({ text, isBlank }) => !isBlank && /^(?:\t| {3,})|\t/u.test(text));
  return mend(new PieceReader({ flat }).read(lines));
};
