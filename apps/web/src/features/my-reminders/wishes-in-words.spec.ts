import { expect, test } from '@jest/globals';
import { wishesInWords } from './wishes-in-words.js';

const usual = { dailyAt: null, mutedDays: [], mutedCoordination: false };

test('wishes are told in one sentence', () => {
  expect(wishesInWords(usual, 450)).toBe('nhận lúc 07:30 theo chính sách chung; nhận đủ các lần nhắc sớm');
  expect(wishesInWords({ ...usual, dailyAt: 540, mutedDays: [30, 7], mutedCoordination: true }, 450)).toBe(
    'nhận lúc 09:00; không nhận nhắc trước 30 ngày, 07 ngày; không nhận nhắc hạn của nhiệm vụ phối hợp',
  );
});
