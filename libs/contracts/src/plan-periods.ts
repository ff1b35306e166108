import { z } from 'zod';
import { taskCommandBodies } from './command-bodies.js';
import { AgencyName } from './view-words.js';

const { schedule, since, dueAfter, signed, basis, document } = taskCommandBodies['set-recurrence'].shape;

/** The plan's own report periods, for every task of it that lasts longer than six months. */
export const PlanPeriodsBody = z.strictObject({ schedule, since, dueAfter, signed, basis, document });
export type PlanPeriodsBody = z.output<typeof PlanPeriodsBody>;

/** A lead part that lasts longer than six months. */
export const LongPart = z
  .object({
    taskId: z.string(),
    title: z.string(),
    part: z.string(),
    agency: AgencyName,
    assignedOn: z.string(),
    due: z.string(),
    /** Whether it reports by periods already. */
    reports: z.boolean(),
  })
  .meta({ id: 'LongPart' });
export type LongPart = z.output<typeof LongPart>;

export const PlanPeriodsReply = z
  .object({
    /** Parts that report by the periods now, those that did so before left out. */
    set: z.int(),
    refused: z.array(z.object({ taskId: z.string(), part: z.string(), message: z.string() })),
    /** Of the log, after the last act; null: nothing was recorded. */
    position: z.string().nullable(),
  })
  .meta({ id: 'PlanPeriodsReply' });
export type PlanPeriodsReply = z.output<typeof PlanPeriodsReply>;
