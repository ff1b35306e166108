import { ZipFile } from 'yazl';

/** An archive with parts of the given names. */
export const zipOf = async (parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> => {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts)) file.addBuffer(Buffer.from(content), name);
  file.end();
  const pieces: Buffer[] = [];
  for await (const piece of file.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationships = (targets: readonly (readonly [id: string, kind: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const word =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

interface WordParts {
  readonly numbering?: string;
  readonly styles?: string;
  readonly header?: string;
  /** Further parts, such as macros. */
  readonly more?: Readonly<Record<string, string>>;
}

/** A Word file with the given body, in WordprocessingML. */
export const docxOf = (body: string, { numbering, styles, header, more = {} }: WordParts = {}): Promise<Buffer> =>
  zipOf({
    '[Content_Types].xml': types,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ...(numbering === undefined ? [] : [['n', 'numbering', 'numbering.xml'] as const]),
      ...(styles === undefined ? [] : [['s', 'styles', 'styles.xml'] as const]),
      ...(header === undefined ? [] : [['h', 'header', 'header1.xml'] as const]),
    ]),
    'word/document.xml': `<w:document ${word}><w:body>${body}</w:body></w:document>`,
    ...(numbering === undefined ? {} : { 'word/numbering.xml': `<w:numbering ${word}>${numbering}</w:numbering>` }),
    ...(styles === undefined ? {} : { 'word/styles.xml': `<w:styles ${word}>${styles}</w:styles>` }),
    ...(header === undefined ? {} : { 'word/header1.xml': `<w:hdr ${word}>${header}</w:hdr>` }),
    ...more,
  });

export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
export const paragraph = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
export const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : paragraph(run(content))}</w:tc>`;
export const row = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.map((each) => (each.startsWith('<') ? each : cell(each))).join('')}</w:tr>`;
export const table = (...rows: readonly string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;

export interface SheetCell {
  readonly at: string;
  readonly value: string | number;
  /** Index into the styles' number formats. */
  readonly style?: number;
}

interface SheetParts {
  readonly name: string;
  readonly cells: readonly SheetCell[];
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
  readonly hiddenRows?: readonly number[];
}

const rowOf = (at: string): number => Number(/\d+/u.exec(at)?.[0]);

const sheetXml = ({ cells, merges = [], hiddenRows = [] }: SheetParts, strings: string[]): string => {
  const rows = new Map<number, SheetCell[]>();
  for (const each of cells) rows.set(rowOf(each.at), [...(rows.get(rowOf(each.at)) ?? []), each]);
  const cellXml = ({ at, value, style = 0 }: SheetCell): string => {
    if (typeof value === 'number') return `<c r="${at}" s="${String(style)}"><v>${String(value)}</v></c>`;
    const known = strings.indexOf(value);
    const index = known < 0 ? strings.push(value) - 1 : known;
    return `<c r="${at}" t="s"><v>${String(index)}</v></c>`;
  };
  const rowXml = [...rows].map(
    ([number, own]) => `<row r="${String(number)}"${hiddenRows.includes(number) ? ' hidden="1"' : ''}>${own.map(cellXml).join('')}</row>`,
  );
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rowXml.join('')}</sheetData>${merged}</worksheet>`;
};

/** An Excel file with shared strings; `formats` are the number formats that cells name by index. */
export const xlsxOf = (sheets: readonly SheetParts[], formats: readonly string[] = ['General']): Promise<Buffer> => {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const strings: string[] = [];
  const parts = Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${String(at + 1)}.xml`, sheetXml(sheet, strings)]));
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${String(at + 1)}" r:id="s${String(at + 1)}"${hidden === true ? ' state="hidden"' : ''}/>`,
  );
  return zipOf({
    '[Content_Types].xml': types,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships([
      ['strings', 'sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles', 'styles.xml'],
      ...sheets.map((_, at) => [`s${String(at + 1)}`, 'worksheet', `worksheets/sheet${String(at + 1)}.xml`] as const),
    ]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${String(170 + at)}" formatCode="${escapeXml(code)}"/>`)
      .join('')}</numFmts><cellXfs>${formats.map((_, at) => `<xf numFmtId="${String(170 + at)}"/>`).join('')}</cellXfs></styleSheet>`,
    ...parts,
  });
};
