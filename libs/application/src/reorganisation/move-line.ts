import type {
  AgencyCommand,
  CommandMeta,
  CoordinatingPartId,
  Decision,
  EndedAgency,
  IndicatorEvent,
  LeadPartId,
  Reason,
  SuccessionLine,
  TaskCommand,
  TaskEvent,
  TaskFacts,
} from '#domain';
import type { StoredEvent } from '#event-store';
import { decideIndicator, decideTask, foldIndicator, foldTask } from '../shared/aggregates.js';

/** How the directory says that an agency has ended. */
export const endingOf = ({ on, basis, shape, successors, agencyId: _agency }: EndedAgency, meta: CommandMeta): AgencyCommand =>
  shape === null || successors.length === 0
    ? { type: 'DissolveAgency', data: { on, basis }, meta }
    : { type: 'SucceedAgency', data: { on, successors, shape, basis }, meta };

interface Order {
  readonly streamId: string;
  readonly decide: (history: readonly StoredEvent[]) => Decision<TaskEvent | IndicatorEvent, Reason<string>>;
}

const nowhere: Decision<never, Reason<string>> = { ok: false, rejection: { code: 'REORGANISATION.SUCCESSOR_MISSING', details: {} } };

/** The command of a task that moves a line; null where the line names no successor that it needs. */
const taskCommand = ({ kind, part, from, to }: SuccessionLine, { basis }: EndedAgency, meta: CommandMeta): TaskCommand | null => {
  const common = { from, basis, document: null };
  // What kind of part a line means was checked when it was proposed; a part that there is not is refused by the task.
  const lead = part as LeadPartId;
  if (kind === 'approver') return { type: 'SucceedApprover', data: { ...common, part: lead, agencyId: to }, meta };
  if (to === null) return null;
  return kind === 'lead'
    ? { type: 'SucceedPart', data: { ...common, part: lead, agencyId: to }, meta }
    : { type: 'SucceedCoordinator', data: { ...common, part: part as CoordinatingPartId, agencyId: to }, meta };
};

/** To which stream a line goes, and what is decided there. */
export const moveLine = (line: SuccessionLine, ending: EndedAgency, meta: CommandMeta, facts: TaskFacts): Order => {
  const { kind, subject, from, to } = line;
  if (kind === 'indicator') {
    return {
      streamId: `indicator-${subject}`,
      decide: (history) =>
        to === null
          ? nowhere
          : decideIndicator({ type: 'SucceedIndicator', data: { from, agencyId: to, basis: ending.basis }, meta }, foldIndicator(history)),
    };
  }
  const command = taskCommand(line, ending, meta);
  return {
    streamId: `task-${subject}`,
    decide: (history) => (command === null ? nowhere : decideTask(command, foldTask(history), facts)),
  };
};
