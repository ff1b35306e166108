import { lazy, Suspense, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { NewStandInBody, StandInsView } from '#contracts';
import { request } from '../../api/http-client.js';
import { standInsQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';

const DateField = lazy(() => import('../acts/date-field.js'));

type Agency = StandInsView['agencies'][number];

const choices = (people: Agency['members'], empty: string) => [
  { value: '', label: empty },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];

interface StandInFormProps {
  readonly agencies: readonly [Agency, ...Agency[]];
  readonly me: string;
  readonly today: string;
}

const blank = ({ agencies: [{ agency, mayNameFor, members }], me, today }: StandInFormProps): NewStandInBody => {
  const isMember = members.some(({ id }) => id === me);
  return {
    agency: agency.id,
    absent: mayNameFor === 'self' || isMember ? me : '',
    receiver: '',
    from: today,
    to: '',
    reason: '',
    getsCopy: false,
  };
};

/** Who is absent, who receives, from which day to which, and why. */
export const StandInForm = (props: StandInFormProps) => {
  const { agencies, me } = props;
  const client = useQueryClient();
  const [body, setBody] = useState(blank(props));
  const change = (some: Partial<NewStandInBody>): void => {
    setBody({ ...body, ...some });
  };
  const naming = useMutation({
    mutationFn: () => request<StandInsView>('/stand-ins', { method: 'POST', json: body }),
    onSuccess: (after) => {
      announce('Đã cử người nhận thay.');
      setBody(blank(props));
      client.setQueryData(standInsQuery.queryKey, after);
    },
  });
  const { members, mayNameFor } = agencies.find(({ agency }) => agency.id === body.agency) ?? agencies[0];
  return (
    <form
      className="stand-in-form"
      aria-label="Cử người nhận thay"
      onSubmit={(event) => {
        event.preventDefault();
        naming.mutate();
      }}
    >
      {naming.error === null ? null : <Notice tone="red" title={messageOf(naming.error)} />}
      {agencies.length === 1 ? null : (
        <NativeSelect
          label="Cơ quan"
          data={agencies.map(({ agency }) => ({ value: agency.id, label: agency.name }))}
          value={body.agency}
          onChange={(event) => {
            change({ agency: event.currentTarget.value, absent: '', receiver: '' });
          }}
        />
      )}
      {mayNameFor === 'self' ? null : (
        <NativeSelect
          label="Người vắng mặt"
          required
          data={choices(members, 'Chọn người vắng mặt')}
          value={body.absent}
          onChange={(event) => {
            change({ absent: event.currentTarget.value });
          }}
        />
      )}
      <NativeSelect
        label="Người nhận thay"
        required
        description="Người cùng cơ quan, vì người nhận thay phải xem được nhiệm vụ."
        data={choices(
          members.filter(({ id }) => id !== (mayNameFor === 'self' ? me : body.absent)),
          'Chọn người nhận thay',
        )}
        value={body.receiver}
        onChange={(event) => {
          change({ receiver: event.currentTarget.value });
        }}
      />
      <Suspense fallback={null}>
        <div className="stand-in-days">
          <DateField
            label="Từ ngày"
            required
            value={body.from}
            onValue={(from) => {
              change({ from });
            }}
          />
          <DateField
            label="Đến hết ngày"
            required
            value={body.to}
            onValue={(to) => {
              change({ to });
            }}
          />
        </div>
      </Suspense>
      <TextInput
        label="Lý do"
        required
        maxLength={200}
        description="Ví dụ: nghỉ phép, đi công tác. Người nhận thay thấy lý do này trong thư."
        value={body.reason}
        onChange={(event) => {
          change({ reason: event.currentTarget.value });
        }}
      />
      <Checkbox
        label="Người vắng mặt vẫn nhận một bản"
        checked={body.getsCopy ?? false}
        onChange={(event) => {
          change({ getsCopy: event.currentTarget.checked });
        }}
      />
      <div>
        <Button type="submit" loading={naming.isPending}>
          Cử người nhận thay
        </Button>
      </div>
    </form>
  );
};
