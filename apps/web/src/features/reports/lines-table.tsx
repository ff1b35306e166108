import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { ReportLineView } from '#contracts';
import { formatDate } from '../../words/dates.js';
import { cellLabels, originLabels } from '../figures/figure-words.js';

interface LinesTableProps {
  readonly caption: string;
  readonly lines: readonly ReportLineView[];
  readonly withAgency: boolean;
  /** What stands beside a line: a box to tick, an answer. */
  readonly beside?: (line: ReportLineView) => ReactNode;
}

const titleOf = ({ task, period }: ReportLineView): string => {
  const numbered = task.ordinal === null ? task.title : `${task.ordinal}. ${task.title}`;
  return period === null ? numbered : `${numbered} (${period})`;
};

const lateCells: ReadonlySet<ReportLineView['cell']> = new Set(['doneLate', 'openOverdue', 'inherited']);

const stateOf = ({ cell, daysLate, submitted, extensionAsked }: ReportLineView): string =>
  [
    cellLabels[cell],
    daysLate === 0 || !lateCells.has(cell) ? null : `quá hạn ${String(daysLate)} ngày`,
    submitted ? 'đã trình, chờ phê duyệt' : null,
    extensionAsked ? 'đã đề nghị gia hạn' : null,
  ]
    .filter((word) => word !== null)
    .join(', ');

const resultOf = ({ result }: ReportLineView): string => {
  if (result === null) return '';
  return result.on === null ? result.number : `${result.number} ngày ${formatDate(result.on)}`;
};

/** Lượt giao as they were counted at the cut-off. */
export const LinesTable = ({ caption, lines, withAgency, beside }: LinesTableProps) => (
  <div className="table-frame long">
    <table className="plain cards-when-narrow report-lines">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">STT</th>
          <th scope="col">Nhiệm vụ</th>
          {withAgency ? <th scope="col">Cơ quan chủ trì</th> : null}
          <th scope="col">Thời hạn</th>
          <th scope="col">Kết quả thực hiện</th>
          <th scope="col">Đã ghi nhận</th>
          {beside === undefined ? null : <th scope="col">Đối chiếu</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.key}>
            <td data-label="STT">{index + 1}</td>
            <td data-label="Nhiệm vụ">
              <Link to="/nhiem-vu/$id" params={{ id: line.task.id }}>
                {titleOf(line)}
              </Link>
            </td>
            {withAgency ? <td data-label="Cơ quan chủ trì">{line.agency.name}</td> : null}
            <td data-label="Thời hạn">{line.due === null ? 'Không định ngày' : formatDate(line.due)}</td>
            <td data-label="Kết quả thực hiện">{resultOf(line)}</td>
            <td data-label="Đã ghi nhận">
              {stateOf(line)}
              <div className="small soft">{originLabels[line.origin]}</div>
            </td>
            {beside === undefined ? null : <td data-label="Đối chiếu">{beside(line)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
