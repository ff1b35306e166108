import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ImportRefused } from '../../refusal.js';
import { cleanLine } from '../clean-text.js';
import { limits } from '../limits.js';
import { SourceBuilder, type ReadSource } from '../source-builder.js';
import { TableBuilder } from '../table-builder.js';
import { withPdf } from './open-pdf.js';
import { marksOf, type Glyph, type PageMarks } from './page-marks.js';
import { ruledGrids, type RuledCell, type RuledGrid } from './ruled-grid.js';
import { linesIn, looseLines, paragraphsOf, type SetLine } from './text-lines.js';

interface Page {
  readonly number: number;
  readonly grids: readonly { readonly grid: RuledGrid; readonly inside: readonly Glyph[] }[];
  readonly lines: readonly SetLine[];
  /** No letters, but pictures: a scanned page. */
  readonly isPicture: boolean;
}

const middleOf = (glyph: Glyph): { readonly x: number; readonly y: number } => ({
  x: (glyph.x + glyph.to) / 2,
  y: glyph.y - 0.3 * glyph.size,
});
const isWithin = (
  glyph: Glyph,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): boolean => {
  const { x, y } = middleOf(glyph);
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
};

const pageOf = (number: number, { glyphs, rules, images }: PageMarks): Page => {
  const grids = ruledGrids(rules).map((grid) => ({ grid, inside: glyphs.filter((glyph) => isWithin(glyph, grid)) }));
  const filled = grids.filter(({ inside }) => inside.some(({ text }) => text.trim() !== ''));
  const taken = new Set(filled.flatMap(({ inside }) => inside));
  const letters = glyphs.filter(({ text }) => text.trim() !== '').length;
  return { number, grids: filled, lines: looseLines(glyphs.filter((glyph) => !taken.has(glyph))), isPicture: letters < 5 && images > 0 };
};

/** Running heads and page numbers: the same words, but for figures, at the same height of several pages. */
const runningLines = (pages: readonly Page[]): ReadonlySet<SetLine> => {
  const places = new Map<string, SetLine[]>();
  for (const { lines } of pages) {
    for (const line of lines) {
      const key = `${String(Math.round(line.y / 4))}|${cleanLine(line.text).replace(/\d+/gu, '#')}`;
      places.set(key, [...(places.get(key) ?? []), line]);
    }
  }
  const least = Math.max(2, Math.ceil(pages.length / 3));
  return new Set([...places.values()].filter((lines) => lines.length >= least).flat());
};

const textIn = (cell: RuledCell, glyphs: readonly Glyph[]): string =>
  paragraphsOf(linesIn(glyphs.filter((glyph) => isWithin(glyph, cell))), cell.left, cell.right);

const tableOf = (grid: RuledGrid, inside: readonly Glyph[]): TableBuilder => {
  const table = new TableBuilder();
  for (let row = 1; row <= grid.rows; row += 1) {
    table.startRow(row);
    for (const cell of grid.cells.filter((each) => each.row === row)) {
      table.add(textIn(cell, inside), { rowSpan: cell.rowSpan, columnSpan: cell.columnSpan }, cell.column);
    }
  }
  return table;
};

const addPage = (page: Page, running: ReadonlySet<SetLine>, source: SourceBuilder): void => {
  const items: readonly { readonly y: number; readonly add: () => void }[] = [
    ...page.lines.map((line) => ({
      y: line.y,
      add: () => {
        if (running.has(line)) source.addMargin(line.text);
        else source.addLine(line.text);
      },
    })),
    ...page.grids.map(({ grid, inside }) => ({ y: grid.top, add: () => void source.addTable(tableOf(grid, inside)) })),
  ];
  for (const { add } of items.toSorted((a, b) => a.y - b.y)) add();
};

const scanned =
  'Tệp PDF là bản quét (ảnh), không có lớp chữ nên không đọc được. Hãy dùng tệp .docx gốc, hoặc nhận dạng chữ (OCR) rồi lưu thành .docx.';

const pagesOf = async (document: PDFDocumentProxy, ops: Record<string, number>): Promise<readonly Page[]> => {
  if (document.numPages > limits.pages) {
    throw new ImportRefused(
      'IMPORT.TOO_LARGE',
      `Tệp PDF có ${String(document.numPages)} trang, nhiều hơn giới hạn ${String(limits.pages)} trang. Chỉ nhập phần phụ lục.`,
    );
  }
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    pages.push(pageOf(number, await marksOf(page, ops)));
    page.cleanup();
  }
  return pages;
};

/**
 * Reads a PDF that has letters: its ruled tables with merged cells, and the lines around them.
 * @throws ImportRefused where it is scanned, locked or damaged.
 */
export const readPdf = async (bytes: Uint8Array): Promise<ReadSource> => {
  const pages = await withPdf(bytes, pagesOf);
  const source = new SourceBuilder('pdf');
  if (pages.every(({ isPicture, lines, grids }) => isPicture || lines.length + grids.length === 0))
    throw new ImportRefused('IMPORT.SCANNED', scanned);
  const pictures = pages.filter(({ isPicture }) => isPicture).map(({ number }) => String(number));
  if (pictures.length > 0)
    source.note('unread-pages', `Trang ${pictures.join(', ')} là ảnh quét, không đọc được; cần bổ sung bằng tay nếu có nhiệm vụ.`);
  const running = runningLines(pages);
  for (const page of pages) addPage(page, running, source);
  return source.build();
};
