import '../acts/form.css';
import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { AgencyView, CommandReply } from '#contracts';
import { rememberPosition, request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { agenciesQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { SidePanel } from '../../ui/side-panel.js';

type Verb = 'rename' | 'dissolve' | 'succeed';

interface Form {
  readonly verb: Verb;
  readonly day: string;
  readonly basis: string;
  readonly name: string;
  readonly successors: readonly string[];
  readonly shape: string;
}

const empty: Form = { verb: 'rename', day: '', basis: '', name: '', successors: [], shape: 'replaced' };

const bodyOf = ({ verb, day, basis, name, successors, shape }: Form): object => {
  if (verb === 'rename') return { name, from: day, basis };
  return verb === 'dissolve' ? { on: day, basis } : { on: day, basis, successors, shape };
};

const useChange = (agency: AgencyView, onDone: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (form: Form) =>
      request<CommandReply>(`/agencies/${agency.id}/${form.verb}`, {
        method: 'POST',
        json: bodyOf(form),
        headers: { 'Idempotency-Key': newRequestKey() },
      }),
    onSuccess: async (reply) => {
      rememberPosition(reply.position);
      announce('Đã ghi nhận thay đổi của cơ quan.');
      await client.invalidateQueries();
      onDone();
    },
  });
};

interface AgencyDrawerProps {
  readonly agency: AgencyView;
  readonly onClose: () => void;
}

/** Renames an agency, ends it, or says who succeeds it; each from a day on, with the document that says so. */
export const AgencyDrawer = ({ agency, onClose }: AgencyDrawerProps) => {
  const [form, setForm] = useState<Form>(empty);
  const agencies = (useQuery(agenciesQuery).data ?? []).filter(({ id, active }) => active && id !== agency.id);
  const sending = useChange(agency, onClose);
  const set = (change: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...change }));
  };
  return (
    <SidePanel title="Thay đổi cơ quan" onClose={onClose} about={agency.name}>
      <form
        className="act-form"
        aria-label="Thay đổi cơ quan"
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate(form);
        }}
      >
        <NativeSelect
          label="Thay đổi"
          value={form.verb}
          data={[
            { value: 'rename', label: 'Đổi tên' },
            { value: 'succeed', label: 'Có cơ quan kế thừa (thay thế, hợp nhất, chia tách)' },
            { value: 'dissolve', label: 'Kết thúc hoạt động, không có cơ quan kế thừa' },
          ]}
          onChange={(event) => {
            set({ verb: event.currentTarget.value as Verb });
          }}
        />
        {form.verb === 'rename' ? (
          <TextInput
            label="Tên mới"
            required
            maxLength={500}
            value={form.name}
            onChange={(event) => {
              set({ name: event.currentTarget.value });
            }}
          />
        ) : null}
        {form.verb === 'succeed' ? (
          <>
            <MultiSelect
              label="Cơ quan kế thừa"
              description="Việc đang giữ không tự chuyển; chuyển bằng một đợt sắp xếp tổ chức."
              required
              searchable
              data={agencies.map(({ id, name }) => ({ value: id, label: name }))}
              value={[...form.successors]}
              onChange={(successors) => {
                set({ successors });
              }}
            />
            <NativeSelect
              label="Hình thức"
              value={form.shape}
              data={[
                { value: 'replaced', label: 'Thay thế' },
                { value: 'merged', label: 'Hợp nhất' },
                { value: 'split', label: 'Chia tách' },
              ]}
              onChange={(event) => {
                set({ shape: event.currentTarget.value });
              }}
            />
          </>
        ) : null}
        <TextInput
          label={form.verb === 'rename' ? 'Mang tên mới từ ngày' : 'Không còn hoạt động từ ngày'}
          type="date"
          required
          value={form.day}
          onChange={(event) => {
            set({ day: event.currentTarget.value });
          }}
        />
        <TextInput
          label="Căn cứ pháp lý"
          required
          maxLength={500}
          value={form.basis}
          onChange={(event) => {
            set({ basis: event.currentTarget.value });
          }}
        />
        {sending.error === null ? null : <Notice tone="red" title={messageOf(sending.error)} />}
        <div className="row">
          <Button type="submit" loading={sending.isPending}>
            Ghi nhận
          </Button>
          <Button variant="default" onClick={onClose}>
            Đóng
          </Button>
        </div>
      </form>
    </SidePanel>
  );
};
