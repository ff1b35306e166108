import './tasks.css';
import type { ReactNode } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, SegmentedControl } from '@mantine/core';
import { partPagesQuery, taskPagesQuery, type Page } from '../../api/queries.js';
import type { TasksSearch } from '../../app/searches.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageError } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { formatNumber } from '../../words/dates.js';
import { ListReminder } from '../group-reminder/list-reminder.js';
import { PartTable } from './part-table.js';
import { TaskFilters } from './task-filters.js';
import { TaskTable } from './task-table.js';

const parametersOf = (search: TasksSearch): Readonly<Record<string, string | undefined>> => ({
  q: search.tim,
  agency: search.coquan,
  role: search.vaitro,
  work: search.tinhtrang,
  deadline: search.thoihan,
  plan: search.kehoach,
  group: search.nhom,
  dueAfter: search.tungay,
  dueBefore: search.denngay,
  sort: search.sapxep,
});

interface ResultsProps<Item> {
  readonly query: {
    readonly data: { readonly pages: readonly Page<Item>[] } | undefined;
    readonly error: Error | null;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
    readonly refetch: () => Promise<unknown>;
  };
  readonly unit: string;
  readonly search: TasksSearch;
  readonly render: (items: readonly Item[]) => ReactNode;
}

const Results = <Item,>({ query, unit, search, render }: ResultsProps<Item>) => {
  if (query.data === undefined) {
    return query.error === null ? <PageSkeleton rows={6} /> : <PageError error={query.error} retry={() => void query.refetch()} />;
  }
  const items = query.data.pages.flatMap((page) => page.items);
  const total = query.data.pages[0]?.total ?? 0;
  return (
    <div className="stack-tight">
      <div className="results-head">
        <p role="status" className="soft">
          {formatNumber(total)} {unit}
        </p>
        {items.length === 0 ? null : <ListReminder parameters={parametersOf(search)} />}
      </div>
      {items.length === 0 ? (
        <EmptyState title="Không có kết quả phù hợp">Bỏ bớt điều kiện lọc hoặc tìm bằng từ khác; tìm được cả khi gõ không dấu.</EmptyState>
      ) : (
        render(items)
      )}
      {query.hasNextPage ? (
        <div className="no-print">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Xem thêm
          </Button>
        </div>
      ) : null}
    </div>
  );
};

const TaskResults = ({ search }: { readonly search: TasksSearch }) => (
  <Results
    query={useInfiniteQuery(taskPagesQuery(parametersOf(search)))}
    unit="nhiệm vụ"
    search={search}
    render={(items) => <TaskTable tasks={items} />}
  />
);

const PartResults = ({ search }: { readonly search: TasksSearch }) => (
  <Results
    query={useInfiniteQuery(partPagesQuery(parametersOf(search)))}
    unit="lượt giao"
    search={search}
    render={(items) => <PartTable parts={items} />}
  />
);

/** Tasks, or lead parts, with filters that live in the address, so that any list can be sent to a colleague. */
export const TasksPage = () => {
  const search = useSearch({ from: '/signed-in/nhiem-vu' });
  const navigate = useNavigate({ from: '/nhiem-vu' });
  const isByPart = search.theo === 'luot-giao';
  return (
    <>
      <PageHeader title="Nhiệm vụ">
        <SegmentedControl
          className="no-print"
          aria-label="Liệt kê theo"
          value={isByPart ? 'luot-giao' : 'nhiem-vu'}
          onChange={(value) => {
            void navigate({ search: ({ theo: _by, ...rest }) => (value === 'luot-giao' ? { ...rest, theo: value } : rest), replace: true });
          }}
          data={[
            { value: 'nhiem-vu', label: 'Theo nhiệm vụ' },
            { value: 'luot-giao', label: 'Theo lượt giao' },
          ]}
        />
      </PageHeader>
      <TaskFilters search={search} />
      {isByPart ? <PartResults search={search} /> : <TaskResults search={search} />}
    </>
  );
};
