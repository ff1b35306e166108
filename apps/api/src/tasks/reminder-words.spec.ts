import { describe, expect, test } from '@jest/globals';
import { reasonWords as wordsOfTheBook } from '../deliveries/delivery-words.js';
import { reasonWords, returnWords } from './reminder-words.js';

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

  test.each([
    ['5.1.1: 550 5.1.1 <an@so.vn> no such user', 'địa chỉ thư của người nhận không có hoặc không còn dùng (mã 5.1.1)'],
    ['5.1.10: null MX', 'tên miền trong địa chỉ của người nhận không nhận thư (mã 5.1.10)'],
    ['5.2.1: mailbox disabled', 'đã khóa hoặc đã đóng (mã 5.2.1)'],
    ['5.2.2: mailbox full', 'hộp thư của người nhận đã đầy (mã 5.2.2)'],
    ['5.3.4: message too big', 'thư lớn hơn mức nơi nhận cho phép (mã 5.3.4)'],
    ['5.4.4: unable to route', 'không chuyển được thư đến máy chủ nơi nhận (mã 5.4.4)'],
    ['5.7.1: blocked', 'theo quy định bảo mật của họ (mã 5.7.1)'],
    ['5.0.0: an@so.vn', 'máy chủ nơi nhận không giao được thư (mã 5.0.0)'],
    ['', 'máy chủ nơi nhận không giao được thư'],
  ])('a mail that came back: %s', (reason, words) => {
    expect(returnWords(reason)).toMatch(/^Đã gửi nhưng bị trả lại: [^@]+$/u);
    expect(returnWords(reason).endsWith(words)).toBe(true);
    expect(wordsOfTheBook(`returned: ${reason}`)).toBe(returnWords(reason));
  });
});
