import { z } from 'zod';
import { AsOf, ValidAt } from './past-query.js';
import { CauseView, ConsolidatedReportView, CycleView, MilestoneView, RecurrenceView, TakeoverView } from './part-views.js';
import { DocumentRefBody, FileRefBody, SourceView } from './primitives.js';
import { AgencyName, DeadlineStatus, When } from './view-words.js';

export const WorkName = z.enum([
  'unassigned',
  'awaiting',
  'reassignment-requested',
  'acknowledged',
  'in-progress',
  'returned',
  'submitted',
  'approved',
  'completed',
  'suspended',
  'withdrawn',
  'cancelled',
  'superseded',
  'closed-not-done',
]);
export type WorkName = z.output<typeof WorkName>;
export const DeadlineView = z
  .object({
    text: z.string(),
    kind: z.string(),
    due: z.string().nullable(),
    status: DeadlineStatus,
    /** Working days from today to the due date; negative when past; null without one or when finished. */
    workingDaysLeft: z.int().nullable(),
  })
  .meta({ id: 'DeadlineView' });
export type DeadlineView = z.output<typeof DeadlineView>;

export const SubmissionView = z.object({
  number: z.int(),
  text: z.string(),
  document: DocumentRefBody.nullable(),
  sentOn: z.string(),
  provisional: z.boolean(),
  due: z.string().nullable(),
  onTime: z.boolean().nullable(),
  files: z.array(FileRefBody),
  submittedAt: When,
  despiteOpenAsks: z.string().nullable(),
  outcome: z.object({
    kind: z.enum(['pending', 'approved', 'returned', 'withdrawn', 'lapsed']),
    at: When.nullable(),
    by: AgencyName.nullable(),
    how: z.enum(['incomplete', 'not-acceptable']).nullable(),
    /** The approver's note or the reason of the return. */
    text: z.string().nullable(),
    resubmitBy: z.string().nullable(),
  }),
});
export type SubmissionView = z.output<typeof SubmissionView>;

export const AskView = z.object({
  /** Null: the general request to coordinate (ask 0). */
  part: z.string().nullable(),
  number: z.int(),
  agency: AgencyName,
  text: z.string().nullable(),
  replyBy: z.string().nullable(),
  overdue: z.boolean(),
  askedAt: When,
  acknowledgedAt: When.nullable(),
  releaseRequested: z.string().nullable(),
  /** What proves that the request arrived; null: nothing but perhaps its acknowledgement. */
  delivered: z.object({ on: z.string(), evidence: z.string() }).nullable(),
  outcome: z.object({
    kind: z.enum(['open', 'answered', 'silent', 'released', 'lapsed']),
    at: When.nullable(),
    text: z.string().nullable(),
    files: z.array(FileRefBody),
  }),
});
export type AskView = z.output<typeof AskView>;

export const ExtensionView = z.object({
  number: z.int(),
  due: z.string(),
  reason: z.string(),
  requestedAt: When,
  outcome: z.object({
    kind: z.enum(['pending', 'granted', 'refused', 'lapsed']),
    at: When.nullable(),
    due: z.string().nullable(),
    text: z.string().nullable(),
  }),
});

export const LeadPartView = z
  .object({
    part: z.string(),
    agency: AgencyName,
    approver: AgencyName.nullable(),
    approverProposed: z.boolean(),
    work: WorkName,
    /** Vietnamese label of `work`. */
    workLabel: z.string(),
    deadline: DeadlineView,
    /** Why the part is due on its day, with the rule, in Vietnamese. */
    deadlineSentence: z.string(),
    unreviewed: z.boolean(),
    assignment: z.int(),
    assignedAt: When,
    acknowledgedAt: When.nullable(),
    internal: z
      .object({
        unit: z.string().nullable(),
        officer: z.object({ id: z.string(), name: z.string() }).nullable(),
        internalDeadline: z.string().nullable(),
        instruction: z.string().nullable(),
      })
      .nullable(),
    progress: z
      .object({
        text: z.string(),
        percent: z.number().nullable(),
        status: z.string().nullable(),
        difficulties: z.string().nullable(),
        at: When,
      })
      .nullable(),
    /** Why the part stands still: reason of a return, of a reassignment request, legal basis of a final act. */
    reason: z.string().nullable(),
    submissions: z.array(SubmissionView),
    extensions: z.array(ExtensionView),
    causes: z.array(CauseView),
    asks: z.array(AskView),
    milestones: z.array(MilestoneView),
    recurrence: RecurrenceView.nullable(),
    cycles: z.array(CycleView),
    takeover: TakeoverView.nullable(),
    etag: z.string(),
    /** Path verbs that the reader may send for this part now. */
    acts: z.array(z.string()),
  })
  .meta({ id: 'LeadPart' });
