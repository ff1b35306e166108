import { useQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '#contracts';
import { historyQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { FileList } from '../../ui/file-list.js';
import { QueryView } from '../../ui/query-view.js';
import { dateOfInstant, formatDate, formatInstant } from '../../words/dates.js';

const whoOf = ({ actor }: TimelineEntry): string =>
  actor.agency === null || actor.agency.name === actor.name ? actor.name : `${actor.name} · ${actor.agency.name}`;

const Entry = ({ entry }: { readonly entry: TimelineEntry }) => {
  const effective = dateOfInstant(entry.effectiveAt);
  return (
    <li>
      <p className="soft small">
        <time dateTime={entry.recordedAt}>{formatInstant(entry.recordedAt)}</time> · {whoOf(entry)}
        {effective === dateOfInstant(entry.recordedAt) ? '' : ` · hiệu lực ngày ${formatDate(effective)}`}
      </p>
      <p className="timeline-sentence">{entry.sentence}</p>
      {entry.detail === null ? null : <p className="prose">{entry.detail}</p>}
      <FileList files={entry.files} />
    </li>
  );
};

interface TaskTimelineProps {
  readonly taskId: string;
  /** Only what was recorded up to the end of this day. */
  readonly until: string | undefined;
}

/** What happened, newest first, in plain sentences. */
export const TaskTimeline = ({ taskId, until }: TaskTimelineProps) => {
  const query = useQuery(historyQuery(taskId));
  return (
    <QueryView query={query}>
      {(items) => {
        const shown = items
          .filter((entry) => until === undefined || dateOfInstant(entry.recordedAt) <= until)
          .toSorted((one, other) => other.version - one.version);
        return shown.length === 0 ? (
          <EmptyState title="Chưa có diễn biến">Mỗi việc tiếp nhận, báo cáo, trình và phê duyệt được ghi tại đây.</EmptyState>
        ) : (
          <ol className="timeline">
            {shown.map((entry) => (
              <Entry key={entry.version} entry={entry} />
            ))}
          </ol>
        );
      }}
    </QueryView>
  );
};
