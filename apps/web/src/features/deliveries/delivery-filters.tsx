import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { NativeSelect } from '@mantine/core';
import { agenciesQuery, plansQuery } from '../../api/queries.js';
import type { DeliveriesSearch } from '../../app/searches.js';
import DateField from '../acts/date-field.js';
import { channelLabels, outcomeLabels } from './delivery-words.js';

interface DeliveryFiltersProps {
  readonly search: DeliveriesSearch;
  readonly from: string;
  readonly to: string;
}

type Choices = readonly { readonly value: string; readonly label: string }[];
const choicesOf = (labels: Readonly<Record<string, string>>): Choices => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Days, outcome, channel, agency, person and plan; all of it stands in the address. */
export const DeliveryFilters = ({ search, from, to }: DeliveryFiltersProps) => {
  const navigate = useNavigate({ from: '/thu-nhac-da-gui' });
  const agencies = useQuery(agenciesQuery).data ?? [];
  const plans = useQuery(plansQuery).data ?? [];
  const people = agencies.find(({ id }) => id === search.coquan)?.people ?? [];
  const set = (changed: DeliveriesSearch): void => {
    const { thu: _open, ...rest } = search;
    const kept = Object.entries({ ...rest, ...changed }).filter(([, value]) => value !== '');
    void navigate({ search: Object.fromEntries(kept), replace: true });
  };
  const select = (label: string, value: string | undefined, all: string, choices: Choices, change: (value: string) => DeliveriesSearch) => (
    <NativeSelect
      label={label}
      value={value ?? ''}
      data={[{ value: '', label: all }, ...choices]}
      onChange={(event) => {
        set(change(event.currentTarget.value));
      }}
    />
  );
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
    <search className="filters delivery-filters no-print">
      {date('Từ ngày', 'tungay', from)}
      {date('Đến hết ngày', 'denngay', to)}
      {select('Kết quả', search.ketqua, 'Mọi kết quả', choicesOf(outcomeLabels), (ketqua) => ({ ketqua }))}
      {select('Kênh', search.kenh, 'Mọi kênh', choicesOf(channelLabels), (kenh) => ({ kenh }))}
      {select(
        'Cơ quan',
        search.coquan,
        'Mọi cơ quan',
        agencies.map(({ id, name }) => ({ value: id, label: name })),
        (coquan) => ({ coquan, nguoi: '' }),
      )}
      {people.length === 0
        ? null
        : select(
            'Người nhận',
            search.nguoi,
            'Mọi người',
            people.map(({ id, name }) => ({ value: id, label: name })),
            (nguoi) => ({ nguoi }),
          )}
      {plans.length < 2
        ? null
        : select(
            'Kế hoạch',
            search.kehoach,
            'Mọi kế hoạch',
            plans.map(({ id, document }) => ({ value: id, label: document.title })),
            (kehoach) => ({ kehoach }),
          )}
    </search>
  );
};
