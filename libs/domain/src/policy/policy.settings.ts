import type { DayOffRule } from '../deadline/deadline.js';
import type { PresetName } from '../recurrence/schedule.js';
import type { AgencyId } from '../shared/ids.js';

/** What a message to a telephone may be about, besides the days before a due date: a new task, returned work, urging by hand. */
export type PhoneOccasion = 'assigned' | 'returned' | 'urged';

/** When, to whom and by which channel reminders go, and the terms by which work is decided, as data. Days are working days unless said otherwise. */
export interface PolicySettings {
  /** Before the due date; 0: on the day itself. */
  readonly beforeDue: readonly number[];
  /** The same for a task that runs longer than a year. */
  readonly beforeDueOfLong: readonly number[];
  /** Before the report on a period is due. */
  readonly beforePeriod: readonly number[];
  /** On which periods figures of indicators are asked for. Null: on none; left out: by the half-year. */
  readonly indicatorPeriods?: PresetName | null;
  /** Before a returned result is to be submitted again. */
  readonly beforeResubmission: readonly number[];
  /** Days after the due date, and the calendar days between repetitions; what falls on a day off moves to the next working day. */
  readonly overdue: { readonly first: number; readonly everyDays: number };
  /**
   * On the first working day of a week what was told before and is still open is told again, together; of early reminders those of
   * so many days before a due date, and less. Null: never.
   */
  readonly weeklyOverview: number | null;
  /** After the assignment was recorded: the agency is asked once, then it stands with the Office. Null: never. */
  readonly notAcknowledged: { readonly agency: number | null; readonly office: number | null };
  /** Before the reply to an ask is due, and after it. Null: not after it. */
  readonly ask: { readonly before: readonly number[]; readonly late: number | null };
  /** After a submission was recorded and nobody has decided on it, the follow-up officer has it on the list. Null: never. */
  readonly undecidedAfter: number | null;
  readonly escalation: {
    /** From so many days before the due date the head of the unit is told too. Null: never. */
    readonly unitHeadFrom: number | null;
    /** From so many days after it the head of the agency is told, as often as overdue work is. Null: never. */
    readonly headAfter: number | null;
    /** So many days after it the follow-up officer has it on the list. Null: never. */
    readonly followUpAfter: number | null;
  };
  /** Who follows the work: the lists of the follow-up officer are this agency's. */
  readonly followedBy: AgencyId;
  /** The chairman and vice-chairmen: nothing automatic goes to them; the follow-up officer gets the line instead. */
  readonly leaders: readonly AgencyId[];
  /** Minutes after midnight in Vietnam at which scheduled notices leave. */
  readonly dailyAt: number;
  /** Minutes after midnight between which a second mail of one day, and every message to a telephone, may leave. */
  readonly officeHours: { readonly from: number; readonly to: number };
  /** Messages to a telephone, a courtesy beside the mail of the same notice. */
  readonly phone: {
    readonly occasions: readonly PhoneOccasion[];
    /** A new task rings when it is due within so many calendar days. */
    readonly newWithinDays: number;
    /** Of the notices before a due date, those of so many days. */
    readonly beforeDue: readonly number[];
    /** How many a person gets. */
    readonly perDay: number;
    readonly perWeek: number;
  };
  /** A notice assembled later than this many minutes after it was due is marked as delayed. */
  readonly lateAfterMinutes: number;
  /** An entry of a plan that does not come to an end holds its notices back no longer than this. */
  readonly holdEntryMinutes: number;
  /** To submit again after a return, where the return names no date. */
  readonly resubmissionDays: number;
  readonly dayOffRule: DayOffRule;
  /** The Office confirms what the approver approved. */
  readonly needsConfirmation: boolean;
  /** An asked agency that stays silent past its reply date has consented. */
  readonly silenceIsConsent: boolean;
}

