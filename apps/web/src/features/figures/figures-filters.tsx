import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { NativeSelect } from '@mantine/core';
import { plansQuery } from '../../api/queries.js';
import type { FiguresSearch } from '../../app/searches.js';
import DateField from '../acts/date-field.js';
import { PeriodSelect, PlanSelect } from './period-fields.js';
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
  return (
    <search className="filters no-print">
      <PeriodSelect
        presets={presetsOf(today)}
        period={{ from, to }}
        onPeriod={(period) => {
          set({ tungay: period.from, denngay: period.to });
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
        <PlanSelect
          value={search.kehoach ?? ''}
          onValue={(plan) => {
            set({ kehoach: plan });
          }}
        />
      ) : null}
    </search>
  );
};
