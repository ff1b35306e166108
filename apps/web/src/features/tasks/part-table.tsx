import { Link } from '@tanstack/react-router';
import type { PartListItem } from '#contracts';
import { DueDate } from '../../ui/due-date.js';
import { WorkMark } from '../../ui/work-mark.js';

export const PartTable = ({ parts }: { readonly parts: readonly PartListItem[] }) => (
  <div className="table-frame long">
    <table className="plain task-table cards-when-narrow">
      <caption className="visually-hidden">Danh sách lượt giao</caption>
      <thead>
        <tr>
          <th scope="col" className="col-lead">
            Cơ quan chủ trì
          </th>
          <th scope="col">Nội dung công việc</th>
          <th scope="col">Cấp phê duyệt</th>
          <th scope="col" className="col-work">
            Tình trạng
          </th>
          <th scope="col" className="col-due">
            Thời hạn
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((item) => (
          <tr key={`${item.task.id}:${item.part}`}>
            <td data-label="Cơ quan chủ trì">{item.agency.name}</td>
            <td data-label="Nội dung công việc">
              <Link to="/nhiem-vu/$id" params={{ id: item.task.id }} search={{ luot: item.part }} className="clamp">
                {item.task.title}
              </Link>
            </td>
            <td data-label="Cấp phê duyệt">{item.approver?.name ?? <span className="soft">Chờ xác định</span>}</td>
            <td data-label="Tình trạng">
              <div className="stack-tight">
                <WorkMark work={item.work} label={item.workLabel} />
                {item.unreviewed ? <span className="small soft">Chưa rà soát hiện trạng</span> : null}
                {item.percent === null ? null : <span className="small soft">Ước đạt {item.percent}%</span>}
              </div>
            </td>
            <td data-label="Thời hạn">
              <DueDate deadline={item.deadline} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
