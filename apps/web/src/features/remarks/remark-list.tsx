import '../acts/form.css';
import './remarks.css';
import { useRef, useState } from 'react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { RemarkView, TaskDetail } from '#contracts';
import { remarksQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { RemarkForm } from './remark-form.js';
import { RemarkItem } from './remark-item.js';

interface RemarkListProps {
  readonly task: TaskDetail;
  /** As it was known at the end of this day. */
  readonly until: string | undefined;
}

/** Ý kiến chỉ đạo and trao đổi on a task, newest first. */
export const RemarkList = ({ task, until }: RemarkListProps) => {
  const query = useQuery(remarksQuery(task.id, until));
  const { memberships } = useSuspenseQuery(sessionQuery).data;
  const [answered, setAnswered] = useState<RemarkView | null>(null);
  const form = useRef<HTMLDivElement>(null);
  return (
    <QueryView query={query}>
      {(view) => (
        <div className="stack">
          {until === undefined ? (
            <div ref={form}>
              <RemarkForm
                task={task}
                view={view}
                own={memberships.map(({ agency }) => agency.id)}
                answered={answered}
                onAnswered={() => {
                  setAnswered(null);
                }}
              />
            </div>
          ) : null}
          {view.remarks.length === 0 ? (
            <EmptyState title="Chưa có ý kiến">Ý kiến chỉ đạo và trao đổi về nhiệm vụ này hiện ở đây.</EmptyState>
          ) : (
            <ol className="remarks" aria-label="Các ý kiến, mới nhất trước">
              {view.remarks.toReversed().map((remark) => (
                <RemarkItem
                  key={remark.number}
                  taskId={task.id}
                  remark={remark}
                  onAnswer={() => {
                    setAnswered(remark);
                    form.current?.querySelector('textarea')?.focus();
                  }}
                />
              ))}
            </ol>
          )}
        </div>
      )}
    </QueryView>
  );
};
