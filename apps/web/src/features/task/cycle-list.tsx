import type { LeadPartView } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatDate } from '../../words/dates.js';
import { deadlineLabels } from '../../words/labels.js';

type Cycle = LeadPartView['cycles'][number];
type Report = Cycle['reports'][number];

const outcomes: Readonly<Record<Cycle['outcome'], string>> = {
  open: 'Chờ báo cáo',
  missed: 'Quá hạn, chưa báo cáo',
  reported: 'Đã báo cáo, chờ ký',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  done: 'Đã báo cáo',
  lapsed: 'Không còn phải báo cáo',
};

const schedules = {
  monthly: 'Hằng tháng',
  quarterly: 'Hằng quý',
  'half-yearly': '6 tháng một lần',
  yearly: 'Hằng năm',
} as const;

const scheduleText = ({ kind, months, from }: NonNullable<LeadPartView['recurrence']>): string =>
  kind === 'custom' ? `${String(months ?? '')} tháng một lần, từ ngày ${from === null ? '' : formatDate(from)}` : schedules[kind];

const ReportLine = ({ report }: { readonly report: Report }) => (
  <>
    <p className="prose">
      Gửi ngày {formatDate(report.sentOn)}
      {report.provisional ? ' (chờ Văn phòng xác nhận)' : ''}: {report.text}
    </p>
    {report.returned === null ? null : (
      <p className="prose">
        Yêu cầu bổ sung, gửi lại trước hết ngày {formatDate(report.returned.resubmitBy)}: {report.returned.reason}
      </p>
    )}
    <FileList files={report.files} />
  </>
);

/** Newest first: the period that runs is what one looks for. */
export const CycleList = ({ part: { cycles, recurrence } }: { readonly part: LeadPartView }) => {
  if (cycles.length === 0 && recurrence === null) return null;
  return (
    <section className="part-section">
      <h3>Kỳ báo cáo</h3>
      {recurrence === null ? null : (
        <p className="soft">
          {scheduleText(recurrence)}, hạn báo cáo {recurrence.dueAfter} ngày làm việc sau ngày chốt số liệu
          {recurrence.signed ? ', báo cáo do cấp phê duyệt ký' : ''} · căn cứ {recurrence.basis}
        </p>
      )}
      <ol className="records">
        {cycles.toReversed().map((cycle) => (
          <li key={cycle.number}>
            <p>
              <strong>{cycle.label}</strong> · chốt số liệu {formatDate(cycle.to)} · hạn báo cáo {formatDate(cycle.due)} ·{' '}
              {outcomes[cycle.outcome]}
              {cycle.outcome === 'lapsed' ? '' : ` · ${deadlineLabels[cycle.status].toLowerCase()}`}
            </p>
            {cycle.reports.map((report) => (
              <ReportLine key={report.number} report={report} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
};
