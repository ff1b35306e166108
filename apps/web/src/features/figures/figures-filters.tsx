import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { NativeSelect } from '@mantine/core';
import { plansQuery } from '../../api/queries.js';
import type { FiguresSearch } from '../../app/searches.js';
import DateField from '../acts/date-field.js';
import { presetsOf } from './period-presets.js';

interface FiguresFiltersProps {
  readonly search: FiguresSearch;
  readonly from: string;
  readonly to: string;
  readonly today: string;
}

const by = [
  { value: '', label: 'Theo cơ quan chủ trì' },
  { value: 'ke-hoach', label: 'Theo kế hoạch' },
  { value: 'nhiem-vu', label: 'Theo nhiệm vụ' },
];

/** Period, plan and how the rows are grouped; all of it stands in the address. */
export const FiguresFilters = ({ search, from, to, today }: FiguresFiltersProps) => {
  const navigate = useNavigate({ from: '/so-lieu' });
  const plans = useQuery(plansQuery).data ?? [];
  const presets = presetsOf(today);
  const set = (changed: Partial<FiguresSearch>): void => {
    const { muc: _cell, dong: _row, nguon: _origin, ...rest } = search;
    const kept = Object.entries({ ...rest, ...changed }).filter(([, value]) => value !== '');
    void navigate({ search: Object.fromEntries(kept), replace: true });
  };
  const date = (label: string, name: 'tungay' | 'denngay', value: string) => (
    <DateField
      label={label}
      value={value}
      onValue={(chosen) => {
        if (chosen !== '') set({ tungay: from, denngay: to, [name]: chosen });
      }}
    />
  );
  const chosen = presets.find((preset) => preset.from === from && preset.to === to);
  return (
    <search className="filters no-print">
      <NativeSelect
        label="Kỳ số liệu"
        value={chosen?.label ?? ''}
        data={[
          ...(chosen === undefined ? [{ value: '', label: 'Kỳ tự chọn' }] : []),
          ...presets.map(({ label }) => ({ value: label, label })),
        ]}
        onChange={(event) => {
          const preset = presets.find(({ label }) => label === event.currentTarget.value);
          if (preset !== undefined) set({ tungay: preset.from, denngay: preset.to });
        }}
      />
      {date('Từ ngày', 'tungay', from)}
      {date('Đến hết ngày', 'denngay', to)}
      <NativeSelect
        label="Cách tổng hợp"
        value={search.theo ?? ''}
        data={by}
        onChange={(event) => {
          set({ theo: event.currentTarget.value });
        }}
      />
      {plans.length > 1 ? (
        <NativeSelect
          label="Kế hoạch"
          value={search.kehoach ?? ''}
          data={[{ value: '', label: 'Mọi kế hoạch' }, ...plans.map((plan) => ({ value: plan.id, label: plan.document.title }))]}
          onChange={(event) => {
            set({ kehoach: event.currentTarget.value });
          }}
        />
      ) : null}
    </search>
  );
};
