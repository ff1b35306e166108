import type { WorkingCalendar } from '#domain';
import type { Projection, Sql, StoredEvent } from '#event-store';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import type { PlannedTask } from './planned-task.js';
import type { PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';
import { foldStored } from './stored-task-event.js';

/** Rises when the planning code changes what it plans. */
const CODE_VERSION = 1;

const ddl = [
  'create schema if not exists rem',
  `create table if not exists rem.plan_tasks (
     task_id uuid primary key,
     plan_id uuid,
     state   jsonb not null
   )`,
  `create table if not exists rem.plan_entries (
     plan_id      uuid primary key,
     document     jsonb not null,
     entered_at   timestamptz not null,
     completed_at timestamptz
   )`,
  `create table if not exists rem.plan_rows (
     key text primary key, task_id uuid not null, plan_id uuid, subject text not null, subject_version text not null,
     rule text not null, occurrence text not null, agency text not null, seat text not null, part text, officer uuid,
     kind text not null, due_at timestamptz not null, anchor date, suppressed text,
     task_version integer not null, policy_version integer not null, calendar_version integer not null
   )`,
  'create index if not exists plan_rows_due on rem.plan_rows (due_at)',
  'create index if not exists plan_rows_task on rem.plan_rows (task_id)',
];

const INSERT_ROWS = `
  insert into rem.plan_rows
  select * from jsonb_to_recordset($1::jsonb) as r(
    key text, task_id uuid, plan_id uuid, subject text, subject_version text, rule text, occurrence text, agency text, seat text,
    part text, officer uuid, kind text, due_at timestamptz, anchor date, suppressed text,
    task_version integer, policy_version integer, calendar_version integer)
  on conflict (key) do nothing`;

const UPSERT_TASKS = `
  insert into rem.plan_tasks
  select * from jsonb_to_recordset($1::jsonb) as t(task_id uuid, plan_id uuid, state jsonb)
  on conflict (task_id) do update set plan_id = excluded.plan_id, state = excluded.state`;

const record = (row: PlanRow, versions: { task: number; policy: number; calendar: number }): object => ({
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
  task_version: versions.task,
  policy_version: versions.policy,
  calendar_version: versions.calendar,
});

const idOf = (event: StoredEvent): string => event.streamId.slice(event.streamId.indexOf('-') + 1);

const byTask = (events: readonly StoredEvent[]): ReadonlyMap<string, readonly StoredEvent[]> => {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    if (!event.streamId.startsWith('task-')) continue;
    const group = groups.get(idOf(event));
    if (group === undefined) groups.set(idOf(event), [event]);
    else group.push(event);
  }
  return groups;
};

const projectPlan = async (tx: Sql, event: StoredEvent): Promise<void> => {
  if (event.type === 'PlanEntered') {
    await tx.query(
      `insert into rem.plan_entries (plan_id, document, entered_at) values ($1, $2, $3)
       on conflict (plan_id) do update set document = excluded.document, entered_at = excluded.entered_at, completed_at = null`,
      [idOf(event), JSON.stringify((event.data as { document: unknown }).document), event.recordedAt],
    );
  }
  if (event.type === 'PlanEntryCompleted') {
    await tx.query('update rem.plan_entries set completed_at = $2 where plan_id = $1', [idOf(event), event.recordedAt]);
  }
};

/** The reminder plan as a view of the log. Its tables are a cache; whatever was done about a row stands in the ledger. */
export const reminderPlanProjection = (policy: ReminderPolicy, calendar: WorkingCalendar): Projection => {
  const recordsOf = (planned: PlannedTask): readonly object[] => {
    const task = planned.task.status === 'none' ? 0 : planned.task.version;
    return planRows(planned, policy, calendar).map((row) => record(row, { task, policy: policy.version, calendar: calendar.version }));
  };

  const projectTasks = async (tx: Sql, groups: ReadonlyMap<string, readonly StoredEvent[]>): Promise<void> => {
    const ids = [...groups.keys()];
    const { rows } = await tx.query<{ task_id: string; state: PlannedTask }>(
      'select task_id, state from rem.plan_tasks where task_id = any($1::uuid[])',
      [ids],
    );
    const before = new Map(rows.map((row) => [row.task_id, row.state]));
    const after = ids.map((id) => ({ id, planned: foldStored(groups.get(id) ?? [], before.get(id)) }));
    const tasks = after.map(({ id, planned }) => ({
      task_id: id,
      plan_id: planned.task.status === 'none' ? null : planned.task.planId,
      state: planned,
    }));
    await tx.query(UPSERT_TASKS, [JSON.stringify(tasks)]);
    await tx.query('delete from rem.plan_rows where task_id = any($1::uuid[])', [ids]);
    await tx.query(INSERT_ROWS, [JSON.stringify(after.flatMap(({ planned }) => recordsOf(planned)))]);
  };

  return {
    name: 'reminder-plan',
    version: CODE_VERSION * 1_000_000 + policy.version * 1_000 + calendar.version,
    ddl,
    tables: ['rem.plan_tasks', 'rem.plan_entries', 'rem.plan_rows'],
    project: async (tx, events) => {
      for (const event of events) if (event.streamId.startsWith('plan-')) await projectPlan(tx, event);
      const groups = byTask(events);
      if (groups.size > 0) await projectTasks(tx, groups);
    },
  };
};
