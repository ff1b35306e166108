import { escapeXml, textCell } from '#office-files';
import { ZipFile } from 'yazl';
import { columnName, columns, filledColumns, statuses, type Column } from './review-columns.js';

/** One lead part as it stood when the table was made. */
export interface ReviewRow {
  readonly taskId: string;
  readonly part: string;
  /** Stream version of the task: what happened since is a conflict. */
  readonly version: number;
  readonly ordinal: string;
  readonly task: string;
  readonly lead: string;
  readonly deadline: string;
  readonly situation: string;
}

export interface ReviewTable {
  readonly title: string;
  /** Below the title: number and day of the plan, whose rows, as of when. */
  readonly about: string;
  readonly rows: readonly ReviewRow[];
}

export const keyText = ({ taskId, part, version }: Pick<ReviewRow, 'taskId' | 'part' | 'version'>): string =>
  `${taskId} ${part} ${String(version)}`;

const all = Object.keys(columns) as readonly Column[];
const widths: Readonly<Record<Column, number>> = {
  key: 4,
  ordinal: 6,
  task: 48,
  lead: 26,
  deadline: 18,
  situation: 22,
  status: 20,
  result: 34,
  number: 20,
  sentOn: 13,
  difficulties: 36,
};
const last = columnName(all.length);
const HEAD_ROW = 4;

/** Indexes into `cellXfs` below. */
const style = { title: 1, about: 2, head: 3, fixed: 4, open: 5, day: 6, openHead: 7 } as const;

const isOpen = (column: Column): boolean => filledColumns.some((each) => each === column);
const styleOf = (column: Column): number => (isOpen(column) ? (column === 'sentOn' ? style.day : style.open) : style.fixed);

const textOf = (row: ReviewRow, column: Column): string => {
  if (column === 'key') return keyText(row);
  const printed: Partial<Record<Column, string>> = row;
  return printed[column] ?? '';
};

const line = (number: number, cells: string, height = ''): string => `<row r="${String(number)}"${height}>${cells}</row>`;

const hint =
  'Chỉ điền các cột tô màu vàng; dòng để trống được giữ nguyên. Ngày gửi theo dạng ngày/tháng/năm. Không thêm, bớt cột "Mã dòng".';

const validation = (column: Column, rows: number, rest: string): string => {
  const name = columnName(all.indexOf(column) + 1);
  return `<dataValidation allowBlank="1" showErrorMessage="1" sqref="${name}${String(HEAD_ROW + 1)}:${name}${String(HEAD_ROW + Math.max(rows, 1))}" ${rest}</dataValidation>`;
};

const sheetXml = ({ title, about, rows }: ReviewTable): string => {
  const heads = all.map((column, at) =>
    textCell(`${columnName(at + 1)}${String(HEAD_ROW)}`, columns[column], isOpen(column) ? style.openHead : style.head),
  );
  const body = rows.map((row, index) => {
    const number = HEAD_ROW + 1 + index;
    return line(
      number,
      all.map((column, at) => textCell(`${columnName(at + 1)}${String(number)}`, textOf(row, column), styleOf(column))).join(''),
    );
  });
  const choices = `"${Object.values(statuses).join(',')}"`;
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${String(HEAD_ROW)}" topLeftCell="A${String(HEAD_ROW + 1)}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${all.map((column, at) => `<col min="${String(at + 1)}" max="${String(at + 1)}" width="${String(widths[column])}" customWidth="1"${column === 'key' ? ' hidden="1"' : ''}/>`).join('')}</cols>`,
    '<sheetData>',
    line(1, textCell('B1', title, style.title)),
    line(2, textCell('B2', about, style.about)),
    line(3, textCell('B3', hint, style.about)),
    line(HEAD_ROW, heads.join('')),
    ...body,
    '</sheetData>',
    // Without a password: it keeps the fixed cells from slips of the hand, no more.
    '<sheetProtection sheet="1" formatColumns="0" formatRows="0"/>',
    `<mergeCells count="3">${[1, 2, 3].map((row) => `<mergeCell ref="B${String(row)}:${last}${String(row)}"/>`).join('')}</mergeCells>`,
    `<dataValidations count="1">${validation('status', rows.length, `type="list" errorTitle="Tình trạng thực hiện" error="Chọn một tình trạng trong danh sách."><formula1>${escapeXml(choices)}</formula1>`)}</dataValidations>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
};

const alignment = '<alignment vertical="top" wrapText="1"/>';
const borders =
  '<border><left/><right/><top/><bottom/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border>';
const xf = (rest: string, inner: string): string => `<xf xfId="0" ${rest}>${inner}</xf>`;
const unlocked = '<protection locked="0"/>';

const stylesXml = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>',
  '<fonts count="3"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="14"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>',
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill></fills>',
  `<borders count="2">${borders}</borders>`,
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="8">',
  '<xf xfId="0"/>',
  xf('fontId="1" applyFont="1" applyAlignment="1"', '<alignment wrapText="1" vertical="center"/>'),
  xf('applyAlignment="1"', alignment),
  xf(
    'fontId="2" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"',
    '<alignment horizontal="center" vertical="center" wrapText="1"/>',
  ),
  xf('borderId="1" applyBorder="1" applyAlignment="1"', alignment),
  xf(
    'numFmtId="49" fillId="3" borderId="1" applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"',
    alignment + unlocked,
  ),
  xf(
    'numFmtId="164" fillId="3" borderId="1" applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"',
    alignment + unlocked,
  ),
  xf(
    'fontId="2" fillId="3" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"',
    '<alignment horizontal="center" vertical="center" wrapText="1"/>',
  ),
  '</cellXfs></styleSheet>',
].join('');

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const links = (...targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships xmlns="${packaged}/relationships">${targets.map(([kind, target], at) => `<Relationship Id="r${String(at + 1)}" Type="${office}/${kind}" Target="${target}"/>`).join('')}</Relationships>`;

const partsOf = (table: ReviewTable): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/></Types>`,
  '_rels/.rels': links(['officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="Rà soát" sheetId="1" r:id="r1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'Rà soát'!$${String(HEAD_ROW)}:$${String(HEAD_ROW)}</definedName></definedNames></workbook>`,
  'xl/_rels/workbook.xml.rels': links(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
  'xl/worksheets/sheet1.xml': sheetXml(table),
  'xl/styles.xml': stylesXml,
});

/** The table as an Excel workbook: fixed cells locked, cells to be filled in coloured, a list of statuses to choose from. */
export const writeReviewTable = async (table: ReviewTable): Promise<Buffer> => {
  const file = new ZipFile();
  const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  for (const [name, content] of Object.entries(partsOf(table)))
    file.addBuffer(Buffer.from(declared + content), name, { mtime: new Date(0) });
  file.end();
  const pieces: Buffer[] = [];
  for await (const piece of file.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};
