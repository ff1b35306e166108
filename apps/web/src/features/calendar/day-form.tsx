import { lazy, Suspense, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { CalendarDayBody, CalendarEffectsView } from '#contracts';
import { request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { Effects } from './effects.js';

const DateField = lazy(() => import('../acts/date-field.js'));

const KINDS = [
  { value: 'off', label: 'Ngày nghỉ' },
  { value: 'worked', label: 'Ngày làm bù (Thứ Bảy, Chủ nhật)' },
  { value: 'weekly', label: 'Bỏ ngày đã công bố' },
];

const empty: CalendarDayBody = { date: '', kind: 'off', occasion: '', basis: '' };

type Due = CalendarEffectsView['dues'][number];
const keyOf = ({ taskId, part }: Due): string => `${taskId}/${part}`;

interface Confirmed {
  readonly day: CalendarDayBody;
  readonly effects: CalendarEffectsView;
  readonly moved: ReadonlySet<string>;
}

const confirm = ({ day, effects, moved }: Confirmed, key: string): Promise<unknown> => {
  const moves = effects.dues.filter((due) => moved.has(keyOf(due))).map(({ taskId, part, from, due }) => ({ taskId, part, from, due }));
  const json = { ...day, moves, seenVersion: effects.version };
  return request('/calendar/days', { method: 'POST', json, headers: { 'Idempotency-Key': key } });
};

/** One day, what it touches, and the confirmation: nothing is recorded before the effects were shown. */
export const DayForm = () => {
  const client = useQueryClient();
  const [day, setDay] = useState(empty);
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const previewing = useMutation({
    mutationFn: () => request<CalendarEffectsView>('/calendar/preview', { method: 'POST', json: day }),
    onSuccess: ({ dues }) => {
      setMoved(new Set(dues.map(keyOf)));
    },
  });
  const confirming = useMutation({
    mutationFn: (confirmed: Confirmed & { readonly key: string }) => confirm(confirmed, confirmed.key),
    onSuccess: async () => {
      announce('Đã ghi nhận thay đổi của lịch làm việc.');
      setDay(empty);
      previewing.reset();
      await client.invalidateQueries();
    },
  });
  const change = (part: Partial<CalendarDayBody>): void => {
    setDay({ ...day, ...part });
    previewing.reset();
    confirming.reset();
  };
  const failure = previewing.error ?? confirming.error;
  return (
    <section className="stack" aria-labelledby="calendar-change">
      <h2 id="calendar-change">Thay đổi một ngày</h2>
      <form
        className="calendar-form"
        onSubmit={(event) => {
          event.preventDefault();
          previewing.mutate();
        }}
      >
        <Suspense fallback={null}>
          <DateField
            label="Ngày"
            required
            value={day.date}
            onValue={(date) => {
              change({ date });
            }}
          />
        </Suspense>
        <NativeSelect
          label="Là ngày"
          data={KINDS}
          value={day.kind}
          onChange={(event) => {
            change({ kind: event.currentTarget.value as CalendarDayBody['kind'] });
          }}
        />
        {day.kind === 'weekly' ? null : (
          <TextInput
            label="Lý do"
            description="Ví dụ: Tết Nguyên đán, hoán đổi ngày làm việc dịp 30/4."
            required
            maxLength={500}
            value={day.occasion ?? ''}
            onChange={(event) => {
              change({ occasion: event.currentTarget.value });
            }}
          />
        )}
        <TextInput
          label="Căn cứ"
          description="Số văn bản quyết định."
          required
          maxLength={500}
          value={day.basis}
          onChange={(event) => {
            change({ basis: event.currentTarget.value });
          }}
        />
        <div>
          <Button type="submit" variant="default" loading={previewing.isPending}>
            Xem ảnh hưởng
          </Button>
        </div>
      </form>
      {failure === null ? null : <Notice tone="red" title={messageOf(failure)} />}
      {previewing.data === undefined ? null : (
        <Effects
          effects={previewing.data}
          keyOf={keyOf}
          moved={moved}
          setMoved={setMoved}
          isPending={confirming.isPending}
          onConfirm={() => {
            confirming.mutate({ day, effects: previewing.data, moved, key: newRequestKey() });
          }}
        />
      )}
    </section>
  );
};
