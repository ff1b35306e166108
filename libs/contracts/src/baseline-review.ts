import { z } from 'zod';
import { DocumentRefBody, LeadPartText, PlainDateText, ProseText, ShortText } from './primitives.js';
import { PartListItem } from './task-view.js';

const note = ProseText.nullable().default(null);

/** One act of the baseline review, for as many parts as are sent with it. `withdraw`: what was recorded was wrong. */
export const BaselineOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in-progress'), note }),
  z.strictObject({ kind: z.literal('done'), document: DocumentRefBody, sentOn: PlainDateText, note }),
  z.strictObject({ kind: z.literal('overtaken'), basis: ShortText, note }),
  z.strictObject({ kind: z.literal('withdraw'), reason: ProseText }),
]);
export type BaselineOrder = z.output<typeof BaselineOrder>;

export const BASELINE_ROWS_AT_ONCE = 50;

/** `seen`: the row's, as the reader saw it. A part that has moved on since is refused, and the others are not. */
export const BaselineOrderBody = z.strictObject({
  order: BaselineOrder,
  parts: z
    .array(z.strictObject({ taskId: z.uuid(), part: LeadPartText, seen: z.int().nonnegative() }))
    .min(1)
    .max(BASELINE_ROWS_AT_ONCE),
});
export type BaselineOrderBody = z.output<typeof BaselineOrderBody>;

/** A lead part that has the mark `unreviewed`, or that was reviewed. */
export const BaselineRow = z
  .object({
    ...PartListItem.shape,
    seen: z.int(),
    found: z
      .object({
        kind: z.enum(['in-progress', 'done', 'overtaken']),
        /** Vietnamese, in one line. */
        text: z.string(),
        note: z.string().nullable(),
        verdict: z.enum(['on-time', 'late']).nullable(),
        daysLate: z.int(),
        at: z.string(),
      })
      .nullable(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'BaselineRow' });
export type BaselineRow = z.output<typeof BaselineRow>;

export const BaselineReviewView = z.object({ rows: z.array(BaselineRow) }).meta({ id: 'BaselineReview' });
export type BaselineReviewView = z.output<typeof BaselineReviewView>;

/** What an act comes to for one part. `ready`: would be recorded; `done`: has been; `refused`: `message` says why. */
export const BaselineOutcome = z
  .object({
    taskId: z.string(),
    part: z.string(),
    state: z.enum(['ready', 'done', 'refused']),
    message: z.string(),
    verdict: z.enum(['on-time', 'late']).nullable(),
  })
  .meta({ id: 'BaselineOutcome' });
export type BaselineOutcome = z.output<typeof BaselineOutcome>;

export const BaselineOutcomes = z
  .object({
    outcomes: z.array(BaselineOutcome),
    /** Of the last event recorded, for `Min-Position`; null where none was. */
    position: z.string().nullable(),
  })
  .meta({ id: 'BaselineOutcomes' });
export type BaselineOutcomes = z.output<typeof BaselineOutcomes>;
