import './policy.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { NativeSelect } from '@mantine/core';
import type { PlanSummary, ReminderPolicyView } from '#contracts';
import { agenciesQuery, plansQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { PolicyEditor } from './policy-editor.js';
import { policiesQuery } from './policy.queries.js';

interface PolicyChoiceProps {
  readonly policies: readonly ReminderPolicyView[];
  readonly plans: readonly PlanSummary[];
  readonly plan: string | null;
}

const PolicyChoice = ({ policies, plans, plan }: PolicyChoiceProps) => {
  const navigate = useNavigate({ from: '/chinh-sach-nhac-viec' });
  const hasOwn = (id: string): boolean => policies.some(({ planId, isOwn }) => planId === id && isOwn);
  return (
    <NativeSelect
      className="policy-choice"
      label="Áp dụng cho"
      value={plan ?? ''}
      data={[
        { value: '', label: 'Mọi kế hoạch (chính sách chung)' },
        ...plans.map(({ id, document }) => ({ value: id, label: `${document.title}${hasOwn(id) ? ' (có chính sách riêng)' : ''}` })),
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        void navigate({ search: value === '' ? {} : { kehoach: value } });
      }}
    />
  );
};

/** A plan without a policy of its own follows the general one. */
const policyOf = (policies: readonly ReminderPolicyView[], general: ReminderPolicyView, plan: string | null): ReminderPolicyView =>
  policies.find(({ planId }) => planId === plan) ?? {
    ...general,
    planId: plan,
    version: 0,
    basis: null,
    adoptedAt: null,
    isOwn: false,
  };

const About = ({ policy }: { readonly policy: ReminderPolicyView }) =>
  policy.isOwn ? null : (
    <p className="soft">
      Kế hoạch này đang theo chính sách chung. Sửa và áp dụng nội dung dưới đây thì kế hoạch có chính sách riêng, những nội dung ấy không
      đổi theo chính sách chung nữa.
    </p>
  );

/** When, to whom and how reminders go: the general policy, and those of single plans. */
export const PolicyPage = () => {
  const { kehoach: plan = null } = useSearch({ from: '/signed-in/chinh-sach-nhac-viec' });
  const agencies = useQuery(agenciesQuery);
  const plans = useQuery(plansQuery);
  return (
    <>
      <PageHeader
        title="Chính sách nhắc việc"
        lead="Nhắc vào lúc nào, nhắc ai. Thay đổi có hiệu lực với mọi lượt nhắc chưa gửi; thư đã gửi vẫn giữ nguyên trong sổ."
      />
      <QueryView query={useQuery(policiesQuery)} rows={6}>
        {(policies) => {
          const [general] = policies;
          if (general === undefined || agencies.data === undefined || plans.data === undefined) return null;
          if (plan !== null && !plans.data.some(({ id }) => id === plan))
            return <EmptyState title="Không có kế hoạch này trong số các kế hoạch đang theo dõi" />;
          const policy = policyOf(policies, general, plan);
          return (
            <div className="stack">
              <PolicyChoice policies={policies} plans={plans.data} plan={plan} />
              <About policy={policy} />
              <PolicyEditor key={plan ?? ''} policy={policy} general={general} agencies={agencies.data} />
            </div>
          );
        }}
      </QueryView>
    </>
  );
};
