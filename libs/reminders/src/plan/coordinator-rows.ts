import {
  dateInVietnam,
  dueToMeet,
  type CoordinatingPart,
  type Instant,
  type LeadPart,
  type PlainDate,
  type Task,
  type WorkingCalendar,
} from '#domain';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import { dueRows, morningOf, onceRow, type Addressed, type DueSubject } from './due-rows.js';
import { atOnceRow, returnedAt } from './at-once-rows.js';
import { offsetsOf, resubmissionRows } from './lead-rows.js';
import { overviewRows } from './overview-rows.js';
import { turnOf, type PlannedTask } from './planned-task.js';
import type { PlanRow } from './plan-row.js';

/** The lead parts in whose work the coordinating agency still has a share: all, until it has answered ask 0; then those that asked more. */
const concernedParts = (task: Task, coordinator: CoordinatingPart): readonly LeadPart[] => {
  if (coordinator.released) return [];
  const working = task.leads.filter((part) => turnOf(part) === 'working' && part.holder !== coordinator.holder);
  if (coordinator.participation.outcome.kind === 'open') return working;
  return working.filter((part) => part.asks.some((ask) => ask.agencyId === coordinator.holder && ask.outcome.kind === 'open'));
};

const addressOf = (task: Task, coordinator: CoordinatingPart): Addressed => ({
  taskId: task.id,
  planId: task.planId,
  subject: coordinator.id,
  subjectVersion: '1',
  agency: coordinator.holder,
  seat: 'coordinator',
  part: null,
  officer: null,
});

const isUnreviewed = (task: Task): boolean => task.leads.length > 0 && task.leads.every((part) => part.unreviewed);

/** Whether the general request to coordinate still waits for its receipt. */
const awaitsReceipt = (task: Task, coordinator: CoordinatingPart): boolean => {
  const { participation } = coordinator;
  const isOpen = participation.outcome.kind === 'open' && participation.acknowledgedAt === null;
  const hasOpenLead = task.leads.some((part) => turnOf(part) === 'working' || turnOf(part) === 'with-approver');
  return !coordinator.released && isOpen && (task.leads.length === 0 || hasOpenLead);
};

const notAcknowledgedRows = (
  task: Task,
  coordinator: CoordinatingPart,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const { askedAt } = coordinator.participation;
  const days = policy.notAcknowledged.agency;
  if (days === null || !awaitsReceipt(task, coordinator)) return [];
  return onceRow(
    addressOf(task, coordinator),
    { mark: { since: askedAt.recorded, cause: 'entry' }, unreviewed: isUnreviewed(task) },
    { rule: 'not-acknowledged', occurrence: '0', dueAt: morningOf(dateInVietnam(askedAt.recorded), days, policy, calendar) },
  );
};

const participationRow = (task: Task, coordinator: CoordinatingPart): readonly PlanRow[] => {
  const { participation } = coordinator;
  if (!awaitsReceipt(task, coordinator)) return [];
  return [
    atOnceRow(task, {
      subject: coordinator.id,
      subjectVersion: '1',
      rule: 'coordination',
      occurrence: '0',
      agency: coordinator.holder,
      seat: 'coordinator',
      part: null,
      officer: null,
      dueAt: participation.askedAt.recorded,
    }),
  ];
};

const returnedRows = (task: Task, coordinator: CoordinatingPart, parts: readonly LeadPart[]): readonly PlanRow[] =>
  parts.flatMap((part) => {
    const returned = returnedAt(part);
    if (returned === null) return [];
    return [
      atOnceRow(task, {
        subject: `${coordinator.id}/${part.id}`,
        subjectVersion: `s${String(returned.submission)}`,
        rule: 'returned',
        occurrence: String(returned.submission),
        agency: coordinator.holder,
        seat: 'coordinator',
        part: part.id,
        officer: null,
        dueAt: returned.at,
      }),
    ];
  });

const byDue = (parts: readonly LeadPart[]): ReadonlyMap<PlainDate, readonly LeadPart[]> => {
  const groups = new Map<PlainDate, LeadPart[]>();
  for (const part of parts) {
    const due = dueToMeet(part);
    if (due !== null) groups.set(due, [...(groups.get(due) ?? []), part]);
  }
  return groups;
};

/** One line for each due date, though many lead parts may share it: eleven districts are one notice to who coordinates them. */
const dueSubject = (
  { task, marks }: PlannedTask & { readonly task: Task },
  coordinator: CoordinatingPart,
  due: PlainDate,
  parts: readonly LeadPart[],
): DueSubject | null => {
  const reviewed = parts.filter((part) => !part.unreviewed);
  const known = (reviewed.length > 0 ? reviewed : parts).flatMap((part) => marks[part.id] ?? []);
  const [oldest] = [...known].sort((one, other) => one.since.localeCompare(other.since));
  if (oldest === undefined) return null;
  const named: Instant = coordinator.participation.askedAt.recorded;
  return {
    taskId: task.id,
    planId: task.planId,
    subject: coordinator.id,
    subjectVersion: due,
    agency: coordinator.holder,
    seat: 'coordinator',
    part: parts[0]?.id ?? null,
    officer: null,
    due,
    mark: { since: named > oldest.since ? named : oldest.since, cause: oldest.cause },
    unreviewed: reviewed.length === 0,
  };
};

/** Since when the agency has had its present share in any of the work: named or asked, and the work in its present turn. */
const sharesSince = ({ task, marks }: PlannedTask & { readonly task: Task }, coordinator: CoordinatingPart): Instant => {
  const { askedAt, outcome } = coordinator.participation;
  const begun = task.leads
    .filter((part) => turnOf(part) === 'working' || turnOf(part) === 'with-approver')
    .flatMap((part): readonly Instant[] => {
      const asks = part.asks.filter((ask) => ask.agencyId === coordinator.holder && ask.outcome.kind === 'open');
      const [first] = outcome.kind === 'open' ? [askedAt.recorded] : asks.map((ask) => ask.askedAt.recorded).sort();
      const since = marks[part.id]?.since;
      return first === undefined || since === undefined ? [] : [first > since ? first : since];
    })
    .sort();
  return begun[0] ?? askedAt.recorded;
};

const toldRows = (
  planned: PlannedTask & { readonly task: Task },
  coordinator: CoordinatingPart,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const { task } = planned;
  const parts = concernedParts(task, coordinator);
  const subjects = [...byDue(parts)].map(([due, group]) => dueSubject(planned, coordinator, due, group));
  return [
    ...participationRow(task, coordinator),
    ...notAcknowledgedRows(task, coordinator, policy, calendar),
    ...returnedRows(task, coordinator, parts),
    ...parts.flatMap((part) =>
      resubmissionRows(part, { ...addressOf(task, coordinator), subject: `${coordinator.id}/${part.id}`, part: part.id }, policy, calendar),
    ),
    ...subjects.flatMap((subject) => (subject === null ? [] : dueRows(subject, offsetsOf(task, subject.due, policy), policy, calendar))),
  ];
};

/** Everything that one coordinating agency is told. */
export const coordinatorRows = (
  planned: PlannedTask & { readonly task: Task },
  coordinator: CoordinatingPart,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] => {
  const rows = toldRows(planned, coordinator, policy, calendar);
  return isUnreviewed(planned.task) ? rows : [...rows, ...overviewRows(rows, sharesSince(planned, coordinator), policy, calendar)];
};
