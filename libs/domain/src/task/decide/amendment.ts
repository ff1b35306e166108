import { accept, nothing } from '../../shared/decision.js';
import type { AgencyId, Instant, LeadPartId } from '../../shared/ids.js';
import { isBefore, laterOf } from '../../shared/instant.js';
import { dateInVietnam, type PlainDate } from '../../shared/plain-date.js';
import { isSameValue } from '../../shared/same-value.js';
import type { LeadToAssign } from '../task.commands.js';
import type { TaskEvent, TaskWording } from '../task.events.js';
import type { LeadPart, Task } from '../task.state.js';
import {
  coordinatingPartId,
  firstOf,
  isOpen,
  leadPartId,
  nextNumber,
  refuse,
  refuseIf,
  unknownAgency,
  type CommandOf,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

type Orders = CommandOf<'AmendTask'>['data'];

/** What a part is to be after the amendment; parts that have ended stay as they ended. */
interface Plan {
  readonly part: LeadPart;
  readonly approver: AgencyId | null;
  /** Null: it stays where it is. */
  readonly holder: AgencyId | null;
  readonly isWithdrawn: boolean;
  readonly due: PlainDate | null;
}

const ofPart = <Item extends { readonly part: LeadPartId }>(items: readonly Item[], { id }: LeadPart): Item | undefined =>
  items.find(({ part }) => part === id);

/** A part that would go to its own approver is withdrawn instead, and the agency is assigned anew. */
const planFor = (part: LeadPart, orders: Orders): Plan => {
  const approver = ofPart(orders.approvers, part)?.agencyId ?? part.approver;
  const to = ofPart(orders.reassign, part)?.agencyId ?? part.holder;
  const holder = to === part.holder ? null : to;
  const isWithdrawn = orders.withdrawn || orders.withdraw.includes(part.id) || (holder !== null && holder === approver);
  const dated = ofPart(orders.dues, part);
  return { part, approver, holder, isWithdrawn, due: dated === undefined ? part.due : dated.due };
};

/** Compared with who will hold the part: who leads does not approve. */
const approverEvents = ({ part, approver, holder }: Plan, basis: string, effectiveAt: Instant): readonly TaskEvent[] => {
  if (approver === null || approver === part.approver || approver === (holder ?? part.holder)) return [];
  return part.approver === null
    ? [{ type: 'ApproverDesignated', data: { part: part.id, agencyId: approver, proposed: false, effectiveAt } }]
    : [{ type: 'ApproverReplaced', data: { part: part.id, agencyId: approver, from: part.approver, reason: basis, effectiveAt } }];
};

const partEvents = (plan: Plan, { basis, document }: Orders, at: Instant): readonly TaskEvent[] => {
  const { part, holder, isWithdrawn, due } = plan;
  const effectiveAt = laterOf(part.lastActAt, at);
  if (isWithdrawn) return [{ type: 'PartWithdrawn', data: { part: part.id, basis, document, effectiveAt } }];
  const events = [...approverEvents(plan, basis, effectiveAt)];
  if (holder !== null) {
    const { id, holder: from, assignment } = part;
    events.push({
      type: 'PartReassigned',
      data: { part: id, from, agencyId: holder, assignment: assignment + 1, reason: basis, effectiveAt },
    });
  }
  if (due !== part.due)
    events.push({ type: 'DeadlineChanged', data: { part: part.id, from: part.due, due, basis, document, effectiveAt } });
  return events;
};

type NewLead = Orders['assign'][number];

/** Agencies that hold no open part once the others are as planned, each once. */
const leadsToAssign = (plans: readonly Plan[], orders: Orders): readonly NewLead[] => {
  const held = new Set(plans.filter(({ isWithdrawn }) => !isWithdrawn).map(({ part, holder }) => holder ?? part.holder));
  const displaced = plans.flatMap(({ part, holder, isWithdrawn, due }): readonly NewLead[] =>
    holder !== null && isWithdrawn && !orders.withdrawn
      ? [{ agencyId: holder, approver: null, approverProposed: false, due: due ?? part.due }]
      : [],
  );
  const wanted = orders.withdrawn ? [] : [...orders.assign, ...displaced];
  return wanted.filter(({ agencyId }, index) => !held.has(agencyId) && wanted.findIndex((other) => other.agencyId === agencyId) === index);
};

const assignedEvents = (lead: NewLead, part: LeadPartId, effectiveAt: Instant): readonly TaskEvent[] => {
  const { agencyId, approver, approverProposed: proposed, due }: LeadToAssign & { readonly due: PlainDate | null } = lead;
  const assigned: TaskEvent = { type: 'PartAssigned', data: { part, agencyId, due, unreviewed: false, effectiveAt } };
  if (approver === null || approver === agencyId) return [assigned];
  return [assigned, { type: 'ApproverDesignated', data: { part, agencyId: approver, proposed, effectiveAt } }];
};

const coordinatorEvents = (task: Task, orders: Orders, leads: ReadonlySet<AgencyId>, effectiveAt: Instant): readonly TaskEvent[] => {
  const active = task.coordinators.filter(({ released }) => !released);
  const released = active
    .filter(({ holder }) => orders.withdrawn || orders.releaseCoordinators.includes(holder))
    .map(({ id }): TaskEvent => ({ type: 'CoordinatorReleased', data: { part: id, reason: orders.basis, effectiveAt } }));
  const wanted = orders.withdrawn ? [] : [...new Set(orders.nameCoordinators)];
  const first = nextNumber(task.coordinators.map(({ id }) => id));
  const named = wanted
    .filter((agency) => !leads.has(agency) && !active.some(({ holder }) => holder === agency))
    .map((agencyId, index): TaskEvent => ({
      type: 'CoordinatorNamed',
      data: { part: coordinatingPartId(first + index), agencyId, effectiveAt },
    }));
  return [...released, ...named];
};

/** Old and new values of what the new version says otherwise. */
const wordingChanges = (task: Task, wording: Partial<TaskWording>): { from: Partial<TaskWording>; to: Partial<TaskWording> } => {
  const changed = Object.entries(wording).filter(([field, value]) => !isSameValue(Reflect.get(task, field), value));
  const old = changed.map(([field]) => [field, Reflect.get(task, field) as unknown] as const);
  return { from: Object.fromEntries(old), to: Object.fromEntries(changed) };
};

const hadReceived = ({ part, holder, isWithdrawn }: Plan): boolean => {
  const { situation } = part;
  const name = situation.name === 'suspended' ? situation.was.name : situation.name;
  return !isWithdrawn && holder === null && (name === 'acknowledged' || name === 'in-progress');
};

const refusal = ({ task, facts, at }: Scene, orders: Orders): Refusal | null => {
  const { wording, assign, reassign, approvers, nameCoordinators } = orders;
  const named = [...[...orders.dues, ...reassign, ...approvers].map(({ part }) => part), ...orders.withdraw, ...orders.acknowledgeAgain];
  const stranger = named.find((id) => !task.leads.some((part) => part.id === id));
  const issue = dateInVietnam(task.enteredAt.effective);
  const early = [...orders.dues, ...assign].find(({ due }) => due !== null && due < issue);
  return firstOf(
    refuseIf(stranger !== undefined, 'TASK.NO_SUCH_PART', { part: stranger ?? null }),
    refuseIf(wording.title?.trim() === '', 'TASK.TITLE_MISSING'),
    refuseIf(isBefore(at, task.enteredAt.effective), 'TASK.EFFECTIVE_BEFORE_LAST_ACT', {
      effectiveAt: at,
      lastAct: task.enteredAt.effective,
    }),
    unknownAgency(
      facts,
      ...assign.flatMap(({ agencyId, approver }) => [agencyId, approver]),
      ...[...reassign, ...approvers].map(({ agencyId }) => agencyId),
      ...nameCoordinators,
    ),
    refuseIf(early !== undefined, 'TASK.DUE_BEFORE_ISSUE', { due: early?.due ?? null, issue }),
  );
};

/**
 * One append for all that a new version makes of a task. It adds to the history and moves nothing of it: parts that have ended keep
 * their end, submissions their verdict, and a due date rules from then on.
 */
export const amendTask = ({ data: orders }: CommandOf<'AmendTask'>, scene: Scene): TaskDecision => {
  const { task, at } = scene;
  if (orders.amendment !== null && orders.amendment <= (task.amendment ?? 0)) return nothing();
  if (task.withdrawnBy !== undefined) return orders.withdrawn ? nothing() : refuse('TASK.WITHDRAWN', { task: task.id });
  const refused = refusal(scene, orders);
  if (refused !== null) return refused;
  const plans = task.leads.filter(isOpen).map((part) => planFor(part, orders));
  const toAssign = leadsToAssign(plans, orders);
  const first = nextNumber(task.leads.map(({ id }) => id));
  const leads = new Set([...plans.map(({ part, holder }) => holder ?? part.holder), ...toAssign.map(({ agencyId }) => agencyId)]);
  const following = [
    ...plans.flatMap((plan) => partEvents(plan, orders, at)),
    ...toAssign.flatMap((lead, index) => assignedEvents(lead, leadPartId(first + index), at)),
    ...coordinatorEvents(task, orders, leads, at),
  ];
  const acknowledgeAgain = plans
    .filter((plan) => orders.acknowledgeAgain.includes(plan.part.id) && hadReceived(plan))
    .map(({ part }) => part.id);
  const { from, to } = wordingChanges(task, orders.wording);
  const isNothing = following.length + acknowledgeAgain.length + Object.keys(to).length === 0 && !orders.withdrawn;
  if (isNothing) return nothing();
  const { amendment, basis, document, withdrawn } = orders;
  return accept(
    { type: 'TaskAmended', data: { amendment, from, to, acknowledgeAgain, withdrawn, basis, document, effectiveAt: at } },
    ...following,
  );
};
