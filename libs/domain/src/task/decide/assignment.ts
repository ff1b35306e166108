import { accept, nothing } from '../../shared/decision.js';
import type { InternalAssignment } from '../task.commands.js';
import type { TaskEvent } from '../task.events.js';
import {
  asHolder,
  firstOf,
  onOpenPart,
  closedOrSuspended,
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

/** Working on a part that came by a reorganisation confirms that it was taken over. */
export const takeover = ({ part, at }: PartScene): readonly TaskEvent[] =>
  part.takeover?.confirmedAt === null
    ? [{ type: 'TakeoverConfirmed', data: { part: part.id, agencyId: part.holder, effectiveAt: at } }]
    : [];

/** Working on a part, or giving it to an officer, takes it over and acknowledges it first. */
export const acknowledgement = (own: PartScene): readonly TaskEvent[] => {
  const { part, at } = own;
  const { situation } = part;
  const waits = situation.name === 'awaiting' || (situation.name === 'reassignment-requested' && situation.was === 'awaiting');
  const acknowledged: TaskEvent = { type: 'AssignmentAcknowledged', data: { part: part.id, agencyId: part.holder, effectiveAt: at } };
  return [...takeover(own), ...(waits ? [acknowledged] : [])];
};

const isSameAssignment = (one: InternalAssignment | null, other: InternalAssignment): boolean =>
  one?.unit === other.unit &&
  one.officer === other.officer &&
  one.internalDeadline === other.internalDeadline &&
  one.instruction === other.instruction;

const notAMember = ({ part, facts }: PartScene, { officer }: InternalAssignment): Refusal | null =>
  refuseIf(officer !== null && !facts.isMember(officer, part.holder), 'TASK.NOT_A_MEMBER', { person: officer, agency: part.holder });

const internally = ({ part, at }: PartScene, to: InternalAssignment | null): readonly TaskEvent[] => {
  if (to === null || isSameAssignment(part.internal, to)) return [];
  const { unit, officer, internalDeadline, instruction } = to;
  return [{ type: 'InternallyAssigned', data: { part: part.id, unit, officer, internalDeadline, instruction, effectiveAt: at } }];
};

/** Repeated: nothing, but for an internal assignment that comes with it. */
export const acknowledge = ({ data }: CommandOf<'AcknowledgeAssignment'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) =>
    unlessRefused(
      data.assignTo === null ? null : notAMember(own, data.assignTo),
      ...acknowledgement(own),
      ...internally(own, data.assignTo),
    ),
  );

export const assignInternally = ({ data }: CommandOf<'AssignInternally'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) =>
    unlessRefused(
      firstOf(refuseIf(isNobody(data), 'TASK.NOBODY_ASSIGNED', { part: own.part.id }), notAMember(own, data)),
      ...acknowledgement(own),
      ...internally(own, data),
    ),
  );

const isNobody = ({ unit, officer, internalDeadline, instruction }: InternalAssignment): boolean =>
  unit === null && officer === null && internalDeadline === null && instruction === null;

/** Before the first submission of this assignment; the duty stays until the Office decides. */
export const requestReassignment = ({ data }: CommandOf<'RequestReassignment'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, ({ part, facts, at }) => {
    if (part.situation.name === 'reassignment-requested') return nothing();
    const submitted = part.submissions.some(({ outcome }) => outcome.kind !== 'withdrawn' && outcome.kind !== 'lapsed');
    return unlessRefused(
      firstOf(
        refuseIf(submitted, 'TASK.ALREADY_SUBMITTED', { part: part.id }),
        refuseIf(data.proposal === part.holder, 'TASK.PROPOSES_ITSELF', { part: part.id }),
        unknownAgency(facts, data.proposal),
      ),
      { type: 'ReassignmentRequested', data: { part: part.id, reason: data.reason, proposal: data.proposal, effectiveAt: at } },
    );
  });

/** Lapses what was submitted, asked or assigned internally; the part awaits its new holder. */
export const reassignPart = ({ data }: CommandOf<'ReassignPart'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) => {
    const { part, facts, at } = open;
    if (part.holder === data.agencyId) return nothing();
    return unlessRefused(
      firstOf(
        closedOrSuspended(open),
        unknownAgency(facts, data.agencyId),
        refuseIf(part.approver === data.agencyId, 'TASK.HOLDER_IS_APPROVER', { part: part.id, agency: data.agencyId }),
      ),
      {
        type: 'PartReassigned',
        data: {
          part: part.id,
          from: part.holder,
          agencyId: data.agencyId,
          assignment: part.assignment + 1,
          reason: data.reason,
          effectiveAt: at,
        },
      },
    );
  });

export const insistAssignment = ({ data }: CommandOf<'InsistAssignment'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, ({ part, at }) =>
    part.situation.name === 'reassignment-requested'
      ? accept({ type: 'AssignmentInsisted', data: { part: part.id, reason: data.reason, effectiveAt: at } })
      : refuse('TASK.NO_REASSIGNMENT_REQUESTED', { part: part.id }),
  );

const approverRefusal = ({ part, facts }: PartScene, agencyId: PartScene['part']['holder']): Refusal | null =>
  firstOf(
    unknownAgency(facts, agencyId),
    refuseIf(part.holder === agencyId, 'TASK.HOLDER_IS_APPROVER', { part: part.id, agency: agencyId }),
  );

/** The first approver; a proposal of the import may still be confirmed or changed by designating. */
export const designateApprover = ({ data }: CommandOf<'DesignateApprover'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) => {
    const { part, at } = open;
    if (part.approver === data.agencyId && !part.approverProposed) return nothing();
    return unlessRefused(
      firstOf(
        approverRefusal(open, data.agencyId),
        refuseIf(part.approver !== null && !part.approverProposed, 'TASK.APPROVER_DESIGNATED', { part: part.id, approver: part.approver }),
      ),
      { type: 'ApproverDesignated', data: { part: part.id, agencyId: data.agencyId, proposed: false, effectiveAt: at } },
    );
  });

export const replaceApprover = ({ data }: CommandOf<'ReplaceApprover'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) => {
    const { part, at } = open;
    if (part.approver === null) return refuse('TASK.NO_APPROVER', { part: part.id });
    if (part.approver === data.agencyId) return nothing();
    return unlessRefused(approverRefusal(open, data.agencyId), {
      type: 'ApproverReplaced',
      data: { part: part.id, agencyId: data.agencyId, from: part.approver, reason: data.reason, effectiveAt: at },
    });
  });
