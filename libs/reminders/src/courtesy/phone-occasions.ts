import type { PlainDate, PolicySettings } from '#domain';
import { addDays } from '#domain';
import type { Seat } from '../plan/plan-row.js';

type Phone = PolicySettings['phone'];

/** A line of which a telephone may tell. */
export interface Notice {
  readonly rule: string;
  /** Who is written to: nobody is told of others' lateness by telephone. */
  readonly seat: string;
  /** The due date of its part; null where it has none. */
  readonly due: PlainDate | null;
}

/** Those whose own work it is. */
export const SEATS_WITH_PHONE: readonly Seat[] = ['officer', 'coordinator'];

/** The rules of which a telephone may tell under these settings; of `assigned` only what is due soon. */
export const rulesWithPhone = ({ occasions, beforeDue }: Phone): readonly string[] => [
  ...occasions,
  ...(occasions.includes('urged') ? ['urged-urgently'] : []),
  ...beforeDue.map((days) => `due-in-${String(days)}`),
];

/** The last due date of which a new task's telephone message tells. */
export const lastDueDay = (today: PlainDate, { newWithinDays }: Phone): PlainDate => addDays(today, newWithinDays);

/** Whether a telephone tells of it beside the mail. The same for a preview and for the sending. */
export const ringsPhone = ({ rule, seat, due }: Notice, phone: Phone, today: PlainDate): boolean =>
  SEATS_WITH_PHONE.some((one) => one === seat) &&
  rulesWithPhone(phone).includes(rule) &&
  (rule !== 'assigned' || (due !== null && due <= lastDueDay(today, phone)));
