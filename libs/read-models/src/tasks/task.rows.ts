import {
  agenciesConcerned,
  deadlineStatus,
  dueToMeet,
  isOpenPart,
  nextClockDay,
  plainDate,
  taskSituation,
  type LeadPart,
  type Task,
  type WorkingCalendar,
} from '#domain';
import { taskDue } from '../shared/deadline.view.js';
import { foldText } from '../shared/fold-text.js';

const distinct = <Item>(items: readonly (Item | null)[]): Item[] => [...new Set(items)].filter((item): item is Item => item !== null);

const documentNumbers = (part: LeadPart): readonly string[] =>
  [
    ...part.submissions.map(({ document }) => document),
    ...part.extensions.map(({ document }) => document),
    ...part.causes.map(({ document }) => document),
    ...part.milestones.map(({ outcome }) => (outcome.kind === 'reported' ? outcome.document : null)),
    ...part.cycles.flatMap(({ reports }) => reports.map(({ document }) => document)),
  ].flatMap((document) => (document === null ? [] : [document.number]));

/** Agency ids are their names without diacritics, so that the folded search finds them by name. */
const searchText = (task: Task): string =>
  foldText(
    [
      task.title,
      task.ordinal,
      task.groupTitle,
      task.output,
      task.deadline.text,
      task.printed.leads,
      task.printed.coordinators,
      task.printed.approvers,
      ...agenciesConcerned(task).map((id) => id.replaceAll('-', ' ')),
      ...task.leads.flatMap(documentNumbers),
    ].join(' '),
  );

/** The columns of `tasks`. */
export const taskRow = (task: Task, files: readonly string[]) => {
  return {
    id: task.id,
    plan_id: task.planId,
    row: task.row,
    group_ordinal: task.group,
    title_key: foldText(task.title),
    search: searchText(task),
    work: taskSituation(task).work,
    due: taskDue(task),
    agencies: [...agenciesConcerned(task)],
    coordinators: distinct(task.coordinators.filter((part) => !part.released).map((part) => part.holder)),
    files,
    version: task.version,
    state: task,
  };
};

/** A day after every due date: a part that is in time even then waits for its approver, or has no date that runs. */
const END_OF_TIME = plainDate('9999-12-31');
const NO_CALENDAR: WorkingCalendar = { version: 0, days: new Map(), publishedYears: [] };

/** The last day on which the part is not overdue; null where it cannot be. */
const inTimeUntil = (part: LeadPart) => (deadlineStatus(part, END_OF_TIME, NO_CALENDAR) === 'overdue' ? dueToMeet(part) : null);

/** The columns of `lead_parts`. */
export const leadPartRow = (task: Task, part: LeadPart) => ({
  task_id: task.id,
  part: part.id,
  holder: part.holder,
  approver: part.approver,
  work: part.situation.name,
  due: part.due ?? dueToMeet(part),
  runs: dueToMeet(part) !== null,
  in_time_until: inTimeUntil(part),
  verdict: part.situation.name === 'completed' ? (part.situation.verdict ?? 'no-deadline') : null,
  ended: !isOpenPart(part),
  unreviewed: part.unreviewed,
  clock_on: nextClockDay(part),
});
