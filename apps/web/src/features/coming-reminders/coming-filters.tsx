import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { agenciesQuery, plansQuery } from '../../api/queries.js';
import type { ComingSearch } from '../../app/searches.js';

/** Of the Office's list: one agency, one plan, a part of the recipient's name. All of it stands in the address. */
export const ComingFilters = ({ search }: { readonly search: ComingSearch }) => {
  const navigate = useNavigate({ from: '/du-kien-gui' });
  const [name, setName] = useState(search.nguoi ?? '');
  const agencies = useQuery(agenciesQuery).data ?? [];
  const plans = useQuery(plansQuery).data ?? [];
  const set = (field: 'coquan' | 'kehoach' | 'nguoi', value: string): void => {
    void navigate({
      search: ({ [field]: _old, thu: _letter, ...rest }) => (value === '' ? rest : { ...rest, [field]: value }),
      replace: true,
    });
  };
  return (
    <search className="filters coming-filters no-print">
      <NativeSelect
        label="Cơ quan"
        value={search.coquan ?? ''}
        data={[{ value: '', label: 'Tất cả cơ quan' }, ...agencies.map(({ id, name: label }) => ({ value: id, label }))]}
        onChange={(event) => {
          set('coquan', event.currentTarget.value);
        }}
      />
      {plans.length > 1 ? (
        <NativeSelect
          label="Kế hoạch"
          value={search.kehoach ?? ''}
          data={[{ value: '', label: 'Mọi kế hoạch' }, ...plans.map(({ id, document }) => ({ value: id, label: document.title }))]}
          onChange={(event) => {
            set('kehoach', event.currentTarget.value);
          }}
        />
      ) : null}
      <form
        className="coming-name"
        onSubmit={(event) => {
          event.preventDefault();
          set('nguoi', name.trim());
        }}
      >
        <TextInput
          label="Người nhận"
          placeholder="Tên, có dấu hoặc không dấu"
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default">
          Tìm
        </Button>
      </form>
    </search>
  );
};
