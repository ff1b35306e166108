import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { planDraftsQuery } from '../../api/queries.js';
import { formatInstant } from '../../words/dates.js';

/** Drafts that wait for the rest of their review. Nothing is shown while there is none. */
export const OpenDrafts = () => {
  const { data = [] } = useQuery(planDraftsQuery);
  if (data.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="dang-ra-soat">
      <h2 id="dang-ra-soat">Đang rà soát</h2>
      <ul className="plain-list stack-tight">
        {data.map((draft) => (
          <li key={draft.id} className="card">
            <p>
              <Link to="/ke-hoach/$id/du-thao" params={{ id: draft.id }}>
                {draft.title === '' ? draft.file.name : draft.title}
              </Link>
            </p>
            <p className="small soft">
              {draft.number === null ? '' : `${draft.number} · `}
              {draft.tasks} nhiệm vụ, {draft.indicators} chỉ tiêu · đã xem {draft.doubts.settled}/{draft.doubts.of} điểm · {draft.draftedBy}
              , {formatInstant(draft.draftedAt)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
