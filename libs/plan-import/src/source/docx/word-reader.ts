import type { SourceBuilder } from '../source-builder.js';
import { TableBuilder } from '../table-builder.js';
import type { XmlElement, XmlHandler } from '../xml/walk-xml.js';
import type { ListPlace, Numbering } from './numbering.js';

/** What is deleted, kept for older programs, or no text at all. Tracked changes are read as accepted. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'mc:Fallback',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:sectPr',
  'w:pPrChange',
  'w:rPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:sectPrChange',
  'w:numberingChange',
]);
const changes = new Set(['w:del', 'w:moveFrom', 'w:ins', 'w:moveTo', 'w:cellDel', 'w:cellIns']);

interface Paragraph {
  text: string;
  style: string | null;
  list: string | null;
  level: number | null;
  /** The paragraph's end is deleted: it runs on into the next. */
  runsOn: boolean;
}

interface Cell {
  text: string;
  columnSpan: number;
  merge: 'none' | 'starts' | 'continues';
  runsOn: boolean;
  deleted: boolean;
}

interface Row {
  before: number;
  cells: Cell[];
  deleted: boolean;
}

interface Frame {
  readonly table: TableBuilder;
  row: Row | null;
  cell: Cell | null;
  /** Rows and the most cells of one: a table of one row or column in a cell is only layout. */
  rows: string[][];
}

const isOn = (value: string | null): boolean => value === null || !['0', 'false', 'off', 'none'].includes(value);

/** Reads the body of a Word document into lines and tables. */
export class WordReader implements XmlHandler {
  private readonly path: string[] = [];
  private skipping = 0;
  private readonly paragraphs: Paragraph[] = [];
  private readonly frames: Frame[] = [];
  private readonly nested: TableBuilder[] = [];
  private hiddenRun = false;
  private readingText = false;
  private runsOn = '';

  constructor(
    private readonly source: SourceBuilder,
    private readonly numbering: Numbering,
    private readonly styles: ReadonlyMap<string, ListPlace>,
  ) {}

  open(element: XmlElement): void {
    const { name } = element;
    const parent = this.path.at(-1);
    this.path.push(name);
    if (this.skipping > 0) {
      this.skipping += 1;
      return;
    }
    if (changes.has(name)) this.takeChange(name, parent);
    if (skipped.has(name) || (name === 'w:tc' && this.frame?.row?.deleted === true)) this.skipping = 1;
    else this.enter(element);
  }

  close(name: string): void {
    this.path.pop();
    if (this.skipping > 0) {
      this.skipping -= 1;
      return;
    }
    this.leave(name);
  }

  text(text: string): void {
    if (this.skipping === 0 && this.readingText && !this.hiddenRun) this.write(text);
  }

  private get frame(): Frame | undefined {
    return this.frames.at(-1);
  }

  private enter(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:tbl') this.frames.push({ table: new TableBuilder(), row: null, cell: null, rows: [] });
    else if (name === 'w:tr' && this.frame !== undefined) this.frame.row = { before: 0, cells: [], deleted: false };
    else if (name === 'w:tc' && this.frame !== undefined) this.openCell(this.frame);
    else if (name === 'w:p') this.paragraphs.push({ text: '', style: null, list: null, level: null, runsOn: false });
    else if (name === 'w:r') this.hiddenRun = false;
    else if (name === 'w:t' || name === 'm:t') this.readingText = true;
    else this.enterDetail(element);
  }

  private enterDetail({ name, attribute }: XmlElement): void {
    const value = attribute('val');
    const paragraph = this.paragraphs.at(-1);
    if (name === 'w:tab' && this.path.at(-2) !== 'w:tabs') this.write(' ');
    else if (name === 'w:br' || name === 'w:cr') this.write(attribute('type') === null ? '\n' : ' ');
    else if (name === 'w:noBreakHyphen') this.write('-');
    else if (name === 'w:sym') this.write(symbolOf(attribute('char')));
    else if (name === 'w:vanish' && isOn(value) && this.path.at(-3) === 'w:r') this.hideRun();
    else if (paragraph !== undefined) enterParagraphProperty(name, value, paragraph);
    else this.enterTableProperty(name, value);
  }

  private enterTableProperty(name: string, value: string | null): void {
    const { row, cell } = this.frame ?? { row: null, cell: null };
    if (name === 'w:gridBefore' && row !== null) row.before = Number(value);
    else if (cell !== null) this.enterCellProperty(name, value, cell);
  }

