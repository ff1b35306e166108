import { accept, nothing } from '../../shared/decision.js';
import type { AgencyId } from '../../shared/ids.js';
import { isBefore, laterOf } from '../../shared/instant.js';
import { dateInVietnam } from '../../shared/plain-date.js';
import { overdueSince } from '../task.deadline.js';
import type { LeadPart, Task } from '../task.state.js';
import {
  closed,
  firstOf,
  isOpen,
  notHolder,
  onOpenPart,
  refuse,
  refuseIf,
  unknownAgency,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

/**
 * A reorganisation holds from its day; where the part has been acted on since, from the last act: nothing that was done before is
 * done over. So its effective time is never refused for being early.
 */
const onSucceeding = (scene: Scene, id: LeadPart['id'], act: (scene: PartScene) => TaskDecision): TaskDecision => {
  const part = scene.task.leads.find((candidate) => candidate.id === id);
  if (part === undefined) return refuse('TASK.NO_SUCH_PART', { part: id });
  return act({ ...scene, part, at: laterOf(part.lastActAt, scene.at) });
};

const inFuture = ({ meta }: Scene): Refusal | null =>
  refuseIf(meta.effectiveAt !== undefined && isBefore(meta.now, meta.effectiveAt), 'TASK.EFFECTIVE_IN_FUTURE', {
    effectiveAt: meta.effectiveAt ?? null,
  });

/** Only what is open moves, from the agency that holds it now. */
const notMovable = (open: PartScene, held: AgencyId | null, from: AgencyId): Refusal | null =>
  firstOf(inFuture(open), closed(open), notOf(held, from));

const notOf = (held: AgencyId | null, from: AgencyId): Refusal | null =>
  refuseIf(held !== from, 'TASK.HELD_BY_ANOTHER', { holder: held, from });

/** What other leads asked of the predecessor because it led too; it goes with the last part that it leads here. */
const asksThatFollow = (
  { leads }: Task,
  moved: LeadPart,
  from: AgencyId,
): readonly { readonly part: LeadPart['id']; readonly ask: number }[] => {
  if (leads.some((part) => part.id !== moved.id && part.holder === from && isOpen(part))) return [];
  return leads.flatMap((part) =>
    part.asks
      .filter((ask) => ask.agencyId === from && ask.coordinatingPart === null && ask.outcome.kind === 'open')
      .map(({ number }) => ({ part: part.id, ask: number })),
  );
};

/** Everything attached moves with the part; two parts that come to one agency stay two. */
export const succeedPart = ({ data }: CommandOf<'SucceedPart'>, scene: Scene): TaskDecision =>
  onSucceeding(scene, data.part, (open) => {
    const { task, part, facts, at } = open;
    const { from, agencyId, basis, document } = data;
    if (part.holder === agencyId) return nothing();
    return unlessRefused(firstOf(notMovable(open, part.holder, from), unknownAgency(facts, agencyId)), {
      type: 'PartSucceeded',
      data: {
        part: part.id,
        from,
        agencyId,
        approverToDesignate: part.approver === agencyId,
        overdueSince: overdueSince(part, dateInVietnam(at)),
        asks: asksThatFollow(task, part, from),
        basis,
        document,
        effectiveAt: at,
      },
    });
  });

export const succeedCoordinator = ({ data }: CommandOf<'SucceedCoordinator'>, scene: Scene): TaskDecision => {
  const { task, facts } = scene;
  const { from, agencyId, basis, document } = data;
  const part = task.coordinators.find(({ id, released }) => id === data.part && !released);
  if (part === undefined) return refuse('TASK.NO_SUCH_COORDINATOR', { part: data.part, agency: from });
  if (part.holder === agencyId) return nothing();
  return unlessRefused(firstOf(inFuture(scene), notOf(part.holder, from), unknownAgency(facts, agencyId)), {
    type: 'CoordinatorSucceeded',
    data: { part: part.id, from, agencyId, basis, document, effectiveAt: laterOf(part.participation.askedAt.effective, scene.at) },
  });
};

/** Nobody approves its own part: where the successor holds it, or none is known, an approver is to be designated. */
export const succeedApprover = ({ data }: CommandOf<'SucceedApprover'>, scene: Scene): TaskDecision =>
  onSucceeding(scene, data.part, (open) => {
    const { part, facts, at } = open;
    const { from, basis, document } = data;
    const agencyId = data.agencyId === part.holder ? null : data.agencyId;
    if (part.approver === agencyId) return nothing();
    return unlessRefused(firstOf(notMovable(open, part.approver, from), unknownAgency(facts, agencyId)), {
      type: 'ApproverSucceeded',
      data: { part: part.id, from, agencyId, basis, document, effectiveAt: at },
    });
  });

/** The situation stays, a suspended one too. */
export const confirmTakeover = ({ data }: CommandOf<'ConfirmTakeover'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (own) => {
    const { part, at } = own;
    const refusal = firstOf(notHolder(own), refuseIf(part.takeover === null, 'TASK.NOT_TAKEN_OVER', { part: part.id }));
    if (refusal !== null) return refusal;
    if (part.takeover?.confirmedAt !== null) return nothing();
    return accept({ type: 'TakeoverConfirmed', data: { part: part.id, agencyId: part.holder, effectiveAt: at } });
  });
