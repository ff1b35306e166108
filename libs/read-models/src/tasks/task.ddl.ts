/** Tables of the view `tasks`: a cache of the log, made again from position 0 at any time. */
export const taskTables = ['rm.tasks', 'rm.lead_parts', 'rm.task_files'] as const;

export const taskDdl: readonly string[] = [
  'create schema if not exists rm',
  `create table if not exists rm.tasks (
     id uuid primary key, plan_id uuid, row int, group_ordinal text, title_key text not null, search text not null,
     work text not null, due date, agencies text[] not null, coordinators text[] not null, version int not null, state jsonb not null)`,
  'create index if not exists tasks_by_plan on rm.tasks (plan_id, row, id)',
  'create index if not exists tasks_by_due on rm.tasks (due, id)',
  'create index if not exists tasks_by_agency on rm.tasks using gin (agencies)',
  `create table if not exists rm.lead_parts (
     task_id uuid not null, part text not null, holder text not null, approver text, work text not null, due date,
     runs boolean not null, in_time_until date, verdict text, ended boolean not null, unreviewed boolean not null, primary key (task_id, part))`,
  'create index if not exists lead_parts_by_holder on rm.lead_parts (holder)',
  'create index if not exists lead_parts_by_approver on rm.lead_parts (approver)',
  'create table if not exists rm.task_files (sha256 text not null, task_id uuid not null, primary key (sha256, task_id))',
];