export type LeadPartView = z.output<typeof LeadPartView>;

export const CoordinatingPartView = z
  .object({ part: z.string(), agency: AgencyName, released: z.boolean(), participation: AskView, acts: z.array(z.string()) })
  .meta({ id: 'CoordinatingPart' });
export type CoordinatingPartView = z.output<typeof CoordinatingPartView>;

const taskHead = {
  id: z.string(),
  planId: z.string().nullable(),
  ordinal: z.string().nullable(),
  row: z.int().nullable(),
  group: z.string().nullable(),
  groupTitle: z.string().nullable(),
  title: z.string(),
  /** Of the least advanced open part. */
  work: WorkName,
  workLabel: z.string(),
  deadline: DeadlineView,
  leads: z.array(AgencyName),
  coordinators: z.array(AgencyName),
  /** The approver where all parts have the same one, else null. */
  approver: AgencyName.nullable(),
  version: z.int(),
};

export const TaskListItem = z
  .object({
    ...taskHead,
    parts: z.object({ total: z.int(), completed: z.int(), overdue: z.int() }),
    /** The row's cells as the source prints them, for the plan shown as its appendix. */
    printed: z.object({ leads: z.string(), coordinators: z.string(), approvers: z.string() }).optional(),
  })
  .meta({ id: 'TaskListItem' });
export type TaskListItem = z.output<typeof TaskListItem>;

/** One row of `GET /tasks?by=part`. */
export const PartListItem = z
  .object({
    task: z.object({
      id: z.string(),
      ordinal: z.string().nullable(),
      group: z.string().nullable(),
      title: z.string(),
      planId: z.string().nullable(),
    }),
    part: z.string(),
    agency: AgencyName,
    approver: AgencyName.nullable(),
    work: WorkName,
    workLabel: z.string(),
    deadline: DeadlineView,
    unreviewed: z.boolean(),
    percent: z.number().nullable(),
  })
  .meta({ id: 'PartListItem' });
export type PartListItem = z.output<typeof PartListItem>;

export const TaskDetail = z
  .object({
    ...taskHead,
    funding: z.string().nullable(),
    output: z.string().nullable(),
    assigningAuthority: AgencyName,
    printed: z.object({ leads: z.string(), coordinators: z.string(), approvers: z.string() }),
    source: SourceView.nullable(),
    findings: z.array(z.string()),
    /** What to look at in the task as it stands, each a code with its sentence. */
    notices: z.array(z.object({ code: z.string(), text: z.string() })),
    late: z.boolean(),
    parts: z.array(LeadPartView),
    coordinatingParts: z.array(CoordinatingPartView),
    consolidator: AgencyName.nullable(),
    consolidatedReports: z.array(ConsolidatedReportView),
    /** Milliseconds held by each since entry; only to the Office and the agencies concerned, else empty. */
    fairClock: z.array(z.object({ part: z.string(), holder: z.string(), agency: AgencyName.nullable(), milliseconds: z.number() })),
    /** Path verbs for the whole task. */
    acts: z.array(z.string()),
    etag: z.string(),
    asOf: z.string().nullable(),
    validAt: z.string().nullable(),
  })
  .meta({ id: 'TaskDetail' });
export type TaskDetail = z.output<typeof TaskDetail>;

export const TimelineEntry = z
  .object({
    version: z.int(),
    type: z.string(),
    /** A Vietnamese sentence. */
    sentence: z.string(),
    detail: z.string().nullable(),
    part: z.string().nullable(),
    actor: z.object({ name: z.string(), agency: AgencyName.nullable() }),
    /** By the link of a letter, without signing in. */
    byLink: z.boolean(),
    effectiveAt: z.string(),
    recordedAt: z.string(),
    files: z.array(FileRefBody),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof TimelineEntry>;

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int() });

export const TaskListQuery = z.strictObject({
  agency: z.string().optional(),
  role: z.enum(['lead', 'coordinator', 'approver']).optional(),
  work: WorkName.optional(),
  deadline: DeadlineStatus.optional(),
  plan: z.string().optional(),
  group: z.string().optional(),
  q: z.string().max(200).optional(),
  dueBefore: z.iso.date().optional(),
  dueAfter: z.iso.date().optional(),
  by: z.enum(['task', 'part']).default('task'),
  sort: z.enum(['row', 'due', '-due', 'title']).default('row'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
  asOf: AsOf.optional(),
  validAt: ValidAt.optional(),
});
export type TaskListQuery = z.output<typeof TaskListQuery>;
