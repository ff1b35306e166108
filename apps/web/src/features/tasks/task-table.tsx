import { Link } from '@tanstack/react-router';
import type { TaskListItem } from '#contracts';
import { DueDate } from '../../ui/due-date.js';
import { WorkMark } from '../../ui/work-mark.js';
import { joinNames } from '../../words/labels.js';

const numberOf = ({ group, ordinal, row }: TaskListItem): string => {
  if (group !== null && ordinal !== null && group !== ordinal) return `${group}.${ordinal}`;
  return ordinal ?? group ?? (row === null ? '' : String(row + 1));
};

export const PartCounts = ({ parts }: { readonly parts: TaskListItem['parts'] }) =>
  parts.total < 2 ? null : (
    <span className="small soft">
      {parts.completed}/{parts.total} lượt giao hoàn thành
      {parts.overdue > 0 ? `, ${String(parts.overdue)} quá hạn` : ''}
    </span>
  );

export const TaskTable = ({ tasks }: { readonly tasks: readonly TaskListItem[] }) => (
  <div className="table-frame long">
    <table className="plain task-table cards-when-narrow">
      <caption className="visually-hidden">Danh sách nhiệm vụ</caption>
      <thead>
        <tr>
          <th scope="col">TT</th>
          <th scope="col">Nội dung công việc</th>
          <th scope="col" className="col-lead">
            Cơ quan chủ trì
          </th>
          <th scope="col" className="col-work">
            Tình trạng
          </th>
          <th scope="col" className="col-due">
            Thời hạn
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <td data-label="TT">{numberOf(task)}</td>
            <td data-label="Nội dung công việc">
              <Link to="/nhiem-vu/$id" params={{ id: task.id }} className="clamp">
                {task.title}
              </Link>
            </td>
            <td data-label="Cơ quan chủ trì">
              {task.leads.length === 0 ? <span className="soft">Chưa phân công</span> : joinNames(task.leads)}
            </td>
            <td data-label="Tình trạng">
              <div className="stack-tight">
                <WorkMark work={task.work} label={task.workLabel} />
                <PartCounts parts={task.parts} />
              </div>
            </td>
            <td data-label="Thời hạn">
              <DueDate deadline={task.deadline} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
