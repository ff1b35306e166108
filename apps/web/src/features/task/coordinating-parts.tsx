import type { SessionView, TaskDetail } from '#contracts';
import { AskActs, AskBody, askVerbs } from './ask-list.js';

interface CoordinatingPartsProps {
  readonly task: TaskDetail;
  readonly session: SessionView;
  readonly isPast: boolean;
}

/** Coordinating agencies and the general request each of them has: to take part. */
export const CoordinatingParts = ({ task, session, isPast }: CoordinatingPartsProps) => {
  if (task.coordinatingParts.length === 0) return null;
  const isMine = (id: string): boolean => session.memberships.some(({ agency }) => agency.id === id);
  const sorted = [...task.coordinatingParts].sort((one, other) => Number(isMine(other.agency.id)) - Number(isMine(one.agency.id)));
  return (
    <section className="card stack-tight" aria-label="Cơ quan phối hợp">
      <h2>Cơ quan phối hợp ({task.coordinatingParts.length})</h2>
      <ul className="records">
        {sorted.map((part) => (
          <li key={part.part}>
            {part.released ? (
              <p>
                <strong>{part.agency.name}</strong> · Thôi phối hợp
              </p>
            ) : (
              <AskBody ask={part.participation} />
            )}
            {isPast || part.released ? null : (
              <AskActs ask={part.participation} part={null} verbs={askVerbs(part.participation, part.acts, session)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
