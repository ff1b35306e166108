import { z } from 'zod';
import { InstantText, PlainDateText } from './primitives.js';

const Position = z.string().regex(/^p\d{1,15}$/u);

/** What the system knew: at a position that it gave out, at an instant, or at the end of a civil day in Viet Nam (today: until now). */
export const AsOf = z.union([Position, InstantText, PlainDateText], {
  error: 'Cần một ngày (2026-06-30), một thời điểm theo ISO 8601 (2026-06-30T10:00:00+07:00) hoặc một vị trí do hệ thống trả về (p123).',
});

/** What held: at an instant, or at the end of a civil day in Viet Nam. */
export const ValidAt = z.union([InstantText, PlainDateText], {
  error: 'Cần một ngày (2026-06-30) hoặc một thời điểm theo ISO 8601 (2026-06-30T10:00:00+07:00).',
});

export const AsOfQuery = z.strictObject({ asOf: AsOf.optional() });
export const PastQuery = z.strictObject({ asOf: AsOf.optional(), validAt: ValidAt.optional() });
export type PastQuery = z.output<typeof PastQuery>;
