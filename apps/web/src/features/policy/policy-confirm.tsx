import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, TextInput } from '@mantine/core';
import type { PolicyEffectsView, PolicySettingsBody } from '#contracts';
import { ProblemError, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PolicyDifferences } from './policy-differences.js';
import type { PolicyDifference } from './policy-draft.js';
import { PolicyEffects } from './policy-effects.js';
import { policiesQuery } from './policy.queries.js';

/** What is about to be ordered: other settings, or none of the plan's own. */
export type PolicyOrder =
  | { readonly kind: 'adopt'; readonly planId: string | null; readonly settings: PolicySettingsBody }
  | { readonly kind: 'withdraw'; readonly planId: string };

interface PolicyConfirmProps {
  readonly order: PolicyOrder;
  readonly effects: PolicyEffectsView;
  readonly differences: readonly PolicyDifference[];
  readonly onDone: () => void;
}

const keys = createRequestKeys();

const send = (order: PolicyOrder, basis: string, seenVersion: number): Promise<unknown> => {
  const { kind, ...what } = order;
  const json = { ...what, basis, seenVersion };
  const path = kind === 'adopt' ? '/reminder-policies' : '/reminder-policies/withdraw';
  return request(path, { method: 'POST', json, headers: { 'Idempotency-Key': keys.keyFor({ kind, ...json }) } });
};

/** What a change of the policy does, and its confirmation with a basis: nothing is recorded before the effects were shown. */
export const PolicyConfirm = ({ order, effects, differences, onDone }: PolicyConfirmProps) => {
  const client = useQueryClient();
  const [basis, setBasis] = useState('');
  const sending = useMutation({
    mutationFn: () => send(order, basis, effects.version),
    onSuccess: async () => {
      keys.settle();
      announce(order.kind === 'adopt' ? 'Đã áp dụng chính sách nhắc việc.' : 'Kế hoạch theo chính sách chung.');
      onDone();
      await client.invalidateQueries();
    },
    onError: async (error) => {
      if (!(error instanceof ProblemError) || error.problem.status !== 412) return;
      keys.settle();
      // Others were first: what is in force now and who changed it are read, and the editor tells.
      await client.invalidateQueries({ queryKey: policiesQuery.queryKey });
    },
  });
  return (
    <section className="stack card" aria-labelledby="thay-doi-chinh-sach">
      <h2 id="thay-doi-chinh-sach">Xem trước thay đổi</h2>
      <PolicyDifferences differences={differences} />
      <PolicyEffects effects={effects} />
      <form
        className="stack-tight no-print"
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <TextInput
          label="Căn cứ"
          description="Văn bản hoặc ý kiến chỉ đạo, ví dụ Công văn 12/UBND-TH."
          required
          maxLength={500}
          maw={560}
          value={basis}
          onChange={(event) => {
            setBasis(event.currentTarget.value);
          }}
        />
        {sending.error === null ? null : <Notice tone="red" title={messageOf(sending.error)} />}
        <div>
          <Button type="submit" loading={sending.isPending}>
            {order.kind === 'adopt' ? 'Áp dụng' : 'Bỏ chính sách riêng'}
          </Button>
        </div>
      </form>
    </section>
  );
};
