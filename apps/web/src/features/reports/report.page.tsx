import '../tasks/tasks.css';
import '../plan/plan.css';
import '../acts/form.css';
import '../figures/figures.css';
import './reports.css';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { ReportView, SessionView } from '#contracts';
import { sessionQuery } from '../../api/queries.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate, formatInstant } from '../../words/dates.js';
import { isOfOffice } from '../../words/labels.js';
import { FiguresNotes } from '../figures/figures-notes.js';
import { FiguresTable } from '../figures/figures-table.js';
import { Adjustments } from './adjustments.js';
import { ClosingSteps } from './closing-steps.js';
import { LinesTable } from './lines-table.js';
import { Objections } from './objections.js';
import { OwnLines } from './own-lines.js';
import { ReconciliationTable } from './reconciliation-table.js';
import { statusWords } from './report-words.js';
import { reportLinesQuery, reportQuery } from './report.queries.js';

/** Says on screen and on paper whether these figures may be published. */
const Standing = ({ report: { locked, confirmed, status, digest, takenAt, cutOff, withdrawn } }: { readonly report: ReportView }) => (
  <div className="report-standing" data-status={status}>
    <p>
      <strong>{locked === null ? 'Số liệu chưa chốt' : 'Số liệu đã khóa'}</strong> · {statusWords[status]} · chốt lần {cutOff},{' '}
      {formatInstant(takenAt)}
      {locked === null ? null : ` · khóa ${formatInstant(locked.at)}${locked.by === null ? '' : `, ${locked.by}`}`}
    </p>
    {confirmed === null ? null : (
      <p className="small">
        Xác nhận {formatInstant(confirmed.at)}
        {confirmed.by === null ? '' : `, ${confirmed.by}`}
        {confirmed.document === null ? '' : `, theo văn bản ${confirmed.document.number}`}
      </p>
    )}
    {locked === null || locked.silent.length === 0 ? null : (
      <p className="small">Chưa trả lời khi khóa (không coi là đồng ý): {locked.silent.map(({ name }) => name).join(', ')}</p>
    )}
    {withdrawn.map((one) => (
      <p key={one.cutOff} className="small">
        Lần chốt {one.cutOff} đã thu hồi {formatInstant(one.at)}: {one.reason}
      </p>
    ))}
    <p className="small soft report-digest">Mã kiểm tra (SHA-256): {digest}</p>
  </div>
);

const AllLines = ({ report: { id, cutOff, total } }: { readonly report: ReportView }) => {
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ ...reportLinesQuery(id, cutOff), enabled: isOpen });
  useEffect(() => {
    // What is closed is left out of a print.
    const open = (): void => {
      flushSync(() => {
        setOpen(true);
      });
    };
    window.addEventListener('beforeprint', open);
    return () => {
      window.removeEventListener('beforeprint', open);
    };
  }, []);
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Danh sách {total} lượt giao</summary>
      {isOpen ? (
        <QueryView query={query}>{(lines) => <LinesTable caption="Mọi lượt giao trong kỳ" lines={lines} withAgency />}</QueryView>
      ) : null}
    </details>
  );
};

const Report = ({ report, session }: { readonly report: ReportView; readonly session: SessionView }) => {
  const isOffice = isOfOffice(session);
  const mine = new Set(session.memberships.map(({ agency }) => agency.id));
  const own = report.reconciliations.filter(({ agency }) => mine.has(agency.id));
  const { figures, from, to } = report;
  return (
    <div className="stack figures-sheet">
      <Standing report={report} />
      {isOffice ? <ClosingSteps report={report} /> : null}
      {isOffice ? <Objections report={report} answers /> : null}
      {report.status === 'withdrawn'
        ? null
        : own.map((one) => <OwnLines key={`${one.agency.id} ${String(report.cutOff)}`} report={report} own={one} />)}
      <section className="stack-tight" aria-labelledby="so-lieu-ky">
        <h2 id="so-lieu-ky">Số liệu</h2>
        <p>
          Dữ liệu tính đến hết ngày {formatDate(to)}: {figures.total.tasks} nhiệm vụ, {figures.total.total} lượt giao.
        </p>
        <FiguresTable view={{ ...figures, from, to, by: 'agency' }} linked={false} />
        <FiguresNotes view={{ ...figures, from, to, by: 'agency' }} />
      </section>
      {isOffice ? <ReconciliationTable report={report} /> : null}
      <Adjustments adjustments={report.adjustments} />
      {isOffice ? <AllLines report={report} /> : null}
    </div>
  );
};

const Download = ({ id, format, label }: { readonly id: string; readonly format: 'docx' | 'xlsx'; readonly label: string }) => (
  <Button
    component="a"
    variant="default"
    href={`/api/v1/reports/${id}/document?format=${format}`}
    download
    className="no-print"
    leftSection={<IconDownload size={16} aria-hidden />}
  >
    {label}
  </Button>
);

/** One period: its figures, who has answered, what was objected, confirmation and lock; an agency sees its own part. */
export const ReportPage = () => {
  const { id } = useParams({ from: '/signed-in/so-lieu/chot/$id' });
  const session = useQuery(sessionQuery).data;
  const client = useQueryClient();
  const print = async ({ cutOff }: ReportView): Promise<void> => {
    // The lượt giao stand on the sheet too; where they cannot be had now, the rest is printed all the same.
    if (session !== undefined && isOfOffice(session)) await client.query(reportLinesQuery(id, cutOff)).catch(() => undefined);
    window.print();
  };
  return (
    <QueryView query={useQuery(reportQuery(id))} rows={8}>
      {(report) => (
        <>
          <PageHeader
            title={`Số liệu ${report.title}`}
            lead={
              <>
                <Link to="/so-lieu/chot" className="no-print">
                  Các kỳ đã chốt
                </Link>{' '}
                · {report.plan === null ? 'Mọi kế hoạch' : report.plan.name}
              </>
            }
          >
            <div className="row">
              <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => void print(report)}>
                In
              </Button>
              {session !== undefined && isOfOffice(session) ? (
                <>
                  <Download id={id} format="docx" label="Tải bản Word" />
                  <Download id={id} format="xlsx" label="Tải bản Excel" />
                </>
              ) : null}
            </div>
          </PageHeader>
          {session === undefined ? null : <Report report={report} session={session} />}
        </>
      )}
    </QueryView>
  );
};
