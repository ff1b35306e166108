import './task.css';
import { lazy, Suspense } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Tabs } from '@mantine/core';
import type { SessionView, TaskDetail } from '#contracts';
import { ProblemError } from '../../api/http-client.js';
import { sessionQuery, taskQuery } from '../../api/queries.js';
import type { TaskSearch } from '../../app/searches.js';
import { QueryView } from '../../ui/query-view.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { PageHeader, usePageTitle } from '../../ui/page-header.js';
import { formatDate } from '../../words/dates.js';
import { AsOfBar } from './as-of-bar.js';
import { PartList } from './part-list.js';
import { SourceRow } from './source-row.js';
import { actShown } from './task-acts.js';

/** The other tabs come when they are opened. */
const TaskTimeline = lazy(() => import('./task-timeline.js').then((module) => ({ default: module.TaskTimeline })));
const RemarkList = lazy(() => import('../remarks/remark-list.js').then((module) => ({ default: module.RemarkList })));
const ReminderList = lazy(() => import('./reminder-list.js').then((module) => ({ default: module.ReminderList })));
const GroupReminder = lazy(() => import('./group-reminder.js').then((module) => ({ default: module.GroupReminder })));
const FairClock = lazy(() => import('./fair-clock.js').then((module) => ({ default: module.FairClock })));

/** Forms come when one is opened: most readers of a task only read. */
const ActDrawer = lazy(() => import('../acts/act-drawer.js'));

const isMissing = (error: Error | null): boolean => error instanceof ProblemError && error.problem.status === 404;

/** The day chosen lies before the task was recorded. */
const NotYetKnown = ({ day, today }: { readonly day: string; readonly today: string }) => (
  <div className="stack">
    <PageHeader title="Nhiệm vụ" />
    <AsOfBar day={day} today={today} />
    <EmptyState title={`Đến hết ngày ${formatDate(day)} hệ thống chưa ghi nhận nhiệm vụ này`}>
      Chọn ngày muộn hơn để xem số liệu.
    </EmptyState>
  </div>
);

/** One task: its row as printed, its parts and who holds them, what happened, what was sent, who held it how long. */
export const TaskPage = () => {
  const { id } = useParams({ from: '/signed-in/nhiem-vu/$id' });
  const search = useSearch({ from: '/signed-in/nhiem-vu/$id' });
  const { data: session } = useSuspenseQuery(sessionQuery);
  const query = useQuery(taskQuery(id, search.ngay));
  if (search.ngay !== undefined && isMissing(query.error)) return <NotYetKnown day={search.ngay} today={session.today} />;
  return <QueryView query={query}>{(task) => <TaskView task={task} search={search} session={session} />}</QueryView>;
};

interface TaskViewProps {
  readonly task: TaskDetail;
  readonly search: TaskSearch;
  readonly session: SessionView;
}

const placeOf = (task: TaskDetail): string =>
  [
    task.group === null ? null : `Nhóm ${task.group}`,
    task.ordinal === null ? null : `nhiệm vụ số ${task.ordinal}`,
    task.row === null ? null : `dòng ${String(task.row + 1)} của phụ lục`,
  ]
    .filter((text) => text !== null)
    .join(', ');

const TaskView = ({ task, search, session }: TaskViewProps) => {
  usePageTitle(task.title.slice(0, 60));
  const navigate = useNavigate({ from: '/nhiem-vu/$id' });
  const closeAct = (): void => {
    void navigate({ search: ({ viec: _act, hoi: _ask, ...rest }) => rest, replace: true, resetScroll: false });
  };
  const shown = actShown(task, search, session);
  return (
    <article className="task">
      <div className="task-top">
        <header className="task-header">
          <p className="task-place">
            {task.planId === null ? null : (
              <Link to="/ke-hoach/$id" params={{ id: task.planId }}>
                Kế hoạch
              </Link>
            )}
            <span>{placeOf(task)}</span>
          </p>
          <h1 data-long={task.title.length > 160}>{task.title}</h1>
        </header>
        <AsOfBar day={search.ngay} today={session.today} />
      </div>
      <SourceRow task={task} />
      <Tabs
        value={search.muc ?? 'luot-giao'}
        keepMounted={false}
        onChange={(tab) => void navigate({ search: (old) => ({ ...old, muc: tab ?? 'luot-giao' }), replace: true, resetScroll: false })}
      >
        <Tabs.List aria-label="Nội dung nhiệm vụ">
          <Tabs.Tab value="luot-giao">Lượt giao ({task.parts.length})</Tabs.Tab>
          <Tabs.Tab value="y-kien">Ý kiến</Tabs.Tab>
          <Tabs.Tab value="dien-bien">Diễn biến</Tabs.Tab>
          <Tabs.Tab value="nhac-viec">Nhắc việc</Tabs.Tab>
          <Tabs.Tab value="thoi-gian">Thời gian xử lý</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="luot-giao" pt="md">
          <PartList task={task} session={session} selected={search.luot} isPast={search.ngay !== undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="y-kien" pt="md">
          <Suspense fallback={<PageSkeleton rows={3} />}>
            <RemarkList task={task} until={search.ngay} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="dien-bien" pt="md">
          <Suspense fallback={<PageSkeleton rows={3} />}>
            <TaskTimeline taskId={task.id} until={search.ngay} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="nhac-viec" pt="md">
          <Suspense fallback={<PageSkeleton rows={3} />}>
            {search.ngay === undefined ? <GroupReminder task={task} /> : null}
            <ReminderList taskId={task.id} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="thoi-gian" pt="md">
          <Suspense fallback={<PageSkeleton rows={3} />}>
            <FairClock task={task} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      {shown === null || search.ngay !== undefined ? null : (
        <Suspense fallback={null}>
          <ActDrawer
            key={`${shown.act.verb}:${search.luot ?? ''}:${search.hoi ?? ''}`}
            act={shown.act}
            subject={shown.subject}
            onClose={closeAct}
          />
        </Suspense>
      )}
    </article>
  );
};
