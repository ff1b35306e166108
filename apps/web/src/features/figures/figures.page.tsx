import '../tasks/tasks.css';
import '../plan/plan.css';
import '../acts/form.css';
import './figures.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { agenciesQuery, figuresQuery, sessionQuery } from '../../api/queries.js';
import type { FiguresSearch } from '../../app/searches.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate } from '../../words/dates.js';
import { cellLabels, originLabels, type Cell, type Origin } from './figure-words.js';
import { FigureLines } from './figure-lines.js';
import { FiguresFilters } from './figures-filters.js';
import { FiguresNotes } from './figures-notes.js';
import { HeldTime } from './held-time.js';
import { FiguresTable } from './figures-table.js';

const groupings: Readonly<Record<string, 'plan' | 'task'>> = { 'ke-hoach': 'plan', 'nhiem-vu': 'task' };
const named = <Name extends string>(labels: Readonly<Record<Name, string>>, text: string | undefined): Name | null =>
  (Object.keys(labels) as Name[]).find((name) => name === text) ?? null;

interface FiguresOfProps {
  readonly search: FiguresSearch;
  readonly today: string;
}

const FiguresOf = ({ search, today }: FiguresOfProps) => {
  const navigate = useNavigate({ from: '/so-lieu' });
  const from = search.tungay ?? `${today.slice(0, 4)}-01-01`;
  const to = search.denngay ?? today;
  const scope = { from, to, plan: search.kehoach };
  const agencies = useQuery(agenciesQuery).data ?? [];
  const about = agencies.find(({ id }) => id === search.dong)?.name ?? `Từ ${formatDate(from)} đến hết ${formatDate(to)}`;
  const cell = named<Cell>(cellLabels, search.muc);
  return (
    <>
      <FiguresFilters search={search} from={from} to={to} today={today} />
      <QueryView query={useQuery(figuresQuery({ ...scope, by: groupings[search.theo ?? ''] ?? 'agency' }))}>
        {(view) =>
          view.total.total === 0 ? (
            <EmptyState title="Không có lượt giao trong kỳ">Chọn kỳ khác, hoặc bỏ chọn kế hoạch.</EmptyState>
          ) : (
            <div className="stack figures-sheet">
              <p className="small soft">Số liệu chưa chốt: thay đổi theo việc ghi nhận hằng ngày. Công bố theo số liệu đã khóa của kỳ.</p>
              <p>
                Số liệu từ ngày {formatDate(view.from)}, tính đến hết ngày {formatDate(view.to)}: {view.total.tasks} nhiệm vụ,{' '}
                {view.total.total} lượt giao.
              </p>
              <FiguresTable view={view} />
              <FiguresNotes view={view} />
              <HeldTime parameters={scope} />
            </div>
          )
        }
      </QueryView>
      {search.muc === undefined ? null : (
        <FigureLines
          parameters={{ ...scope, agency: search.dong }}
          cell={cell}
          origin={named<Origin>(originLabels, search.nguon)}
          about={about}
          onClose={() => {
            const { muc: _cell, dong: _row, nguon: _origin, ...rest } = search;
            void navigate({ search: rest, replace: true });
          }}
        />
      )}
    </>
  );
};

export const FiguresPage = () => {
  const search = useSearch({ from: '/signed-in/so-lieu' });
  return (
    <>
      <PageHeader title="Số liệu" lead="Kết quả thực hiện theo lượt giao, của một kỳ">
        <div className="row">
          <Button
            variant="default"
            className="no-print"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/so-lieu/chot"
                search={Object.fromEntries(Object.entries(search).filter(([name]) => ['tungay', 'denngay', 'kehoach'].includes(name)))}
              />
            )}
          >
            Chốt số liệu
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => {
              window.print();
            }}
          >
            In
          </Button>
        </div>
      </PageHeader>
      <QueryView query={useQuery(sessionQuery)}>{({ today }) => <FiguresOf search={search} today={today} />}</QueryView>
    </>
  );
};
