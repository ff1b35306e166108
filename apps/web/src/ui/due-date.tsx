import { IconAlertTriangle, IconCalendarDue, IconCheck, IconClockHour4 } from '@tabler/icons-react';
import type { DeadlineView } from '#contracts';
import { formatDate, timeLeft } from '../words/dates.js';
import { deadlineLabels } from '../words/labels.js';

type DeadlineShape = Pick<DeadlineView, 'due' | 'status' | 'text' | 'workingDaysLeft'>;

const tones: Readonly<Partial<Record<DeadlineView['status'], string>>> = {
  overdue: 'red',
  'due-soon': 'amber',
  'on-time': 'green',
  late: 'red',
};

const icons: Readonly<Partial<Record<DeadlineView['status'], typeof IconCheck>>> = {
  overdue: IconAlertTriangle,
  late: IconAlertTriangle,
  'due-soon': IconClockHour4,
  'on-time': IconCheck,
};

const wordsOf = ({ status, workingDaysLeft }: DeadlineShape): string => {
  if (status === 'on-time' || status === 'late' || workingDaysLeft === null) return deadlineLabels[status].toLowerCase();
  // A submission sent in time keeps its part in time after the date has passed.
  if (workingDaysLeft < 0 && status !== 'overdue') return deadlineLabels[status].toLowerCase();
  return timeLeft(workingDaysLeft);
};

/** The due date in words and figures: "còn 3 ngày làm việc · 27/11/2026". */
export const DueDate = ({ deadline }: { readonly deadline: DeadlineShape }) => {
  const Icon = icons[deadline.status] ?? IconCalendarDue;
  if (deadline.due === null) {
    return (
      <span className="due soft">
        <Icon size={16} aria-hidden />
        {deadline.text === '' ? 'không định ngày' : deadline.text}
      </span>
    );
  }
  return (
    <span className="due" data-tone={tones[deadline.status]}>
      <Icon size={16} aria-hidden />
      <span>
        {wordsOf(deadline)} · <span className="due-day">{formatDate(deadline.due)}</span>
      </span>
    </span>
  );
};
