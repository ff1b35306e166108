import {
  addMonths,
  addWorkingDays,
  dateInVietnam,
  dueToMeet,
  offsetName,
  type Instant,
  type LeadPart,
  type PlainDate,
  type Task,
  type WorkingCalendar,
} from '#domain';
import type { AskRuleName, ReminderPolicy, ResubmitRuleName } from '../policy/reminder-policy.js';
import { atOnceRows, followUpAddress, leadAddress, returnedAt, submissionOf } from './at-once-rows.js';
import { attachedRows } from './attached-rows.js';
import { beforeRows, morningOf, onceRow, overdueRows, type Addressed, type DueSubject, type Offsets, type Standing } from './due-rows.js';
import { turnOf, type Mark } from './planned-task.js';
import type { PlanRow } from './plan-row.js';

/** The reply to an ask: before its date, and once after it. */
const replyRows = (task: Task, part: LeadPart, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] =>
  part.asks.flatMap((ask) => {
    const { replyBy, askedAt } = ask;
    if (ask.outcome.kind !== 'open' || replyBy === null) return [];
    const addressed: Addressed = {
      ...leadAddress(task, part),
      subject: `${part.id}/${String(ask.number)}`,
      subjectVersion: replyBy,
      agency: ask.agencyId,
      seat: 'coordinator',
      officer: null,
    };
    const standing: Standing = { mark: { since: askedAt.recorded, cause: 'entry' }, unreviewed: part.unreviewed };
    const fall = (rule: AskRuleName | 'ask-late', days: number, ruleSince?: Instant): readonly PlanRow[] =>
      onceRow(
        addressed,
        { ...standing, ruleSince },
        { rule, occurrence: String(ask.number), dueAt: morningOf(replyBy, days, policy, calendar) },
      );
    return [
      ...policy.ask.before.flatMap((days) =>
        fall(`ask-due-in-${String(days)}` as AskRuleName, -days, policy.since[offsetName('ask', days)]),
      ),
      ...(policy.ask.late === null ? [] : fall('ask-late', policy.ask.late)),
    ];
  });

/** Nobody has acknowledged: the agency is asked once more, then it stands with the Office. */
const notAcknowledgedRows = (task: Task, part: LeadPart, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const { situation, amendedAt, assignedAt, assignment, unreviewed } = part;
  if (situation.name !== 'awaiting') return [];
  const since = situation.was === undefined ? assignedAt.recorded : (amendedAt ?? assignedAt).recorded;
  const occurrence = situation.was === undefined ? `a${String(assignment)}` : `m${since}`;
  const fall = (addressed: Addressed, days: number | null): readonly PlanRow[] =>
    days === null
      ? []
      : onceRow(
          { ...addressed, subjectVersion: occurrence },
          { mark: { since, cause: 'entry' }, unreviewed },
          { rule: 'not-acknowledged', occurrence, dueAt: morningOf(dateInVietnam(since), days, policy, calendar) },
        );
  return [
    ...fall(leadAddress(task, part), policy.notAcknowledged.agency),
    ...fall(followUpAddress(task, part, policy), policy.notAcknowledged.office),
  ];
};

/** The returned work's "resubmit by", where it is not the very date that the part is due on. */
export const resubmissionRows = (
  part: LeadPart,
  addressed: Addressed,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const { situation } = part;
  const returned = returnedAt(part);
  if (situation.name !== 'returned' || returned === null || dueToMeet(part) === situation.resubmitBy) return [];
  return policy.beforeResubmission.flatMap((days) =>
    onceRow(
      { ...addressed, subjectVersion: `s${String(returned.submission)}` },
      {
        mark: { since: returned.at, cause: 'entry' },
        unreviewed: part.unreviewed,
        ruleSince: policy.since[offsetName('beforeResubmission', days)],
      },
      {
        rule: `resubmit-in-${String(days)}` as ResubmitRuleName,
        occurrence: situation.resubmitBy,
        dueAt: morningOf(situation.resubmitBy, -days, policy, calendar),
      },
    ),
  );
};

