import { z } from 'zod';
import { FileRefBody, ShortText } from './primitives.js';
import { PartListItem } from './task-view.js';
import { AgencyName } from './view-words.js';

export const Credentials = z
  .strictObject({ username: z.string().min(1).max(120), password: z.string().min(1).max(200), otp: z.string().max(10).optional() })
  .meta({ id: 'Credentials' });

export const Position = z.enum(['head', 'deputy', 'unit-head', 'officer', 'clerk']);

export const SessionView = z
  .object({
    person: z.object({ id: z.string(), name: z.string() }),
    username: z.string(),
    /** `administrator`, `office`, `approver`, `member`. */
    roles: z.array(z.string()),
    memberships: z.array(z.object({ agency: AgencyName, position: Position, unit: z.string().nullable() })),
    /** The civil date the system works with, YYYY-MM-DD. */
    today: z.string(),
    demonstration: z.boolean(),
    /** Whether a virus scanner looks at attached files. */
    filesScanned: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.output<typeof SessionView>;

export const AgencyView = z
  .object({
    id: z.string(),
    name: z.string(),
    level: z.string(),
    abbreviations: z.array(z.string()),
    provenance: z.string(),
    statisticalCode: z.string().nullable(),
    /** Whether it is there on the day asked about. */
    active: z.boolean(),
    /** Its first day; and the first day without it. */
    from: z.string(),
    endedOn: z.string().nullable(),
    endBasis: z.string().nullable(),
    successors: z.array(AgencyName),
    /** Earlier names, oldest first, each with its first day. */
    formerNames: z.array(z.object({ name: z.string(), from: z.string() })),
    people: z.array(z.object({ id: z.string(), name: z.string(), position: Position })),
  })
  .meta({ id: 'Agency' });
export type AgencyView = z.output<typeof AgencyView>;

/** A collective name of agencies, such as "UBND các huyện, thành phố". */
export const AgencyGroupView = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Open: it has no fixed members. */
    open: z.boolean(),
    members: z.int(),
  })
  .meta({ id: 'AgencyGroup' });
export type AgencyGroupView = z.output<typeof AgencyGroupView>;

/** A name that the reviewer of a plan put right; the next import reads it so. */
export const RememberedNameView = z
  .object({ name: z.string(), meaning: AgencyName, planId: z.string(), at: z.string() })
  .meta({ id: 'RememberedName' });
export type RememberedNameView = z.output<typeof RememberedNameView>;
export const ForgetNameBody = z.strictObject({ name: ShortText });

/** One group of "Việc cần xử lý". */
export const InboxGroup = z.object({
  key: z.enum([
    'overdue',
    'due-today',
    'due-soon',
    'new',
    'returned',
    'opinions-wanted',
    'remarks',
    'to-approve',
    'office-decisions',
    'unassigned',
    'unreviewed',
    'not-acknowledged',
    'no-recipient',
    'others',
  ]),
  label: z.string(),
  total: z.int(),
  items: z.array(
    z.object({
      part: PartListItem.nullable(),
      /** What it is about: a task, or an indicator where nobody could be asked for its figure. */
      task: z.object({
        kind: z.enum(['task', 'indicator']),
        id: z.string(),
        title: z.string(),
        ordinal: z.string().nullable(),
        group: z.string().nullable(),
        planId: z.string().nullable(),
      }),
      /** What is asked, in a sentence. */
      text: z.string(),
      /** The next act's path verb, if there is one. */
      nextAct: z.string().nullable(),
      ask: z.int().nullable(),
      due: z.string().nullable(),
      workingDaysLeft: z.int().nullable(),
      instruction: z.string().nullable(),
      internalDeadline: z.string().nullable(),
    }),
  ),
});
/** What is asked of the reader in closing a period. */
export const ReportToDo = z.object({
  report: z.string(),
  title: z.string(),
  text: z.string(),
  next: z.enum(['reconcile', 'answer', 'settle']),
  due: z.string().nullable(),
  workingDaysLeft: z.int().nullable(),
});
export type ReportToDo = z.output<typeof ReportToDo>;

export const InboxView = z.object({ groups: z.array(InboxGroup), reports: z.array(ReportToDo), asOf: z.string() }).meta({ id: 'Inbox' });
export type InboxView = z.output<typeof InboxView>;

export const PlanSummary = z
  .object({
    id: z.string(),
    document: z.object({
      number: z.string().nullable(),
      issuedOn: z.string().nullable(),
      issuer: z.string().nullable(),
      title: z.string(),
    }),
    status: z.enum(['entering', 'entered', 'amending', 'closed']),
    /** Rows that stand already, of all rows: "đang đưa vào theo dõi 12/17". */
    progress: z.object({ tasks: z.int(), ofTasks: z.int(), indicators: z.int(), ofIndicators: z.int() }),
    effectiveOn: z.string().nullable(),
    late: z.boolean(),
    figures: z.object({ parts: z.int(), completed: z.int(), overdue: z.int(), unassigned: z.int(), unreviewed: z.int() }),
  })
  .meta({ id: 'PlanSummary' });
export type PlanSummary = z.output<typeof PlanSummary>;

export const PlanView = z
  .object({
    ...PlanSummary.shape,
    file: FileRefBody.nullable(),
    /** It was read from the file of an appendix; false for the tasks of a letter. */
    hasAppendix: z.boolean(),
    /** Versions taken into the plan since it was entered, oldest first. */
    amendments: z.array(
      z.object({
        number: z.int(),
        document: z.object({ number: z.string().nullable(), issuedOn: z.string().nullable(), title: z.string() }),
        file: FileRefBody.nullable(),
        effectiveOn: z.string(),
        recordedAt: z.string(),
        draftId: z.string(),
      }),
    ),
    groups: z.array(z.object({ ordinal: z.string(), title: z.string() })),
    /** The grid at a cut-off over lead parts; the four cells add up to `inGrid`. */
    grid: z.object({
      cutOff: z.string(),
      inGrid: z.int(),
      doneOnTime: z.int(),
      doneLate: z.int(),
      openInTime: z.int(),
      openInTimeSubmitted: z.int(),
      openOverdue: z.int(),
      outside: z.object({
        noDeadline: z.int(),
        suspended: z.int(),
        ended: z.int(),
        unassigned: z.int(),
        unreviewed: z.int(),
        inherited: z.int(),
      }),
    }),
  })
  .meta({ id: 'Plan' });
export type PlanView = z.output<typeof PlanView>;

export const MailSummary = z
  .object({ id: z.string(), from: z.string(), to: z.array(z.string()), subject: z.string(), receivedAt: z.string() })
  .meta({ id: 'MailSummary' });
export const MailView = z.object({ ...MailSummary.shape, html: z.string().nullable(), text: z.string() }).meta({ id: 'Mail' });
export type MailSummary = z.output<typeof MailSummary>;
export type MailView = z.output<typeof MailView>;

/** RFC 9457. `title` is Vietnamese; `code` is stable. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
    /** The current state of the part concerned, on 409 and 412. */
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;

/** What a link in a mail is good for. `gone`: the work moved on (acknowledged already, given to others). */
export const ActLinkView = z
  .object({
    state: z.enum(['open', 'used', 'expired', 'gone']),
    /** Who it was sent to. */
    person: z.string(),
    task: z.object({ id: z.string(), title: z.string() }),
    agency: z.string(),
    due: z.string().nullable(),
  })
  .meta({ id: 'ActLink' });
export type ActLinkView = z.output<typeof ActLinkView>;
