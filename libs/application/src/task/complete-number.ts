import type { Cycle, LeadPart, TaskCommandType } from '#domain';
import { type Refusal, refuse } from '../shared/outcomes.js';

type Data = Readonly<Record<string, unknown>>;

interface Numbered {
  readonly field: 'cause' | 'milestone' | 'cycle';
  /** Numbers of those that the command may mean. */
  readonly waiting: (part: LeadPart) => readonly number[];
}

const numbers = <Item extends { readonly number: number }>(items: readonly Item[], which: (item: Item) => boolean): readonly number[] =>
  items.filter(which).map(({ number }) => number);

const pendingCause: Numbered = { field: 'cause', waiting: ({ causes }) => numbers(causes, ({ outcome }) => outcome.kind === 'pending') };
const openMilestone: Numbered = {
  field: 'milestone',
  waiting: ({ milestones }) => numbers(milestones, ({ outcome }) => outcome.kind === 'open'),
};
const provisionalMilestone: Numbered = {
  field: 'milestone',
  waiting: ({ milestones }) => numbers(milestones, ({ outcome }) => outcome.kind === 'reported' && outcome.provisional),
};
const cycle = (which: (cycle: Cycle) => boolean): Numbered => ({ field: 'cycle', waiting: ({ cycles }) => numbers(cycles, which) });
const reported = cycle(({ outcome }) => outcome.kind === 'reported');

const meant: Partial<Record<TaskCommandType, Numbered>> = {
  ConfirmCause: pendingCause,
  RefuseCause: pendingCause,
  ChangeMilestone: openMilestone,
  WithdrawMilestone: openMilestone,
  ReportMilestone: openMilestone,
  ConfirmMilestoneDate: provisionalMilestone,
  ReportCycle: cycle(({ outcome }) => outcome.kind === 'open' || outcome.kind === 'returned'),
  SignCycle: reported,
  ReturnCycle: reported,
  ConfirmCycleDate: cycle(({ reports }) => reports.at(-1)?.provisional === true),
};

/** The cause, milestone or period that is meant: the one named, or the only one that waits; 0: there is none. */
export const itemMeant = (type: TaskCommandType, data: Data, part: LeadPart): Data | Refusal => {
  const numbered = meant[type];
  if (numbered === undefined) return {};
  const { field } = numbered;
  if (data[field] !== undefined) return { [field]: data[field] };
  const [only, ...others] = numbered.waiting(part);
  return others.length === 0 ? { [field]: only ?? 0 } : refuse('invalid', 'COMMAND.NUMBER_AMBIGUOUS', { part: part.id, field });
};
