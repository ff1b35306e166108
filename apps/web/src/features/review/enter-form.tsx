import { useRef, useState, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { formatDate } from '../../words/dates.js';
import DateField from '../acts/date-field.js';
import { useReviewPage } from './review-context.js';

interface EnterFormProps {
  readonly effectiveOn: string;
  readonly onEffectiveOn: (day: string) => void;
  readonly openDoubts: number;
}

/** Enters the reviewed draft: once, however often it is pressed. */
export const EnterForm = ({ effectiveOn, onEffectiveOn, openDoubts }: EnterFormProps) => {
  const { review } = useReviewPage();
  const { view } = review;
  const client = useQueryClient();
  const navigate = useNavigate();
  const keys = useRef(createRequestKeys());
  const { issuedOn } = view.draft.document;
  const [isMissing, setMissing] = useState(false);
  const entering = useMutation({
    mutationFn: (body: { readonly effectiveOn: string }) =>
      request<{ readonly position?: string }>(`/plan-drafts/${view.id}/enter`, {
        method: 'POST',
        json: body,
        headers: { 'Idempotency-Key': keys.current.keyFor(body), 'If-Match': `"v${String(view.version)}"` },
      }),
    onSuccess: async (reply) => {
      if (reply.position !== undefined) rememberPosition(reply.position);
      await navigate({ to: '/ke-hoach/$id', params: { id: view.id } });
      await refreshViews(client);
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
  const isStale = entering.error instanceof ProblemError && entering.error.problem.status === 412;
  const reload = async (): Promise<void> => {
    await review.reload();
    entering.reset();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setMissing(effectiveOn === '');
    if (effectiveOn !== '' && !entering.isPending) entering.mutate({ effectiveOn });
  };
  const rest = entering.error instanceof ProblemError ? (entering.error.problem.errors ?? []).map((error) => error.message) : [];
  return (
    <form className="card act-form" onSubmit={submit} noValidate aria-label="Đưa vào theo dõi">
      <h2>Đưa vào theo dõi</h2>
      <DateField
        label="Kế hoạch có hiệu lực từ ngày"
        description={issuedOn === null ? 'Bản gốc để trống ngày ký.' : `Bản gốc ghi ngày ${formatDate(issuedOn)}.`}
        required
        error={isMissing ? 'Chưa có ngày.' : undefined}
        value={effectiveOn}
        onValue={onEffectiveOn}
      />
      {openDoubts === 0 ? null : (
        <p className="soft">Còn {openDoubts} điểm cần xem. Vẫn đưa vào theo dõi được; các điểm này được ghi cùng từng dòng.</p>
      )}
      {entering.error === null ? null : (
        <Notice tone="red" title={messageOf(entering.error)}>
          {rest.map((message) => (
            <p key={message}>{message}</p>
          ))}
          {isStale ? (
            <Button size="xs" variant="default" onClick={() => void reload()}>
              Xem bản mới nhất
            </Button>
          ) : null}
        </Notice>
      )}
      <div>
        <Button type="submit" loading={entering.isPending}>
          Đưa vào theo dõi
        </Button>
      </div>
    </form>
  );
};
