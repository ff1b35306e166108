import { expect, test } from '@jest/globals';
import { foldText, searchPatterns } from './fold-text.js';

test('text is found with and without diacritics, đ included, however it is composed', () => {
  expect(foldText('Đề án  Phát triển ĐÔ THỊ')).toBe('de an phat trien do thi');
  expect(foldText('Sở Nội vụ'.normalize('NFD'))).toBe(foldText('so noi vu'));
  expect(foldText('12/BC-SNV')).toBe('12/bc snv');
});

test('every word of a query must be found; signs of LIKE stand for themselves', () => {
  expect(searchPatterns('đô  thị')).toEqual(['%do%', '%thi%']);
  expect(searchPatterns('100%_')).toEqual(['%100\\%%']);
  expect(searchPatterns(' \u0000 ')).toEqual([]);
});
