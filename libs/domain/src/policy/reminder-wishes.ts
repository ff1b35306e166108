import type { PolicyBook } from './policy-book.js';
import type { PolicySettings } from './policy.settings.js';

/** When a person wants their scheduled reminders, and which of those that may be left out they do without. */
export interface ReminderWishes {
  /** Minutes after midnight in Vietnam at which the day's mail leaves; null: as the policy has it. */
  readonly dailyAt: number | null;
  /** So many working days before a due date no reminder is wanted; the due date itself and what comes after it cannot be muted. */
  readonly mutedDays: readonly number[];
  /** No reminders of due dates of work in which the agency only coordinates. */
  readonly mutedCoordination: boolean;
}

/** Of who never said anything. */
export const defaultWishes: ReminderWishes = { dailyAt: null, mutedDays: [], mutedCoordination: false };

type Hours = Pick<PolicySettings, 'dailyAt' | 'officeHours'>;

/** Between which minutes of the day a person may have their mail: not before the policy's hour, and while offices are open. */
export const hoursForWishes = ({ dailyAt, officeHours }: Hours): { readonly from: number; readonly until: number } => ({
  from: Math.max(dailyAt, officeHours.from),
  until: officeHours.to,
});

/** The minute at which the person's mail leaves: their own, within the bounds that the policy has now. */
export const mailMinute = ({ dailyAt }: Pick<ReminderWishes, 'dailyAt'>, policy: Hours): number =>
  dailyAt === null ? policy.dailyAt : Math.min(Math.max(dailyAt, policy.dailyAt), Math.max(policy.dailyAt, policy.officeHours.to - 1));

/** Working days before due dates at which any policy reminds, farthest first: those that a person may do without. */
export const earlyDays = (policies: PolicyBook): readonly number[] => {
  const days = [null, ...policies.plans].flatMap((plan) => {
    const { beforeDue, beforeDueOfLong, beforePeriod } = policies.ruling(plan);
    return [...beforeDue, ...beforeDueOfLong, ...beforePeriod];
  });
  return [...new Set(days)].filter((day) => day > 0).sort((one, other) => other - one);
};

/** What is wrong with wishes; null where nothing is. */
export const problemOfWishes = ({ dailyAt, mutedDays }: ReminderWishes, policy: Hours): 'HOUR' | 'LEGAL' | null => {
  const { from, until } = hoursForWishes(policy);
  if (dailyAt !== null && (!Number.isInteger(dailyAt) || dailyAt < from || dailyAt >= until)) return 'HOUR';
  return mutedDays.every((days) => Number.isInteger(days) && days > 0) ? null : 'LEGAL';
};
