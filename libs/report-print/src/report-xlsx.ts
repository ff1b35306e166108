import { escapeXml, textCell } from '#office-files';
import { fixedArchive } from './fixed-archive.js';
import type { PrintedReport, PrintedTable } from './printed-report.js';

/** Indexes into `cellXfs` below. */
const style = { plain: 0, title: 1, head: 2, body: 3 } as const;
const columnName = (index: number): string => String.fromCharCode(65 + index);

/** A text, but for whole numbers of columns that hold numbers. */
const cellOf = (at: string, text: string, styled: number, isNumber: boolean): string =>
  isNumber && /^\d+$/u.test(text) ? `<c r="${at}" s="${String(styled)}"><v>${text}</v></c>` : textCell(at, text, styled);

const rowOf = (number: number, texts: readonly string[], styled: number, numbers: readonly number[] = []): string =>
  `<row r="${String(number)}">${texts.map((text, column) => cellOf(`${columnName(column)}${String(number)}`, text, styled, numbers.includes(column))).join('')}</row>`;

const sheetOf = ({ title, about, closing }: PrintedReport, { heading, heads, widths, rows, numbers }: PrintedTable): string => {
  const above = [...title.split('\n'), ...about, heading];
  const head = above.length + 1;
  const last = head + rows.length;
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${String(head)}" topLeftCell="A${String(head + 1)}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.map((width, at) => `<col min="${String(at + 1)}" max="${String(at + 1)}" width="${String(width * 6)}" customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
    ...above.map((line, index) => rowOf(index + 1, [line], index === above.length - 1 || index < 2 ? style.title : style.plain)),
    rowOf(head, heads, style.head),
    ...rows.map((texts, index) => rowOf(head + 1 + index, texts, style.body, numbers)),
    ...closing.map((line, index) => rowOf(last + 2 + index, [line], style.plain)),
    '</sheetData>',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
};

const borders =
  '<border><left/><right/><top/><bottom/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border>';
const stylesXml = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  `<borders count="2">${borders}</borders>`,
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/>',
  '<xf xfId="0" fontId="1" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  '<xf xfId="0" borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '</cellXfs></styleSheet>',
].join('');

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const links = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships xmlns="${packaged}/relationships">${targets.map(([kind, target], at) => `<Relationship Id="r${String(at + 1)}" Type="${office}/${kind}" Target="${target}"/>`).join('')}</Relationships>`;

/** No more than 31 letters, and none of those that a sheet's name may not have. */
const sheetName = (heading: string, index: number): string =>
  escapeXml(`${String(index + 1)}. ${heading.replace(/[[\]:*?/\\]/gu, ' ')}`.slice(0, 31));

/** An Excel workbook, a sheet for each table: the same report gives the same bytes. */
export const reportXlsx = (report: PrintedReport): Promise<Buffer> => {
  const { tables } = report;
  const names = tables.map((_, index) => `worksheets/sheet${String(index + 1)}.xml`);
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>${names.map((name) => `<Override PartName="/xl/${name}" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/></Types>`,
    '_rels/.rels': links([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${tables.map(({ heading }, index) => `<sheet name="${sheetName(heading, index)}" sheetId="${String(index + 1)}" r:id="r${String(index + 1)}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links([...names.map((name) => ['worksheet', name] as const), ['styles', 'styles.xml']]),
    'xl/styles.xml': stylesXml,
  };
  tables.forEach((table, index) => {
    parts[`xl/${names[index] ?? ''}`] = sheetOf(report, table);
  });
  const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  return fixedArchive(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, declared + xml])));
};
