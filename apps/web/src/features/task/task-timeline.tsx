import { useQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '#contracts';
import { historyQuery, remarksQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { FileList } from '../../ui/file-list.js';
import { QueryView } from '../../ui/query-view.js';
import { remarkLines, type RemarkLine } from '../remarks/remark-entries.js';
import { dateOfInstant, formatDate, formatInstant } from '../../words/dates.js';

const whoOf = ({ actor, byLink }: TimelineEntry): string => {
  const who = actor.agency === null || actor.agency.name === actor.name ? actor.name : `${actor.name} · ${actor.agency.name}`;
  return byLink ? `${who} · qua liên kết gửi ${actor.name} trong thư` : who;
};

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

/** What was said about the task stands among what was done. */
const RemarkEntry = ({ line }: { readonly line: RemarkLine }) => (
  <li>
    <p className="soft small">
      <time dateTime={line.at}>{formatInstant(line.at)}</time> · {line.who}
    </p>
    <p className="timeline-sentence">{line.sentence}</p>
    {line.detail === null ? null : <p className="prose">{line.detail}</p>}
  </li>
);

interface TaskTimelineProps {
  readonly taskId: string;
  /** Only what was recorded up to the end of this day. */
  readonly until: string | undefined;
}

/** What happened, newest first, in plain sentences. */
export const TaskTimeline = ({ taskId, until }: TaskTimelineProps) => {
  const query = useQuery(historyQuery(taskId));
  const remarks = useQuery(remarksQuery(taskId, until)).data?.remarks ?? [];
  return (
    <QueryView query={query}>
      {(items) => {
        const acts = items
          .filter((entry) => until === undefined || dateOfInstant(entry.recordedAt) <= until)
          .toSorted((one, other) => other.version - one.version)
          .map((entry) => ({ at: entry.recordedAt, item: <Entry key={entry.version} entry={entry} /> }));
        const said = remarkLines(remarks).map((line) => ({ at: line.at, item: <RemarkEntry key={line.key} line={line} /> }));
        const shown = [...acts, ...said].toSorted((one, other) => other.at.localeCompare(one.at));
        return shown.length === 0 ? (
          <EmptyState title="Chưa có diễn biến">Mỗi việc tiếp nhận, báo cáo, trình và phê duyệt được ghi tại đây.</EmptyState>
        ) : (
          <ol className="timeline">{shown.map(({ item }) => item)}</ol>
        );
      }}
    </QueryView>
  );
};
