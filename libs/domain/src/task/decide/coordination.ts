import { accept, nothing } from '../../shared/decision.js';
import type { AgencyId, CoordinatingPartId, LeadPartId } from '../../shared/ids.js';
import type { TaskEvent } from '../task.events.js';
import type { Ask, Task } from '../task.state.js';
import {
  asHolder,
  coordinatingPartId,
  firstOf,
  isOpen,
  nextNumber,
  onTask,
  refuse,
  refuseIf,
  unknownAgency,
  unlessRefused,
  wrongTime,
  type CommandOf,
  type PartScene,
  type Scene,
  type TaskDecision,
} from './scene.js';

const activeCoordinator = (task: Task, agency: AgencyId): Task['coordinators'][number] | undefined =>
  task.coordinators.find((part) => part.holder === agency && !part.released);

const leads = (task: Task, agency: AgencyId): boolean => task.leads.some((part) => part.holder === agency && isOpen(part));

export const nameCoordinator = ({ data }: CommandOf<'NameCoordinator'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    const { task, facts, at } = scene;
    if (activeCoordinator(task, data.agencyId) !== undefined) return nothing();
    return unlessRefused(
      firstOf(
        unknownAgency(facts, data.agencyId),
        refuseIf(leads(task, data.agencyId), 'TASK.COORDINATOR_IS_LEAD', { agency: data.agencyId }),
      ),
      { type: 'CoordinatorNamed', data: { part: nextCoordinatingPart(task, 0), agencyId: data.agencyId, effectiveAt: at } },
    );
  });

const nextCoordinatingPart = (task: Task, offset: number): CoordinatingPartId =>
  coordinatingPartId(nextNumber(task.coordinators.map(({ id }) => id)) + offset);

/** A successor may coordinate in two parts, of two predecessors: it is released from both. */
export const releaseCoordinator = ({ data }: CommandOf<'ReleaseCoordinator'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    const held = scene.task.coordinators.filter(({ holder }) => holder === data.agencyId);
    return unlessRefused(
      refuseIf(held.length === 0, 'TASK.NO_SUCH_COORDINATOR', { agency: data.agencyId }),
      ...held
        .filter(({ released }) => !released)
        .map(({ id }): TaskEvent => ({ type: 'CoordinatorReleased', data: { part: id, reason: data.reason, effectiveAt: scene.at } })),
    );
  });

interface Asking {
  readonly events: readonly TaskEvent[];
  readonly named: number;
  readonly ask: number;
}

/** One ask for each agency; an agency that neither coordinates nor leads here is named a coordinator first. */
const askAgency =
  ({ task, part, at }: PartScene, { data }: CommandOf<'AskCoordination'>) =>
  (asking: Asking, agencyId: AgencyId): Asking => {
    const known = activeCoordinator(task, agencyId)?.id ?? null;
    const opens = known === null && !leads(task, agencyId);
    const coordinatingPart = opens ? nextCoordinatingPart(task, asking.named) : known;
    const { text, replyBy } = data;
    const asked: TaskEvent = {
      type: 'CoordinationAsked',
      data: { part: part.id, ask: asking.ask, agencyId, coordinatingPart, text, replyBy, effectiveAt: at },
    };
    const named: readonly TaskEvent[] =
      opens && coordinatingPart !== null ? [{ type: 'CoordinatorNamed', data: { part: coordinatingPart, agencyId, effectiveAt: at } }] : [];
    return { events: [...asking.events, ...named, asked], named: asking.named + named.length, ask: asking.ask + 1 };
  };

/** Anyone but itself, another lead too; each ask belongs to one lead part. */
export const askCoordination = (command: CommandOf<'AskCoordination'>, scene: Scene): TaskDecision =>
  asHolder(scene, command.data.part, (own) => {
    const { part, facts, today, at } = own;
    const { agencies, text, replyBy } = command.data;
    const isAsked = (agency: AgencyId): boolean =>
      part.asks.some((ask) => ask.agencyId === agency && ask.text === text && ask.askedAt.effective === at);
    const asked = [...new Set(agencies)].filter((agency) => !isAsked(agency));
    const start: Asking = { events: [], named: 0, ask: part.asks.reduce((most, ask) => Math.max(most, ask.number), 0) + 1 };
    return unlessRefused(
      firstOf(
        refuseIf(agencies.includes(part.holder), 'TASK.ASKS_ITSELF', { part: part.id }),
        unknownAgency(facts, ...agencies),
        refuseIf(replyBy < today, 'TASK.REPLY_BY_IN_PAST', { replyBy }),
      ),
      ...asked.reduce(askAgency(own, command), start).events,
    );
  });

export interface FoundAsk {
  readonly ask: Ask;
  readonly reference: {
    readonly part: LeadPartId | null;
    readonly ask: number;
    readonly agencyId: AgencyId;
    readonly coordinatingPart: CoordinatingPartId | null;
  };
}

