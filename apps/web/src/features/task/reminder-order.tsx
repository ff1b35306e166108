import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Textarea } from '@mantine/core';
import type { ReminderOrderReply, ReminderView } from '#contracts';
import { request } from '../../api/http-client.js';
import { remindersQuery } from '../../api/queries.js';
import { createRequestKeys } from '../../api/request-key.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { SidePanel } from '../../ui/side-panel.js';
import { formatDate, formatInstant } from '../../words/dates.js';
import DateField from '../acts/date-field.js';
import { holdDays } from './hold-days.js';

export type OrderVerb = ReminderView['acts'][number];

interface Words {
  readonly label: string;
  readonly about: string;
  readonly done: string;
}

const orderWords: Readonly<Record<OrderVerb, Words>> = {
  hold: {
    label: 'Giữ lại',
    about: 'Không gửi cho đến hết ngày đã chọn; sau đó gửi vào buổi sáng làm việc tiếp theo. Có thể thôi giữ bất cứ lúc nào.',
    done: 'Đã giữ lại nhắc việc.',
  },
  lift: { label: 'Thôi giữ', about: 'Nhắc việc gửi theo lịch như trước.', done: 'Đã thôi giữ nhắc việc.' },
  'send-now': {
    label: 'Gửi ngay',
    about: 'Gửi trước giờ dự kiến, thành thư riêng. Việc đã hoàn thành hoặc đã chuyển bước thì không gửi được.',
    done: 'Đã chuyển gửi ngay.',
  },
  resend: {
    label: 'Gửi lại',
    about: 'Lập thư mới cho cùng người nhận, ghi là gửi lại của thư trước. Thư trước giữ nguyên kết quả.',
    done: 'Đã lập thư gửi lại.',
  },
};

const bodyOf = (verb: OrderVerb, { target, hold }: ReminderView, reason: string, until: string): object => {
  if (verb === 'lift') return { hold: hold?.id, reason };
  if (verb === 'resend') return { delivery: target !== null && 'delivery' in target ? target.delivery : undefined, reason };
  return { target, reason, ...(verb === 'hold' ? { until } : {}) };
};

interface OrderPanelProps {
  readonly taskId: string;
  readonly item: ReminderView;
  readonly verb: OrderVerb;
  readonly today: string;
  readonly onClose: () => void;
}

/** The form of one order: what it does, until when, and why. A submit repeated after a lost answer is the same order. */
const OrderPanel = ({ taskId, item, verb, today, onClose }: OrderPanelProps) => {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { first, usual, last } = holdDays(item, today);
  const [until, setUntil] = useState(usual);
  const [keys] = useState(() => createRequestKeys());
  const words = orderWords[verb];
  const ordering = useMutation({
    mutationFn: () => {
      const json = bodyOf(verb, item, reason, until);
      const headers = { 'Idempotency-Key': keys.keyFor(json) };
      return request<ReminderOrderReply>(`/tasks/${taskId}/reminders/${verb}`, { method: 'POST', json, headers });
    },
    onSuccess: async () => {
      keys.settle();
      announce(words.done);
      await client.invalidateQueries({ queryKey: remindersQuery(taskId).queryKey });
      onClose();
    },
  });
  return (
    <SidePanel
      title={`${words.label} nhắc việc`}
      about={
        <>
          <p>
            {item.ruleLabel}, {item.agency.name} ({item.seatLabel}), {formatInstant(item.at ?? item.dueAt)}
          </p>
          <p className="small soft">{words.about}</p>
        </>
      }
      onClose={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          ordering.mutate();
        }}
      >
        {ordering.error === null ? null : <Notice tone="red" title={messageOf(ordering.error)} />}
        {verb === 'hold' ? (
          <DateField
            label="Giữ đến hết ngày"
            description={`Từ ${formatDate(first)} đến ${formatDate(last)}: tối đa 30 ngày, tính từ hôm nay hoặc từ ngày dự kiến gửi nếu chưa đến`}
            required
            value={until}
            onValue={setUntil}
          />
        ) : null}
        <Textarea
          label="Lý do"
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <div>
          <Button type="submit" loading={ordering.isPending}>
            {words.label}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
};

export default OrderPanel;
