import './indicators.css';
import { lazy, Suspense, useState } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { IndicatorView, SessionView } from '#contracts';
import { indicatorsQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate, formatNumber } from '../../words/dates.js';
import { joinNames } from '../../words/labels.js';

const MeasurementDrawer = lazy(() => import('./measurement-drawer.js'));

const mayReport = (indicator: IndicatorView, session: SessionView): boolean =>
  session.memberships.some(({ agency }) => indicator.leads.some((lead) => lead.id === agency.id));

const periodsOf = (indicators: readonly IndicatorView[]): readonly string[] =>
  [...new Set(indicators.flatMap((indicator) => indicator.targets.map((target) => target.period)))].sort();

const targetText = (indicator: IndicatorView, period: string): string =>
  indicator.targets.find((target) => target.period === period)?.text ?? '';

const Latest = ({ indicator }: { readonly indicator: IndicatorView }) => {
  const latest = indicator.measurements.at(-1);
  if (latest === undefined) return <span className="soft">Chưa có số liệu</span>;
  return (
    <div>
      <strong>{latest.value === null ? latest.text : `${formatNumber(latest.value)} ${indicator.unit ?? ''}`}</strong>
      <div className="small soft">
        {latest.agency.name} · {formatDate(latest.on)}
        {latest.document === null ? '' : ` · ${latest.document}`}
      </div>
      {latest.value !== null && latest.text !== null ? <div className="small prose">{latest.text}</div> : null}
    </div>
  );
};

interface RowProps {
  readonly indicator: IndicatorView;
  readonly periods: readonly string[];
  readonly onReport: (() => void) | null;
}

const Row = ({ indicator, periods, onReport }: RowProps) => (
  <tr>
    <td data-label="TT">{indicator.ordinal ?? indicator.row + 1}</td>
    <td data-label="Chỉ tiêu">{indicator.name}</td>
    <td data-label="Đơn vị tính">{indicator.unit}</td>
    {periods.map((period) => (
      <td key={period} data-label={`Đến năm ${period}`}>
        {targetText(indicator, period)}
      </td>
    ))}
    <td data-label="Cơ quan chủ trì">{indicator.printedLeads === '' ? joinNames(indicator.leads) : indicator.printedLeads}</td>
    <td data-label="Số liệu gần nhất">
      <Latest indicator={indicator} />
      {onReport === null ? null : (
        <Button size="xs" variant="default" mt={6} className="no-print" onClick={onReport}>
          Báo cáo số liệu<span className="visually-hidden">: {indicator.name}</span>
        </Button>
      )}
    </td>
  </tr>
);

/** Appendix I: targets by period, who follows them, the newest figure. */
export const IndicatorTable = ({ plan }: { readonly plan?: string }) => {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [reporting, setReporting] = useState<IndicatorView | null>(null);
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
                    <th scope="col">Số liệu gần nhất</th>
                  </tr>
                </thead>
                <tbody>
                  {indicators.map((indicator) => (
                    <Row
                      key={indicator.id}
                      indicator={indicator}
                      periods={periods}
                      onReport={
                        mayReport(indicator, session)
                          ? () => {
                              setReporting(indicator);
                            }
                          : null
                      }
                    />
                  ))}
                </tbody>
              </table>
            </div>
            {reporting === null ? null : (
              <Suspense fallback={null}>
                <MeasurementDrawer
                  indicator={reporting}
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
