import { limits } from '../limits.js';
import { TableBuilder } from '../table-builder.js';
import { walkXml } from '../xml/walk-xml.js';
import type { NumberFormats } from './number-formats.js';

export interface Workbook {
  readonly strings: readonly string[];
  readonly formats: NumberFormats;
}

export interface ReadSheet {
  readonly table: TableBuilder;
  readonly hiddenRows: number;
  /** Page headers and footers. */
  readonly margins: readonly string[];
}

interface Merge {
  readonly row: number;
  readonly column: number;
  readonly toRow: number;
  readonly toColumn: number;
}

interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** "AB12" → row 12, column 28. */
const placeOf = (reference: string): { readonly row: number; readonly column: number } | null => {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/u.exec(reference);
  if (match === null) return null;
  const column = Array.from(match[1] ?? '').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(match[2]), column };
};

const mergeOf = (reference: string): Merge | null => {
  const [from, to] = reference.split(':').map(placeOf);
  return from == null || to == null ? null : { ...from, toRow: to.row, toColumn: to.column };
};

const margins = new Set(['x:oddHeader', 'x:oddFooter', 'x:evenHeader', 'x:evenFooter', 'x:firstHeader', 'x:firstFooter']);

/** The cells of a sheet's XML; a formula counts by the value that was kept with it. */
class SheetReader {
  readonly cells: SheetCell[] = [];
  readonly merges: Merge[] = [];
  readonly margins: string[] = [];
  hiddenRows = 0;
  private row = 0;
  private column = 0;
  private type = 'n';
  private style = 0;
  private value = '';
  private reading = false;

  constructor(private readonly workbook: Workbook) {}

  read(xml: string): void {
    walkXml(xml, {
      open: ({ name, attribute }) => this.open(name, attribute),
      close: (name) => this.close(name),
      text: (text) => {
        if (this.reading) this.value += text;
      },
    });
  }

  private open(name: string, attribute: (local: string) => string | null): void {
    if (name === 'x:row') this.openRow(attribute);
    else if (name === 'x:c') this.openCell(attribute);
    else if (name === 'x:v' || name === 'x:t') this.reading = true;
    else if (margins.has(name)) {
      this.reading = true;
      this.value = '';
    } else if (name === 'x:mergeCell') {
      const merge = mergeOf(attribute('ref') ?? '');
      if (merge !== null) this.merges.push(merge);
    }
  }

  private openRow(attribute: (local: string) => string | null): void {
    this.row = Number(attribute('r')) || this.row + 1;
    this.column = 0;
    if (/^(?:1|true)$/u.test(attribute('hidden') ?? '')) this.hiddenRows += 1;
  }

  private openCell(attribute: (local: string) => string | null): void {
    const place = placeOf(attribute('r') ?? '');
    this.column = place?.column ?? this.column + 1;
    this.row = place?.row ?? this.row;
    this.type = attribute('t') ?? 'n';
    this.style = Number(attribute('s') ?? 0);
    this.value = '';
  }

  private close(name: string): void {
    if (name === 'x:v' || name === 'x:t') this.reading = false;
    else if (name === 'x:c') this.cells.push({ row: this.row, column: this.column, text: this.text() });
    else if (margins.has(name)) {
      this.reading = false;
      this.margins.push(this.value.replace(/&(?:[LCRPNDTAFZG]|"[^"]*"|\d+)/gu, ' '));
    }
  }

  private text(): string {
    if (this.type === 's') return this.workbook.strings[Number(this.value)] ?? '';
    if (this.type === 'b') return this.value === '1' ? 'x' : '';
    if (this.type === 'n' || this.type === '') return this.workbook.formats.text(this.value, this.style);
    return this.value;
  }
}

/** Reads a sheet; rows and columns keep the sheet's own numbers. */
export const readSheet = (xml: string, workbook: Workbook): ReadSheet => {
  const reader = new SheetReader(workbook);
  reader.read(xml);
  const filled = reader.cells.filter(({ text }) => text.trim() !== '');
  const lastRow = filled.reduce((last, { row }) => Math.max(last, row), 0);
  const lastColumn = filled.reduce((last, { column }) => Math.max(last, column), 0);
  const merges = new Map(reader.merges.map((merge) => [`${String(merge.row)}:${String(merge.column)}`, merge]));
  const covered = coveredBy(reader.merges, lastRow, lastColumn);
  const texts = new Map(filled.map(({ row, column, text }) => [`${String(row)}:${String(column)}`, text]));
  const table = new TableBuilder();
  for (let row = 1; row <= lastRow; row += 1) {
    table.startRow(row);
    for (let column = 1; column <= lastColumn; column += 1) {
      const key = `${String(row)}:${String(column)}`;
      if (covered.has(key)) continue;
      const merge = merges.get(key);
      const spans =
        merge === undefined
          ? {}
          : { rowSpan: Math.min(merge.toRow, lastRow) - row + 1, columnSpan: Math.min(merge.toColumn, lastColumn) - column + 1 };
      table.add(texts.get(key) ?? '', spans, column);
    }
  }
  return { table, hiddenRows: reader.hiddenRows, margins: reader.margins };
};

/** The places that merged cells take beside their upper left corner. */
const coveredBy = (merges: readonly Merge[], lastRow: number, lastColumn: number): ReadonlySet<string> => {
  const covered = new Set<string>();
  for (const merge of merges) if (covered.size <= limits.cells) for (const key of placesIn(merge, lastRow, lastColumn)) covered.add(key);
  return covered;
};

const placesIn = function* ({ row, column, toRow, toColumn }: Merge, lastRow: number, lastColumn: number): Generator<string> {
  for (let at = row; at <= Math.min(toRow, lastRow); at += 1) {
    for (let across = column; across <= Math.min(toColumn, lastColumn); across += 1) {
      if (at !== row || across !== column) yield `${String(at)}:${String(across)}`;
    }
  }
};
