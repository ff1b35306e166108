import { z } from 'zod';
import { LeadPartText, PlainDateText, ShortText } from './primitives.js';
import { AgencyName } from './view-words.js';

export const CalendarView = z
  .object({
    /** Rises with every change. */
    version: z.int(),
    /** Years whose days off are known in full; of others only those by law count. */
    publishedYears: z.array(z.int()),
    days: z.array(z.object({ date: z.string(), kind: z.enum(['off', 'worked']), occasion: z.string(), basis: z.string() })),
  })
  .meta({ id: 'Calendar' });
export type CalendarView = z.output<typeof CalendarView>;

/** `weekly`: the day follows the weekly rule again. */
export const CalendarDayBody = z
  .strictObject({
    date: PlainDateText,
    kind: z.enum(['off', 'worked', 'weekly']),
    occasion: z.string().trim().max(500, 'Lý do dài quá 500 ký tự.').default(''),
    basis: ShortText,
  })
  .meta({ id: 'CalendarDay' });
export type CalendarDayBody = z.input<typeof CalendarDayBody>;

const DueMoveBody = z.strictObject({ taskId: z.uuid(), part: LeadPartText, from: PlainDateText, due: PlainDateText });

export const CalendarChangeBody = CalendarDayBody.extend({
  /** Due dates that move with the day, each as the preview proposed it; the others stay. */
  moves: z.array(DueMoveBody).max(2_000, 'Không quá 2.000 thời hạn trong một lần.').default([]),
  /** The calendar that the preview was made of. */
  seenVersion: z.int().nullable().default(null),
}).meta({ id: 'CalendarChange' });
export type CalendarChangeBody = z.input<typeof CalendarChangeBody>;

export const CalendarYearBody = z
  .strictObject({ year: z.int().min(2023, 'Năm không hợp lệ.').max(2100, 'Năm không hợp lệ.'), basis: ShortText })
  .meta({ id: 'CalendarYear' });

const Touched = { ordinal: z.string().nullable(), title: z.string(), agency: AgencyName };

export const CalendarEffectsView = z
  .object({
    version: z.int(),
    /** That the day already is what it would become, in Vietnamese; null: it is not. */
    notice: z.string().nullable(),
    /** Proposals: none moves unless it is confirmed. */
    dues: z.array(z.object({ ...Touched, taskId: z.string(), part: z.string(), from: z.string(), due: z.string(), sentence: z.string() })),
    /** Reminders of tasks and indicators that move by themselves: how many, and the first of them. */
    reminders: z.object({
      total: z.int(),
      first: z.array(
        z.object({
          ...Touched,
          kind: z.enum(['task', 'indicator']),
          id: z.string(),
          part: z.string().nullable(),
          rule: z.string(),
          from: z.string(),
          to: z.string(),
        }),
      ),
    }),
  })
  .meta({ id: 'CalendarEffects' });
export type CalendarEffectsView = z.output<typeof CalendarEffectsView>;
