import { lazy, Suspense, useState } from 'react';
import type { TaskDetail } from '#contracts';
import { DueDate } from '../../ui/due-date.js';
import { WorkMark } from '../../ui/work-mark.js';

const FindingList = lazy(() => import('./finding-list.js'));

const sourceText = (source: TaskDetail['source']): string | null => {
  if (source === null) return null;
  if ('line' in source) {
    return source.line === source.toLine
      ? `dòng ${String(source.line)} của tệp`
      : `dòng ${String(source.line)} đến ${String(source.toLine)} của tệp`;
  }
  return `${source.part}, hàng ${String(source.row)}`;
};

const Cell = ({ name, children }: { readonly name: string; readonly children: string | null }) =>
  children === null || children === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd className="prose">{children}</dd>
    </>
  );

const Findings = ({ findings }: Pick<TaskDetail, 'findings'>) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Ghi nhận khi nhập kế hoạch ({findings.length})</summary>
      <Suspense>{isOpen ? <FindingList findings={findings} /> : null}</Suspense>
    </details>
  );
};

/** The row as the source document prints it, with where it stands now. */
export const SourceRow = ({ task }: { readonly task: TaskDetail }) => (
  <section className="card source-row" aria-label="Nội dung giao trong văn bản">
    <div className="row">
      <WorkMark work={task.work} label={task.workLabel} />
      <DueDate deadline={task.deadline} />
      {task.late ? <span className="mark">Đưa vào theo dõi sau ngày giao</span> : null}
    </div>
    <dl className="facts">
      <Cell name="Cơ quan chủ trì">{task.printed.leads === '' ? 'Văn bản không ghi' : task.printed.leads}</Cell>
      <Cell name="Cơ quan phối hợp">{task.printed.coordinators}</Cell>
      <Cell name="Cơ quan phê duyệt">{task.printed.approvers}</Cell>
      <Cell name="Thời hạn ghi trong văn bản">{task.deadline.text}</Cell>
      <Cell name="Kinh phí">{task.funding}</Cell>
      <Cell name="Sản phẩm">{task.output}</Cell>
      <Cell name="Cơ quan giao">{task.assigningAuthority.name}</Cell>
      <Cell name="Đầu mối tổng hợp">{task.consolidator?.name ?? null}</Cell>
      <Cell name="Vị trí trong bản gốc">{sourceText(task.source)}</Cell>
    </dl>
    {task.notices.length === 0 ? null : (
      <ul className="soft">
        {task.notices.map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ul>
    )}
    {task.findings.length === 0 ? null : <Findings findings={task.findings} />}
  </section>
);
