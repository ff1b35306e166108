import type { TaskDetail } from '#contracts';
import { EmptyState } from '../../ui/empty-state.js';
import { formatSpan } from '../../words/dates.js';
import { holderLabel } from '../../words/labels.js';

const heldBy = (entry: TaskDetail['fairClock'][number]): string =>
  entry.agency === null ? holderLabel(entry.holder) : `${entry.agency.name} (${holderLabel(entry.holder).toLowerCase()})`;

/** "Thời gian xử lý tại từng cơ quan": who held each part how long, by words, figures and a bar. */
export const FairClock = ({ task }: { readonly task: TaskDetail }) => {
  if (task.fairClock.length === 0) {
    return (
      <EmptyState title="Chưa có số liệu thời gian xử lý">
        Số liệu hiển thị cho Văn phòng và các cơ quan liên quan, tính từ khi nhiệm vụ được đưa vào theo dõi.
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      {task.parts.map((part) => {
        const entries = task.fairClock.filter((entry) => entry.part === part.part);
        const total = entries.reduce((sum, entry) => sum + entry.milliseconds, 0);
        return entries.length === 0 ? null : (
          <section key={part.part} className="card stack-tight">
            <h2>
              {part.agency.name} <span className="part-number">{part.part}</span>
            </h2>
            <ul className="clock">
              {entries.map((entry) => (
                <li key={`${entry.holder}:${entry.agency?.id ?? ''}`}>
                  <span>{heldBy(entry)}</span>
                  <span className="clock-span">{formatSpan(entry.milliseconds)}</span>
                  <meter min={0} max={Math.max(total, 1)} value={entry.milliseconds} aria-label={heldBy(entry)} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
};
