import type { InboxView } from '#contracts';

export type InboxGroupView = InboxView['groups'][number];
export type GroupKey = InboxGroupView['key'];
export type InboxItem = InboxGroupView['items'][number];

/** One thing to do, before it is put in its group. */
export interface InboxEntry {
  readonly group: GroupKey;
  readonly item: InboxItem;
}

/** The groups of "Việc cần xử lý" in the order of the screen. */
export const groupLabels: Readonly<Record<GroupKey, string>> = {
  overdue: 'Quá hạn',
  'due-today': 'Đến hạn hôm nay',
  'to-approve': 'Chờ phê duyệt',
  'office-decisions': 'Chờ Văn phòng xử lý',
  'due-soon': 'Đến hạn trong 10 ngày làm việc',
  new: 'Mới giao',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  'opinions-wanted': 'Cần cho ý kiến phối hợp',
  remarks: 'Ý kiến chỉ đạo, trao đổi chưa xem',
  unassigned: 'Chưa có cơ quan chủ trì',
  unreviewed: 'Chưa rà soát hiện trạng',
  'not-acknowledged': 'Chưa tiếp nhận',
  'no-recipient': 'Chưa có người nhận thông báo',
  others: 'Đang thực hiện',
};

/** A group shows so many items; its total counts all. */
const SHOWN = 100;

const byDue = (left: InboxEntry, right: InboxEntry): number => (left.item.due ?? '9999').localeCompare(right.item.due ?? '9999');

/** Puts entries into groups, soonest first; empty groups are left out. */
export const groupsOf = (entries: readonly InboxEntry[]): InboxGroupView[] =>
  (Object.keys(groupLabels) as GroupKey[]).flatMap((key) => {
    const own = entries.filter((entry) => entry.group === key).sort(byDue);
    if (own.length === 0) return [];
    return [{ key, label: groupLabels[key], total: own.length, items: own.slice(0, SHOWN).map((entry) => entry.item) }];
  });
