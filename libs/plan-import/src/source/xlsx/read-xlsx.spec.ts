import { describe, expect, test } from '@jest/globals';
import { xlsxOf } from '../../testing/office-files.js';
import { readSource } from '../read-source.js';

const texts = async (file: Promise<Buffer>): Promise<Record<string, string>[]> =>
  (await readSource(await file)).source.parts.map((part) =>
    part.kind === 'table'
      ? Object.fromEntries(
          part.cells.filter(({ text }) => text !== '').map(({ row, column, text }) => [`${String(row)}.${String(column)}`, text]),
        )
      : {},
  );

describe('an Excel workbook', () => {
  test('is a table for each sheet, in the sheet’s own rows and columns, merged cells once', async () => {
    const { source } = await readSource(
      await xlsxOf([
        {
          name: 'Phụ lục',
          cells: [
            { at: 'A1', value: 'Tên' },
            { at: 'A3', value: 'x' },
            { at: 'C3', value: 'y' },
          ],
          merges: ['A1:C1', 'A3:A4'],
        },
      ]),
    );
    expect(source.parts).toEqual([
      {
        kind: 'table',
        part: 'table 1',
        name: 'Phụ lục',
        rows: 3,
        columns: 3,
        cells: [
          { row: 1, column: 1, rowSpan: 1, columnSpan: 3, text: 'Tên' },
          { row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '' },
          { row: 2, column: 2, rowSpan: 1, columnSpan: 1, text: '' },
          { row: 2, column: 3, rowSpan: 1, columnSpan: 1, text: '' },
          { row: 3, column: 1, rowSpan: 1, columnSpan: 1, text: 'x' },
          { row: 3, column: 2, rowSpan: 1, columnSpan: 1, text: '' },
          { row: 3, column: 3, rowSpan: 1, columnSpan: 1, text: 'y' },
        ],
      },
    ]);
  });

  test('shows numbers and days as Vietnamese writes them', async () => {
    const formats = ['General', 'dd/mm/yyyy', 'mm/yyyy', '0.0', '0%', '#,##0', 'yyyy'];
    const values = [1, 2025, 1.5, 0.1 + 0.2].map((value, at) => ({ at: `A${String(at + 1)}`, value }));
    const styled = [
      { at: 'B1', value: 46_006, style: 1 },
      { at: 'B2', value: 46_006, style: 2 },
      { at: 'B3', value: 1.5, style: 3 },
      { at: 'B4', value: 0.4, style: 4 },
      { at: 'B5', value: 12_500, style: 5 },
      { at: 'B6', value: 46_006, style: 6 },
    ];
    expect(await texts(xlsxOf([{ name: 'a', cells: [...values, ...styled] }], formats))).toEqual([
      {
        '1.1': '1',
        '2.1': '2025',
        '3.1': '1,5',
        '4.1': '0,3',
        '1.2': '15/12/2025',
        '2.2': '12/2025',
        '3.2': '1,5',
        '4.2': '40%',
        '5.2': '12500',
        '6.2': '2025',
      },
    ]);
  });

  test('leaves hidden sheets unread and reads hidden rows, and says both', async () => {
    const read = await readSource(
      await xlsxOf([
        { name: 'Nháp', hidden: true, cells: [{ at: 'A1', value: 'nháp' }] },
        {
          name: 'Chính',
          cells: [
            { at: 'A1', value: 'a' },
            { at: 'A2', value: 'b' },
          ],
          hiddenRows: [2],
        },
      ]),
    );
    expect(read.source.parts).toHaveLength(1);
    expect(read.notes.map(({ message }) => message)).toEqual([expect.stringContaining('Nháp'), expect.stringContaining('1 hàng bị ẩn')]);
  });
});
