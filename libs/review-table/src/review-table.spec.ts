import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SourceDocument } from '#contracts';
import { plainDate, type LeadPart } from '#domain';
import { readSourceDocument } from '#plan-import';
import { fillInCells } from '#testing';
import { isRecorded, readReviewTable, readRow, writeReviewTable, type FilledRow, type ReviewRow, type RowReading } from './index.js';

const today = plainDate('2026-11-23');
const first = '01930000-0000-7000-8000-000000000001';
const second = '01930000-0000-7000-8000-000000000002';
const rowOf = (taskId: string, version: number): ReviewRow => ({
  taskId,
  part: 'L01',
  version,
  ordinal: '1',
  task: '=1+1 & <b>Rà soát</b> "quy hoạch"',
  lead: 'Sở Xây dựng',
  deadline: '31/12/2026',
  situation: 'Đang thực hiện',
});
const table = writeReviewTable({
  title: 'Kế hoạch 617/KH-UBND',
  about: 'Số liệu đến ngày 23/11/2026',
  rows: [rowOf(first, 7), rowOf(second, 3)],
});

const sourceOf = async (workbook: Buffer): Promise<SourceDocument> => {
  const reading = await readSourceDocument(workbook, { name: 'bieu.xlsx' });
  if (!reading.ok) throw new Error(reading.message);
  return reading.source;
};
const rowsOf = async (workbook: Buffer): Promise<readonly FilledRow[]> => {
  const read = readReviewTable(await sourceOf(workbook));
  if (!read.ok) throw new Error(read.message);
  return read.rows;
};
const filled = async (cells: Readonly<Record<string, string>>): Promise<RowReading> => {
  const [row] = await rowsOf(await fillInCells(await table, cells));
  if (row === undefined) throw new Error('no row');
  return readRow(row, today);
};
const problems = async (cells: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const reading = await filled(cells);
  return reading.kind === 'wrong' ? reading.problems : [];
};

describe('the review table', () => {
  test('comes back as it was made, with nothing filled in', async () => {
    const rows = await rowsOf(await table);
    expect(rows.map(({ key, row }) => [row, key])).toEqual([
      [5, { taskId: first, part: 'L01', version: 7 }],
      [6, { taskId: second, part: 'L01', version: 3 }],
    ]);
    expect(rows[0]?.task).toBe('=1+1 & <b>Rà soát</b> "quy hoạch"');
    expect(rows.map((row) => readRow(row, today).kind)).toEqual(['empty', 'empty']);
  });

  test('is known by its heads alone, wherever its columns and rows were moved', async () => {
    const { format, parts } = await sourceOf(await fillInCells(await table, { G5: 'Đã tiếp nhận' }));
    const moved: SourceDocument = {
      format,
      parts: parts.map((part) =>
        part.kind === 'table'
          ? {
              ...part,
              rows: part.rows + 3,
              columns: 20,
              cells: part.cells.map((cell) => ({ ...cell, row: cell.row + 3, column: 15 - cell.column })),
            }
          : part,
      ),
    };
    const read = readReviewTable(moved);
    expect(read.ok && read.rows.map(({ row, cells }) => [row, cells.status.text, cells.status.cell])).toEqual([
      [8, 'Đã tiếp nhận', 'H8'],
      [9, '', 'H9'],
    ]);
  });

  test('is refused where it is another table', async () => {
    const other = readReviewTable(await sourceOf(await fillInCells(await table, { A4: 'Mã' })));
    expect(other).toMatchObject({ ok: false, message: expect.stringContaining('Mã dòng') });
  });

  test('keeps a row whose code was damaged, when something was filled in', async () => {
    const rows = await rowsOf(await fillInCells(await table, { A5: 'abc', A6: 'abc', J5: 'x' }));
    expect(rows.map(({ key, row }) => [row, key])).toEqual([[5, null]]);
  });
});

