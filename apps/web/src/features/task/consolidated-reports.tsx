import type { TaskDetail } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatInstant } from '../../words/dates.js';

/** What the consolidating agency reported of all parts together, newest first. */
export const ConsolidatedReports = ({ reports }: { readonly reports: TaskDetail['consolidatedReports'] }) => {
  if (reports.length === 0) return null;
  return (
    <section className="card stack-tight" aria-label="Báo cáo tổng hợp">
      <h2>Báo cáo tổng hợp ({reports.length})</h2>
      <ul className="records">
        {reports.toReversed().map((report) => (
          <li key={report.number}>
            <p>
              <strong>{report.agency.name}</strong>
              {report.period === null ? '' : ` · ${report.period}`} · {formatInstant(report.at.recorded)}
              {report.document === null ? '' : ` · ${report.document.number}`}
            </p>
            <p className="prose">{report.text}</p>
            {report.difficulties === null ? null : <p className="prose">Khó khăn, vướng mắc, kiến nghị: {report.difficulties}</p>}
            <FileList files={report.files} />
          </li>
        ))}
      </ul>
    </section>
  );
};
