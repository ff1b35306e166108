import { describe, expect, test } from '@jest/globals';
import { milestonesIn } from './milestones-in-text.js';

describe('times that a text sets itself', () => {
  test.each([
    ['Đến năm 2025 hoàn thành phủ kín quy hoạch; đến năm 2030 hoàn thành 100%', ['2025-12-31', '2030-12-31']],
    ['Xóa phòng học tạm: đến hết quý II/2026 xong 50%', ['2026-06-30']],
    ['Trình trước ngày 30/6/2026, ban hành chậm nhất 15/9/2026', ['2026-06-29', '2026-09-15']],
    ['đạt khoảng 11-16% vào năm 2025; 16-24% vào năm 2030', ['2025-12-31', '2030-12-31']],
    ['Cuối quý III/2027 nghiệm thu', ['2027-09-30']],
    ['Thực hiện Quyết định số 950/QĐ-TTg ngày 01/8/2018 của Thủ tướng', []],
    ['Chương trình giai đoạn 2021 - 2025', []],
    ['Nâng cấp 2026 hộ kinh doanh', []],
    ['Kiểm tra công tác y tế', []],
  ])('%j', (text, expected) => {
    expect(milestonesIn(text).map(({ due }) => due)).toEqual(expected);
  });
});
