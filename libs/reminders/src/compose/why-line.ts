import type { PlanRow } from '../plan/plan-row.js';
import { seatLabel } from '../plan/seat-label.js';
import { policyLabel } from '../policy/policy-label.js';
import { ruleLabel, type ReminderPolicy } from '../policy/reminder-policy.js';

/** Why a line came: by which rule, in which seat its reader gets it, and what policy says so. */
export const whyLine = ({ rule, seat }: Pick<PlanRow, 'rule' | 'seat'>, policy: ReminderPolicy): string =>
  `Lý do gửi: ${ruleLabel(rule)}; vị trí nhận: ${seatLabel(seat)}; ${policyLabel(policy)}.`;
