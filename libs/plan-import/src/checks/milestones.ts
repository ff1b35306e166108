import { milestonesIn, type MilestoneInText } from '#domain';
import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './draft-rows.js';
import { tellOfTask } from './tell.js';

const shown = ({ kind, year, due }: MilestoneInText): string =>
  kind === 'year' ? `năm ${String(year)}` : due.split('-').reverse().join('/');

/** "Đến năm 2025 hoàn thành …" in a task due in 2030: a milestone that nobody would follow. */
export const checkMilestones = ({ tasks }: Rows, context: ReadContext): void => {
  tasks.forEach((task, row) => {
    const { due } = task.deadline;
    if (due === null) return;
    const earlier = [
      ...new Set(
        milestonesIn(task.title)
          .filter((milestone) => milestone.due < due)
          .map(shown),
      ),
    ];
    if (earlier.length === 0) return;
    const message = `Nội dung có mốc sớm hơn thời hạn: ${earlier.join(', ')}.`;
    tellOfTask(task, row, context, { code: 'milestone-in-title', message, field: '/title' });
  });
};
