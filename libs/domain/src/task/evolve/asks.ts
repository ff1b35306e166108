import type { Recorded } from '../../shared/meta.js';
import type {
  AskAcknowledged,
  AskDelivered,
  AskReleased,
  CoordinatorReleased,
  OpinionGiven,
  ReleaseRequested,
  SilenceAccepted,
} from '../task.events.js';
import type { Ask, CoordinatingPart, Moment, Task } from '../task.state.js';
import { momentOf } from './part.js';

type AskEvent = AskAcknowledged | OpinionGiven | ReleaseRequested | AskReleased | AskDelivered | SilenceAccepted;

/** Ask 0 stands with the coordinating part, the others with the lead part that asked. */
export const onAsk = (task: Task, event: AskEvent, recorded: Recorded, change: (ask: Ask, at: Moment) => Ask): Task => {
  const at = momentOf(event, recorded);
  const { part: lead, ask: number, coordinatingPart, agencyId } = event.data;
  const isMeant = (part: CoordinatingPart): boolean =>
    coordinatingPart === null ? part.holder === agencyId : part.id === coordinatingPart;
  if (lead === null) {
    return {
      ...task,
      coordinators: task.coordinators.map((part) =>
        isMeant(part) ? { ...part, participation: change(part.participation, at), version: recorded.version } : part,
      ),
    };
  }
  return {
    ...task,
    coordinators: takesPart(event)
      ? task.coordinators.map((part) => (part.id === coordinatingPart ? participating(part, at) : part))
      : task.coordinators,
    leads: task.leads.map((part) =>
      part.id === lead
        ? {
            ...part,
            version: recorded.version,
            asks: part.asks.map((ask) => (ask.number === number ? change(ask, at) : ask)),
          }
        : part,
    ),
  };
};

/** Who takes up or answers one ask takes part: the general request (ask 0) waits for no receipt of its own any more. */
const takesPart = (event: AskEvent): boolean => event.type === 'AskAcknowledged' || event.type === 'OpinionGiven';

const participating = (part: CoordinatingPart, at: Moment): CoordinatingPart =>
  part.participation.acknowledgedAt === null ? { ...part, participation: { ...part.participation, acknowledgedAt: at } } : part;

export const released = (ask: Ask, at: Moment, reason: string): Ask =>
  ask.outcome.kind === 'open' ? { ...ask, outcome: { kind: 'released', at, reason } } : ask;

/** Releases the coordinating part with every ask that still reaches it. */
export const releaseCoordinator = (task: Task, event: CoordinatorReleased, recorded: Recorded): Task => {
  const at = momentOf(event, recorded);
  const { part: id, reason } = event.data;
  return {
    ...task,
    coordinators: task.coordinators.map((part) =>
      part.id === id
        ? { ...part, released: true, participation: released(part.participation, at, reason), version: recorded.version }
        : part,
    ),
    leads: task.leads.map((part) =>
      part.asks.some((ask) => ask.coordinatingPart === id && ask.outcome.kind === 'open')
        ? {
            ...part,
            version: recorded.version,
            asks: part.asks.map((ask) => (ask.coordinatingPart === id ? released(ask, at, reason) : ask)),
          }
        : part,
    ),
  };
};
