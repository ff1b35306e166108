import type { PrintedBlock } from '../printed-document.js';
import { zipOf, escapeXml } from './zip.js';

const columnName = (column: number): string =>
  (column > 26 ? columnName(Math.floor((column - 1) / 26)) : '') + String.fromCharCode(65 + ((column - 1) % 26));
const nameOf = (row: number, column: number): string => `${columnName(column)}${String(row)}`;

interface Sheet {
  readonly rows: string[];
  readonly merges: string[];
}

/** All blocks below one another on one sheet, as an office lays out an appendix: lines merged over the whole width. */
const sheetOf = (blocks: readonly PrintedBlock[], shared: (text: string) => number): Sheet => {
  const width = Math.max(1, ...blocks.map((block) => (typeof block === 'string' ? 1 : block.widths.length)));
  const rows: string[] = [];
  const merges: string[] = [];
  let row = 0;
  const cellXml = (at: string, text: string): string => {
    if (/^(?:0|[1-9]\d{0,8})$/u.test(text)) return `<c r="${at}"><v>${text}</v></c>`;
    return text === '' ? `<c r="${at}"/>` : `<c r="${at}" t="s"><v>${String(shared(text))}</v></c>`;
  };
  for (const block of blocks) {
    if (typeof block === 'string') {
      row += 1;
      rows.push(`<row r="${String(row)}">${cellXml(nameOf(row, 1), block)}</row>`);
      if (width > 1) merges.push(`${nameOf(row, 1)}:${nameOf(row, width)}`);
      continue;
    }
    const first = row;
    const taken: number[] = [];
    block.rows.forEach(({ cells }, at) => {
      row += 1;
      let column = 1;
      const xml: string[] = [];
      for (const { text, across, down } of cells) {
        while ((taken[column] ?? 0) > at) column += 1;
        xml.push(cellXml(nameOf(row, column), text));
        for (let next = column; next < column + across; next += 1) taken[next] = at + down;
        if (across > 1 || down > 1) merges.push(`${nameOf(row, column)}:${nameOf(first + at + down, column + across - 1)}`);
        column += across;
      }
      rows.push(`<row r="${String(row)}">${xml.join('')}</row>`);
    });
  }
  return { rows, merges };
};

export const asXlsx = (blocks: readonly PrintedBlock[]): Promise<Buffer> => {
  const strings: string[] = [];
  const shared = (text: string): number => {
    const known = strings.indexOf(text);
    return known < 0 ? strings.push(text) - 1 : known;
  };
  const { rows, merges } = sheetOf(blocks, shared);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const link = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const links = (...all: string[]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
  const mergeXml = merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': links(link('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Phụ lục" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links(link('r1', 'worksheet', 'worksheets/sheet1.xml'), link('r2', 'sharedStrings', 'sharedStrings.xml')),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData>${mergeXml}</worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
  });
};
