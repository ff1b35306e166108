import type { LeadPartView, SessionView, TaskDetail } from '#contracts';
import { EmptyState } from '../../ui/empty-state.js';
import { ActButtons } from './act-buttons.js';
import { ConsolidatedReports } from './consolidated-reports.js';
import { CoordinatingParts } from './coordinating-parts.js';
import { PartCard } from './part-card.js';

interface PartListProps {
  readonly task: TaskDetail;
  readonly session: SessionView;
  readonly selected: string | undefined;
  /** Figures of a past day: nothing can be done there. */
  readonly isPast: boolean;
}

const openAllUpTo = 2;

const isMine = (part: LeadPartView, session: SessionView): boolean =>
  session.memberships.some(({ agency }) => agency.id === part.agency.id || part.asks.some((ask) => ask.agency.id === agency.id));

export const PartList = ({ task, session, selected, isPast }: PartListProps) => {
  const sorted = [...task.parts].sort((one, other) => Number(isMine(other, session)) - Number(isMine(one, session)));
  return (
    <div className="stack">
      {isPast ? null : <ActButtons verbs={task.acts} part={null} />}
      {sorted.length === 0 ? (
        <EmptyState title="Nhiệm vụ chưa có cơ quan chủ trì">
          Văn bản không ghi cơ quan chủ trì. Lượt giao hiện ở đây sau khi Văn phòng giao cơ quan chủ trì.
        </EmptyState>
      ) : null}
      {sorted.map((part) => (
        <PartCard
          key={part.part}
          part={part}
          session={session}
          isPast={isPast}
          isOpen={sorted.length <= openAllUpTo || part.part === selected || isMine(part, session)}
        />
      ))}
      <CoordinatingParts task={task} session={session} isPast={isPast} />
      <ConsolidatedReports reports={task.consolidatedReports} />
    </div>
  );
};
