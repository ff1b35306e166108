import './indicators.css';
import { lazy, Suspense, useState } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { IndicatorView, SessionView } from '#contracts';
import { indicatorsQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { isOfOffice, joinNames } from '../../words/labels.js';
import { Assessment } from './assessment.js';
import { OfficeActs } from './office-acts.js';
import { MeasurementList } from './measurement-list.js';

const MeasurementDrawer = lazy(() => import('./measurement-drawer.js'));

const mayReport = (indicator: IndicatorView, session: SessionView): boolean =>
  session.memberships.some(({ agency }) => indicator.leads.some((lead) => lead.id === agency.id));

const periodsOf = (indicators: readonly IndicatorView[]): readonly string[] =>
  [...new Set(indicators.flatMap((indicator) => indicator.targets.map((target) => target.period)))].sort();

type Measurement = IndicatorView['measurements'][number];

/** What is being reported or put right. */
interface Reporting {
  readonly indicator: IndicatorView;
  readonly correcting: Measurement | null;
}

const Target = ({ indicator, period }: { readonly indicator: IndicatorView; readonly period: string }) => {
  const target = indicator.targets.find((one) => one.period === period);
  const assessment = indicator.assessments.find((one) => one.period === period);
  if (target === undefined) return null;
  return (
    <>
      <div className="target">{target.text}</div>
      {assessment === undefined || indicator.closed !== null || indicator.withdrawn ? null : (
        <Assessment assessment={assessment} unit={indicator.unit} />
      )}
    </>
  );
};

const Overtaken = ({ indicator }: { readonly indicator: IndicatorView }) => (
  <>
    {indicator.closed === null ? null : <div className="small">Kết thúc theo dõi: {indicator.closed.basis}</div>}
    {indicator.formerTargets.map(({ until, basis, targets }) => (
      <div key={until} className="small soft">
        Mục tiêu trước đây: {targets.map(({ period, text }) => `${period}: ${text}`).join('; ')} (thay theo {basis})
      </div>
    ))}
    {indicator.tasks.length === 0 ? null : (
      <div className="small">
        Nhiệm vụ tác động:
        <ul className="linked-tasks">
          {indicator.tasks.map(({ id, note }, at) => (
            <li key={id}>
              <Link to="/nhiem-vu/$id" params={{ id }}>
                {note ?? `nhiệm vụ ${String(at + 1)}`}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    )}
  </>
);

interface RowProps {
  readonly indicator: IndicatorView;
  readonly periods: readonly string[];
  readonly session: SessionView;
  readonly report: (reporting: Reporting) => void;
}

const Row = ({ indicator, periods, session, report }: RowProps) => {
  const isFollowed = indicator.closed === null && !indicator.withdrawn;
  const isOffice = isOfOffice(session);
  const mayCorrect = isFollowed && (isOffice || mayReport(indicator, session));
  return (
    <tr>
      <td data-label="TT">{indicator.ordinal ?? indicator.row + 1}</td>
      <td data-label="Chỉ tiêu">
        {indicator.name}
        <Overtaken indicator={indicator} />
        {isFollowed && isOffice ? <OfficeActs indicator={indicator} /> : null}
      </td>
      <td data-label="Đơn vị tính">{indicator.unit}</td>
      {periods.map((period) => (
        <td key={period} data-label={`Đến năm ${period}`}>
          <Target indicator={indicator} period={period} />
        </td>
      ))}
      <td data-label="Cơ quan chủ trì">{joinNames(indicator.leads)}</td>
      <td data-label="Số liệu">
        <MeasurementList
          indicator={indicator}
          mayConfirm={isFollowed && isOffice}
          onCorrect={
            mayCorrect
              ? (correcting) => {
                  report({ indicator, correcting });
                }
              : null
          }
        />
        {isFollowed && mayReport(indicator, session) ? (
          <Button
            size="xs"
            variant="default"
            mt={6}
            className="no-print"
            onClick={() => {
              report({ indicator, correcting: null });
            }}
          >
            Báo cáo số liệu<span className="visually-hidden">: {indicator.name}</span>
          </Button>
        ) : null}
      </td>
    </tr>
  );
};

/** Appendix I: targets by period, who follows them, the newest figure. */
export const IndicatorTable = ({ plan }: { readonly plan?: string }) => {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [reporting, setReporting] = useState<Reporting | null>(null);
  return (
    <QueryView query={useQuery(indicatorsQuery(plan))} rows={8}>
      {(indicators) => {
        const periods = periodsOf(indicators);
        if (indicators.length === 0) {
          return <EmptyState title="Chưa có chỉ tiêu">Chỉ tiêu hiện ở đây khi kế hoạch được đưa vào theo dõi.</EmptyState>;
        }
        return (
          <>
            <div className="table-frame long">
              <table className="plain indicator-table cards-when-narrow">
                <caption className="visually-hidden">Các chỉ tiêu cụ thể</caption>
                <thead>
                  <tr>
                    <th scope="col">TT</th>
                    <th scope="col">Chỉ tiêu</th>
                    <th scope="col">Đơn vị tính</th>
                    {periods.map((period) => (
                      <th key={period} scope="col">
                        Đến năm {period}
                      </th>
                    ))}
                    <th scope="col">Cơ quan chủ trì theo dõi, đánh giá</th>
                    <th scope="col">Số liệu</th>
                  </tr>
                </thead>
                <tbody>
                  {indicators.map((indicator) => (
                    <Row key={indicator.id} indicator={indicator} periods={periods} session={session} report={setReporting} />
                  ))}
                </tbody>
              </table>
            </div>
            {reporting === null ? null : (
              <Suspense fallback={null}>
                <MeasurementDrawer
                  indicator={reporting.indicator}
                  correcting={reporting.correcting}
                  today={session.today}
                  onClose={() => {
                    setReporting(null);
                  }}
                />
              </Suspense>
            )}
          </>
        );
      }}
    </QueryView>
  );
};
