import { dueToMeet, type Instant, type LeadPart, type Task, type WorkingCalendar } from '#domain';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { attachedRows } from './attached-rows.js';
import { dueRows } from './due-rows.js';
import { turnOf, type Mark } from './planned-task.js';
import { withKey, type PlanRow } from './plan-row.js';

type AtOnce = Pick<PlanRow, 'subject' | 'subjectVersion' | 'rule' | 'occurrence' | 'agency' | 'seat' | 'part' | 'officer' | 'dueAt'>;

export const atOnceRow = (task: Task, row: AtOnce): PlanRow =>
  withKey({ ...row, taskId: task.id, planId: task.planId, kind: 'at-once', anchor: null, suppressed: null });

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

const toApproveRow = (task: Task, part: LeadPart): readonly PlanRow[] => {
  const { situation, approver } = part;
  if (situation.name !== 'submitted' || approver === null) return [];
  const submission = part.submissions.find(({ number }) => number === situation.submission);
  if (submission === undefined) return [];
  return [
    atOnceRow(task, {
      subject: part.id,
      subjectVersion: `s${String(submission.number)}`,
      rule: 'to-approve',
      occurrence: String(submission.number),
      agency: approver,
      seat: 'approver',
      part: part.id,
      officer: null,
      dueAt: submission.submittedAt.recorded,
    }),
  ];
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

const leadDueRows = (task: Task, part: LeadPart, mark: Mark, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const due = dueToMeet(part);
  // A part without a date of its own is reminded of each of its periods.
  if (due === null || part.due === null || turnOf(part) !== 'working') return [];
  const subject = {
    taskId: task.id,
    planId: task.planId,
    subject: part.id,
    subjectVersion: String(part.subjectVersion),
    agency: part.holder,
    seat: 'officer',
    part: part.id,
    officer: part.internal?.officer ?? null,
    due,
    mark,
    unreviewed: part.unreviewed,
  } as const;
  return dueRows(subject, policy, calendar);
};

/** Everything about one lead part, but what its coordinating agencies are told. Nothing for a part that is suspended or final. */
export const leadRows = (task: Task, part: LeadPart, mark: Mark, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const turn = turnOf(part);
  if (turn === 'suspended' || turn === 'final') return [];
  return [
    ...assignedRow(task, part),
    ...amendedRow(task, part),
    ...returnedRow(task, part),
    ...toApproveRow(task, part),
    ...askRows(task, part),
    ...leadDueRows(task, part, mark, policy, calendar),
    ...attachedRows(task, part, mark, policy, calendar),
  ];
};
