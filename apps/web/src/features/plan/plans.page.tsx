import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PlanSummary } from '#contracts';
import { plansQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { EntryProgress } from './entry-progress.js';
import { documentLine } from './plan-words.js';

const Figures = ({ figures }: Pick<PlanSummary, 'figures'>) => (
  <dl className="figures">
    <div>
      <dt>Lượt giao</dt>
      <dd>{figures.parts}</dd>
    </div>
    <div>
      <dt>Hoàn thành</dt>
      <dd>{figures.completed}</dd>
    </div>
    <div>
      <dt>Quá hạn</dt>
      <dd>{figures.overdue}</dd>
    </div>
    <div>
      <dt>Chưa phân công</dt>
      <dd>{figures.unassigned}</dd>
    </div>
    <div>
      <dt>Chưa rà soát</dt>
      <dd>{figures.unreviewed}</dd>
    </div>
  </dl>
);

export const PlansPage = () => (
  <>
    <PageHeader title="Kế hoạch" lead="Các văn bản giao nhiệm vụ đang theo dõi" />
    <QueryView query={useQuery(plansQuery)}>
      {(plans) =>
        plans.length === 0 ? (
          <EmptyState title="Chưa có kế hoạch">Kế hoạch hiện ở đây sau khi Văn phòng nhập tệp và đưa vào theo dõi.</EmptyState>
        ) : (
          <ul className="plan-list">
            {plans.map((plan) => (
              <li key={plan.id} className="card stack-tight">
                <h2>
                  <Link to="/ke-hoach/$id" params={{ id: plan.id }}>
                    {plan.document.title}
                  </Link>
                </h2>
                <p className="soft">{documentLine(plan)}</p>
                <EntryProgress plan={plan} />
                <Figures figures={plan.figures} />
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  </>
);
