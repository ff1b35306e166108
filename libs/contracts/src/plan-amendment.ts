import { z } from 'zod';
import { DocumentRefBody, PlainDateText, ShortText } from './primitives.js';
import { WorkName } from './task-view.js';
import { AgencyName } from './view-words.js';

/** How a line of a new version differs from the one that is followed. `restyled`: printed otherwise, the same words. */
export const LineChange = z.enum([
  'reworded',
  're-dated',
  're-assigned',
  'coordinators',
  'approver',
  'renumbered',
  'restyled',
  'added',
  'withdrawn',
]);
export type LineChange = z.output<typeof LineChange>;

/** A line as a version prints it. */
export const LineText = z.object({
  row: z.int(),
  ordinal: z.string().nullable(),
  group: z.string().nullable(),
  title: z.string(),
  leads: z.string(),
  coordinators: z.string(),
  approvers: z.string(),
  deadline: z.string(),
  due: z.string().nullable(),
  funding: z.string().nullable(),
  output: z.string().nullable(),
});
export type LineText = z.output<typeof LineText>;

export const ComparedLine = z
  .object({
    /** Of the task that is followed, or that will be. */
    taskId: z.string(),
    kind: z.enum(['kept', 'changed', 'added', 'withdrawn']),
    changes: z.array(LineChange),
    old: LineText.nullable(),
    next: LineText.nullable(),
    /** The task as it stands; null for a line that is new. */
    live: z
      .object({
        work: WorkName,
        workLabel: z.string(),
        parts: z.array(
          z.object({ part: z.string(), agency: AgencyName, workLabel: z.string(), due: z.string().nullable(), ended: z.boolean() }),
        ),
      })
      .nullable(),
    /** Vietnamese sentences: where the task has moved away from the old version. */
    notes: z.array(z.string()),
    /** What it makes of the parts, in Vietnamese sentences. */
    effects: z.array(z.string()),
    /** Parts whose date is for a person to choose: it was granted or set otherwise since the old version. */
    dues: z.array(
      z.object({
        part: z.string(),
        agency: AgencyName,
        live: z.string().nullable(),
        next: z.string().nullable(),
        proposed: z.enum(['live', 'next']),
      }),
    ),
    /** Who is asked to acknowledge the new words, unless a person says otherwise. */
    acknowledgeAgain: z.array(AgencyName),
    /** Why it cannot be carried out as it stands. */
    problem: z.string().nullable(),
  })
  .meta({ id: 'ComparedLine' });
export type ComparedLine = z.output<typeof ComparedLine>;

export const ComparedIndicatorLine = z
  .object({
    indicatorId: z.string(),
    kind: z.enum(['kept', 'changed', 'added', 'withdrawn']),
    old: z.string().nullable(),
    next: z.string().nullable(),
    /** Vietnamese names of what differs. */
    changed: z.array(z.string()),
  })
  .meta({ id: 'ComparedIndicatorLine' });
export type ComparedIndicatorLine = z.output<typeof ComparedIndicatorLine>;

export const PlanComparisonView = z
  .object({
    planId: z.string(),
    draftId: z.string(),
    /** Titles and numbers of both versions. */
    old: z.object({ number: z.string().nullable(), title: z.string() }),
    next: z.object({ number: z.string().nullable(), issuedOn: z.string().nullable(), title: z.string() }),
    tasks: z.array(ComparedLine),
    indicators: z.array(ComparedIndicatorLine),
    /** Goes back with the confirmation: what was not seen is not confirmed. */
    digest: z.string(),
  })
  .meta({ id: 'PlanComparison' });
export type PlanComparisonView = z.output<typeof PlanComparisonView>;

const pairs = z
  .array(z.strictObject({ row: z.int().nonnegative(), taskId: z.uuid().nullable() }))
  .max(2000)
  .default([]);

/** `pairs`: a person's word on which row of the new version is which task; null: none that is followed. */
export const CompareVersionsBody = z.strictObject({ draftId: z.uuid(), effectiveOn: PlainDateText, pairs });

export const AmendPlanBody = z.strictObject({
  ...CompareVersionsBody.shape,
  basis: ShortText,
  document: DocumentRefBody.nullable().default(null),
  /** Where a person chose otherwise than proposed. */
  choices: z
    .array(
      z.strictObject({
        taskId: z.uuid(),
        acknowledgeAgain: z.boolean().default(true),
        dues: z.array(z.strictObject({ part: z.string(), due: PlainDateText.nullable() })).default([]),
      }),
    )
    .max(2000)
    .default([]),
  digest: z.string().length(64),
});
