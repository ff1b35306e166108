import { dayOfWeek, plainDate, type CalendarDay, type PlainDate } from '#domain';
import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './draft-rows.js';
import { tellOfTask } from './tell.js';

const shown = (date: string): string => date.split('-').reverse().join('/');

/** What makes a day one of rest; null for a working day, a worked Saturday among them. */
const restOn = (date: PlainDate, days: ReadonlyMap<PlainDate, CalendarDay>): string | null => {
  const day = days.get(date);
  if (day?.kind === 'off') return day.occasion;
  if (day !== undefined || dayOfWeek(date) < 6) return null;
  return dayOfWeek(date) === 6 ? 'thứ Bảy' : 'Chủ nhật';
};

/** A single date on a day of rest is moved by policy; a period ends on its last day and never moves. */
export const checkDaysOff = ({ tasks }: Rows, context: ReadContext): void => {
  const { calendar } = context;
  if (calendar === null) return;
  tasks.forEach((task, row) => {
    const { due, kind } = task.deadline;
    const rest = due === null || kind !== 'date' ? null : restOn(plainDate(due), calendar.days);
    if (rest === null || due === null) return;
    const message = `Thời hạn ${shown(due)} là ngày nghỉ (${rest}); ngày đến hạn được tính theo quy tắc ngày nghỉ của hệ thống.`;
    tellOfTask(task, row, context, { code: 'due-on-day-off', message, field: '/deadline' });
  });
};
