import '../acts/form.css';
import { useState, type SubmitEvent } from 'react';
import { Button } from '@mantine/core';
import type { IndicatorView } from '#contracts';
import { ProblemError } from '../../api/http-client.js';
import { Notice } from '../../ui/notice.js';
import { announce } from '../../ui/announcer.js';
import { SidePanel } from '../../ui/side-panel.js';
import { messageOf } from '../../ui/page-error.js';
import type { Field, Values } from '../acts/act.js';
import { ActField } from '../acts/act-field.js';
import { bodyOf, missingFields, placeErrors, type FieldErrors } from '../acts/body.js';
import { useFormDraft } from '../acts/form-draft.js';
import { useIndicatorAct } from './use-indicator-act.js';

const fieldsFor = (indicator: IndicatorView, correcting: Measurement | null): readonly Field[] => {
  const isProse = indicator.targets.some(({ kind }) => kind === 'text');
  const correction: readonly Field[] = [{ name: 'reason', label: 'Lý do đính chính', kind: 'prose', required: true }];
  const prose: Field = {
    name: 'meets',
    label: 'Mục tiêu đã đạt',
    kind: 'choice',
    choices: [
      { value: 'true', label: 'Đã đạt' },
      { value: 'false', label: 'Chưa đạt' },
    ],
  };
  return [
    { name: 'on', label: 'Số liệu tại ngày', kind: 'date', required: true },
    {
      name: 'period',
      label: 'Cho mục tiêu của kỳ',
      kind: 'choice',
      hint: 'Để trống nếu là số liệu theo dõi giữa kỳ.',
      choices: indicator.targets.map(({ period }) => ({ value: period, label: `Đến năm ${period}` })),
    },
    {
      name: 'reading',
      label: 'Số liệu',
      kind: 'prose',
      required: true,
      hint: 'Ghi đúng dạng của chỉ tiêu: 27,4 · 1,9 - 2,3 · ≥35 · hoặc bằng lời.',
    },
    ...(isProse ? [prose] : []),
    { name: 'text', label: 'Diễn giải', kind: 'prose' },
    { name: 'document', label: 'Văn bản, nguồn số liệu', kind: 'short' },
    ...(correcting === null ? [{ name: 'files', label: 'Tài liệu kèm theo', kind: 'files' } as const] : correction),
  ];
};

/** Whether prose meets its target is yes or no in the body, a choice of two words in the form. */
const sent = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  'meets' in body ? { ...body, meets: body['meets'] === 'true' } : body;

const startOf = (correcting: Measurement | null, today: string): Values => {
  if (correcting === null) return { on: today };
  const { on, period, reading, meets, text, document } = correcting.figure;
  return {
    on,
    reading: reading.text,
    ...(period === null ? {} : { period }),
    ...(meets === null ? {} : { meets: String(meets) }),
    ...(text === null || text === reading.text ? {} : { text }),
    ...(document === null ? {} : { document }),
  };
};

type Measurement = IndicatorView['measurements'][number];

interface MeasurementDrawerProps {
  readonly indicator: IndicatorView;
  readonly today: string;
  /** The measurement to put right; null: a new one. */
  readonly correcting: Measurement | null;
  readonly onClose: () => void;
}

const MeasurementDrawer = ({ indicator, today, correcting, onClose }: MeasurementDrawerProps) => {
  const draft = useFormDraft(`${indicator.id}:measurement:${String(correcting?.number ?? 'new')}`, startOf(correcting, today));
  const [missing, setMissing] = useState<FieldErrors>({});
  const fields = fieldsFor(indicator, correcting);
  const title = correcting === null ? 'Báo cáo số liệu chỉ tiêu' : 'Đính chính số liệu chỉ tiêu';
  const sending = useIndicatorAct(indicator, () => {
    draft.discard();
    announce(correcting === null ? 'Đã ghi nhận số liệu của chỉ tiêu.' : 'Đã đính chính số liệu của chỉ tiêu.');
    onClose();
  });
  const placed = sending.error instanceof ProblemError ? placeErrors(sending.error.problem, fields) : { at: {}, rest: [] };
  const errors: FieldErrors = { ...placed.at, ...missing };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = missingFields(fields, draft.values);
    setMissing(found);
    if (Object.keys(found).length > 0 || sending.isPending) return;
    const body = sent(bodyOf(fields, draft.values, correcting === null ? {} : { measurement: correcting.number }));
    sending.mutate({ verb: correcting === null ? 'report-measurement' : 'correct-measurement', body });
  };
  return (
    <SidePanel title={title} onClose={onClose} about={indicator.name}>
      <form className="act-form" onSubmit={submit} noValidate aria-label={title}>
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
