import type { Recorded } from '../../shared/meta.js';
import type { AgencyId, Instant } from '../../shared/ids.js';
import type { CoordinatorSucceeded, PartSucceeded } from '../task.events.js';
import type { Ask, LeadPart, Moment, Task } from '../task.state.js';
import { momentOf, onPart } from './part.js';

/** An open ask reaches the successor; the days before are its predecessor's. What was answered stays as it was. */
const succeedAsk = (ask: Ask, agencyId: AgencyId, until: Instant): Ask =>
  ask.outcome.kind === 'open' ? { ...ask, agencyId, predecessors: [...ask.predecessors, { agencyId: ask.agencyId, until }] } : ask;

/** Everything attached stays as it is; the part goes on in the situation in which it was. */
const taken = (part: LeadPart, { data }: PartSucceeded, at: Moment): LeadPart => ({
  ...part,
  holder: data.agencyId,
  holdings: [...part.holdings, { agencyId: data.agencyId, from: at, by: 'succession' }],
  takeover: { from: data.from, basis: data.basis, at, overdueSince: data.overdueSince, confirmedAt: null },
  internal: null,
  approver: data.approverToDesignate ? null : part.approver,
  approverProposed: data.approverToDesignate ? false : part.approverProposed,
  subjectVersion: part.subjectVersion + 1,
});

export const succeedPart = (task: Task, event: PartSucceeded, recorded: Recorded): Task => {
  const { asks, agencyId, effectiveAt } = event.data;
  const moved = onPart(task, event, recorded, (part, at) => taken(part, event, at));
  return {
    ...moved,
    leads: moved.leads.map((part) => {
      const reached = asks.filter((ask) => ask.part === part.id).map(({ ask }) => ask);
      if (reached.length === 0) return part;
      const next = part.asks.map((ask) => (reached.includes(ask.number) ? succeedAsk(ask, agencyId, effectiveAt) : ask));
      return { ...part, asks: next, version: recorded.version };
    }),
  };
};

/** The general request and every open ask that reaches the coordinating part go with it. */
export const succeedCoordinator = (task: Task, event: CoordinatorSucceeded, recorded: Recorded): Task => {
  const { part: id, agencyId } = event.data;
  const until = momentOf(event, recorded).effective;
  const reaches = (ask: Ask): boolean => ask.coordinatingPart === id && ask.outcome.kind === 'open';
  return {
    ...task,
    coordinators: task.coordinators.map((part) =>
      part.id === id
        ? {
            ...part,
            holder: agencyId,
            formerHolders: [...part.formerHolders, part.holder],
            participation: succeedAsk(part.participation, agencyId, until),
            version: recorded.version,
          }
        : part,
    ),
    leads: task.leads.map((part) =>
      part.asks.some(reaches)
        ? {
            ...part,
            asks: part.asks.map((ask) => (reaches(ask) ? succeedAsk(ask, agencyId, until) : ask)),
            version: recorded.version,
          }
        : part,
    ),
  };
};
