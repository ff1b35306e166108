import { addWorkingDays } from '../../calendar/working-days.js';
import { nextPeriod } from '../../recurrence/periods.js';
import type { Period, Schedule } from '../../recurrence/schedule.js';
import { accept, nothing } from '../../shared/decision.js';
import { laterOf } from '../../shared/instant.js';
import type { PlainDate } from '../../shared/plain-date.js';
import { followingPeriod } from '../cycles.js';
import type { TaskEvent } from '../task.events.js';
import type { LeadPart, PartRecurrence } from '../task.state.js';
import {
  closed,
  closedOrSuspended,
  firstOf,
  isOpen,
  onLeadPart,
  onOpenPart,
  onTask,
  refuse,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

const reportDue = ({ facts }: Scene, { to }: Period, dueAfter: number): PlainDate => addWorkingDays(to, dueAfter, facts.calendar);

const opening = (scene: PartScene, { dueAfter }: Pick<PartRecurrence, 'dueAfter'>, period: Period): TaskEvent => ({
  type: 'CycleOpened',
  data: {
    part: scene.part.id,
    cycle: scene.part.cycles.length + 1,
    agencyId: scene.part.holder,
    period,
    due: reportDue(scene, period, dueAfter),
    effectiveAt: scene.at,
  },
});

type Wanted = CommandOf<'SetRecurrence'>['data'];

const isSameSchedule = (one: Schedule, other: Schedule): boolean =>
  one.kind === 'custom' && other.kind === 'custom' ? one.from === other.from && one.months === other.months : one.kind === other.kind;

/** Asked for again without a first day, it is the same from whichever day on. */
const isSame = (set: PartRecurrence, wanted: Wanted): boolean =>
  isSameSchedule(set.schedule, wanted.schedule) &&
  set.dueAfter === wanted.dueAfter &&
  set.signed === wanted.signed &&
  (wanted.since === null || wanted.since === set.since);

/** The periods of one part, and the first of them where it has begun. */
const settingFor = (scene: PartScene, wanted: Wanted): readonly TaskEvent[] => {
  const { part, at, today } = scene;
  const { schedule, dueAfter, signed, basis, document } = wanted;
  const since = wanted.since ?? today;
  if (part.recurrence !== null && isSame(part.recurrence, wanted)) return [];
  const first = nextPeriod(schedule, since, part.cycles.at(-1)?.period.to ?? null);
  const set: TaskEvent = {
    type: 'RecurrenceSet',
    data: { part: part.id, schedule, since, dueAfter, signed, basis, document, effectiveAt: at },
  };
  const rests = part.situation.name === 'suspended' || first.from > today;
  return rests ? [set] : [set, opening(scene, { dueAfter }, first)];
};

const partsMeant = ({ task }: Scene, id: LeadPart['id'] | null): readonly LeadPart[] =>
  id === null ? task.leads.filter(isOpen) : task.leads.filter((part) => part.id === id);

/** Possible long after the entry; a period that is over before it was asked for is not asked for. */
export const setRecurrence = (command: CommandOf<'SetRecurrence'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    const { part: id, schedule, since, dueAfter } = command.data;
    const parts = partsMeant(scene, id).map((part): PartScene => ({ ...scene, part, at: laterOf(part.lastActAt, scene.at) }));
    const first = nextPeriod(schedule, since ?? scene.today, null);
    const [only] = parts;
    if (only === undefined) return id === null ? refuse('TASK.NO_OPEN_PART') : refuse('TASK.NO_SUCH_PART', { part: id });
    return unlessRefused(
      firstOf(
        id === null ? null : closed(only),
        refuseIf(reportDue(scene, first, dueAfter) < scene.today, 'TASK.PERIOD_OVER', { period: first.label, to: first.to }),
      ),
      ...parts.flatMap((open) => settingFor(open, command.data)),
    );
  });

/** A recurring part has no other end; a part with a due date goes on towards it. */
export const closeRecurring = ({ data }: CommandOf<'CloseRecurring'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, at } = open;
    const { basis, document } = data;
    if (part.recurrence === null && part.cycles.length > 0) return nothing();
    return unlessRefused(firstOf(closedOrSuspended(open), refuseIf(part.recurrence === null, 'TASK.NOT_RECURRING', { part: part.id })), {
      type: 'RecurringClosed',
      data: { part: part.id, completes: part.due === null, basis, document, effectiveAt: at },
    });
  });

const notReporting = (open: PartScene): Refusal | null =>
  firstOf(closedOrSuspended(open), refuseIf(open.part.recurrence === null, 'TASK.NOT_RECURRING', { part: open.part.id }));

/** The clock opens each period once, when it has begun; asked again, or too early, it opens nothing. */
export const openCycle = ({ data }: CommandOf<'OpenCycle'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) => {
    const { part, today } = open;
    const refusal = notReporting(open);
    const period = part.cycles.length < data.cycle ? followingPeriod(part) : null;
    if (refusal !== null || part.recurrence === null || period === null) return refusal ?? nothing();
    return period.from > today ? nothing() : accept(opening(open, part.recurrence, period));
  });

/** A period is missed on the day after its due date, once. */
export const missCycle = ({ data }: CommandOf<'MissCycle'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) => {
    const { part, today, at } = open;
    const cycle = part.cycles.find(({ number }) => number === data.cycle);
    if (cycle === undefined) return refuse('TASK.NO_SUCH_CYCLE', { part: part.id, cycle: data.cycle });
    if (cycle.missed !== null || cycle.outcome.kind !== 'open' || today <= cycle.due) return nothing();
    return unlessRefused(closedOrSuspended(open), {
      type: 'CycleMissed',
      data: { part: part.id, cycle: cycle.number, agencyId: part.holder, effectiveAt: at },
    });
  });
