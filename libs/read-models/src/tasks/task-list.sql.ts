import type { TaskListQuery } from '#contracts';

/**
 * The deadline axis of one lead part `p` on the civil date :today. The same rule as the domain's; a test compares the two
 * for every part of the plan.
 */
export const PART_STATUS = `case
  when p.verdict is not null then p.verdict
  when not p.runs then 'no-deadline'
  when p.in_time_until is null then 'in-time'
  when p.in_time_until < cast(:today as date) then 'overdue'
  when p.in_time_until <= cast(:soon as date) then 'due-soon'
  else 'in-time' end`;

const URGENCY = ['overdue', 'due-soon', 'in-time', 'late', 'on-time', 'no-deadline'] as const;

/**
 * The deadline axis of a task `t`: its verdict once it is done, else the most urgent of its open parts; without any part, that
 * of the task's own due date.
 */
export const TASK_STATUS = `coalesce(
  (select part.status from (select ${PART_STATUS} as status, p.ended from lead_parts p where p.task_id = t.id) part
    where t.work = 'completed' or not part.ended
    order by array_position(array['${URGENCY.join("','")}'], part.status) limit 1),
  case when t.work <> 'unassigned' then 'no-deadline' when t.due is null then 'no-deadline' when t.due < cast(:today as date) then 'overdue'
       when t.due <= cast(:soon as date) then 'due-soon' else 'in-time' end)`;

const PLAN_ROW = `coalesce(t.plan_id::text, '~'), lpad(coalesce(t.row, 99999999)::text, 8, '0'), t.id::text`;

/**
 * One text to order by and to continue from: unique, so that a cursor neither skips nor repeats. Compared byte by byte.
 * `due` is that of the row listed: the part's for `by=part`, else the task's.
 */
export const sortKey = (sort: TaskListQuery['sort'], by: TaskListQuery['by']): string => {
  const due = by === 'part' ? 'p.due' : 't.due';
  const part = by === 'part' ? ', p.part' : '';
  const keys = {
    row: PLAN_ROW,
    due: `coalesce(${due}::text, '9999-12-31'), ${PLAN_ROW}`,
    '-due': `coalesce(${due}::text, '0000-00-00'), ${PLAN_ROW}`,
    title: `t.title_key, ${PLAN_ROW}`,
  };
  return `concat_ws(chr(1), ${keys[sort]}${part}) collate "C"`;
};