/** What a person gets of all plans together: their one mail of a day, and their messages. A plan's own policy cannot rule it. */
export const settingsOfAllPlans = ({
  dailyAt,
  officeHours,
  phone,
  lateAfterMinutes,
  holdEntryMinutes,
}: PolicySettings): Pick<PolicySettings, 'dailyAt' | 'officeHours' | 'phone' | 'lateAfterMinutes' | 'holdEntryMinutes'> => ({
  dailyAt,
  officeHours,
  phone,
  lateAfterMinutes,
  holdEntryMinutes,
});

/** What holds until somebody adopts another policy. */
export const shippedPolicy: PolicySettings = {
  beforeDue: [30, 7, 3, 1, 0],
  beforeDueOfLong: [90, 30, 10, 3],
  beforePeriod: [7, 1, 0],
  beforeResubmission: [1, 0],
  overdue: { first: 1, everyDays: 7 },
  weeklyOverview: 30,
  notAcknowledged: { agency: 2, office: 4 },
  ask: { before: [2], late: 1 },
  undecidedAfter: 3,
  escalation: { unitHeadFrom: 3, headAfter: 5, followUpAfter: 5 },
  followedBy: 'van-phong-ubnd-tinh' as AgencyId,
  leaders: ['chu-tich-ubnd-tinh' as AgencyId],
  dailyAt: 7 * 60 + 30,
  officeHours: { from: 7 * 60 + 30, to: 17 * 60 },
  phone: { occasions: ['assigned', 'returned', 'urged'], newWithinDays: 15, beforeDue: [1], perDay: 1, perWeek: 3 },
  lateAfterMinutes: 60,
  holdEntryMinutes: 30,
  resubmissionDays: 5,
  dayOffRule: 'next',
  needsConfirmation: false,
  silenceIsConsent: false,
};

const MINUTES_OF_A_DAY = 24 * 60;
const LONGEST_DAYS = 365;

const isDays = (days: number): boolean => Number.isInteger(days) && days >= 0 && days <= LONGEST_DAYS;
const areOffsets = (offsets: readonly number[]): boolean => offsets.every(isDays) && new Set(offsets).size === offsets.length;
const isMinute = (minute: number): boolean => Number.isInteger(minute) && minute >= 0 && minute < MINUTES_OF_A_DAY;
const isPositive = (count: number): boolean => Number.isInteger(count) && count >= 1 && count <= LONGEST_DAYS;

const offsetsOf = (settings: PolicySettings): readonly (readonly number[])[] => [
  settings.beforeDue,
  settings.beforeDueOfLong,
  settings.beforePeriod,
  settings.beforeResubmission,
  settings.ask.before,
  settings.phone.beforeDue,
];

const countsOf = ({
  weeklyOverview,
  notAcknowledged,
  ask,
  undecidedAfter,
  escalation,
  phone,
}: PolicySettings): readonly (number | null)[] => [
  weeklyOverview,
  notAcknowledged.agency,
  notAcknowledged.office,
  ask.late,
  undecidedAfter,
  escalation.unitHeadFrom,
  escalation.headAfter,
  escalation.followUpAfter,
  phone.newWithinDays,
];

/** The code of what is wrong with settings; null where nothing is. A legal deadline is timed, never muted. */
export const problemOfSettings = (settings: PolicySettings): 'OFFSETS' | 'MUTED' | 'HOURS' | 'COUNTS' | null => {
  const { beforeDue, beforeDueOfLong, overdue, officeHours, dailyAt, phone, resubmissionDays } = settings;
  if (new Set(phone.occasions).size !== phone.occasions.length) return 'COUNTS';
  if (!offsetsOf(settings).every(areOffsets)) return 'OFFSETS';
  if (beforeDue.length === 0 || beforeDueOfLong.length === 0) return 'MUTED';
  if (!countsOf(settings).every((days) => days === null || isDays(days))) return 'COUNTS';
  if (![overdue.first, overdue.everyDays, resubmissionDays, phone.perDay, phone.perWeek].every(isPositive)) return 'COUNTS';
  const isDayOrdered = isMinute(dailyAt) && officeHours.from < officeHours.to && dailyAt < officeHours.to;
  return isDayOrdered && isMinute(officeHours.from) && isMinute(officeHours.to) ? null : 'HOURS';
};
