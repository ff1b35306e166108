import '../tasks/tasks.css';
import '../acts/form.css';
import './reports.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReportSummary } from '#contracts';
import { sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate, formatInstant, formatNumber } from '../../words/dates.js';
import { isOfOffice } from '../../words/labels.js';
import { statusWords } from './report-words.js';
import { reportsQuery } from './report.queries.js';
import { TakeCutOff } from './take-cut-off.js';

const ReportsTable = ({ reports }: { readonly reports: readonly ReportSummary[] }) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Các kỳ đã chốt số liệu</caption>
      <thead>
        <tr>
          <th scope="col">Kỳ</th>
          <th scope="col">Tình trạng</th>
          <th scope="col" className="number">
            Lượt giao
          </th>
          <th scope="col">Đối chiếu</th>
          <th scope="col">Thời điểm</th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <td data-label="Kỳ">
              <Link to="/so-lieu/chot/$id" params={{ id: report.id }}>
                {report.title}
              </Link>
              <div className="small soft">{report.plan === null ? 'Mọi kế hoạch' : report.plan.name}</div>
            </td>
            <td data-label="Tình trạng">
              <span className="report-status" data-status={report.status}>
                {statusWords[report.status]}
              </span>
            </td>
            <td data-label="Lượt giao" className="number">
              {formatNumber(report.total)}
            </td>
            <td data-label="Đối chiếu">
              {formatNumber(report.answered)}/{formatNumber(report.agencies)} cơ quan đã trả lời, hạn {formatDate(report.reconcileBy)}
              {report.openObjections === 0 ? null : <div className="small">{report.openObjections} đề nghị điều chỉnh chờ trả lời</div>}
            </td>
            <td data-label="Thời điểm">
              {report.lockedAt === null ? `Chốt ${formatInstant(report.takenAt)}` : `Khóa ${formatInstant(report.lockedAt)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Periods whose figures are closed; the Office opens another one here. */
export const ReportsPage = () => {
  const search = useSearch({ from: '/signed-in/so-lieu/chot' });
  const session = useQuery(sessionQuery).data;
  return (
    <>
      <PageHeader title="Chốt số liệu" lead="Chốt, đối chiếu và khóa số liệu của từng kỳ" />
      <div className="stack">
        {session !== undefined && isOfOffice(session) ? <TakeCutOff today={session.today} search={search} /> : null}
        <QueryView query={useQuery(reportsQuery)} rows={4}>
          {(reports) =>
            reports.length === 0 ? (
              <EmptyState title="Chưa có kỳ nào chốt số liệu">
                Kỳ được Văn phòng chốt số liệu, có lượt giao của cơ quan, sẽ hiện ở đây để đối chiếu.
              </EmptyState>
            ) : (
              <ReportsTable reports={reports} />
            )
          }
        </QueryView>
      </div>
    </>
  );
};
