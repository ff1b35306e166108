import type { TaskDetail, WorkName } from '#contracts';
import { deadlineLabels, workLabels } from './labels.js';
import { formatDate } from './dates.js';

type Part = Pick<TaskDetail['parts'][number], 'agency' | 'work' | 'deadline'>;

/** What a message to a group tells of a task. */
export type TaskToTell = Pick<TaskDetail, 'title' | 'ordinal'> & { readonly parts: readonly Part[] };

const finished: ReadonlySet<WorkName> = new Set(['completed', 'withdrawn', 'cancelled', 'superseded', 'closed-not-done']);

const dueWords = ({ due, text, status, workingDaysLeft: left }: Part['deadline']): string => {
  if (due === null) return `thời hạn: ${text}`;
  const days = Math.abs(left ?? 0)
    .toString()
    .padStart(2, '0');
  if (status === 'overdue') return `hạn ${formatDate(due)}, ${deadlineLabels.overdue.toLowerCase()} ${days} ngày làm việc`;
  return `hạn ${formatDate(due)}${left === null ? '' : left === 0 ? ', đến hạn hôm nay' : `, còn ${days} ngày làm việc`}`;
};

/**
 * A reminder of a task for a group chat that exists already: plain text, the agencies that still have to do something with their due
 * dates, and the address of the task. No names of persons, no addresses, no telephone numbers. Null where nothing is open.
 */
export const groupMessage = ({ title, ordinal, parts }: TaskToTell, address: string): string | null => {
  const open = parts.filter(({ work }) => !finished.has(work));
  if (open.length === 0) return null;
  return [
    `NHẮC VIỆC: Nhiệm vụ${ordinal === null ? '' : ` số ${ordinal}`}: ${title.trim()}`,
    ...open.map(({ agency, work, deadline }) => `- ${agency.name}: ${dueWords(deadline)} (${workLabels[work].toLowerCase()})`),
    `Đề nghị các cơ quan cập nhật tiến độ trên hệ thống: ${address}`,
  ].join('\n');
};
