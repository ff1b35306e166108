import { useQuery } from '@tanstack/react-query';
import type { ReminderView } from '#contracts';
import { remindersQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant } from '../../words/dates.js';

const outcomeLabels: Readonly<Record<ReminderView['outcome'], string>> = {
  planned: 'Dự kiến gửi',
  sent: 'Đã gửi',
  suppressed: 'Không gửi',
  refused: 'Không gửi được',
  uncertain: 'Chưa rõ đã đến hay chưa',
  returned: 'Đã gửi, bị trả lại',
  retry: 'Đang gửi lại',
  cancelled: 'Thôi gửi',
};
const tones: Readonly<Partial<Record<ReminderView['outcome'], string>>> = {
  sent: 'green',
  planned: 'navy',
  refused: 'red',
  uncertain: 'amber',
  returned: 'amber',
  retry: 'amber',
};

const seats: Readonly<Record<string, string>> = {
  officer: 'chủ trì',
  'unit-head': 'trưởng phòng',
  head: 'người đứng đầu',
  clerk: 'văn thư',
  coordinator: 'phối hợp',
  approver: 'phê duyệt',
  'follow-up': 'chuyên viên theo dõi',
};

/** Reminders of this task: planned, sent, and not sent with the reason. */
export const ReminderList = ({ taskId }: { readonly taskId: string }) => {
  const query = useQuery(remindersQuery(taskId));
  return (
    <QueryView query={query}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState title="Chưa có nhắc việc">Thư nhắc theo thời hạn, thư giao việc và lý do không gửi được ghi tại đây.</EmptyState>
        ) : (
          <div className="table-frame">
            <table className="plain cards-when-narrow">
              <caption className="visually-hidden">Nhắc việc của nhiệm vụ</caption>
              <thead>
                <tr>
                  <th scope="col">Nhắc việc</th>
                  <th scope="col">Nơi nhận</th>
                  <th scope="col">Thời điểm</th>
                  <th scope="col">Kết quả</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item, nth) => (
                  <tr key={`${item.rule}:${item.subject}:${item.agency.id}:${item.seat}:${item.dueAt}:${String(nth)}`}>
                    <td data-label="Nhắc việc">{item.ruleLabel}</td>
                    <td data-label="Nơi nhận">
                      {item.agency.name}{' '}
                      <span className="soft">
                        ({seats[item.seat] ?? item.seat}
                        {item.isByZalo ? ', tin Zalo' : ''})
                      </span>
                    </td>
                    <td data-label="Thời điểm">{formatInstant(item.at ?? item.dueAt)}</td>
                    <td data-label="Kết quả">
                      <span className="mark" data-tone={tones[item.outcome]}>
                        {outcomeLabels[item.outcome]}
                      </span>
                      {item.reason === null ? null : <div className="small soft">{item.reason}</div>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </QueryView>
  );
};
