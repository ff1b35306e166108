import type { PlanSummary } from '#contracts';

/** "Đang đưa vào theo dõi 12/17", until every row stands. */
export const EntryProgress = ({ plan }: { readonly plan: Pick<PlanSummary, 'status' | 'progress'> }) => {
  const { tasks, ofTasks, indicators, ofIndicators } = plan.progress;
  if (plan.status === 'amending')
    return (
      <div className="entry-progress" role="status">
        <p>Đang áp dụng bản sửa đổi</p>
        <progress aria-label="Tiến độ áp dụng bản sửa đổi" />
      </div>
    );
  if (plan.status !== 'entering') return null;
  return (
    <div className="entry-progress" role="status">
      <p>
        Đang đưa vào theo dõi {tasks}/{ofTasks} nhiệm vụ, {indicators}/{ofIndicators} chỉ tiêu
      </p>
      <progress max={ofTasks + ofIndicators} value={tasks + indicators} aria-label="Tiến độ đưa vào theo dõi" />
    </div>
  );
};
