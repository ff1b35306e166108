import { describe, expect, test } from '@jest/globals';
import type { DigestItem } from './digest.js';
import { linesHtml } from './letter-lines.js';

const items = (count: number): readonly DigestItem[] =>
  Array.from({ length: count }, (_, index) => ({
    section: 'overdue',
    title: `Nhiệm vụ số ${String(index + 1)}: ${'xây dựng đề án '.repeat(10)}`,
    url: 'https://dondoc.example/nhiem-vu/01900000-0000-7000-8000-000000000001',
    due: null,
    facts: ['Thời hạn: ngày 11 tháng 11 năm 2026 (11/11/2026), quá hạn 03 ngày làm việc.'],
    act: null,
    why: ['Lý do gửi: Quá hạn, nhắc hằng tuần; vị trí nhận: văn thư; Chính sách nhắc việc chung, bản số 3, từ ngày 02/11/2026.'],
  }));

describe('the lines of a letter', () => {
  test('never make it larger than mail programs show; the rest is counted, section by section', () => {
    const html = linesHtml(
      [
        { heading: 'Quá hạn', items: items(500) },
        { heading: 'Sắp đến hạn', items: items(3) },
      ],
      'https://dondoc.example',
    );
    expect(Buffer.byteLength(html)).toBeLessThan(82_000);
    const shown = html.match(/Nhiệm vụ số/gu)?.length ?? 0;
    expect(html).toContain(`và ${String(500 - shown)} nội dung khác: <a href="https://dondoc.example"`);
    expect(html).toContain('<h2 style="font-size:16px;margin:16px 0 8px;color:#9b1c1c">Sắp đến hạn</h2>');
    expect(html).toContain('và 03 nội dung khác');
  });

  test('all stand where they fit', () => {
    const html = linesHtml([{ heading: 'Quá hạn', items: items(60) }], 'https://dondoc.example');
    expect(html.match(/<li/gu)).toHaveLength(60);
  });
});