/** Where an agency takes part; where it takes part no more, where it did last. */
const standingParts = (task: Task, agency: AgencyId | null): Task['coordinators'] => {
  const held = task.coordinators.filter(({ holder }) => holder === agency);
  const standing = held.filter(({ released }) => !released);
  return standing.length > 0 ? standing : held.slice(-1);
};

/**
 * Ask 0 stands with the agency's own coordinating part. One that has succeeded two coordinators has it twice, and answers both in one
 * act: it was asked the same thing, and there is no telling them apart.
 */
const findAsks = (task: Task, part: LeadPartId | null, number: number, agency: AgencyId | null): readonly FoundAsk[] => {
  const asks =
    part === null
      ? standingParts(task, agency)
          .map(({ participation }) => participation)
          .filter((ask) => ask.number === number)
      : (task.leads.find(({ id }) => id === part)?.asks ?? []).filter((ask) => ask.number === number);
  return asks.map((ask) => {
    const { agencyId, coordinatingPart } = ask;
    return { ask, reference: { part, ask: number, agencyId, coordinatingPart } };
  });
};

/** Decides about each; what is true or closed already does not keep the others from being decided. */
export const onAsks = (
  { task }: Scene,
  { part, ask, agencyId }: { readonly part: LeadPartId | null; readonly ask: number; readonly agencyId: AgencyId | null },
  act: (found: FoundAsk) => TaskDecision,
): TaskDecision => {
  const decisions = findAsks(task, part, ask, agencyId).map(act);
  const events = decisions.flatMap((decision) => (decision.ok ? decision.events : []));
  if (events.length > 0) return accept(...events);
  return decisions.find(({ ok }) => ok) ?? decisions[0] ?? refuse('TASK.NO_SUCH_ASK', { part, ask, agency: agencyId });
};

type AnswerCommand = CommandOf<'AcknowledgeAsk'> | CommandOf<'GiveOpinion'> | CommandOf<'RequestRelease'>;

const answering = (command: AnswerCommand, scene: Scene, act: (found: FoundAsk) => TaskDecision): TaskDecision =>
  onTask(scene, () => {
    const { part, ask } = command.data;
    const agencyId = scene.meta.onBehalfOf;
    return onAsks(
      scene,
      { part, ask, agencyId },
      (found) =>
        firstOf(
          refuseIf(found.ask.agencyId !== agencyId, 'TASK.NOT_YOUR_ASK', { part, ask }),
          wrongTime(scene.meta, found.ask.askedAt.effective),
        ) ?? act(found),
    );
  });

export const closedAsk = ({ ask, reference }: FoundAsk): TaskDecision | null =>
  refuseIf(ask.outcome.kind !== 'open', 'TASK.ASK_CLOSED', { part: reference.part, ask: reference.ask, outcome: ask.outcome.kind });

export const acknowledgeAsk = (command: CommandOf<'AcknowledgeAsk'>, scene: Scene): TaskDecision =>
  answering(command, scene, (found) => {
    if (found.ask.acknowledgedAt !== null) return nothing();
    return closedAsk(found) ?? accept({ type: 'AskAcknowledged', data: { ...found.reference, effectiveAt: scene.at } });
  });

export const giveOpinion = (command: CommandOf<'GiveOpinion'>, scene: Scene): TaskDecision =>
  answering(command, scene, (found) => {
    const { text, files } = command.data;
    const { outcome } = found.ask;
    if (outcome.kind === 'answered' && outcome.text === text) return nothing();
    return closedAsk(found) ?? accept({ type: 'OpinionGiven', data: { ...found.reference, text, files, effectiveAt: scene.at } });
  });

export const requestRelease = (command: CommandOf<'RequestRelease'>, scene: Scene): TaskDecision =>
  answering(command, scene, (found) => {
    const { reason } = command.data;
    if (found.ask.releaseRequested !== null && found.ask.outcome.kind === 'open') return nothing();
    return closedAsk(found) ?? accept({ type: 'ReleaseRequested', data: { ...found.reference, reason, effectiveAt: scene.at } });
  });

/** A lead that took the place of the agency which it had asked may let its own ask go. */
const asksItself = ({ task }: Scene, part: LeadPartId | null, agency: AgencyId): boolean =>
  task.leads.some(({ id, holder }) => id === part && holder === agency);

/** By the Office (the policy's concern) or the lead that asked. */
export const releaseAsk = ({ data }: CommandOf<'ReleaseAsk'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    const { part, ask, agencyId, reason } = data;
    if (scene.meta.onBehalfOf === agencyId && !asksItself(scene, part, agencyId))
      return refuse('TASK.CANNOT_RELEASE_ITSELF', { part, ask });
    return onAsks(scene, { part, ask, agencyId }, (found) => {
      if (found.ask.agencyId !== agencyId) return refuse('TASK.NO_SUCH_ASK', { part, ask, agency: agencyId });
      if (found.ask.outcome.kind === 'released') return nothing();
      return closedAsk(found) ?? accept({ type: 'AskReleased', data: { ...found.reference, reason, effectiveAt: scene.at } });
    });
  });
