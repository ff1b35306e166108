import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { agenciesQuery, plansQuery } from '../../api/queries.js';
import type { TasksSearch } from '../../app/searches.js';
import { deadlineLabels, roleLabels, workLabels } from '../../words/labels.js';

type FilterName = 'coquan' | 'vaitro' | 'tinhtrang' | 'thoihan' | 'kehoach' | 'sapxep';

const choicesOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
const sorts = [
  { value: 'due', label: 'Hạn sớm trước' },
  { value: '-due', label: 'Hạn muộn trước' },
  { value: 'title', label: 'Tên nhiệm vụ' },
];

const typingPause = 350;

/** The search box keeps what is being typed; the address follows when the typing pauses. */
const SearchBox = ({ value, onSearch }: { readonly value: string; readonly onSearch: (text: string) => void }) => {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => {
      onSearch(text);
    }, typingPause);
    return () => {
      clearTimeout(timer);
    };
  }, [text, value, onSearch]);
  return (
    <TextInput
      label="Tìm kiếm"
      type="search"
      placeholder="Nội dung nhiệm vụ, có dấu hoặc không dấu"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
    />
  );
};

export const TaskFilters = ({ search }: { readonly search: TasksSearch }) => {
  const navigate = useNavigate({ from: '/nhiem-vu' });
  const agencies = useQuery(agenciesQuery).data ?? [];
  const plans = useQuery(plansQuery).data ?? [];
  const set = (name: FilterName | 'tim', value: string): void => {
    void navigate({ search: ({ [name]: _old, ...rest }) => (value === '' ? rest : { ...rest, [name]: value }), replace: true });
  };
  const select = (name: FilterName, label: string, first: string, data: readonly { readonly value: string; readonly label: string }[]) => (
    <NativeSelect
      label={label}
      value={search[name] ?? ''}
      data={[{ value: '', label: first }, ...data]}
      onChange={(event) => {
        set(name, event.currentTarget.value);
      }}
    />
  );
  const { theo: _by, ...filters } = search;
  return (
    <search className="filters no-print">
      <SearchBox
        key={search.tim === undefined ? 'blank' : 'typed'}
        value={search.tim ?? ''}
        onSearch={(text) => {
          set('tim', text.trim());
        }}
      />
      {select(
        'coquan',
        'Cơ quan',
        'Tất cả cơ quan',
        agencies.map((agency) => ({ value: agency.id, label: agency.name })),
      )}
      {select('vaitro', 'Vai trò', 'Mọi vai trò', choicesOf(roleLabels))}
      {select('tinhtrang', 'Tình trạng', 'Mọi tình trạng', choicesOf(workLabels))}
      {select('thoihan', 'Thời hạn', 'Mọi thời hạn', choicesOf(deadlineLabels))}
      {plans.length > 1
        ? select(
            'kehoach',
            'Kế hoạch',
            'Mọi kế hoạch',
            plans.map((plan) => ({ value: plan.id, label: plan.document.title })),
          )
        : null}
      {select('sapxep', 'Sắp xếp', 'Theo thứ tự trong văn bản', sorts)}
      {Object.keys(filters).length === 0 ? null : (
        <Button
          variant="default"
          onClick={() => void navigate({ search: search.theo === undefined ? {} : { theo: search.theo }, replace: true })}
        >
          Bỏ lọc
        </Button>
      )}
    </search>
  );
};
