import type { PolicyBook, WorkingCalendar } from '#domain';
import { schemaOf, type StoredEvent, type View, type ViewSource, type ViewTable } from '#event-store';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import { initialPlannedIndicator, type PlannedIndicator } from './planned-indicator.js';
import { initialPlannedTask, type PlannedTask } from './planned-task.js';
import { originOf, type Planned } from './planned.js';
import type { PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';
import { foldStored, foldStoredIndicator } from './stored-task-event.js';

/** Rises when the planning code changes what it plans. */
const CODE_VERSION = 9;

const tables: readonly ViewTable[] = [
  {
    name: 'plan_tasks',
    columns: { task_id: 'uuid', plan_id: 'uuid', state: 'jsonb not null' },
    key: ['task_id'],
    owner: 'task_id',
    indexes: [],
  },
  {
    name: 'plan_entries',
    columns: { plan_id: 'uuid', document: 'jsonb not null', entered_at: 'timestamptz not null', completed_at: 'timestamptz' },
    key: ['plan_id'],
    owner: 'plan_id',
    indexes: [],
  },
  {
    name: 'plan_rows',
    columns: {
      key: 'text',
      task_id: 'uuid not null',
      plan_id: 'uuid',
      subject: 'text not null',
      subject_version: 'text not null',
      rule: 'text not null',
      occurrence: 'text not null',
      agency: 'text not null',
      seat: 'text not null',
      part: 'text',
      officer: 'uuid',
      kind: 'text not null',
      due_at: 'timestamptz not null',
      anchor: 'date',
      suppressed: 'text',
      // When the sweep has to look at it; the sweep alone moves it on, or takes it away when the ledger has all. Written anew, it is looked at anew.
      next_at: 'timestamptz',
    },
    key: ['key'],
    owner: 'task_id',
    indexes: ['(due_at)', '(next_at)'],
  },
  {
    // What all rows of a task were planned under: kept once, so that planning anew writes only the rows that become others.
    name: 'plan_versions',
    columns: {
      task_id: 'uuid',
      plan_id: 'uuid',
      task_version: 'integer not null',
      policy_id: 'text not null',
      policy_version: 'integer not null',
      // The general policy's hour, under which plans with a policy of their own stand too.
      daily_at: 'integer not null',
      calendar_version: 'integer not null',
    },
    key: ['task_id'],
    owner: 'task_id',
    indexes: ['(policy_id, policy_version)', '(calendar_version)', '(plan_id)'],
  },
];

/** Where the plan is read, qualified. */
export interface PlanTables {
  readonly tasks: string;
  readonly rows: string;
  readonly entries: string;
  readonly versions: string;
}

export const planTablesOf = (view: View): PlanTables => ({
  tasks: `${schemaOf(view)}.plan_tasks`,
  rows: `${schemaOf(view)}.plan_rows`,
  entries: `${schemaOf(view)}.plan_entries`,
  versions: `${schemaOf(view)}.plan_versions`,
});

const record = (row: PlanRow): object => ({
  key: row.key,
  task_id: row.taskId,
  plan_id: row.planId,
  subject: row.subject,
  subject_version: row.subjectVersion,
  rule: row.rule,
  occurrence: row.occurrence,
  agency: row.agency,
  seat: row.seat,
  part: row.part,
  officer: row.officer,
  kind: row.kind,
  due_at: row.dueAt,
  anchor: row.anchor,
  suppressed: row.suppressed,
  next_at: row.dueAt,
});

interface Entry {
  readonly document: unknown;
  readonly enteredAt: string;
  readonly completedAt: string | null;
}

interface EntryRow {
  readonly document: unknown;
  readonly entered_at: Date;
  readonly completed_at: Date | null;
}

const entryAfter = (entry: Entry | null, event: StoredEvent): Entry | null => {
  if (event.type === 'PlanEntered') {
    return { document: (event.data as { document: unknown }).document, enteredAt: event.recordedAt, completedAt: null };
  }
  return event.type === 'PlanEntryCompleted' && entry !== null ? { ...entry, completedAt: event.recordedAt } : entry;
};

/** Plans whose rows are just being entered: notices of them wait. */
const entries: ViewSource<Entry> = {
  stream: 'plan',
  table: 'plan_entries',
  tables: ['plan_entries'],
  stateOf: (row: EntryRow) => ({
    document: row.document,
    enteredAt: row.entered_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  }),
  evolve: entryAfter,
  rows: ({ document, enteredAt, completedAt }, id) => ({
    plan_entries: [{ plan_id: id, document, entered_at: enteredAt, completed_at: completedAt }],
  }),
};

/** The rows of one task or indicator, each once, and the versions that they were planned under. */
export const recordsOf = (
  planned: Planned,
  taskId: string,
  policies: PolicyBook,
  calendar: WorkingCalendar,
): { readonly rows: readonly object[]; readonly versions: object } => {
  const { planId, version } = originOf(planned);
  const policy = policies.ruling(planId);
  return {
    rows: [...new Map(planRows(planned, policy, calendar).map((row) => [row.key, record(row)])).values()],
    versions: {
      task_id: taskId,
      plan_id: planId,
      task_version: version,
      policy_id: policy.id,
      policy_version: policy.version,
      daily_at: policy.dailyAt,
      calendar_version: calendar.version,
    },
  };
};

const rowsUnder = (policies: LivePolicies, calendar: LiveCalendar) => (planned: Planned, id: string) => {
  const { rows, versions } = recordsOf(planned, id, policies.latest, calendar.latest);
  return {
    plan_tasks: [{ task_id: id, plan_id: originOf(planned).planId, state: planned }],
    plan_rows: rows,
    plan_versions: [versions],
  };
};

const plannedTasks = (policies: LivePolicies, calendar: LiveCalendar): ViewSource<PlannedTask> => ({
  stream: 'task',
  table: 'plan_tasks',
  tables: ['plan_tasks', 'plan_rows', 'plan_versions'],
  stateOf: ({ state }: { readonly state: PlannedTask }) => state,
  evolve: (planned, event) => foldStored([event], planned ?? initialPlannedTask),
  rows: rowsUnder(policies, calendar),
});

/** In the same tables: ids of indicators are never those of tasks. */
const plannedIndicators = (policies: LivePolicies, calendar: LiveCalendar): ViewSource<PlannedIndicator> => ({
  stream: 'indicator',
  table: 'plan_tasks',
  tables: ['plan_tasks', 'plan_rows', 'plan_versions'],
  stateOf: ({ state }: { readonly state: PlannedIndicator }) => state,
  evolve: (planned, event) => foldStoredIndicator([event], planned ?? initialPlannedIndicator),
  rows: rowsUnder(policies, calendar),
});

/**
 * The reminder plan as a view of the log. Its tables are a cache; whatever was done about a row stands in the ledger. An event that it
 * cannot take stops it: a reminder that is missing in silence would be worse than the alarm.
 */
export const reminderPlanProjection = (policies: LivePolicies, calendar: LiveCalendar): View => ({
  name: 'reminder-plan',
  version: CODE_VERSION * 1_000_000,
  onPoison: 'stop',
  tables,
  sources: [plannedTasks(policies, calendar), plannedIndicators(policies, calendar), entries],
});
