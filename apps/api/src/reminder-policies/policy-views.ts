import type { PolicySettingsBody, ReminderPolicyView } from '#contracts';
import type { PlanId, PolicyBook, PolicySettings, RulingPolicy } from '#domain';

/** Arrays that the view may hand out. */
const listsOf = (settings: PolicySettings) => ({
  beforeDue: [...settings.beforeDue],
  beforeDueOfLong: [...settings.beforeDueOfLong],
  beforePeriod: [...settings.beforePeriod],
  beforeResubmission: [...settings.beforeResubmission],
  ask: { before: [...settings.ask.before], late: settings.ask.late },
  leaders: [...settings.leaders],
  phone: { ...settings.phone, occasions: [...settings.phone.occasions], beforeDue: [...settings.phone.beforeDue] },
});

/** The settings alone, without which policy they are of. */
export const settingsView = (
  settings: PolicySettings & Partial<Pick<RulingPolicy, 'id' | 'version' | 'since' | 'adoptedAt'>>,
): PolicySettingsBody => {
  const { id: _id, version: _version, since: _since, adoptedAt: _adoptedAt, ...own } = settings;
  return { ...own, ...listsOf(own) };
};

export const viewOf = (book: PolicyBook, planId: PlanId | null): ReminderPolicyView => {
  const { version, basis, adoptedAt, settings } = book.policy(planId);
  return {
    ...{ planId, version, basis, adoptedAt },
    isOwn: planId === null || settings !== null,
    settings: settingsView(book.ruling(planId)),
  };
};
