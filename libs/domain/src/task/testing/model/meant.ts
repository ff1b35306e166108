import type { AgencyId } from '../../../shared/ids.js';
import { addDays, type PlainDate } from '../../../shared/plain-date.js';
import type { LeadPart, Task } from '../../task.state.js';
import { chairman, province } from '../scenario.js';
import type { Draw } from './draw.js';
import { dueOf, isFinal, type ExpectedPart } from './expected.js';

/** An act about to be ordered: what chance drew, and the part and task as they stand. */
export interface Meant extends Draw {
  readonly on: PlainDate;
  readonly part: ExpectedPart;
  readonly real: LeadPart;
  readonly task: Task;
}

export const isNow =
  (...names: readonly string[]) =>
  ({ part: { work } }: Meant): boolean =>
    names.includes(work);
export const isOpen = (m: Meant): boolean => !isFinal(m.part);
export const isAtWork = (m: Meant): boolean => isOpen(m) && m.part.work !== 'suspended';
export const mayStart = isNow('acknowledged', 'in-progress', 'returned');

/** On the part, by its holder, on that day. */
export const own = (m: Meant) => ({ of: m.of, by: m.stray ? m.other : m.part.holder, on: m.on });
export const byOffice = (m: Meant) => ({ of: m.of, on: m.on });
export const byApprover = (m: Meant) => {
  const by = m.flag ? (m.part.approver ?? chairman) : province;
  return { of: m.of, by: m.stray ? m.other : by, on: m.on };
};
export const lastSubmission = (m: Meant): number => (m.stray ? m.number : m.part.submissions.length);
export const sentOn = (m: Meant): PlainDate => addDays(m.on, m.flag ? 0 : -m.days);

export const openAsk = ({ real, number }: Meant) => {
  const open = real.asks.filter(({ outcome }) => outcome.kind === 'open');
  return open[number % Math.max(1, open.length)] ?? null;
};
export const askedOf = (m: Meant): { readonly ask: number; readonly agency: AgencyId } => {
  const ask = openAsk(m);
  return { ask: ask?.number ?? m.number, agency: m.stray || ask === null ? m.other : ask.agencyId };
};
/** Known to have arrived, and its reply date has passed. */
export const silentAsk = ({ real, on }: Meant) =>
  real.asks.find(
    ({ outcome, replyBy, delivered, acknowledgedAt, releaseRequested }) =>
      outcome.kind === 'open' &&
      replyBy !== null &&
      replyBy < on &&
      releaseRequested === null &&
      (delivered !== null || acknowledgedAt !== null),
  ) ?? null;
export const hasOpenAsk = (m: Meant): boolean => openAsk(m) !== null;
export const coordinatorOf = ({ task, number }: Meant) => task.coordinators[number % Math.max(1, task.coordinators.length)] ?? null;
export const cycleOf = ({ real, number }: Meant, ...kinds: readonly string[]): number =>
  real.cycles.find(({ outcome }) => kinds.includes(outcome.kind))?.number ?? number;
export const hasCycle =
  (...kinds: readonly string[]) =>
  ({ real }: Meant): boolean =>
    real.cycles.some(({ outcome }) => kinds.includes(outcome.kind));
export const milestoneOf = ({ real, number }: Meant, kind: string): number =>
  real.milestones.find(({ outcome }) => outcome.kind === kind)?.number ?? number;
export const hasMilestone =
  (kind: string) =>
  ({ real }: Meant): boolean =>
    real.milestones.some(({ outcome }) => outcome.kind === kind);
export const hasProvisional = ({ part: { submissions } }: Meant): boolean => submissions.at(-1)?.provisional === true;

export const later = (m: Meant): PlainDate => {
  const due = dueOf(m.part) ?? m.on;
  return addDays(due > m.on ? due : m.on, m.stray ? -m.days : m.days + 1);
};
export const extension = (m: Meant): number => (m.stray ? m.number : m.real.extensions.length);
export const byAuthority = (m: Meant) => ({ of: m.of, on: m.on, by: m.stray ? m.other : province });
