import type { ViewTable } from '#event-store';

/** Tasks with their states, and the columns that lists filter and sort by. */
const tasks: ViewTable = {
  name: 'tasks',
  columns: {
    id: 'uuid',
    plan_id: 'uuid',
    row: 'int',
    group_ordinal: 'text',
    title_key: 'text not null',
    search: 'text not null',
    work: 'text not null',
    due: 'date',
    agencies: 'text[] not null',
    coordinators: 'text[] not null',
    /** Hashes of the files that the task has ever referred to. */
    files: 'text[] not null',
    version: 'int not null',
    state: 'jsonb not null',
  },
  key: ['id'],
  owner: 'id',
  indexes: ['(plan_id, row, id)', '(due, id)', 'using gin (agencies)', 'using gin (files)'],
};

const leadParts: ViewTable = {
  name: 'lead_parts',
  columns: {
    task_id: 'uuid',
    part: 'text',
    holder: 'text not null',
    approver: 'text',
    work: 'text not null',
    due: 'date',
    runs: 'boolean not null',
    in_time_until: 'date',
    verdict: 'text',
    ended: 'boolean not null',
    unreviewed: 'boolean not null',
    /** The first day on which a period begins, or is missed. */
    clock_on: 'date',
  },
  key: ['task_id', 'part'],
  owner: 'task_id',
  indexes: ['(holder)', '(approver)', '(clock_on)'],
};

/** Tables of the view `tasks`: a cache of the log. */
export const taskTables: readonly ViewTable[] = [tasks, leadParts];
