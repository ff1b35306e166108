import { describe, expect, test } from '@jest/globals';
import { plainDate } from '../shared/plain-date.js';
import { parseDeadline } from './parse-deadline.js';

/** text → kind, start, due, recurrence, findings */
const cases: readonly (readonly [string, string, string | null, string | null, string | null, readonly string[]])[] = [
  // The plan of Lạng Sơn.
  ['Năm 2023', 'year', null, '2023-12-31', null, []],
  ['2023 - 2030', 'range', '2023-01-01', '2030-12-31', null, []],
  ['2022 - 2030', 'range', '2022-01-01', '2030-12-31', null, []],
  ['2023 - \n\n\t030', 'range', '2023-01-01', '2030-12-31', null, ['repaired-split']],
  ['2023 -\n\n\t2030', 'range', '2023-01-01', '2030-12-31', null, []],
  ['2023 - 2025', 'range', '2023-01-01', '2025-12-31', null, []],
  ['2030', 'year', null, '2030-12-31', null, []],
  ['2025', 'year', null, '2025-12-31', null, []],
  ['Thực hiện định kỳ theo quy định pháp luật', 'by-rule', null, null, 'by-rule', []],
  // Months and days.
  ['Tháng 10/2025', 'month', null, '2025-10-31', null, []],
  ['tháng 02 năm 2028', 'month', null, '2028-02-29', null, []],
  ['12/2025', 'month', null, '2025-12-31', null, []],
  ['T\u0068áng 10/2025.', 'month', null, '2025-10-31', null, []],
  ['15/12/2025', 'date', null, '2025-12-15', null, []],
  ['Ngày 5 tháng 6 năm 2026', 'date', null, '2026-06-05', null, []],
  ['Trước ngày 15/12/2025', 'date', null, '2025-12-14', null, ['before-means-day-before']],
  ['trước 01/01/2026', 'date', null, '2025-12-31', null, ['before-means-day-before']],
  ['Hoàn thành trước tháng 6/2026', 'date', null, '2026-05-31', null, ['before-means-day-before']],
  ['Chậm nhất ngày 30/11/2026', 'date', null, '2026-11-30', null, []],
  ['31/02/2026', 'unparsed', null, null, null, ['no-such-date', 'unparsed']],
  // Quarters and half-years.
  ['Quí IV-2025', 'quarter', null, '2025-12-31', null, []],
  ['Quý IV/2025', 'quarter', null, '2025-12-31', null, []],
  ['Quý III Năm 2026', 'quarter', null, '2026-09-30', null, []],
  ['Quý 1/2026', 'quarter', null, '2026-03-31', null, []],
  ['Quý IV/2025- Quý II/2026', 'range', '2025-10-01', '2026-06-30', null, []],
  ['Quý III - IV/2025', 'range', '2025-07-01', '2025-12-31', null, []],
  ['Quý 3 - 4/2025', 'range', '2025-07-01', '2025-12-31', null, []],
  ['Quý IV - Quý I/2026', 'range', '2025-10-01', '2026-03-31', null, []],
  ['6 tháng đầu năm 2026', 'half-year', null, '2026-06-30', null, []],
  ['06 tháng cuối năm 2026', 'half-year', null, '2026-12-31', null, []],
  ['Giữa năm 2026', 'half-year', null, '2026-06-30', null, []],
  // Years and ranges.
  ['Năm 2026-2027', 'range', '2026-01-01', '2027-12-31', null, []],
  ['Năm 2025 - 2026', 'range', '2025-01-01', '2026-12-31', null, []],
  ['Giai đoạn 2026–2030', 'range', '2026-01-01', '2030-12-31', null, []],
  ['Từ năm 2026 đến năm 2030', 'range', '2026-01-01', '2030-12-31', null, []],
  ['Từ tháng 3 đến tháng 6/2026', 'range', '2026-03-01', '2026-06-30', null, []],
  ['Tháng 3-6/2026', 'range', '2026-03-01', '2026-06-30', null, []],
  ['01/6/2026 - 31/8/2026', 'range', '2026-06-01', '2026-08-31', null, []],
  ['10/2025 - 3/2026', 'range', '2025-10-01', '2026-03-31', null, []],
  ['2026-30', 'range', '2026-01-01', '2030-12-31', null, ['short-year']],
  ['2030 - 2023', 'unparsed', null, null, null, ['reversed-range', 'unparsed']],
  ['Cuối năm 2026', 'year', null, '2026-12-31', null, []],
  ['Đến hết năm 2026', 'year', null, '2026-12-31', null, []],
  ['Năm 2025, 2026', 'year', null, '2026-12-31', null, ['several-dates']],
  ['Từ năm 2026', 'unparsed', '2026-01-01', null, null, ['no-end']],
  // Recurring and by rule.
  ['Thường xuyên', 'recurring', null, null, 'continuous', []],
  ['Hằng năm.', 'recurring', null, null, 'yearly', []],
  ['Hàng năm', 'recurring', null, null, 'yearly', []],
  ['Hàng quý', 'recurring', null, null, 'quarterly', []],
  ['Hằng tháng', 'recurring', null, null, 'monthly', []],
  ['Định kỳ 6 tháng', 'recurring', null, null, 'half-yearly', []],
  ['Thường xuyên, hằng năm', 'recurring', null, null, 'yearly', []],
  ['Thường xuyên, định kỳ hằng quý báo cáo về Sở Tài chính', 'recurring', null, null, 'quarterly', []],
  ['Khi có phát sinh.', 'by-rule', null, null, 'by-rule', []],
  ['Từ tháng 3/2026 và duy trì thường xuyên', 'recurring', '2026-03-01', null, 'continuous', []],
  ['Theo lộ trình của Bộ', 'by-rule', null, null, 'by-rule', []],
  ['Hằng năm, giai đoạn 2026 - 2030', 'recurring', '2026-01-01', '2030-12-31', 'yearly', ['mixed-deadline']],
  ['Quý IV/2025 và thường xuyên cập nhật', 'quarter', null, '2025-12-31', 'continuous', ['mixed-deadline']],
  ['Năm 2026 và các năm tiếp theo', 'recurring', null, null, 'yearly', ['vague']],
  ['Trước 30/6 hằng năm', 'recurring', null, null, 'yearly', []],
  ['Tháng 12 hằng năm', 'recurring', null, null, 'yearly', []],
  ['Thực hiện thường xuyên, báo cáo trước 20/11 hằng năm', 'recurring', null, null, 'yearly', []],
  ['01 lần/năm', 'recurring', null, null, 'yearly', []],
  ['02 lần/năm', 'recurring', null, null, 'half-yearly', []],
  ['5 năm/lần', 'by-rule', null, null, 'by-rule', []],
  ['24/24 giờ', 'recurring', null, null, 'continuous', []],
  ['Chậm nhất ngày 20 tháng cuối quý', 'recurring', null, null, 'quarterly', []],
  // Written otherwise.
  ['T12/2025', 'month', null, '2025-12-31', null, []],
  ['10/12/25', 'date', null, '2025-12-10', null, ['short-year']],
  ['Giữa tháng 6/2026', 'date', null, '2026-06-15', null, []],
  ['Ngày 05 tháng 12/2025', 'date', null, '2025-12-05', null, []],
  ['Năm 2025 (quý IV)', 'quarter', null, '2025-12-31', null, []],
  ['Tháng 10, 11 năm 2025', 'month', null, '2025-11-30', null, ['several-dates']],
  ['Quý 2,3/2026', 'quarter', null, '2026-09-30', null, ['several-dates']],
  ['Quý I và Quý III năm 2026', 'quarter', null, '2026-09-30', null, ['several-dates']],
  ['Đến năm 2030, tầm nhìn đến năm 2045', 'year', null, '2030-12-31', null, []],
  ['2025 ÷ 2030', 'range', '2025-01-01', '2030-12-31', null, []],
  ['2027 trở đi', 'unparsed', '2027-01-01', null, null, ['no-end']],
  // Nothing, or nothing certain.
  ['', 'none', null, null, null, []],
  [' - ', 'none', null, null, null, []],
  ['Đầu năm 2026', 'unparsed', null, null, null, ['vague', 'unparsed']],
  ['Sau năm 2030', 'unparsed', null, null, null, ['vague', 'unparsed']],
  ['Sớm nhất có thể', 'unparsed', null, null, null, ['unparsed']],
  ['Sau 2030', 'unparsed', null, null, null, ['vague', 'unparsed']],
  ['Tuần 1 tháng 5/2026', 'unparsed', null, null, null, ['vague', 'unparsed']],
  ['Kỳ họp cuối năm 2025', 'unparsed', null, null, null, ['vague', 'unparsed']],
  ['Quý IV', 'unparsed', null, null, null, ['missing-year', 'unparsed']],
  ['Theo Quyết định số 950/QĐ-TTg ngày 01/8/2018, năm 2026', 'year', null, '2026-12-31', null, []],
];