  private enterCellProperty(name: string, value: string | null, cell: Cell): void {
    if (name === 'w:gridSpan') cell.columnSpan = Math.max(1, Number(value) || 1);
    else if (name === 'w:vMerge') cell.merge = value === 'restart' ? 'starts' : 'continues';
    else if (name === 'w:cellDel') cell.deleted = true;
    else if (name === 'w:hMerge' && value !== 'restart') this.joinLeft(cell);
  }

  private leave(name: string): void {
    if (name === 'w:t' || name === 'm:t') this.readingText = false;
    else if (name === 'w:r') this.hiddenRun = false;
    else if (name === 'w:p') this.closeParagraph();
    else if (name === 'w:tr') this.closeRow();
    else if (name === 'w:tc' && this.frame !== undefined) this.frame.cell = null;
    else if (name === 'w:tbl') this.closeTable();
  }

  private openCell(frame: Frame): void {
    frame.cell = { text: '', columnSpan: 1, merge: 'none', runsOn: false, deleted: false };
    frame.row?.cells.push(frame.cell);
  }

  /** An old way to merge across: this cell is part of the one on its left. */
  private joinLeft(cell: Cell): void {
    const cells = this.frame?.row?.cells ?? [];
    const left = cells.findLast((each) => each !== cell && !each.deleted);
    if (left === undefined) return;
    left.columnSpan += cell.columnSpan;
    cell.deleted = true;
  }

  private write(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (paragraph === undefined) return;
    const text = [this.labelOf(paragraph), paragraph.text].filter((part) => part !== '').join(' ');
    const cell = this.frame?.cell;
    if (cell != null) {
      cell.text += cell.runsOn || cell.text === '' ? text : `\n${text}`;
      cell.runsOn = paragraph.runsOn;
      return;
    }
    this.runsOn += text;
    if (paragraph.runsOn) return;
    for (const line of this.runsOn.split('\n')) this.source.addLine(line);
    this.runsOn = '';
  }

  private labelOf({ list, level, style }: Paragraph): string {
    const styled = style === null ? undefined : this.styles.get(style);
    const place = list ?? styled?.list;
    if (place === undefined || place === '0') return '';
    return this.numbering.label({ list: place, level: level ?? styled?.level ?? 0 });
  }

  private closeRow(): void {
    const frame = this.frame;
    const row = frame?.row;
    if (frame === undefined || row == null) return;
    frame.row = null;
    if (row.deleted) return;
    frame.table.startRow();
    frame.table.skip(row.before);
    const cells = row.cells.filter(({ deleted }) => !deleted);
    for (const { text, columnSpan, merge } of cells) {
      if (merge === 'continues') frame.table.continueAbove(columnSpan);
      else frame.table.add(text, { columnSpan });
    }
    frame.rows.push(cells.map(({ text }) => text));
  }

  /** A table in a cell: where it has rows and columns it is a table of its own, else it is lines of the cell. */
  private closeTable(): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    const outer = this.frame?.cell;
    if (outer == null) {
      this.source.addTable(frame.table);
      for (const table of this.nested.splice(0)) this.source.addTable(table);
    } else if (frame.rows.length >= 2 && frame.rows.some((row) => row.length >= 2)) this.nested.push(frame.table);
    else outer.text += `\n${frame.rows.flat().join('\n')}`;
  }

  /** A row or the end of a paragraph may be deleted as such. */
  private takeChange(name: string, parent: string | undefined): void {
    this.noteChanges();
    const paragraph = this.paragraphs.at(-1);
    const row = this.frame?.row;
    if (name !== 'w:del') return;
    if (parent === 'w:trPr' && row != null) row.deleted = true;
    if (parent === 'w:rPr' && this.path.at(-3) === 'w:pPr' && paragraph !== undefined) paragraph.runsOn = true;
  }

  private hideRun(): void {
    this.hiddenRun = true;
    this.source.note('hidden-content', 'Văn bản có chữ ẩn (hidden text); phần ẩn không được đọc.');
  }

  private noteChanges(): void {
    this.source.note('tracked-changes', 'Văn bản còn sửa đổi chưa chấp nhận (Track Changes); đọc như đã chấp nhận hết.');
  }
}

const enterParagraphProperty = (name: string, value: string | null, paragraph: Paragraph): void => {
  if (name === 'w:pStyle') paragraph.style = value;
  else if (name === 'w:numId') paragraph.list = value;
  else if (name === 'w:ilvl') paragraph.level = Number(value);
};

/** Word's symbol fonts: a check mark is kept as one, anything else is a dot. */
const symbolOf = (char: string | null): string => (/^f0(?:fc|fe|52|50)$/iu.test(char ?? '') ? '✓' : '•');
