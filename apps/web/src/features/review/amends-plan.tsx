import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Select } from '@mantine/core';
import type { PlanSummary } from '#contracts';
import { plansQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { foldText } from '../../words/fold-text.js';
import { useReviewPage } from './review-context.js';

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    foldText(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1),
  );

/** The plan whose title has most words in common with the draft's comes first: a new version is mostly called as the old one. */
const nearest = (plans: readonly PlanSummary[], title: string): readonly PlanSummary[] => {
  const wanted = wordsOf(title);
  const shared = (plan: PlanSummary): number => [...wordsOf(plan.document.title)].filter((word) => wanted.has(word)).length;
  return plans.filter(({ status }) => status === 'entered').toSorted((one, other) => shared(other) - shared(one));
};

const labelOf = ({ document }: PlanSummary): string =>
  [document.number, document.title.slice(0, 90)].filter((part) => part !== null).join(' · ');

interface AmendsPlanProps {
  /** The plan from whose page the file was given. */
  readonly wanted: string | null;
}

const NoPlan = () => (
  <EmptyState title="Chưa có kế hoạch nào để so sánh">
    Kế hoạch được so sánh khi mọi dòng của nó đã được đưa vào theo dõi và không có bản sửa đổi nào đang được áp dụng.
  </EmptyState>
);

/** A draft may be a new version of a plan that is followed: then it is compared with it, and not entered beside it. */
export const AmendsPlan = ({ wanted }: AmendsPlanProps) => {
  const { view } = useReviewPage().review;
  const query = useQuery(plansQuery);
  const plans = nearest(query.data ?? [], view.draft.document.title);
  const [chosen, setChosen] = useState<string | null>(null);
  const planId = chosen ?? plans.find(({ id }) => id === wanted)?.id ?? plans[0]?.id;
  if (planId === undefined) return wanted === null || query.data === undefined ? null : <NoPlan />;
  return (
    <section className="card stack-tight" aria-labelledby="la-ban-sua-doi">
      <h2 id="la-ban-sua-doi">Là bản sửa đổi của kế hoạch đang theo dõi</h2>
      <p className="soft">
        So sánh từng dòng với bản đang theo dõi và tình hình thực hiện; chỉ các dòng thay đổi được đề nghị tiếp nhận lại.
      </p>
      <Select
        label="Kế hoạch đang theo dõi"
        allowDeselect={false}
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        data={plans.map((plan) => ({ value: plan.id, label: labelOf(plan) }))}
        value={planId}
        onChange={setChosen}
      />
      <div>
        <Button
          variant={wanted === null ? 'default' : 'filled'}
          renderRoot={(props) => <Link to="/ke-hoach/$id/sua-doi/$draft" params={{ id: planId, draft: view.id }} {...props} />}
        >
          So sánh với kế hoạch này
        </Button>
      </div>
    </section>
  );
};
