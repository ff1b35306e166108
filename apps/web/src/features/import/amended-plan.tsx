import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { plansQuery } from '../../api/queries.js';

/** What happens to a file that is given as a new version, and of which plan. */
export const AmendedPlan = ({ id }: { readonly id: string }) => {
  const plan = useQuery(plansQuery).data?.find((candidate) => candidate.id === id);
  return (
    <>
      Bản mới được đọc và rà soát như mọi văn bản, rồi so sánh từng dòng với{' '}
      <Link to="/ke-hoach/$id" params={{ id }}>
        {plan === undefined ? 'kế hoạch đang theo dõi' : (plan.document.number ?? plan.document.title)}
      </Link>{' '}
      trước khi áp dụng.
    </>
  );
};
