import { useQuery } from '@tanstack/react-query';
import { NativeSelect } from '@mantine/core';
import { plansQuery } from '../../api/queries.js';
import type { Preset } from './period-presets.js';

interface PeriodSelectProps {
  readonly presets: readonly Preset[];
  readonly period: Pick<Preset, 'from' | 'to'>;
  readonly onPeriod: (period: Pick<Preset, 'from' | 'to'>) => void;
}

/** A named period; whatever else the dates beside it say is "Kỳ tự chọn". */
export const PeriodSelect = ({ presets, period, onPeriod }: PeriodSelectProps) => {
  const chosen = presets.find(({ from, to }) => from === period.from && to === period.to);
  return (
    <NativeSelect
      label="Kỳ số liệu"
      value={chosen?.label ?? ''}
      data={[
        ...(chosen === undefined ? [{ value: '', label: 'Kỳ tự chọn' }] : []),
        ...presets.map(({ label }) => ({ value: label, label })),
      ]}
      onChange={(event) => {
        const preset = presets.find(({ label }) => label === event.currentTarget.value);
        if (preset !== undefined) onPeriod({ from: preset.from, to: preset.to });
      }}
    />
  );
};

interface PlanSelectProps {
  readonly value: string;
  readonly onValue: (plan: string) => void;
}

/** One plan, or all of them (''). */
export const PlanSelect = ({ value, onValue }: PlanSelectProps) => {
  const plans = useQuery(plansQuery).data ?? [];
  return (
    <NativeSelect
      label="Kế hoạch"
      value={value}
      data={[{ value: '', label: 'Mọi kế hoạch' }, ...plans.map(({ id, document }) => ({ value: id, label: document.title }))]}
      onChange={(event) => {
        onValue(event.currentTarget.value);
      }}
    />
  );
};
