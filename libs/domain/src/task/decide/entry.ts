import { shiftedDue } from '../../calendar/working-days.js';
import { accept, nothing } from '../../shared/decision.js';
import type { AgencyId, Instant, LeadPartId } from '../../shared/ids.js';
import { isBefore } from '../../shared/instant.js';
import { dateInVietnam, type PlainDate } from '../../shared/plain-date.js';
import type { LeadToAssign } from '../task.commands.js';
import type { TaskEvent } from '../task.events.js';
import type { TaskFacts } from '../task.facts.js';
import type { TaskState } from '../task.state.js';
import {
  coordinatingPartId,
  firstOf,
  isOpen,
  leadPartId,
  nextNumber,
  onTask,
  refuse,
  refuseIf,
  unknownAgency,
  unlessRefused,
  type CommandOf,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

const dueBeforeIssue = (due: PlainDate | null, issuedAt: Instant): Refusal | null => {
  const issue = dateInVietnam(issuedAt);
  return refuseIf(due !== null && due < issue, 'TASK.DUE_BEFORE_ISSUE', { due, issue });
};

/** Agencies once each, in their order. */
const once = <Item>(items: readonly Item[], agencyOf: (item: Item) => AgencyId): readonly Item[] =>
  items.filter((item, index) => items.findIndex((other) => agencyOf(other) === agencyOf(item)) === index);

const entryEvents = (command: CommandOf<'EnterTask'>, due: PlainDate | null, effectiveAt: Instant): readonly TaskEvent[] => {
  const { leads, coordinators, ...head } = command.data;
  const leading = once(leads, (lead) => lead.agencyId);
  const parts = leading.flatMap((lead, index) => leadEvents(lead, leadPartId(index + 1), due, command.data.late, effectiveAt));
  // A lead named among "các sở, ban, ngành" is not asked to coordinate with itself.
  const coordinating = once(coordinators, (agency) => agency)
    .filter((agency) => !leading.some((lead) => lead.agencyId === agency))
    .map((agencyId, index): TaskEvent => {
      const part = coordinatingPartId(index + 1);
      return { type: 'CoordinatorNamed', data: { part, agencyId, effectiveAt } };
    });
  return [{ type: 'TaskEntered', data: { ...head, effectiveAt } }, ...parts, ...coordinating];
};

const leadEvents = (
  lead: LeadToAssign,
  part: LeadPartId,
  due: PlainDate | null,
  unreviewed: boolean,
  effectiveAt: Instant,
): readonly TaskEvent[] => {
  const { agencyId, approver, approverProposed: proposed } = lead;
  const assigned: TaskEvent = { type: 'PartAssigned', data: { part, agencyId, due, unreviewed, effectiveAt } };
  if (approver === null) return [assigned];
  return [assigned, { type: 'ApproverDesignated', data: { part, agencyId: approver, proposed, effectiveAt } }];
};

/** Entering the same task twice changes nothing: ids entered from a plan are derived from plan and row. */
export const enterTask = (command: CommandOf<'EnterTask'>, state: TaskState, facts: TaskFacts): TaskDecision => {
  const { data, meta } = command;
  if (state.status === 'entered') return state.id === data.taskId ? nothing() : refuse('TASK.ALREADY_ENTERED', { task: state.id });
  const effectiveAt = meta.effectiveAt ?? meta.now;
  const due = shiftedDue(data.deadline, facts.policy.dayOffRule, facts.calendar);
  const agencies = [data.assigningAuthority, ...data.coordinators, ...data.leads.flatMap((lead) => [lead.agencyId, lead.approver])];
  return unlessRefused(
    firstOf(
      refuseIf(data.title.trim() === '', 'TASK.TITLE_MISSING'),
      refuseIf(isBefore(meta.now, effectiveAt), 'TASK.EFFECTIVE_IN_FUTURE', { effectiveAt }),
      unknownAgency(facts, ...agencies),
      refuseIf(
        data.leads.some((lead) => lead.agencyId === lead.approver),
        'TASK.HOLDER_IS_APPROVER',
      ),
      dueBeforeIssue(due, effectiveAt),
    ),
    ...entryEvents(command, due, effectiveAt),
  );
};

/** `due` null: the task's own deadline. */
export const assignPart = ({ data }: CommandOf<'AssignPart'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    const { task, facts, at } = scene;
    const due = data.due ?? shiftedDue(task.deadline, facts.policy.dayOffRule, facts.calendar);
    const held = task.leads.find((part) => part.holder === data.agencyId && isOpen(part));
    if (held?.due === due && held.approver === data.approver) return nothing();
    const part = leadPartId(nextNumber(task.leads.map(({ id }) => id)));
    return unlessRefused(
      firstOf(
        refuseIf(task.withdrawnBy !== undefined, 'TASK.WITHDRAWN', { task: task.id }),
        refuseIf(held !== undefined, 'TASK.ALREADY_LEAD', { part: held?.id ?? null, agency: data.agencyId }),
        unknownAgency(facts, data.agencyId, data.approver),
        refuseIf(data.agencyId === data.approver, 'TASK.HOLDER_IS_APPROVER', { agency: data.agencyId }),
        dueBeforeIssue(due, task.enteredAt.effective),
      ),
      ...leadEvents({ agencyId: data.agencyId, approver: data.approver, approverProposed: false }, part, due, false, at),
    );
  });

export const nameConsolidator = ({ data }: CommandOf<'NameConsolidator'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    if (scene.task.consolidator === data.agencyId) return nothing();
    return unlessRefused(unknownAgency(scene.facts, data.agencyId), {
      type: 'ConsolidatorNamed',
      data: { agencyId: data.agencyId, effectiveAt: scene.at },
    });
  });

export const assignFollowUp = ({ data }: CommandOf<'AssignFollowUp'>, scene: Scene): TaskDecision =>
  onTask(scene, () =>
    scene.task.followUp === data.personId
      ? nothing()
      : accept({ type: 'FollowUpAssigned', data: { personId: data.personId, effectiveAt: scene.at } }),
  );