describe('the deadline of a plan is read from its words', () => {
  test.each(cases)('%j', (text, ...expected) => {
    const [kind, start, due, recurrence, findings] = expected;
    const parsed = parseDeadline(text);
    expect({ ...parsed.deadline, text: '' }).toEqual({ text: '', kind, start, due, recurrence });
    expect(parsed.findings).toEqual(findings);
  });

  test('the source text is kept but for white space', () => {
    expect(parseDeadline('2023 - \n\n\t030').deadline.text).toBe('2023 - 030');
  });

  test('a missing year is taken from the day of the document, forwards', () => {
    const parsed = parseDeadline('Quý I', { issuedOn: plainDate('2025-12-01') });
    expect(parsed.deadline.due).toBe('2026-03-31');
    expect(parsed.findings).toEqual(['year-inferred']);
    expect(parseDeadline('Chậm nhất 30/6', { issuedOn: plainDate('2025-12-01') }).deadline.due).toBe('2026-06-30');
    expect(parseDeadline('trước ngày 25/12', { issuedOn: plainDate('2025-12-01') }).deadline.due).toBe('2025-12-24');
  });

  test('a term counted from the issue ends after that many days or months', () => {
    const issuedOn = plainDate('2025-12-31');
    expect(parseDeadline('Trong 30 ngày kể từ ngày ban hành', { issuedOn }).deadline.due).toBe('2026-01-30');
    expect(parseDeadline('Trong 2 tháng kể từ ngày ký', { issuedOn }).deadline.due).toBe('2026-02-28');
  });

  test('a due date before the issue of the document is told', () => {
    expect(parseDeadline('2023', { issuedOn: plainDate('2025-01-01') }).findings).toContain('due-before-issue');
  });
});
