import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlanDraft, SourceCell } from '#contracts';
import { readPlanDocument, readSourceDocument } from '#plan-import';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import type { Format, PrintedBlock, PrintedCell, PrintedTable } from './printed-document.js';
import { Renderer } from './render/renderer.js';

const renderer = new Renderer();
afterAll(async () => {
  await renderer.close();
});

const words =
  'xây dựng kế hoạch phát triển đô thị nông thôn quản lý Sở Nội vụ Tài chính 2025 12,5 % (PPP) A&B "trích" <em> | \\ * _ 1. a) Đồng Đăng'.split(
    ' ',
  );
const text = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((some) => some.join(' '));

/** A grid cut at random into cells; the first column is never merged down, so that every row has a cell of its own. */
const tableOf = (merged: boolean): fc.Arbitrary<PrintedTable> =>
  fc
    .record({
      columns: fc.integer({ min: 2, max: 5 }),
      rows: fc.integer({ min: 2, max: 7 }),
      spans: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), { minLength: 40, maxLength: 40 }),
      texts: fc.array(text, { minLength: 40, maxLength: 40 }),
    })
    .map(({ columns, rows, spans, texts }) => cut(columns, rows, merged ? spans : [], texts));

const key = (row: number, column: number): string => `${String(row)}:${String(column)}`;

/** How far a cell may reach to the right: up to the table's edge or the next taken place. */
const reach = (row: number, column: number, wide: number, columns: number, taken: ReadonlySet<string>): number => {
  let across = 1;
  while (across < wide && column + across < columns && !taken.has(key(row, column + across))) across += 1;
  return across;
};

const cut = (columns: number, rows: number, spans: readonly (readonly [number, number])[], texts: readonly string[]): PrintedTable => {
  const taken = new Set<string>();
  const cells = Array.from({ length: rows }, (): PrintedCell[] => []);
  let next = 0;
  for (let slot = 0; slot < columns * rows; slot += 1) {
    const [row, column] = [Math.floor(slot / columns), slot % columns];
    if (taken.has(key(row, column))) continue;
    const [wide, deep] = spans[next] ?? [1, 1];
    const across = reach(row, column, wide, columns, taken);
    const down = column === 0 ? 1 : Math.min(deep, rows - row);
    for (let place = 0; place < across * down; place += 1) taken.add(key(row + Math.floor(place / across), column + (place % across)));
    cells[row]?.push({ text: texts[next] ?? '', across, down });
    next += 1;
  }
  return { widths: Array.from({ length: columns }, () => 3), rows: cells.map((own) => ({ cells: own, isHead: false })) };
};

const expected = ({ rows }: PrintedTable): readonly SourceCell[] => {
  const taken: number[] = [];
  return rows.flatMap(({ cells }, row) => {
    let column = 0;
    return cells.map(({ text: printed, across, down }) => {
      while ((taken[column] ?? 0) > row) column += 1;
      const cell = { row: row + 1, column: column + 1, rowSpan: down, columnSpan: across, text: printed };
      for (let at = column; at < column + across; at += 1) taken[at] = row + down;
      column += across;
      return cell;
    });
  });
};

const cellsRead = async (blocks: readonly PrintedBlock[], format: Format): Promise<readonly SourceCell[]> => {
  const reading = await readSourceDocument(await renderer.render(blocks, format), { name: `a.${format}` });
  if (!reading.ok) throw new Error(reading.message);
  return reading.source.parts.flatMap((part) => (part.kind === 'table' ? part.cells : []));
};

const isFilled = ({ rows }: PrintedTable): boolean => rows.every(({ cells }) => cells.some(({ text: printed }) => printed !== ''));

/** Paper shows a column only where some cell ends at it. */
const showsColumns = (table: PrintedTable): boolean => new Set(expected(table).map(({ column }) => column)).size === table.widths.length;

const cell = (printed: string, across = 1, down = 1): PrintedCell => ({ text: printed, across, down });
/** Its third row holds cells that reach down and an empty one: flat on paper, with a line left out. */
const flatRow: PrintedTable = {
  widths: [3, 3, 3, 3],
  rows: [[cell('', 2), cell('xây', 2, 2)], [cell('xây', 2)], [cell(''), cell('xây', 2, 2), cell('', 1, 2)], [cell('xây')]].map((cells) => ({
    cells,
    isHead: false,
  })),
};

