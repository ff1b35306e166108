import type { CalendarDay, WorkingCalendar } from '../../../calendar/working-calendar.js';
import type { AgencyId } from '../../../shared/ids.js';
import { addDays, dayOfWeek, plainDate, type PlainDate } from '../../../shared/plain-date.js';
import type { TaskFacts } from '../../task.facts.js';
import type { TaskCommand } from '../../task.commands.js';
import {
  agency,
  calendar,
  chairman,
  construction,
  enter,
  finance,
  follow,
  health,
  homeAffairs,
  nothingYet,
  province,
  type Folded,
} from '../scenario.js';

/** Two leads, three coordinators, two approvers. */
export const transport = agency('so-giao-thong-van-tai');
export const region = agency('ubnd-huyen-bac-son');
export const stranger = agency('so-cong-thuong');
export const leads = [homeAffairs, construction] as const;
export const coordinators = [finance, health, transport] as const;
export const approvers = [chairman, region] as const;

/** The reorganisation: two departments become one, which coordinated here as well as led; a district ends without a successor. */
export const heirs: ReadonlyMap<AgencyId, AgencyId | null> = new Map([
  [homeAffairs, agency('so-noi-vu-2025')],
  [construction, agency('so-xay-dung-2025')],
  [transport, agency('so-xay-dung-2025')],
  [finance, agency('so-tai-chinh-2025')],
  [region, null],
]);

/** What stands outside the task: the calendar, the directory, the policy. It changes while the task goes on. */
export interface World {
  folded: Folded;
  today: PlainDate;
  known: TaskFacts;
  reorganised: boolean;
  readonly orders: TaskCommand[];
}

export const openingDay = plainDate('2026-11-02');

export const newWorld = (policy: Partial<TaskFacts['policy']>, deadline: 'year' | 'recurring', late: boolean): World => {
  const world: World = { folded: nothingYet, today: openingDay, known: factsOf(policy), reorganised: false, orders: [] };
  const order = enter({
    late,
    coordinators: coordinators.slice(0, 2),
    leads: leads.map((agencyId, index) => ({ agencyId, approver: approvers[index] ?? null, approverProposed: false })),
    deadline:
      deadline === 'year'
        ? { text: 'Năm 2026', kind: 'year', start: null, due: plainDate('2026-12-31'), recurrence: null }
        : { text: 'Định kỳ', kind: 'by-rule', start: null, due: null, recurrence: 'by-rule' },
  });
  world.folded = follow(nothingYet, order, world.known);
  world.orders.push(order);
  return world;
};

const factsOf = (policy: Partial<TaskFacts['policy']>): TaskFacts => ({
  calendar,
  policy: { dayOffRule: 'next', resubmissionDays: 5, needsConfirmation: false, silenceIsConsent: false, ...policy },
  isActiveAgency: () => true,
  isMember: (id, of) => id.endsWith(`@${of}`),
  isSuperior: (superior, approver) => superior === province && approver !== province,
});

/** From that day on its predecessors are no longer in the directory. */
export const reorganise = (world: World): void => {
  world.reorganised = true;
  world.known = { ...world.known, isActiveAgency: (id) => !heirs.has(id) };
};

/** A day off is declared, or a Saturday is to be worked. */
export const declareDay = (world: World, ahead: number): void => {
  const date = addDays(world.today, ahead);
  const kind: CalendarDay['kind'] = dayOfWeek(date) === 6 ? 'worked' : 'off';
  const before = world.known.calendar;
  const day: CalendarDay = { date, kind, occasion: 'Nghỉ theo thông báo', basis: '12/TB-VP' };
  const next: WorkingCalendar = { ...before, version: before.version + 1, days: new Map([...before.days, [date, day]]) };
  world.known = { ...world.known, calendar: next };
};
