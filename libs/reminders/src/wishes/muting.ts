import { defaultWishes, instantInVietnam, mailMinute, type Instant, type PlainDate, type ReminderWishes } from '#domain';
import type { PlanRow } from '../plan/plan-row.js';
import { daysAhead, isDueRule, type ReminderPolicy } from '../policy/reminder-policy.js';
import type { Recipient } from '../recipients/recipients.port.js';

type Told = Pick<PlanRow, 'rule' | 'seat'>;

/** Of a reminder before a due date: so many working days before it; null: it is none, or it is of the due day itself. */
const daysBefore = ({ rule }: Told): number | null => {
  const days = daysAhead(rule);
  return days === 0 ? null : days;
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

/** What a person would do without by one act: early reminders, by their days, and dates of coordination. */
export interface Muting {
  /** Working days before a due date, the farthest first. */
  readonly days: readonly number[];
  readonly coordination: boolean;
}

/** What mutes all of them and as little else as may be; null: one of them may not be muted. */
export const mutingOf = (told: readonly Told[]): Muting | null => {
  if (told.length === 0 || !told.every(isMutable)) return null;
  const days = told.filter((one) => !isDateOfCoordination(one)).flatMap((one) => daysBefore(one) ?? []);
  return { days: farthestFirst(days), coordination: told.some(isDateOfCoordination) };
};

/** The wishes with that muted too. */
export const withMuting = (wishes: ReminderWishes, { days, coordination }: Muting): ReminderWishes => ({
  ...wishes,
  mutedDays: farthestFirst([...wishes.mutedDays, ...days]),
  mutedCoordination: wishes.mutedCoordination || coordination,
});

const farthestFirst = (days: readonly number[]): readonly number[] => [...new Set(days)].sort((one, other) => other - one);

/** In words, one for each: "Nhắc trước hạn 07 ngày làm việc". */
export const mutingInWords = ({ days, coordination }: Muting): readonly string[] => [
  ...days.map((count) => `Nhắc trước hạn ${String(count).padStart(2, '0')} ngày làm việc`),
  ...(coordination ? ['Nhắc hạn của nhiệm vụ mà cơ quan chỉ phối hợp'] : []),
];

/** When the recipient's scheduled mail of a day leaves. */
export const leavesAt = (day: PlainDate, { wishes }: Pick<Recipient, 'wishes'>, policy: ReminderPolicy): Instant =>
  instantInVietnam(day, mailMinute(wishes ?? defaultWishes, policy));

/** Whether a recipient asked to do without a reminder: without all that it tells. */
export const isSilent =
  (told: readonly Told[]) =>
  ({ wishes }: Pick<Recipient, 'wishes'>): boolean =>
    wishes !== undefined && told.length > 0 && told.every((one) => isMuted(one, wishes));
