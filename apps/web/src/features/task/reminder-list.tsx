import { lazy, Suspense, useState } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { ReminderOrderView, ReminderView } from '#contracts';
import { remindersQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { dateOfInstant, formatDate, formatInstant } from '../../words/dates.js';
import type { OrderVerb } from './reminder-order.js';

/** The form comes when it is opened: most readers only read. */
const OrderPanel = lazy(() => import('./reminder-order.js'));

const outcomeLabels: Readonly<Record<ReminderView['outcome'], string>> = {
  planned: 'Dự kiến gửi',
  held: 'Đang giữ lại',
  sent: 'Đã gửi',
  suppressed: 'Không gửi',
  refused: 'Không gửi được',
  uncertain: 'Chưa rõ đã đến hay chưa',
  returned: 'Bị trả lại',
  retry: 'Đang gửi lại',
  cancelled: 'Thôi gửi',
};
const tones: Readonly<Partial<Record<ReminderView['outcome'], string>>> = {
  sent: 'green',
  planned: 'navy',
  held: 'amber',
  refused: 'red',
  uncertain: 'amber',
  returned: 'red',
  retry: 'amber',
};

const verbLabels: Readonly<Record<OrderVerb, string>> = { hold: 'Giữ lại', lift: 'Thôi giữ', 'send-now': 'Gửi ngay', resend: 'Gửi lại' };

/** A hold ends at midnight: the day before it is the last on which nothing is sent. */
const lastDay = (instant: string): string => formatDate(dateOfInstant(new Date(Date.parse(instant) - 1).toISOString()));

const orderSentence = ({ kind, by, at, until, reason }: ReminderOrderView): string =>
  `${verbLabels[kind]}${until === null ? '' : ` đến hết ngày ${lastDay(until)}`}: ${by}, ${formatInstant(at)}. Lý do: ${reason}`;

const Result = ({ item }: { readonly item: ReminderView }) => (
  <>
    <span className="mark" data-tone={tones[item.outcome]}>
      {outcomeLabels[item.outcome]}
    </span>
    {item.channel === 'zalo' ? <span className="small soft"> qua Zalo</span> : null}
    {item.isAgain ? <span className="small soft"> (thư gửi lại)</span> : null}
    {item.hold === null ? null : <div className="small">Giữ đến hết ngày {lastDay(item.hold.until)}</div>}
    {item.reason === null ? null : <div className="small soft">{item.reason}</div>}
    {item.orders.map((order) => (
      <div key={`${order.kind} ${order.at}`} className="small soft">
        {orderSentence(order)}
      </div>
    ))}
  </>
);

interface Chosen {
  readonly item: ReminderView;
  readonly verb: OrderVerb;
}

interface ReminderTableProps {
  readonly items: readonly ReminderView[];
  readonly onOrder: (chosen: Chosen) => void;
}

const keyOf = ({ rule, subject, agency, seat, dueAt, outcome, target, at, reason }: ReminderView): string =>
  [rule, subject, agency.id, seat, dueAt, outcome, JSON.stringify(target), at, reason].join(':');

const ReminderTable = ({ items, onOrder }: ReminderTableProps) => (
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
        {items.map((item) => (
          <tr key={keyOf(item)}>
            <td data-label="Nhắc việc">
              {item.ruleLabel}
              <div className="small soft">{item.policy.label}</div>
            </td>
            <td data-label="Nơi nhận">
              {item.agency.name} <span className="soft">({item.seatLabel})</span>
            </td>
            <td data-label="Thời điểm">{formatInstant(item.at ?? item.dueAt)}</td>
            <td data-label="Kết quả">
              <Result item={item} />
              {item.acts.length === 0 ? null : (
                <div className="reminder-acts no-print">
                  {item.acts.map((verb) => (
                    <Button
                      key={verb}
                      size="compact-sm"
                      variant="default"
                      onClick={() => {
                        onOrder({ item, verb });
                      }}
                    >
                      {verbLabels[verb]}
                      <span className="visually-hidden">
                        : {item.ruleLabel}, {item.agency.name}
                      </span>
                    </Button>
                  ))}
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Reminders of this task: planned, sent, and not sent with the reason; and what may be ordered about each. */
export const ReminderList = ({ taskId }: { readonly taskId: string }) => {
  const query = useQuery(remindersQuery(taskId));
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [chosen, choose] = useState<Chosen | null>(null);
  return (
    <QueryView query={query}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState title="Chưa có nhắc việc">Thư nhắc theo thời hạn, thư giao việc và lý do không gửi được ghi tại đây.</EmptyState>
        ) : (
          <>
            <ReminderTable items={items} onOrder={choose} />
            {chosen === null ? null : (
              <Suspense fallback={null}>
                <OrderPanel
                  taskId={taskId}
                  item={chosen.item}
                  verb={chosen.verb}
                  today={session.today}
                  onClose={() => {
                    choose(null);
                  }}
                />
              </Suspense>
            )}
          </>
        )
      }
    </QueryView>
  );
};
