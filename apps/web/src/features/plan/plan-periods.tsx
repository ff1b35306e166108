import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { LongPart, PlanPeriodsReply, PlanView } from '#contracts';
import { request } from '../../api/http-client.js';
import { messageOf } from '../../ui/page-error.js';
import { formatNumber } from '../../words/dates.js';

const schedules = [
  { value: 'quarterly', label: 'Hằng quý' },
  { value: 'half-yearly', label: 'Sáu tháng' },
  { value: 'monthly', label: 'Hằng tháng' },
  { value: 'yearly', label: 'Hằng năm' },
];

const told = ({ set, refused }: PlanPeriodsReply): string => {
  const first = refused[0];
  const rest = first === undefined ? '' : ` ${formatNumber(refused.length)} lượt giao chưa đặt được: ${first.message}`;
  return `Đã đặt kỳ báo cáo cho ${formatNumber(set)} lượt giao.${rest}`;
};

/** For the Office: parts longer than six months that do not report by periods yet, and one act that sets the plan's own for all. */
export const PlanPeriods = ({ plan }: { readonly plan: PlanView }) => {
  const client = useQueryClient();
  const [kind, setKind] = useState('quarterly');
  const [basis, setBasis] = useState('');
  const { data: parts = [] } = useQuery({
    queryKey: ['plan-periods', plan.id],
    queryFn: ({ signal }) => request<LongPart[]>(`/plans/${plan.id}/report-periods`, { signal }),
  });
  const setting = useMutation({
    mutationFn: () =>
      request<PlanPeriodsReply>(`/plans/${plan.id}/report-periods`, { method: 'POST', json: { schedule: { kind }, basis: basis.trim() } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['plan-periods', plan.id] }),
  });
  const waiting = parts.filter(({ reports }) => !reports).length;
  const outcome = setting.data === undefined ? '' : told(setting.data);
  if (waiting === 0) return <p role="status">{outcome}</p>;
  return (
    <details className="no-print">
      <summary>Kỳ báo cáo: {formatNumber(waiting)} lượt giao dài hơn sáu tháng chưa báo cáo theo kỳ</summary>
      <form
        className="row"
        style={{ alignItems: 'flex-end' }}
        onSubmit={(event) => {
          event.preventDefault();
          setting.mutate();
        }}
      >
        <NativeSelect label="Kỳ báo cáo" data={schedules} value={kind} onChange={(event) => setKind(event.currentTarget.value)} />
        <TextInput
          label="Căn cứ"
          placeholder="Mục trong kế hoạch quy định chế độ báo cáo"
          required
          value={basis}
          onChange={(event) => setBasis(event.currentTarget.value)}
        />
        <Button type="submit" loading={setting.isPending} disabled={basis.trim() === ''}>
          Đặt kỳ báo cáo
        </Button>
      </form>
      <p role="status">{setting.isError ? messageOf(setting.error) : outcome}</p>
    </details>
  );
};
