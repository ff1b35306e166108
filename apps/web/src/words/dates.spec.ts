import { describe, expect, test } from '@jest/globals';
import { dateOfInstant, formatDate, formatInstant, formatSize, formatSpan, parseTypedDate, timeLeft } from './dates.js';

describe('dates in words', () => {
  test('a civil date is written dd/mm/yyyy', () => {
    expect(formatDate('2026-11-27')).toBe('27/11/2026');
    expect(formatDate('Năm 2023')).toBe('Năm 2023');
  });

  test('an instant is told in the hour of Viet Nam, wherever the browser is', () => {
    expect(formatInstant('2026-11-22T18:05:00Z')).toBe('23/11/2026 01:05');
    expect(dateOfInstant('2026-11-22T18:05:00Z')).toBe('2026-11-23');
  });

  test('a typed date is read as day, month, year, and must exist', () => {
    expect(parseTypedDate('5/3/2026')).toBe('2026-03-05');
    expect(parseTypedDate('05.03.2026')).toBe('2026-03-05');
    expect(parseTypedDate('31/02/2026')).toBeNull();
    expect(parseTypedDate('2026-03-05')).toBeNull();
  });

  test('the time left is counted in working days when near, in months and years when far', () => {
    expect(timeLeft(3)).toBe('còn 3 ngày làm việc');
    expect(timeLeft(0)).toBe('đến hạn hôm nay');
    expect(timeLeft(-1228)).toBe('quá hạn 1.228 ngày làm việc');
    expect(timeLeft(130)).toBe('còn khoảng 6 tháng');
    expect(timeLeft(1040)).toBe('còn khoảng 4 năm');
  });

  test('spans and sizes', () => {
    expect(formatSpan(45 * 60_000)).toBe('45 phút');
    expect(formatSpan(27 * 3_600_000)).toBe('1 ngày 3 giờ');
    expect(formatSpan(90_000 * 1000)).toBe('1 ngày 1 giờ');
    expect(formatSize(900)).toBe('900 byte');
    expect(formatSize(123_456)).toBe('121 kB');
    expect(formatSize(5_400_000)).toBe('5,1 MB');
  });
});
