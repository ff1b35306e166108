import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Tabs } from '@mantine/core';
import { IconFileDownload, IconFilePencil, IconPrinter, IconTable } from '@tabler/icons-react';
import type { PlanView } from '#contracts';
import { planQuery, sessionQuery } from '../../api/queries.js';
import { FileList } from '../../ui/file-list.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatNumber } from '../../words/dates.js';
import { isOfOffice } from '../../words/labels.js';
import { IndicatorTable } from '../indicators/indicator-table.js';
import { EntryProgress } from './entry-progress.js';
import { PlanAppendix } from './plan-appendix.js';
import { PlanGrid } from './plan-grid.js';
import { PlanPeriods } from './plan-periods.js';
import { PlanVersions } from './plan-versions.js';
import { documentLine } from './plan-words.js';

const enteringInterval = 1_000;

/** A plan as its appendices, as printed, with the live situation in the margin. */
export const PlanPage = () => {
  const { id } = useParams({ from: '/signed-in/ke-hoach/$id' });
  const query = useQuery({
    ...planQuery(id),
    refetchInterval: (state) => (['entering', 'amending'].includes(state.state.data?.status ?? '') ? enteringInterval : false),
  });
  return <QueryView query={query}>{(plan) => <PlanSheets plan={plan} />}</QueryView>;
};

const PlanSheets = ({ plan }: { readonly plan: PlanView }) => {
  const { muc } = useSearch({ from: '/signed-in/ke-hoach/$id' });
  const navigate = useNavigate({ from: '/ke-hoach/$id' });
  const session = useQuery(sessionQuery).data;
  const mayAmend = session !== undefined && isOfOffice(session) && plan.status === 'entered';
  return (
    <div className="plan-sheet">
      <PageHeader title={plan.document.title} lead={documentLine(plan)}>
        <div className="row no-print">
          {mayAmend ? (
            <Button
              variant="default"
              leftSection={<IconFilePencil size={16} aria-hidden />}
              renderRoot={(props) => <Link to="/nhap-ke-hoach" search={{ suadoi: plan.id }} {...props} />}
            >
              Nhập bản sửa đổi
            </Button>
          ) : null}
          {plan.hasAppendix ? (
            <Button
              component="a"
              href={`/api/v1/plans/${plan.id}/appendix`}
              download
              variant="default"
              leftSection={<IconFileDownload size={16} aria-hidden />}
            >
              Tải phụ lục (.docx)
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<IconTable size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/ke-hoach/$id/bieu-ra-soat" params={{ id: plan.id }} {...props} />}
          >
            Biểu rà soát
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => {
              window.print();
            }}
          >
            In
          </Button>
        </div>
      </PageHeader>
      <div className="stack-tight plan-notes">
        <EntryProgress plan={plan} />
        {mayAmend && plan.figures.unreviewed > 0 ? (
          <p>
            <Link to="/ke-hoach/$id/ra-soat" params={{ id: plan.id }}>
              Rà soát hiện trạng: còn {formatNumber(plan.figures.unreviewed)} lượt giao chưa rà soát
            </Link>
          </p>
        ) : null}
        {mayAmend ? <PlanPeriods plan={plan} /> : null}
        {plan.file === null ? null : <FileList files={[plan.file]} />}
        <PlanVersions amendments={plan.amendments} />
      </div>
      <Tabs
        value={muc ?? 'nhiem-vu'}
        keepMounted={false}
        onChange={(tab) => void navigate({ search: { muc: tab ?? 'nhiem-vu' }, replace: true, resetScroll: false })}
      >
        <Tabs.List aria-label="Nội dung kế hoạch">
          <Tabs.Tab value="nhiem-vu">Phụ lục nhiệm vụ ({plan.progress.ofTasks})</Tabs.Tab>
          <Tabs.Tab value="chi-tieu">Phụ lục chỉ tiêu ({plan.progress.ofIndicators})</Tabs.Tab>
          <Tabs.Tab value="tong-hop">Biểu tổng hợp</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="nhiem-vu" pt="md">
          <PlanAppendix plan={plan} />
        </Tabs.Panel>
        <Tabs.Panel value="chi-tieu" pt="md">
          <IndicatorTable plan={plan.id} />
        </Tabs.Panel>
        <Tabs.Panel value="tong-hop" pt="md">
          <PlanGrid plan={plan} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
};