describe('a table at random comes back as it was', () => {
  test.each<Format>(['docx', 'html', 'xlsx'])('from .%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(tableOf(true).filter(isFilled), async (table) => {
        const read = await cellsRead([table], format);
        // A sheet has no merged cells where nothing stands beside or below.
        const all = format === 'xlsx' ? read.filter((cell) => cell.text !== '') : read;
        const wanted = format === 'xlsx' ? expected(table).filter((cell) => cell.text !== '') : expected(table);
        if (format === 'xlsx')
          expect(all.map(({ row, column, text: printed }) => [row, column, printed])).toEqual(
            wanted.map(({ row, column, text: printed }) => [row, column, printed]),
          );
        else expect(all).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  test('from .md, which knows no merged cells', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(false).filter(isFilled), async (table) => {
        expect(await cellsRead([table], 'md')).toEqual(expected(table));
      }),
      { numRuns: 60 },
    );
  });

  test('from .pdf, its lines joined again', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(true).filter(isFilled).filter(showsColumns), async (table) => {
        const flat = (cells: readonly SourceCell[]) => cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/gu, ' ') }));
        expect(flat(await cellsRead([table], 'pdf'))).toEqual(flat(expected(table)));
      }),
      { numRuns: 12, examples: [[flatRow]] },
    );
  });
});

const row = (...texts: readonly string[]) => ({ cells: texts.map((printed) => ({ text: printed, across: 1, down: 1 })), isHead: false });
const leads = fc.constantFrom(
  'Sở Nội vụ',
  'Sở KH&ĐT',
  'UBND các huyện, thành phố',
  'Trung tâm Chuyển đổi số tỉnh',
  'Sở Y tế; Công an tỉnh',
  '',
);
const helpers = fc.constantFrom('Các Sở: Xây dựng, Tài chính và các sở, ngành có liên quan', 'Sở Tài chính', '', 'UBND các xã, phường');
const times = fc.constantFrom('Quý IV/2025', '2026 - 2030', 'Hằng năm', '15/12/2025', 'Thường xuyên', '');
const title = fc.array(fc.constantFrom(...words.slice(0, 14)), { minLength: 4, maxLength: 14 }).map((some) => `Xây ${some.join(' ')}`);

const plan = fc
  .array(fc.tuple(title, leads, helpers, times, fc.boolean()), { minLength: 2, maxLength: 9 })
  .map((rows): readonly PrintedBlock[] => [
    'PHỤ LỤC',
    'DANH MỤC NHIỆM VỤ',
    '(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/5/2025 của UBND tỉnh Lạng Sơn)',
    {
      widths: [1, 5, 3, 3, 2],
      rows: [
        { ...row('TT', 'Nội dung', 'Chủ trì', 'Phối hợp', 'Thời hạn'), isHead: true },
        ...rows.flatMap(([name, lead, helper, time, heads], at) => [
          ...(heads ? [{ cells: [{ text: `${'I'.repeat((at % 3) + 1)}. NHÓM NHIỆM VỤ`, across: 5, down: 1 }], isHead: false }] : []),
          row(String(at + 1), name, lead, helper, time),
        ]),
      ],
    },
  ]);

/** A draft without the places where it was read, and without what a page break alone makes doubtful. */
const essence = ({ document, groups, tasks, indicators }: PlanDraft) => ({
  document,
  groups: groups.map((group) => ({ ...group, source: null })),
  tasks: tasks.map((task) => ({ ...task, source: null, places: null, findings: task.findings.filter((code) => code !== 'continued-row') })),
  indicators,
});

test('the same table in Word, Excel, PDF, HTML and Markdown gives the same draft', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (blocks) => {
      const drafts = await Promise.all(
        (['docx', 'xlsx', 'pdf', 'html', 'md'] as const).map(async (format) => {
          const reading = await readPlanDocument(await renderer.render(blocks, format), {
            name: `a.${format}`,
            directory: langSon2023,
            calendar: vietnamWorkingCalendar,
          });
          if (!reading.ok) throw new Error(reading.message);
          return essence(reading.draft);
        }),
      );
      for (const draft of drafts.slice(1)) expect(draft).toEqual(drafts[0]);
    }),
    { numRuns: 15 },
  );
}, 120_000);
