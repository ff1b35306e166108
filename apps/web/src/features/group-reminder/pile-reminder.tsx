import { lazy } from 'react';
import type { InboxView } from '#contracts';
import { ReminderPanel } from './reminder-panel.js';

const ListMessage = lazy(() => import('./list-message.js').then((module) => ({ default: module.ListMessage })));

type Group = InboxView['groups'][number];

/** Piles in which something is asked of the agencies that lead. */
const ASKING: ReadonlySet<Group['key']> = new Set([
  'unreviewed',
  'overdue',
  'due-today',
  'due-soon',
  'not-acknowledged',
  'no-recipient',
  'others',
]);

/** For a pile of the Office's inbox. */
export const PileReminder = ({ group: { key, label, items, total } }: { readonly group: Group }) => {
  const parts = items.flatMap(({ part }) => part ?? []);
  if (!ASKING.has(key) || parts.length === 0) return null;
  return (
    <ReminderPanel of={label}>
      <ListMessage parts={parts} total={total} address={`${window.location.origin}/viec-can-xu-ly`} />
    </ReminderPanel>
  );
};
