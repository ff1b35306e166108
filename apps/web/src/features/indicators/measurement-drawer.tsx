import '../acts/form.css';
import { useRef, useState, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { CommandReply, IndicatorView } from '#contracts';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { Notice } from '../../ui/notice.js';
import { announce } from '../../ui/announcer.js';
import { SidePanel } from '../../ui/side-panel.js';
import { messageOf } from '../../ui/page-error.js';
import type { Field } from '../acts/act.js';
import { ActField } from '../acts/act-field.js';
import { bodyOf, missingFields, placeErrors, type FieldErrors } from '../acts/body.js';
import { useFormDraft } from '../acts/form-draft.js';

const fields: readonly Field[] = [
  { name: 'on', label: 'Số liệu tại ngày', kind: 'date', required: true },
  { name: 'value', label: 'Giá trị', kind: 'percent', hint: 'Số, dấu thập phân là dấu phẩy. Để trống với chỉ tiêu không đo bằng số.' },
  { name: 'text', label: 'Diễn giải', kind: 'prose' },
  { name: 'document', label: 'Văn bản, nguồn số liệu', kind: 'short' },
  { name: 'files', label: 'Tài liệu kèm theo', kind: 'files' },
];

interface MeasurementDrawerProps {
  readonly indicator: IndicatorView;
  readonly today: string;
  readonly onClose: () => void;
}

const useMeasurement = (indicator: IndicatorView, onDone: () => void) => {
  const client = useQueryClient();
  const keys = useRef(createRequestKeys());
  return useMutation({
    mutationFn: (body: Readonly<Record<string, unknown>>) =>
      request<CommandReply>(`/indicators/${indicator.id}/report-measurement`, {
        method: 'POST',
        json: body,
        headers: { 'Idempotency-Key': keys.current.keyFor(body) },
      }),
    onSuccess: async (reply) => {
      keys.current.settle();
      rememberPosition(reply.position);
      await refreshViews(client);
      onDone();
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
};

const MeasurementDrawer = ({ indicator, today, onClose }: MeasurementDrawerProps) => {
  const draft = useFormDraft(`${indicator.id}:measurement`, { on: today });
  const [missing, setMissing] = useState<FieldErrors>({});
  const sending = useMeasurement(indicator, () => {
    draft.discard();
    announce('Đã ghi nhận số liệu của chỉ tiêu.');
    onClose();
  });
  const placed = sending.error instanceof ProblemError ? placeErrors(sending.error.problem, fields) : { at: {}, rest: [] };
  const errors: FieldErrors = { ...placed.at, ...missing };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = missingFields(fields, draft.values);
    setMissing(found);
    if (Object.keys(found).length === 0 && !sending.isPending) sending.mutate(bodyOf(fields, draft.values, {}));
  };
  return (
    <SidePanel title="Báo cáo số liệu chỉ tiêu" onClose={onClose} about={indicator.name}>
      <form className="act-form" onSubmit={submit} noValidate aria-label="Báo cáo số liệu chỉ tiêu">
        {fields.map((field) => (
          <ActField
            key={field.name}
            field={field}
            value={draft.values[field.name]}
            error={errors[field.name]}
            onChange={(value) => {
              draft.set(field.name, value);
              setMissing({});
            }}
          />
        ))}
        {sending.error === null ? null : (
          <Notice tone="red" title={messageOf(sending.error)}>
            {placed.rest.join(' ')}
          </Notice>
        )}
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

export default MeasurementDrawer;
