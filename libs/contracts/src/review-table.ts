import { z } from 'zod';
import { FileRefBody } from './primitives.js';

/**
 * What a filled row comes to. `ready`: would be recorded; `recorded`: stands there already, nothing to do; `conflict`: the part has
 * moved on, is closed, unknown or another agency's; `wrong`: a cell says what cannot be read; `done`: has been recorded now.
 */
export const ReviewRowState = z.enum(['ready', 'recorded', 'conflict', 'wrong', 'done']);
export type ReviewRowState = z.output<typeof ReviewRowState>;

export const ReviewRowView = z
  .object({
    /** Of the sheet. */
    row: z.int(),
    taskId: z.string().nullable(),
    task: z.string(),
    agency: z.string().nullable(),
    state: ReviewRowState,
    /** Vietnamese: what is recorded, or why it is not, by cell. */
    messages: z.array(z.string()),
  })
  .meta({ id: 'ReviewRow' });
export type ReviewRowView = z.output<typeof ReviewRowView>;

export const ReviewTableView = z
  .object({
    /** As it was stored; it goes back with the confirmation. */
    file: FileRefBody,
    rows: z.array(ReviewRowView),
    /** Rows in which nothing was filled in. */
    untouched: z.int(),
    /** Of the last event recorded, for `Min-Position`; null where none was. */
    position: z.string().nullable(),
  })
  .meta({ id: 'ReviewTable' });
export type ReviewTableView = z.output<typeof ReviewTableView>;

export const RecordReviewTableBody = z.strictObject({ file: FileRefBody });
