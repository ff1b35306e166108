import { z } from 'zod';
import { AgencyIdText, ShortText } from './primitives.js';
import { AgencyName } from './view-words.js';

const Days = z.int('Số ngày phải là số nguyên.').min(0, 'Số ngày từ 0 đến 365.').max(365, 'Số ngày từ 0 đến 365.');
const Offsets = z.array(Days).max(20, 'Không quá 20 lần nhắc.');
const Minute = z.int().min(0).max(1_439, 'Giờ trong ngày không hợp lệ.');

/** Days are working days, minutes count from midnight in Vietnam. */
export const PolicySettingsBody = z
  .strictObject({
    beforeDue: Offsets,
    beforeDueOfLong: Offsets,
    beforePeriod: Offsets,
    /** Null: figures of indicators are not asked for; left out: by the half-year. */
    indicatorPeriods: z.enum(['monthly', 'quarterly', 'half-yearly', 'yearly']).nullable().optional(),
    beforeResubmission: Offsets,
    overdue: z.strictObject({ first: Days, everyDays: Days }),
    /** Null: nothing is told again at the beginning of a week. */
    weeklyOverview: Days.nullable(),
    notAcknowledged: z.strictObject({ agency: Days.nullable(), office: Days.nullable() }),
    ask: z.strictObject({ before: Offsets, late: Days.nullable() }),
    undecidedAfter: Days.nullable(),
    escalation: z.strictObject({ unitHeadFrom: Days.nullable(), headAfter: Days.nullable(), followUpAfter: Days.nullable() }),
    followedBy: AgencyIdText,
    leaders: z.array(AgencyIdText).max(50),
    /** This, the office hours, telephones and the minutes of lateness and entry are the general policy's for every plan: a plan's own are not followed. */
    dailyAt: Minute,
    officeHours: z.strictObject({ from: Minute, to: Minute }),
    /** Messages to a telephone: about what, and how many a person gets. */
    phone: z.strictObject({
      occasions: z.array(z.enum(['assigned', 'returned', 'urged'])).max(3),
      newWithinDays: Days,
      beforeDue: Offsets,
      perDay: Days,
      perWeek: Days,
    }),
    lateAfterMinutes: z.int().min(1).max(1_440),
    holdEntryMinutes: z.int().min(0).max(1_440),
    resubmissionDays: Days,
    dayOffRule: z.enum(['keep', 'previous', 'next']),
    needsConfirmation: z.boolean(),
    silenceIsConsent: z.boolean(),
  })
  .meta({ id: 'ReminderPolicySettings' });
export type PolicySettingsBody = z.output<typeof PolicySettingsBody>;

/** `planId` null: for every plan without a policy of its own. */
export const PolicyPreviewBody = z
  .strictObject({ planId: z.uuid().nullable().default(null), settings: PolicySettingsBody })
  .meta({ id: 'ReminderPolicyPreview' });
export const PolicyChangeBody = PolicyPreviewBody.extend({
  basis: ShortText,
  /** Of the policy that the preview was made of. */
  seenVersion: z.int().nullable().default(null),
}).meta({ id: 'ReminderPolicyChange' });
export const PolicyWithdrawalBody = z
  .strictObject({ planId: z.uuid(), basis: ShortText, seenVersion: z.int().nullable().default(null) })
  .meta({ id: 'ReminderPolicyWithdrawal' });

export const ReminderPolicyView = z
  .object({
    planId: z.string().nullable(),
    /** 0: as shipped with the system. */
    version: z.int(),
    basis: z.string().nullable(),
    adoptedAt: z.string().nullable(),
    /** Whether these settings are the plan's own, and not the general ones. */
    isOwn: z.boolean(),
    settings: PolicySettingsBody,
  })
  .meta({ id: 'ReminderPolicy' });
export type ReminderPolicyView = z.output<typeof ReminderPolicyView>;

/** A change of a policy, with the settings that ruled before it and after. */
export const PolicyVersionView = z
  .object({
    version: z.int(),
    /** Withdrawn: a plan follows the general policy again. */
    kind: z.enum(['adopted', 'withdrawn']),
    basis: z.string(),
    at: z.string(),
    /** Who did it. */
    by: z.string(),
    before: PolicySettingsBody,
    after: PolicySettingsBody,
  })
  .meta({ id: 'ReminderPolicyVersion' });
export type PolicyVersionView = z.output<typeof PolicyVersionView>;

export const PolicyHistoryQuery = z
  .strictObject({ plan: z.uuid('Mã kế hoạch không đúng dạng.').optional() })
  .meta({ id: 'PolicyHistoryQuery' });

export const PolicyHistoryView = z
  .object({
    /** What the system ships with: version 0 of the general policy. */
    shipped: PolicySettingsBody,
    /** Newest first. */
    versions: z.array(PolicyVersionView),
  })
  .meta({ id: 'ReminderPolicyHistory' });
export type PolicyHistoryView = z.output<typeof PolicyHistoryView>;

const EffectCounts = z.object({ added: z.int(), removed: z.int(), moved: z.int(), unchanged: z.int() });

/** Reminders of tasks and indicators in the coming days, as they are and as they would be. */
export const PolicyEffectsView = EffectCounts.extend({
  version: z.int(),
  days: z.int(),
  byRule: z.array(EffectCounts.extend({ rule: z.string() })),
  first: z.array(
    z.object({
      kind: z.enum(['task', 'indicator']),
      id: z.string(),
      ordinal: z.string().nullable(),
      title: z.string(),
      agency: AgencyName,
      seat: z.string(),
      seatLabel: z.string(),
      rule: z.string(),
      /** Null: the reminder is new. */
      from: z.string().nullable(),
      /** Null: it is not sent any more. */
      to: z.string().nullable(),
    }),
  ),
}).meta({ id: 'ReminderPolicyEffects' });
export type PolicyEffectsView = z.output<typeof PolicyEffectsView>;
