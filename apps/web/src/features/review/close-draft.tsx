import { useState, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, TextInput } from '@mantine/core';
import { request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { SidePanel } from '../../ui/side-panel.js';
import { useReviewPage } from './review-context.js';

/** Gives the draft up, with the reason. The file and what was corrected stay on record. */
export const CloseDraft = () => {
  const { view } = useReviewPage().review;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const closing = useMutation({
    mutationFn: () =>
      request(`/plan-drafts/${view.id}/close`, { method: 'POST', json: { reason }, headers: { 'Idempotency-Key': newRequestKey() } }),
    onSuccess: async () => {
      announce('Đã bỏ bản dự thảo.');
      await navigate({ to: '/nhap-ke-hoach' });
      await refreshViews(client);
    },
  });
  const stop = (): void => {
    setOpen(false);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    closing.mutate();
  };
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        onClick={() => {
          setOpen(true);
        }}
      >
        Bỏ bản dự thảo
      </Button>
      {isOpen ? (
        <SidePanel
          title="Bỏ bản dự thảo"
          about="Tệp nguồn và các lần sửa vẫn được lưu; bản dự thảo không đưa vào theo dõi được nữa."
          onClose={stop}
        >
          <form className="act-form" onSubmit={submit}>
            <TextInput
              label="Lý do"
              required
              value={reason}
              onChange={(event) => {
                setReason(event.currentTarget.value);
              }}
            />
            {closing.error === null ? null : <Notice tone="red" title={messageOf(closing.error)} />}
            <div className="row">
              <Button type="submit" color="red" loading={closing.isPending}>
                Bỏ bản dự thảo
              </Button>
              <Button variant="default" onClick={stop}>
                Đóng
              </Button>
            </div>
          </form>
        </SidePanel>
      ) : null}
    </>
  );
};
