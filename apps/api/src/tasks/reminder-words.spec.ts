import { describe, expect, test } from '@jest/globals';
import { reasonWords } from './reminder-words.js';

describe('why a reminder was not sent, in words that a person reads', () => {
  test.each([
    ['no-recipient', 'Chưa có người nhận'],
    ['entered-late', 'Đưa vào theo dõi sau'],
    ['unreviewed', 'Chưa rà soát'],
    ['superseded', 'lần nhắc mới hơn'],
    ['moved-on', 'chuyển bước'],
    ['leader', 'lãnh đạo'],
    ['rests until it may ring a phone', '03 tin một tuần'],
    ['zalo -144 (daily-limit): quota', 'đã hết hạn mức trong ngày'],
    ['zalo -9 (unknown): ?', 'mã -9 chưa có trong tài liệu'],
    ['EENVELOPE: Can’t send mail - all recipients were rejected: 550 5.1.1 <an@so.vn> unknown', 'không nhận địa chỉ người nhận (mã 550)'],
    ['ECONNECTION: connect ECONNREFUSED 127.0.0.1:25', 'Chưa kết nối được máy chủ thư'],
    ['gave up: ETIMEDOUT: timeout', 'Đã thử gửi nhiều ngày không được: Chưa kết nối'],
    ['no sender for zalo', 'Chưa có tiến trình gửi'],
    ['something unheard of an@so.vn', 'lỗi kỹ thuật'],
  ])('%s', (reason, words) => {
    expect(reasonWords(reason)).toContain(words);
    // Addresses that a server repeats are nobody's to read here.
    expect(reasonWords(reason)).not.toContain('@');
  });
});
