import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './check-draft.js';
import { tellOfTask } from './tell.js';

/** "Đến năm 2025 hoàn thành …" in a task due in 2030. */
export const checkMilestones = ({ tasks }: Rows, context: ReadContext): void => {
  tasks.forEach((task, row) => {
    const { due } = task.deadline;
    if (due === null) return;
    const dueYear = Number(due.slice(0, 4));
    const years = Array.from(task.title.matchAll(/(?:đến|hết|vào|trong|trước)\s+(?:hết\s+|cuối\s+)?năm\s+((?:19|20)\d\d)/giu), ([, year]) =>
      Number(year),
    );
    const earlier = [...new Set(years.filter((year) => year < dueYear))];
    if (earlier.length === 0) return;
    const message = `Nội dung có mốc sớm hơn thời hạn: năm ${earlier.join(', ')}.`;
    tellOfTask(task, row, context, { code: 'milestone-in-title', message, field: '/title' });
  });
};
