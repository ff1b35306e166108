import type { Instant, LeadPart, Task } from '#domain';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import type { Addressed } from './due-rows.js';
import { turnOf } from './planned-task.js';
import { withKey, type PlanRow } from './plan-row.js';

type AtOnce = Pick<PlanRow, 'subject' | 'subjectVersion' | 'rule' | 'occurrence' | 'agency' | 'seat' | 'part' | 'officer' | 'dueAt'>;

export const atOnceRow = (task: Task, row: AtOnce): PlanRow =>
  withKey({ ...row, taskId: task.id, planId: task.planId, kind: 'at-once', anchor: null, suppressed: null });

export const leadAddress = (task: Task, part: LeadPart): Addressed => ({
  taskId: task.id,
  planId: task.planId,
  subject: part.id,
  subjectVersion: String(part.subjectVersion),
  agency: part.holder,
  seat: 'officer',
  part: part.id,
  officer: part.internal?.officer ?? null,
});

/** To the Office's follow-up officer, on whose list it stands. */
export const followUpAddress = (task: Task, part: LeadPart, policy: ReminderPolicy): Addressed => ({
  ...leadAddress(task, part),
  agency: policy.followedBy,
  seat: 'follow-up',
  officer: task.followUp,
});

const assignedRow = (task: Task, part: LeadPart): readonly PlanRow[] =>
  part.situation.name !== 'awaiting' || part.situation.was !== undefined
    ? []
    : [
        atOnceRow(task, {
          subject: part.id,
          // Not the subject's version: a new due date alone does not assign again.
          subjectVersion: `a${String(part.assignment)}`,
          rule: 'assigned',
          occurrence: String(part.assignment),
          agency: part.holder,
          seat: 'officer',
          part: part.id,
          officer: null,
          dueAt: part.assignedAt.recorded,
        }),
      ];

/** An amendment asks for a new receipt: told once for each amendment. */
const amendedRow = (task: Task, part: LeadPart): readonly PlanRow[] => {
  const { situation, amendedAt } = part;
  if (situation.name !== 'awaiting' || situation.was === undefined || amendedAt === undefined) return [];
  return [
    atOnceRow(task, {
      subject: part.id,
      subjectVersion: `m${amendedAt.recorded}`,
      rule: 'amended',
      occurrence: amendedAt.recorded,
      agency: part.holder,
      seat: 'officer',
      part: part.id,
      officer: part.internal?.officer ?? null,
      dueAt: amendedAt.recorded,
    }),
  ];
};

/** When the submission that the part's situation speaks of was returned. */
export const returnedAt = (part: LeadPart): { readonly submission: number; readonly at: Instant } | null => {
  const { situation } = part;
  if (situation.name !== 'returned') return null;
  const outcome = part.submissions.find(({ number }) => number === situation.submission)?.outcome;
  return outcome?.kind === 'returned' ? { submission: situation.submission, at: outcome.at.recorded } : null;
};

const returnedRow = (task: Task, part: LeadPart): readonly PlanRow[] => {
  const returned = returnedAt(part);
  if (returned === null) return [];
  return [
    atOnceRow(task, {
      subject: part.id,
      subjectVersion: `s${String(returned.submission)}`,
      rule: 'returned',
      occurrence: String(returned.submission),
      agency: part.holder,
      seat: 'officer',
      part: part.id,
      officer: part.internal?.officer ?? null,
      dueAt: returned.at,
    }),
  ];
};

/** When the part's newest submission, still undecided, was recorded. */
export const submissionOf = (part: LeadPart): { readonly number: number; readonly at: Instant } | null => {
  const { situation } = part;
  if (situation.name !== 'submitted') return null;
  const submission = part.submissions.find(({ number }) => number === situation.submission);
  return submission === undefined ? null : { number: submission.number, at: submission.submittedAt.recorded };
};

/** To the approver; a leader gets nothing automatic, so that the follow-up officer has the line to hand on. */
const toApproveRows = (task: Task, part: LeadPart, policy: ReminderPolicy): readonly PlanRow[] => {
  const submission = submissionOf(part);
  if (submission === null || part.approver === null) return [];
  const row = (agency: PlanRow['agency'], seat: PlanRow['seat'], officer: PlanRow['officer']): PlanRow =>
    atOnceRow(task, {
      subject: part.id,
      subjectVersion: `s${String(submission.number)}`,
      rule: 'to-approve',
      occurrence: String(submission.number),
      agency,
      seat,
      part: part.id,
      officer,
      dueAt: submission.at,
    });
  const toApprover = row(part.approver, 'approver', null);
  return policy.leaders.includes(part.approver) ? [toApprover, row(policy.followedBy, 'follow-up', task.followUp)] : [toApprover];
};

const askRows = (task: Task, part: LeadPart): readonly PlanRow[] =>
  part.asks
    .filter((ask) => ask.outcome.kind === 'open' && ask.acknowledgedAt === null)
    .map((ask) =>
      atOnceRow(task, {
        subject: `${part.id}/${String(ask.number)}`,
        subjectVersion: '1',
        rule: 'ask',
        occurrence: String(ask.number),
        agency: ask.agencyId,
        seat: 'coordinator',
        part: part.id,
        officer: null,
        dueAt: ask.askedAt.recorded,
      }),
    );

const urgedRow = (task: Task, part: LeadPart): readonly PlanRow[] => {
  if (part.urged === null || turnOf(part) !== 'working') return [];
  const { at, urgent } = part.urged;
  const { recorded } = at;
  const rule = urgent ? 'urged-urgently' : 'urged';
  return [atOnceRow(task, { ...leadAddress(task, part), subjectVersion: `u${recorded}`, rule, occurrence: recorded, dueAt: recorded })];
};

/** What goes at once about a lead part, to its agency, its approver and those whom it asks. */
export const atOnceRows = (task: Task, part: LeadPart, policy: ReminderPolicy): readonly PlanRow[] => [
  ...assignedRow(task, part),
  ...amendedRow(task, part),
  ...urgedRow(task, part),
  ...returnedRow(task, part),
  ...toApproveRows(task, part, policy),
  ...askRows(task, part),
];