describe('a filled row', () => {
  test('acknowledges', async () => {
    expect(await filled({ G5: ' đã  tiếp nhận ' })).toMatchObject({ kind: 'order', order: { type: 'AcknowledgeAssignment' } });
  });

  test('reports what was done and what stands in the way', async () => {
    expect(await filled({ G5: 'Có vướng mắc', H5: 'Đã họp', K5: 'Chưa có vốn' })).toMatchObject({
      order: { type: 'ReportProgress', data: { text: 'Đã họp', status: 'stuck', difficulties: 'Chưa có vốn' } },
    });
    expect(await filled({ H5: 'Đã họp' })).toMatchObject({ order: { data: { text: 'Đã họp', status: null, difficulties: null } } });
    expect(await filled({ G5: 'Đang thực hiện' })).toMatchObject({ order: { data: { text: 'Đang thực hiện', status: 'on-course' } } });
    expect(await filled({ G5: 'Đã tiếp nhận', H5: 'Đang lập đề cương' })).toMatchObject({ order: { type: 'ReportProgress' } });
  });

  test('submits a result with its document, the day typed or as Excel keeps it', async () => {
    for (const day of ['20/11/2026', 'ngày 20.11.2026', '46346']) {
      expect(await filled({ G5: 'Đã hoàn thành', I5: '15/BC-SXD', J5: day })).toMatchObject({
        order: { type: 'SubmitCompletion', data: { document: { number: '15/BC-SXD' }, sentOn: '2026-11-20' } },
        sentence: 'Trình kết quả hoàn thành theo văn bản số 15/BC-SXD, gửi ngày 20/11/2026.',
      });
    }
  });

  test('names the cell that is wrong', async () => {
    expect(await problems({ G5: 'Xong' })).toEqual([expect.stringContaining('Ô G5: "Xong" không có trong danh sách')]);
    expect(await problems({ G5: 'Đã hoàn thành' })).toEqual([expect.stringContaining('Ô I5'), expect.stringContaining('Ô J5')]);
    expect(await problems({ G5: 'Đã hoàn thành', I5: '1/BC', J5: '31/02/2026' })).toEqual([expect.stringContaining('Ô J5: "31/02/2026"')]);
    expect(await problems({ G5: 'Đã hoàn thành', I5: '1/BC', J5: 'hôm qua' })).toEqual([expect.stringContaining('Ô J5: "hôm qua"')]);
    expect(await problems({ G5: 'Đã hoàn thành', I5: '1/BC', J5: '24/11/2026' })).toEqual([expect.stringContaining('sau ngày hôm nay')]);
    expect(await problems({ G5: 'Đang thực hiện', I5: '1/BC' })).toEqual([expect.stringContaining('Ô I5: "1/BC" chỉ ghi khi')]);
    expect(await problems({ J5: '20/11/2026' })).toEqual([expect.stringContaining('Ô J5')]);
    expect(await problems({ G5: 'Có vướng mắc' })).toEqual([expect.stringContaining('Ô K5')]);
    expect(await problems({ H5: 'x'.repeat(20_001) })).toEqual([expect.stringContaining('Ô H5')]);
  });

  test('never throws, whatever is typed into it', () => {
    const word = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('Đã hoàn thành', 'Đang thực hiện', '20/11/2026', '=cmd()', '  '));
    const cells = fc.record({ status: word, result: word, number: word, sentOn: word, difficulties: word });
    fc.assert(
      fc.property(cells, (texts) => {
        const at = (text: string) => ({ text, cell: 'A1' });
        const { status, result, number, sentOn, difficulties } = texts;
        const row: FilledRow = {
          row: 5,
          key: null,
          task: '',
          cells: { status: at(status), result: at(result), number: at(number), sentOn: at(sentOn), difficulties: at(difficulties) },
        };
        expect(['empty', 'order', 'wrong']).toContain(readRow(row, today).kind);
      }),
    );
  });
});

describe('what is recorded already', () => {
  const part = {
    situation: { name: 'submitted', submission: 1 },
    acknowledgedAt: { effective: '', recorded: '' },
    progress: { text: 'Đã họp', percent: null, status: 'stuck', difficulties: 'Chưa có vốn' },
    submissions: [{ document: { number: '15/BC-SXD' }, sentOn: '2026-11-20', outcome: { kind: 'pending' } }],
  } as unknown as LeadPart;
  const recorded = async (cells: Readonly<Record<string, string>>, of: LeadPart = part): Promise<boolean> => {
    const reading = await filled(cells);
    return reading.kind === 'order' && isRecorded(reading.order, of);
  };

  test('is the same acknowledgement, report or submission; anything else is new', async () => {
    expect(await recorded({ G5: 'Đã tiếp nhận' })).toBe(true);
    expect(await recorded({ G5: 'Có vướng mắc', H5: 'Đã họp', K5: 'Chưa có vốn' })).toBe(true);
    expect(await recorded({ G5: 'Có vướng mắc', H5: 'Đã họp', K5: 'Chưa có đất' })).toBe(false);
    expect(await recorded({ G5: 'Đã hoàn thành', I5: '15/BC-SXD', J5: '20/11/2026' })).toBe(true);
    expect(await recorded({ G5: 'Đã hoàn thành', I5: '15/BC-SXD', J5: '19/11/2026' })).toBe(false);
    const returned = { ...part, submissions: [{ ...part.submissions[0], outcome: { kind: 'returned' } }] } as unknown as LeadPart;
    expect(await recorded({ G5: 'Đã hoàn thành', I5: '15/BC-SXD', J5: '20/11/2026' }, returned)).toBe(false);
  });
});
