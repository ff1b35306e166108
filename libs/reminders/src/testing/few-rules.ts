import { shippedPolicy, type PolicySettings } from '#domain';

/** Few rules, so that a test sees what it is about. */
export const fewRules: PolicySettings = {
  ...shippedPolicy,
  beforeDue: [7, 1],
  beforeDueOfLong: [7, 1],
  beforePeriod: [7, 1],
  beforeResubmission: [],
  weeklyOverview: null,
  notAcknowledged: { agency: null, office: null },
  ask: { before: [], late: null },
  undecidedAfter: null,
  escalation: { unitHeadFrom: null, headAfter: null, followUpAfter: null },
  leaders: [],
};
