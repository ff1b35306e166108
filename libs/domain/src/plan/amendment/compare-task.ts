import { shiftedDue } from '../../calendar/working-days.js';
import type { WorkingCalendar } from '../../calendar/working-calendar.js';
import type { DayOffRule } from '../../deadline/deadline.js';
import type { AgencyId, LeadPartId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import { isSameValue } from '../../shared/same-value.js';
import type { TaskWording } from '../../task/task.events.js';
import { isOpenPart } from '../../task/task.situation.js';
import type { LeadPart, Task } from '../../task/task.state.js';
import type { PlanTaskRow } from '../plan.model.js';
import type { LineChange, LiveNote, TaskOrders } from './amendment.model.js';
import { plainText } from './likeness.js';

/** How due dates are made of deadlines. */
export interface DueRule {
  readonly dayOffRule: DayOffRule;
  readonly calendar: WorkingCalendar;
}

/** One line of the new version against the line that is followed and the state of its task. */
export interface TaskComparison {
  readonly changes: readonly LineChange[];
  readonly notes: readonly LiveNote[];
  /** As proposed; a person may keep a date, or ask nobody to acknowledge again. */
  readonly orders: TaskOrders;
}

const none: TaskOrders = {
  wording: {},
  dues: [],
  reassign: [],
  assign: [],
  withdraw: [],
  approvers: [],
  nameCoordinators: [],
  releaseCoordinators: [],
  acknowledgeAgain: [],
  withdrawn: false,
};

export const wordingOf = (row: PlanTaskRow): TaskWording => {
  const { row: number, ordinal, group, groupTitle, title, deadline, funding, output, printed } = row;
  return { row: number, ordinal, group, groupTitle, title, deadline, funding, output, printed };
};

/** Printed otherwise, but the same words. */
const saysTheSame = (old: PlanTaskRow, next: PlanTaskRow): boolean =>
  [
    [old.title, next.title],
    [old.funding ?? '', next.funding ?? ''],
    [old.output ?? '', next.output ?? ''],
  ].every(([one = '', other = '']) => plainText(one) === plainText(other));

const isSameDeadline = (old: PlanTaskRow, next: PlanTaskRow): boolean => {
  const meaning = ({ deadline: { kind, start, due, recurrence } }: PlanTaskRow): unknown => ({ kind, start, due, recurrence });
  return isSameValue(meaning(old), meaning(next));
};

interface Leads {
  readonly reassign: TaskOrders['reassign'];
  readonly assign: TaskOrders['assign'];
  readonly withdraw: TaskOrders['withdraw'];
  readonly notes: readonly LiveNote[];
}

const hasDone = ({ leads }: Task, agency: AgencyId): boolean =>
  leads.some(({ holder, situation }) => holder === agency && situation.name === 'completed');

/**
 * Three-way: what the new version adds is assigned, what it drops is withdrawn; what the Office has moved itself since the old version
 * stays as it is, with a note. One lead that gives way to another hands its part over.
 */
const compareLeads = (old: PlanTaskRow, next: PlanTaskRow, live: Task, due: PlainDate | null): Leads => {
  const [before, after] = [old, next].map(({ leads }) => new Set(leads.map(({ agencyId }) => agencyId)));
  const open = live.leads.filter(isOpenPart);
  const held = new Set(open.map(({ holder }) => holder));
  const wasNamed = (agency: AgencyId): boolean => before?.has(agency) ?? false;
  const isNamed = (agency: AgencyId): boolean => after?.has(agency) ?? false;
  const added = next.leads.filter(({ agencyId }) => !held.has(agencyId) && !wasNamed(agencyId));
  const dropped = open.filter(({ holder }) => wasNamed(holder) && !isNamed(holder));
  const notes: LiveNote[] = [
    ...open
      .filter(({ holder }) => !wasNamed(holder) && !isNamed(holder))
      .map(({ id, holder }) => ({ code: 'lead-elsewhere' as const, part: id, agencyId: holder })),
    ...next.leads
      .filter(({ agencyId }) => !held.has(agencyId) && wasNamed(agencyId) && !hasDone(live, agencyId))
      .map(({ agencyId }) => ({ code: 'lead-gone' as const, agencyId })),
  ];
  const [gives, takes] = [dropped[0], added[0]];
  if (dropped.length === 1 && added.length === 1 && gives !== undefined && takes !== undefined)
    return { reassign: [{ part: gives.id, agencyId: takes.agencyId }], assign: [], withdraw: [], notes };
  return { reassign: [], assign: added.map((lead) => ({ ...lead, due })), withdraw: dropped.map(({ id }) => id), notes };
};

const compareDues = (
  oldDue: PlainDate | null,
  newDue: PlainDate | null,
  open: readonly LeadPart[],
): Pick<TaskOrders, 'dues'> & { notes: LiveNote[] } => {
  if (oldDue === newDue) return { dues: [], notes: [] };
  const moved = open.filter(({ due }) => due !== oldDue && due !== newDue);
  // A date that was granted beyond the new one is not taken back unless a person says so.
  const isKept = ({ due }: LeadPart): boolean => newDue !== null && (due === null || due > newDue);
  const dated = open.filter((part) => part.due !== newDue && !(moved.includes(part) && isKept(part)));
  return {
    dues: dated.map(({ id }) => ({ part: id, due: newDue })),
    notes: moved.map((part) => ({
      code: 'due-moved',
      part: part.id,
      live: part.due,
      next: newDue,
      proposed: isKept(part) ? part.due : newDue,
    })),
  };
};

const approverIn = ({ leads }: PlanTaskRow, agency: AgencyId): AgencyId | null =>
  leads.find(({ agencyId }) => agencyId === agency)?.approver ?? null;

/** Whom the version names itself; what the system would propose is no reason to change anybody. */
const namedApproverIn = ({ leads }: PlanTaskRow, agency: AgencyId): AgencyId | null =>
  leads.find(({ agencyId, approverProposed }) => agencyId === agency && !approverProposed)?.approver ?? null;

/** The approver of the new version, where the part still has that of the old one, or none. */
const compareApprovers = (
  old: PlanTaskRow,
  next: PlanTaskRow,
  open: readonly LeadPart[],
  reassign: TaskOrders['reassign'],
): TaskOrders['approvers'] =>
  open.flatMap((part) => {
    const holder = reassign.find(({ part: id }) => id === part.id)?.agencyId ?? part.holder;
    const is = part.approver === null ? approverIn(next, holder) : namedApproverIn(next, holder);
    const was = approverIn(old, part.holder);
    const isUntouched = part.approver === null || part.approver === was || part.approverProposed;
    return is !== null && is !== part.approver && is !== was && isUntouched ? [{ part: part.id, agencyId: is }] : [];
  });

const compareCoordinators = (old: PlanTaskRow, next: PlanTaskRow): Pick<TaskOrders, 'nameCoordinators' | 'releaseCoordinators'> => ({
  nameCoordinators: next.coordinators.filter((agency) => !old.coordinators.includes(agency)),
  releaseCoordinators: old.coordinators.filter((agency) => !next.coordinators.includes(agency)),
});

const received = ({ situation }: LeadPart): boolean => {
  const { name } = situation.name === 'suspended' ? situation.was : situation;
  return name === 'acknowledged' || name === 'in-progress';
};

const liveNotes = (live: Task, touched: boolean): readonly LiveNote[] =>
  touched
    ? live.leads.flatMap((part): readonly LiveNote[] => {
        if (!isOpenPart(part)) return [{ code: 'part-ended', part: part.id }];
        return part.situation.name === 'submitted' ? [{ code: 'submitted', part: part.id }] : [];
      })
    : [];

type Told = readonly [change: LineChange, holds: boolean];

/** What the new version makes of a line, given how its task stands now. */
export const compareTask = (old: PlanTaskRow, next: PlanTaskRow, live: Task, rule: DueRule): TaskComparison => {
  const dueOf = (row: PlanTaskRow): PlainDate | null => shiftedDue(row.deadline, rule.dayOffRule, rule.calendar);
  const open = live.leads.filter(isOpenPart);
  const leads = compareLeads(old, next, live, dueOf(next));
  const leaving = new Set<LeadPartId>(leads.withdraw);
  const staying = open.filter(({ id }) => !leaving.has(id));
  const { dues, notes: dueNotes } = compareDues(dueOf(old), dueOf(next), staying);
  const approvers = compareApprovers(old, next, staying, leads.reassign);
  const coordinators = compareCoordinators(old, next);
  const wording = Object.fromEntries(
    Object.entries(wordingOf(next)).filter(([field, value]) => !isSameValue(Reflect.get(live, field), value)),
  );
  const isReworded = !saysTheSame(old, next);
  const isRedated = !isSameDeadline(old, next) || dues.length > 0;
  const isReassigned = leads.reassign.length + leads.assign.length + leads.withdraw.length > 0;
  const told: readonly Told[] = [
    ['reworded', isReworded],
    ['re-dated', isRedated],
    ['re-assigned', isReassigned],
    ['coordinators', coordinators.nameCoordinators.length + coordinators.releaseCoordinators.length > 0],
    ['approver', approvers.length > 0],
    ['renumbered', old.ordinal !== next.ordinal || old.group !== next.group || old.groupTitle !== next.groupTitle],
  ];
  const real = told.filter(([, holds]) => holds).map(([change]) => change);
  const words = Object.keys(wording).filter((field) => field !== 'row');
  const changes: readonly LineChange[] = real.length === 0 && words.length > 0 ? ['restyled'] : real;
  const asks = isReworded || isRedated;
  const handedOver = new Set(leads.reassign.map(({ part }) => part));
  const acknowledgeAgain = asks ? staying.filter((part) => received(part) && !handedOver.has(part.id)).map(({ id }) => id) : [];
  return {
    changes,
    notes: [...leads.notes, ...dueNotes, ...liveNotes(live, asks || isReassigned)],
    orders: {
      ...none,
      wording,
      dues,
      approvers,
      ...coordinators,
      reassign: leads.reassign,
      assign: leads.assign,
      withdraw: leads.withdraw,
      acknowledgeAgain,
    },
  };
};

/** A line that the new version says no more: it goes behind all others, and its open parts end. */
export const withdrawTask = (live: Task): TaskComparison => ({
  changes: ['withdrawn'],
  notes: liveNotes(live, true),
  orders: { ...none, wording: { row: null }, withdrawn: true },
});

/** What a person may choose otherwise than proposed. */
export interface LineChoice {
  /** Parts whose date stays, or moves, against the proposal. */
  readonly dues: readonly { readonly part: LeadPartId; readonly due: PlainDate | null }[];
  readonly acknowledgeAgain: boolean;
}

/** The proposal with the choices laid over it. A date equal to the part's own is no order. */
export const chosenOrders = ({ orders }: TaskComparison, live: Task, choice: LineChoice): TaskOrders => {
  const chosen = new Map(choice.dues.map(({ part, due }) => [part, due]));
  const dated = [...orders.dues.filter(({ part }) => !chosen.has(part)), ...choice.dues];
  const isOther = ({ part, due }: { readonly part: LeadPartId; readonly due: PlainDate | null }): boolean =>
    live.leads.some((held) => held.id === part && isOpenPart(held) && held.due !== due);
  return { ...orders, dues: dated.filter(isOther), acknowledgeAgain: choice.acknowledgeAgain ? orders.acknowledgeAgain : [] };
};
