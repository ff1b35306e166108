import { defaultWishes, instantInVietnam, mailMinute, type Instant, type PlainDate, type ReminderWishes } from '#domain';
import type { PlanRow } from '../plan/plan-row.js';
import { isDueRule, type ReminderPolicy } from '../policy/reminder-policy.js';
import type { Recipient } from '../recipients/recipients.port.js';

type Told = Pick<PlanRow, 'rule' | 'seat'>;

/** Of a reminder before a due date: so many working days before it; null: it is none, or it is of the due day itself. */
const daysBefore = ({ rule }: Told): number | null => {
  if (!isDueRule(rule)) return null;
  const days = Number(rule.slice('due-in-'.length));
  return days > 0 ? days : null;
};

const isDateOfCoordination = ({ rule, seat }: Told): boolean => seat === 'coordinator' && (isDueRule(rule) || rule === 'overdue');

/**
 * Whether its reader may do without it. A lead agency's people cannot mute a legal deadline (the due day, what is overdue or was
 * returned), nor what asks for an act: they may only say at which hour it comes.
 */
export const isMutable = (told: Told): boolean => daysBefore(told) !== null || isDateOfCoordination(told);

export const isMuted = (told: Told, { mutedDays, mutedCoordination }: ReminderWishes): boolean => {
  if (mutedCoordination && isDateOfCoordination(told)) return true;
  const days = daysBefore(told);
  return days !== null && mutedDays.includes(days);
};

/** When the recipient's scheduled mail of a day leaves. */
export const leavesAt = (day: PlainDate, { wishes }: Pick<Recipient, 'wishes'>, policy: ReminderPolicy): Instant =>
  instantInVietnam(day, mailMinute(wishes ?? defaultWishes, policy));

/** Whether a recipient asked to do without a reminder. */
export const isSilent =
  (told: Told) =>
  ({ wishes }: Pick<Recipient, 'wishes'>): boolean =>
    wishes !== undefined && isMuted(told, wishes);
