import { describe, expect, test } from '@jest/globals';
import type { BaselineRow } from '#contracts';
import { keyOf, rowsFitting, toggled } from './chosen-rows.js';

const row = (title: string, agency: string, due: string | null, unreviewed = true) =>
  ({
    task: { id: title, title },
    part: 'L01',
    agency: { id: agency, name: agency },
    deadline: { due },
    unreviewed,
  }) as unknown as BaselineRow;
const rows = [
  row('Lập quy hoạch', 'so-xay-dung', '2026-10-31'),
  row('Rà soát đất đai', 'so-tu-phap', '2030-12-31'),
  row('Tuyên truyền', 'so-tu-phap', null),
  row('Đề án', 'so-noi-vu', '2026-01-01', false),
];
const titles = (search: object) => rowsFitting(rows, search, '2026-11-23').map(({ task }) => task.title);

describe('the rows of a baseline review', () => {
  test('are those nobody has reviewed, or those reviewed', () => {
    expect(titles({})).toEqual(['Lập quy hoạch', 'Rà soát đất đai', 'Tuyên truyền']);
    expect(titles({ xem: 'da' })).toEqual(['Đề án']);
  });

  test('are found by agency, by due date and by words typed without diacritics', () => {
    expect(titles({ coquan: 'so-tu-phap' })).toEqual(['Rà soát đất đai', 'Tuyên truyền']);
    expect([titles({ thoihan: 'qua' }), titles({ thoihan: 'chua' }), titles({ thoihan: 'khong' })]).toEqual([
      ['Lập quy hoạch'],
      ['Rà soát đất đai'],
      ['Tuyên truyền'],
    ]);
    expect(titles({ tim: 'dat dai' })).toEqual(['Rà soát đất đai']);
  });

  test('are chosen one by one, or from the last one clicked to this one', () => {
    const keys = rows.map(keyOf);
    const [first = '', second = '', third = ''] = keys;
    const one = toggled(new Set(), keys, { key: first, from: null, isOn: true });
    expect([...one]).toEqual([first]);
    expect([...toggled(one, keys, { key: third, from: first, isOn: true })]).toEqual([first, second, third]);
    expect([...toggled(new Set(keys), keys, { key: second, from: first, isOn: false })]).toEqual([third, keys[3]]);
  });
});
