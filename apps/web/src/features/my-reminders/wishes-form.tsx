import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import type { MyRemindersView, ReminderWishesBody } from '#contracts';
import { request } from '../../api/http-client.js';
import { myRemindersQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { clockFace, halfHours } from '../../words/clock.js';

const USUAL = '';

/** The hours that may be chosen, and the one that was, though a changed policy would not offer it any more. */
const hourChoices = ({ hours, usualAt, wishes: { dailyAt } }: MyRemindersView) => [
  { value: USUAL, label: `${clockFace(usualAt)}, theo chính sách chung` },
  ...[...new Set([...halfHours(hours.from, hours.until), ...(dailyAt === null ? [] : [dailyAt])])]
    .sort((one, other) => one - other)
    .map((minute) => ({ value: String(minute), label: clockFace(minute) })),
];

const without = (days: readonly number[], day: number): number[] => days.filter((one) => one !== day);

/** What may be chosen; nothing is kept before it is saved. */
export const WishesForm = ({ view }: { readonly view: MyRemindersView }) => {
  const client = useQueryClient();
  const [wishes, setWishes] = useState<ReminderWishesBody>(view.wishes);
  const change = (some: Partial<ReminderWishesBody>): void => {
    setWishes({ ...wishes, ...some });
  };
  const saving = useMutation({
    mutationFn: () => request<MyRemindersView>('/me/reminders', { method: 'PUT', json: { ...wishes, seenVersion: view.version } }),
    onSuccess: (after) => {
      announce('Đã lưu thời gian nhận thư nhắc.');
      client.setQueryData(myRemindersQuery.queryKey, after);
    },
  });
  return (
    <form
      className="wishes-form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      {saving.error === null ? null : <Notice tone="red" title={messageOf(saving.error)} />}
      <NativeSelect
        label="Giờ nhận thư nhắc gộp"
        description="Trong giờ làm việc của ngày làm việc. Thư của hôm nay đã soạn thì vẫn đi theo giờ cũ; giờ mới dùng từ ngày làm việc sau."
        data={hourChoices(view)}
        value={wishes.dailyAt === null ? USUAL : String(wishes.dailyAt)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          change({ dailyAt: value === USUAL ? null : Number(value) });
        }}
      />
      <fieldset>
        <legend>Nhắc sớm trước hạn (ngày làm việc)</legend>
        <div className="wishes-early">
          {view.earlyDays.map((day) => (
            <Checkbox
              key={day}
              label={`Trước ${String(day).padStart(2, '0')} ngày`}
              checked={!wishes.mutedDays.includes(day)}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                change({ mutedDays: checked ? without(wishes.mutedDays, day) : [...without(wishes.mutedDays, day), day] });
              }}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>Nhiệm vụ cơ quan chỉ phối hợp</legend>
        <Checkbox
          label="Nhận nhắc hạn của nhiệm vụ phối hợp"
          description="Đề nghị cho ý kiến và yêu cầu hoàn thiện vẫn gửi."
          checked={!wishes.mutedCoordination}
          onChange={(event) => {
            change({ mutedCoordination: !event.currentTarget.checked });
          }}
        />
      </fieldset>
      <div>
        <Button type="submit" loading={saving.isPending}>
          Lưu
        </Button>
      </div>
    </form>
  );
};
