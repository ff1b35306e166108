import '../acts/form.css';
import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import type { BaselineRow } from '#contracts';
import { newRequestKey } from '../../api/request-key.js';
import { SidePanel } from '../../ui/side-panel.js';
import type { Field, Values } from '../acts/act.js';
import { ActField } from '../acts/act-field.js';
import { baselineFields } from '../acts/baseline-fields.js';
import { isShown, missingFields, type FieldErrors } from '../acts/body.js';
import { keyOf } from './chosen-rows.js';
import { orderOf } from './order-of.js';
import { RunOutcomes } from './run-outcomes.js';
import { useBaselineRun, type Run } from './use-baseline-run.js';

const reasonField: readonly Field[] = [{ name: 'reason', label: 'Lý do rút lại', kind: 'prose', required: true }];

interface StepsProps {
  readonly run: Run | null;
  readonly onRecord: () => void;
  readonly onStop: () => void;
}

/** What may be done next: look, record, stop, go on after an interruption. */
const Steps = ({ run, onRecord, onStop }: StepsProps) => {
  if (run === null) return <Button type="submit">Xem trước</Button>;
  if (run.isRunning) {
    return (
      <Button variant="default" onClick={onStop}>
        Dừng
      </Button>
    );
  }
  const ready = run.outcomes.filter(({ state }) => state === 'ready').length;
  if (run.kind === 'preview') return ready === 0 ? null : <Button onClick={onRecord}>Ghi {ready} lượt giao</Button>;
  return run.error === null && run.outcomes.length === run.of ? null : <Button onClick={onRecord}>Ghi tiếp</Button>;
};

interface OrderPanelProps {
  readonly plan: string;
  /** Those chosen; they stay as they were when the panel opened, so that the same act sent again is the same. */
  readonly rows: readonly BaselineRow[];
  readonly isWithdrawal: boolean;
  readonly onClose: () => void;
}

/** One act for all parts chosen: filled in, looked at, recorded with its progress. */
export const OrderPanel = ({ plan, rows, isWithdrawal, onClose }: OrderPanelProps) => {
  const fields = isWithdrawal ? reasonField : baselineFields;
  const [values, setValues] = useState<Values>(isWithdrawal ? {} : { 'outcome.kind': 'in-progress' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, start, stop, clear } = useBaselineRun();
  const key = useRef(newRequestKey());
  const send = (kind: Run['kind']): void => {
    const missing = missingFields(fields, values);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    void start({ plan, kind, order: orderOf(values, isWithdrawal), rows, key: key.current });
  };
  const isRecorded = run?.kind === 'record';
  const shown = isRecorded ? [] : fields.filter((field) => isShown(field, values));
  return (
    <SidePanel
      title={isWithdrawal ? 'Rút lại kết quả rà soát' : 'Ghi kết quả rà soát hiện trạng'}
      about={<strong>{rows.length} lượt giao đã chọn</strong>}
      onClose={onClose}
    >
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          send('preview');
        }}
        noValidate
        aria-label="Rà soát hiện trạng"
      >
        {shown.map((field, index) => (
          <ActField
            key={field.name}
            field={field}
            isFirst={index === 0}
            value={values[field.name]}
            error={errors[field.name]}
            onChange={(value) => {
              setValues({ ...values, [field.name]: value });
              setErrors({});
              clear();
              key.current = newRequestKey();
            }}
          />
        ))}
        <div className="row">
          <Steps
            run={run}
            onRecord={() => {
              send('record');
            }}
            onStop={stop}
          />
          <Button variant="default" onClick={onClose}>
            Đóng
          </Button>
        </div>
        {run === null ? null : <RunOutcomes run={run} rows={new Map(rows.map((row) => [keyOf(row), row]))} />}
      </form>
    </SidePanel>
  );
};
