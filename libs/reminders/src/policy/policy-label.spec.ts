import { expect, test } from '@jest/globals';
import type { Instant } from '#domain';
import { policyLabel } from './policy-label.js';

const evening = '2026-11-01T17:30:00.000Z' as Instant;

test.each([
  ['default', 0, null, 'Chính sách nhắc việc mặc định của hệ thống'],
  ['default', 3, evening, 'Chính sách nhắc việc chung, bản số 3, từ ngày 02/11/2026'],
  ['0190a000-0000-7000-8000-000000000001', 2, evening, 'Chính sách nhắc việc riêng của kế hoạch, bản số 2, từ ngày 02/11/2026'],
  ['default', 3, null, 'Chính sách nhắc việc chung, bản số 3'],
] as const)(
  'the policy %s, version %i, is named by number and by the day in Vietnam on which it came to hold',
  (id, version, adoptedAt, label) => {
    expect(policyLabel({ id, version, adoptedAt })).toBe(label);
  },
);
