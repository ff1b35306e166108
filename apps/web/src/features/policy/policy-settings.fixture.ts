import type { PolicySettingsBody } from '#contracts';

/** The settings that tests of the form begin with. */
export const settings = {
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
  followedBy: 'van-phong-ubnd-tinh',
  leaders: ['chu-tich-ubnd-tinh'],
  dailyAt: 450,
  officeHours: { from: 450, to: 1020 },
  phone: { occasions: ['assigned', 'returned', 'urged'], newWithinDays: 15, beforeDue: [1], perDay: 1, perWeek: 3 },
  lateAfterMinutes: 60,
  holdEntryMinutes: 30,
  resubmissionDays: 5,
  dayOffRule: 'next',
  needsConfirmation: false,
  silenceIsConsent: false,
} satisfies PolicySettingsBody;
