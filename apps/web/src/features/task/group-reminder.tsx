import type { TaskDetail } from '#contracts';
import { groupMessage } from '../../words/group-message.js';
import { CopyText } from '../group-reminder/copy-text.js';
import { ReminderPanel } from '../group-reminder/reminder-panel.js';

/** The text for a group about one task; none where nothing is open. */
export const GroupReminder = ({ task }: { readonly task: TaskDetail }) => {
  const message = groupMessage(task, `${window.location.origin}/nhiem-vu/${task.id}`);
  return message === null ? null : (
    <ReminderPanel>
      <CopyText text={message} />
    </ReminderPanel>
  );
};
