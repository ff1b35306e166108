import '../acts/form.css';
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, TextInput } from '@mantine/core';
import type { WithoutChannelView } from '#contracts';
import { ProblemError, request } from '../../api/http-client.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { SidePanel } from '../../ui/side-panel.js';
import { withoutChannelQuery } from './without-channel.query.js';

/** Whose address is entered. */
export interface AddressOwner {
  readonly kind: 'mailbox' | 'person';
  readonly id: string;
  readonly name: string;
}

const pathOf = ({ kind, id }: AddressOwner): string =>
  kind === 'mailbox' ? `/without-channel/agencies/${id}/mailbox` : `/without-channel/people/${id}/email`;

const fieldErrorOf = (error: unknown): string | null =>
  error instanceof ProblemError ? (error.problem.errors?.find(({ pointer }) => pointer === '/email')?.message ?? null) : null;

/** Enters an address: reminders go there from the next one on. */
export const AddressDrawer = ({ owner, onClose }: { readonly owner: AddressOwner; readonly onClose: () => void }) => {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const entering = useMutation({
    mutationFn: () => request<WithoutChannelView>(pathOf(owner), { method: 'PUT', json: { email: email.trim() } }),
    onSuccess: (after) => {
      announce('Đã ghi địa chỉ; thông báo sau sẽ gửi đến địa chỉ này.');
      client.setQueryData(withoutChannelQuery.queryKey, after);
      onClose();
    },
  });
  const fieldError = fieldErrorOf(entering.error);
  return (
    <SidePanel title={owner.kind === 'mailbox' ? 'Nhập hộp thư công vụ' : 'Nhập địa chỉ thư'} about={owner.name} onClose={onClose}>
      <form
        className="act-form"
        aria-label="Nhập địa chỉ thư"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          entering.mutate();
        }}
      >
        <TextInput
          label={owner.kind === 'mailbox' ? 'Hộp thư công vụ của cơ quan' : 'Địa chỉ thư công vụ'}
          description="Địa chỉ bị từ chối trước đây, nếu nhập lại, được coi là đã dùng được."
          type="email"
          required
          maxLength={320}
          value={email}
          error={fieldError}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
          }}
        />
        {entering.error === null || fieldError !== null ? null : <Notice tone="red" title={messageOf(entering.error)} />}
        <div className="row">
          <Button type="submit" loading={entering.isPending}>
            Ghi địa chỉ
          </Button>
          <Button variant="default" onClick={onClose}>
            Đóng
          </Button>
        </div>
      </form>
    </SidePanel>
  );
};
