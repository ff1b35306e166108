import { z } from 'zod';
import { AgencyName, DeadlineStatus, When } from './view-words.js';
import { DocumentRefBody, FileRefBody } from './primitives.js';

/** What a lead part carries besides submissions, asks and extensions. */
export const MilestoneView = z
  .object({
    number: z.int(),
    text: z.string(),
    due: z.string(),
    /** `no-deadline`: withdrawn. */
    status: DeadlineStatus,
    outcome: z.enum(['open', 'reported', 'withdrawn']),
    report: z
      .object({
        text: z.string(),
        sentOn: z.string(),
        provisional: z.boolean(),
        document: DocumentRefBody.nullable(),
        files: z.array(FileRefBody),
        at: When,
      })
      .nullable(),
    /** Legal basis of the withdrawal. */
    basis: z.string().nullable(),
  })
  .meta({ id: 'Milestone' });
export type MilestoneView = z.output<typeof MilestoneView>;

export const CycleView = z
  .object({
    number: z.int(),
    /** "Quý IV/2026". */
    label: z.string(),
    from: z.string(),
    to: z.string(),
    due: z.string(),
    /** `no-deadline`: no longer asked for. */
    status: DeadlineStatus,
    outcome: z.enum(['open', 'missed', 'reported', 'returned', 'done', 'lapsed']),
    reports: z.array(
      z.object({
        number: z.int(),
        text: z.string(),
        sentOn: z.string(),
        provisional: z.boolean(),
        onTime: z.boolean(),
        document: DocumentRefBody.nullable(),
        files: z.array(FileRefBody),
        at: When,
        returned: z.object({ at: When, reason: z.string(), resubmitBy: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Cycle' });
export type CycleView = z.output<typeof CycleView>;

export const RecurrenceView = z
  .object({
    kind: z.enum(['monthly', 'quarterly', 'half-yearly', 'yearly', 'custom']),
    /** Of custom periods: how many months each lasts. */
    months: z.int().nullable(),
    /** Of custom periods: the day on which the first begins. */
    from: z.string().nullable(),
    dueAfter: z.int(),
    signed: z.boolean(),
    basis: z.string(),
  })
  .meta({ id: 'Recurrence' });
export type RecurrenceView = z.output<typeof RecurrenceView>;

export const CauseView = z
  .object({
    number: z.int(),
    agency: AgencyName,
    text: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    document: DocumentRefBody.nullable(),
    files: z.array(FileRefBody),
    claimedAt: When,
    outcome: z.object({
      kind: z.enum(['pending', 'confirmed', 'refused']),
      at: When.nullable(),
      document: DocumentRefBody.nullable(),
      text: z.string().nullable(),
    }),
  })
  .meta({ id: 'ObjectiveCause' });
export type CauseView = z.output<typeof CauseView>;

export const TakeoverView = z
  .object({
    from: AgencyName,
    basis: z.string(),
    at: When,
    /** First overdue day under the predecessor. */
    overdueSince: z.string().nullable(),
    confirmedAt: When.nullable(),
  })
  .meta({ id: 'Takeover' });
export type TakeoverView = z.output<typeof TakeoverView>;

export const ConsolidatedReportView = z
  .object({
    number: z.int(),
    agency: AgencyName,
    period: z.string().nullable(),
    text: z.string(),
    difficulties: z.string().nullable(),
    document: DocumentRefBody.nullable(),
    files: z.array(FileRefBody),
    at: When,
  })
  .meta({ id: 'ConsolidatedReport' });
export type ConsolidatedReportView = z.output<typeof ConsolidatedReportView>;
