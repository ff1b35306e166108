import { expect, test } from '@jest/globals';
import type { RemarkView } from '#contracts';
import { remarkLines } from './remark-entries.js';

const remark: RemarkView = {
  number: 1,
  kind: 'directive',
  agency: { id: 'chu-tich-ubnd-tinh', name: 'Chủ tịch UBND tỉnh' },
  author: 'Nguyễn Văn A',
  part: null,
  text: 'Lần ba',
  to: [],
  office: true,
  replyTo: null,
  at: '2026-11-01T02:00:00.000Z',
  before: [
    { text: 'Lần một', at: '2026-11-01T02:00:00.000Z' },
    { text: 'Lần hai', at: '2026-11-02T02:00:00.000Z' },
  ],
  textAt: '2026-11-03T02:00:00.000Z',
  removed: null,
  seen: [],
  acts: [],
};

test('a remark stands in the history as it was said, each edit and its removal with it', () => {
  expect(remarkLines([remark]).map(({ at, who, sentence, detail }) => [at.slice(0, 10), who, sentence, detail])).toEqual([
    ['2026-11-01', 'Nguyễn Văn A · Chủ tịch UBND tỉnh', 'Cho ý kiến chỉ đạo số 1.', 'Lần một'],
    ['2026-11-02', 'Nguyễn Văn A · Chủ tịch UBND tỉnh', 'Sửa ý kiến chỉ đạo số 1.', 'Lần hai'],
    ['2026-11-03', 'Nguyễn Văn A · Chủ tịch UBND tỉnh', 'Sửa ý kiến chỉ đạo số 1.', 'Lần ba'],
  ]);
  const removed = { ...remark, text: null, before: [], removed: { at: '2026-11-04T02:00:00.000Z', by: 'Văn phòng', reason: 'Gửi nhầm' } };
  expect(remarkLines([removed]).map(({ sentence, detail }) => [sentence, detail])).toEqual([
    ['Cho ý kiến chỉ đạo số 1.', null],
    ['Gỡ ý kiến chỉ đạo số 1.', 'Gửi nhầm'],
  ]);
});
