import type { SourceDocument, SourceFormat, SourceTable, SourceText } from '#contracts';
import { ImportRefused } from '../refusal.js';
import { cleanLine } from './clean-text.js';
import { limits } from './limits.js';
import type { TableBuilder } from './table-builder.js';

/** Something about the file itself that a person should know. */
export interface SourceNote {
  readonly code: 'tracked-changes' | 'hidden-content' | 'unread-pages';
  readonly message: string;
  /** Of the table concerned, such as "table 2". */
  readonly part: string | null;
}

export interface ReadSource {
  readonly source: SourceDocument;
  readonly notes: readonly SourceNote[];
  /** Lines of page headers and footers: no part of the document's text, but a mark of secrecy may stand there. */
  readonly margins: readonly string[];
}

const tooMuch = (what: string): ImportRefused =>
  new ImportRefused('IMPORT.TOO_LARGE', `Tệp có quá nhiều ${what}. Chỉ nhập phần phụ lục của kế hoạch.`);

/** Gathers lines and tables in the order of the document. Blank lines and tables without a word are left out. */
export class SourceBuilder {
  private readonly parts: (SourceTable | SourceText)[] = [];
  private readonly notes: SourceNote[] = [];
  private readonly margins: string[] = [];
  private lines: { line: number; text: string }[] = [];
  private line = 0;
  private tables = 0;
  private cells = 0;

  constructor(private readonly format: SourceFormat) {}

  /** A line outside tables; given its own number where the file has one. */
  addLine(text: string, number = this.line + 1): void {
    const clean = cleanLine(text);
    this.line = number;
    if (clean === '') return;
    if (number > limits.lines) throw tooMuch('dòng');
    this.lines.push({ line: number, text: clean.slice(0, limits.cellLetters) });
  }

  /** The cells of a finished table. */
  addTable(table: TableBuilder, name: string | null = null): string | null {
    const { rows, columns, cells } = table.build();
    if (cells.every(({ text }) => text === '')) return null;
    this.endText();
    this.tables += 1;
    this.cells += cells.length;
    if (this.cells > limits.cells) throw tooMuch('ô');
    const part = `table ${String(this.tables)}`;
    this.parts.push({ kind: 'table', part, name, rows, columns, cells });
    return part;
  }

  note(code: SourceNote['code'], message: string, part: string | null = null): void {
    if (!this.notes.some((note) => note.code === code && note.message === message)) this.notes.push({ code, message, part });
  }

  addMargin(text: string): void {
    const clean = cleanLine(text);
    if (clean !== '' && this.margins.length < limits.lines) this.margins.push(clean);
  }

  build(): ReadSource {
    this.endText();
    return { source: { format: this.format, parts: this.parts }, notes: this.notes, margins: this.margins };
  }

  private endText(): void {
    if (this.lines.length > 0) this.parts.push({ kind: 'text', part: 'text', lines: this.lines });
    this.lines = [];
  }
}
