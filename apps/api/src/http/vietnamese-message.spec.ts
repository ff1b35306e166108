import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { vietnameseMessage } from './vietnamese-message.js';

const Body = z.strictObject({ text: z.string(), percent: z.number().min(0).max(100), files: z.array(z.string()), done: z.boolean() });

const messages = (value: unknown): unknown =>
  Body.safeParse(value, { error: vietnameseMessage }).error?.issues.map((issue) => [issue.path.join('/'), issue.message]);

test('says in Vietnamese words what a value should be', () => {
  expect(messages({ percent: 'x', files: {}, done: 1 })).toEqual([
    ['text', 'Chưa có giá trị.'],
    ['percent', 'Giá trị phải là số.'],
    ['files', 'Giá trị phải là một danh sách.'],
    ['done', 'Giá trị phải là đúng hoặc sai (true, false).'],
  ]);
  expect(messages({ text: '', percent: 101, files: [], done: true })).toEqual([['percent', 'Giá trị lớn nhất là 100.']]);
  expect(messages([])).toEqual([['', 'Giá trị phải là một đối tượng JSON.']]);
});
