import type { z } from 'zod';

const typeNames: Readonly<Record<string, string>> = {
  string: 'chuỗi ký tự',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng hoặc sai (true, false)',
  object: 'một đối tượng JSON',
  array: 'một danh sách',
};

/** Messages in words for the commonest faults, where zod's own Vietnamese names types in English; undefined: zod's message. */
export const vietnameseMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'Chưa có giá trị.' : `Giá trị phải là ${typeNames[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'too_small' && issue.origin === 'number') return `Giá trị nhỏ nhất là ${String(issue.minimum)}.`;
  if (issue.code === 'too_big' && issue.origin === 'number') return `Giá trị lớn nhất là ${String(issue.maximum)}.`;
  return undefined;
};
