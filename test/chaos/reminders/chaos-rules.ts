import { shippedPolicy, type PolicySettings } from '#domain';
import { derivedId } from '#platform';
import { fixedCalendar, fixedPolicies, type LiveCalendar, type LivePolicies } from '#reminders';

/** A day without an end, so that the run's clock may go on, and few rules: each task is one mail, and for half the people one message by Zalo. */
const settings: PolicySettings = {
  ...shippedPolicy,
  beforeDue: [1],
  beforeDueOfLong: [1],
  weeklyOverview: null,
  notAcknowledged: { agency: null, office: null },
  undecidedAfter: null,
  escalation: { unitHeadFrom: null, headAfter: null, followUpAfter: null },
  officeHours: { from: 0, to: 24 * 60 - 1 },
  phone: { occasions: ['assigned'], newWithinDays: 365, beforeDue: [], perDay: 1, perWeek: 7 },
};

export const chaosPolicies = (): LivePolicies => fixedPolicies(settings);
export const chaosCalendar = (): LiveCalendar => fixedCalendar({ version: 1, days: new Map(), publishedYears: [] });
export const DUE = '2027-09-30';

export const agencyOf = (nth: number): string => `so-${String(nth)}`;
export const personOf = (agency: string): string => derivedId('person', agency);
/** Who agreed to be written to by Zalo. */
export const subscribersOf = (reminders: number): readonly string[] =>
  Array.from({ length: Math.ceil(reminders / 2) }, (_, index) => personOf(agencyOf(index * 2)));