/** A submission that nobody decides on: the follow-up officer's, never the approver's superior's. */
const undecidedRows = (task: Task, part: LeadPart, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const submission = submissionOf(part);
  if (submission === null || policy.undecidedAfter === null) return [];
  return onceRow(
    { ...followUpAddress(task, part, policy), subjectVersion: `s${String(submission.number)}` },
    { mark: { since: submission.at, cause: 'entry' }, unreviewed: part.unreviewed },
    {
      rule: 'undecided',
      occurrence: String(submission.number),
      dueAt: morningOf(dateInVietnam(submission.at), policy.undecidedAfter, policy, calendar),
    },
  );
};

/** A task that runs longer than a year is reminded of earlier, and less often. */
export const offsetsOf = (task: Task, due: PlainDate, policy: ReminderPolicy): Offsets =>
  addMonths(dateInVietnam(task.enteredAt.effective), 12) < due
    ? { list: 'beforeDueOfLong', days: policy.beforeDueOfLong }
    : { list: 'beforeDue', days: policy.beforeDue };

/** The head of the unit from some days before the date on: where an officer is nominated, for it is that officer's unit. */
const unitHeadRows = (subject: DueSubject, offsets: Offsets, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const { unitHeadFrom } = policy.escalation;
  if (unitHeadFrom === null || subject.officer === null) return [];
  const late = { ...offsets, days: offsets.days.filter((days) => days <= unitHeadFrom) };
  const toHead: DueSubject = { ...subject, seat: 'unit-head' };
  return [...beforeRows(toHead, late, policy, calendar), ...overdueRows(toHead, policy.overdue.first, policy, calendar)];
};

const escalatedRows = (
  subject: DueSubject,
  toFollowUp: Addressed,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const { headAfter, followUpAfter } = policy.escalation;
  const toHead = headAfter === null ? [] : overdueRows({ ...subject, seat: 'head' }, headAfter, policy, calendar);
  if (followUpAfter === null) return toHead;
  const occurrence = addWorkingDays(subject.due, followUpAfter, calendar);
  return [...toHead, ...onceRow(toFollowUp, subject, { rule: 'overdue', occurrence, dueAt: morningOf(occurrence, 0, policy, calendar) })];
};

const leadDueRows = (task: Task, part: LeadPart, mark: Mark, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const due = dueToMeet(part);
  // A part without a date of its own is reminded of each of its periods.
  if (due === null || part.due === null || turnOf(part) !== 'working') return [];
  const subject: DueSubject = { ...leadAddress(task, part), due, mark, unreviewed: part.unreviewed };
  const offsets = offsetsOf(task, due, policy);
  return [
    ...beforeRows(subject, offsets, policy, calendar),
    ...overdueRows(subject, policy.overdue.first, policy, calendar),
    ...unitHeadRows(subject, offsets, policy, calendar),
    ...escalatedRows(subject, followUpAddress(task, part, policy), policy, calendar),
  ];
};

/** Everything about one lead part, but what its coordinating agencies are told. Nothing for a part that is suspended or final. */
export const leadRows = (task: Task, part: LeadPart, mark: Mark, policy: ReminderPolicy, calendar: WorkingCalendar): readonly PlanRow[] => {
  const turn = turnOf(part);
  if (turn === 'suspended' || turn === 'final') return [];
  return [
    ...atOnceRows(task, part, policy),
    ...notAcknowledgedRows(task, part, policy, calendar),
    ...resubmissionRows(part, leadAddress(task, part), policy, calendar),
    ...undecidedRows(task, part, policy, calendar),
    ...replyRows(task, part, policy, calendar),
    ...leadDueRows(task, part, mark, policy, calendar),
    ...attachedRows(task, part, mark, policy, calendar),
  ];
};
