import './import.css';
import '../acts/form.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { PlanDraftView } from '#contracts';
import { planDraftQuery } from '../../api/queries.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { DraftIndicators } from './draft-indicators.js';
import { DraftTasks } from './draft-tasks.js';
import { EnterPlan } from './enter-plan.js';
import { FindingList } from './finding-list.js';
import { Recipients } from './recipients.js';

/** The draft read from a file: what is doubtful, what each row became, who would get what; then entered for follow-up. */
export const DraftPage = () => {
  const { id } = useParams({ from: '/signed-in/ke-hoach/$id/du-thao' });
  return <QueryView query={useQuery(planDraftQuery(id))}>{(view) => <Draft view={view} />}</QueryView>;
};

const Summary = ({ view }: { readonly view: PlanDraftView }) => {
  const { tasks, indicators, coverage } = view.draft;
  return (
    <p>
      {tasks.length} nhiệm vụ, {indicators.length} chỉ tiêu. Đã đọc {coverage.accounted}/{coverage.units} dòng có nội dung của tệp{' '}
      <strong>{view.file.name}</strong>
      {coverage.unaccounted.length === 0 ? '; không dòng nào bị bỏ sót.' : `; ${String(coverage.unaccounted.length)} dòng chưa xếp được.`}
    </p>
  );
};

const Draft = ({ view }: { readonly view: PlanDraftView }) => (
  <>
    <PageHeader title="Dự thảo kế hoạch" lead={view.draft.document.title} />
    <div className="stack">
      <section className="card stack-tight" aria-label="Tóm tắt">
        <Summary view={view} />
        <FindingList findings={view.draft.findings} />
      </section>
      {view.status === 'draft' ? (
        <EnterPlan view={view} />
      ) : (
        <p className="card">
          Kế hoạch đã được đưa vào theo dõi.{' '}
          <Link to="/ke-hoach/$id" params={{ id: view.id }}>
            Xem kế hoạch
          </Link>
        </p>
      )}
      <DraftTasks view={view} />
      <DraftIndicators indicators={view.draft.indicators} />
      <Recipients tasks={view.draft.tasks} />
    </div>
  </>
);
