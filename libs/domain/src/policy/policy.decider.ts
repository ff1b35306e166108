import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { Instant, PlanId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import { isSameValue } from '../shared/same-value.js';
import type { PolicyCommand, PolicyEvent } from './policy.model.js';
import { problemOfSettings, type PolicySettings } from './policy.settings.js';

/** The stream of the general policy, and of a plan's own. */
export const policyStream = (planId: PlanId | null): string => `policy-${planId ?? 'default'}`;

/** A policy with its version; `settings` null: none of its own. */
export interface Policy {
  readonly version: number;
  readonly settings: PolicySettings | null;
  readonly basis: string | null;
  readonly adoptedAt: Instant | null;
  /** Since when each offset before a date, and the overview, has been among the settings without a break; left out: since ever. */
  readonly since: Readonly<Record<string, Instant>>;
}

export const initialPolicy: Policy = { version: 0, settings: null, basis: null, adoptedAt: null, since: {} };

/** How an offset before a date is known in `since`. */
export const offsetName = (list: 'beforeDue' | 'beforeDueOfLong' | 'beforePeriod' | 'beforeResubmission' | 'ask', days: number): string =>
  `${list}-${String(days)}`;

/** How the overview is known in `since`. */
export const overviewName = 'weeklyOverview';

const offsetNames = (settings: PolicySettings): readonly string[] => [
  ...settings.beforeDue.map((days) => offsetName('beforeDue', days)),
  ...settings.beforeDueOfLong.map((days) => offsetName('beforeDueOfLong', days)),
  ...settings.beforePeriod.map((days) => offsetName('beforePeriod', days)),
  ...settings.beforeResubmission.map((days) => offsetName('beforeResubmission', days)),
  ...settings.ask.before.map((days) => offsetName('ask', days)),
  ...(settings.weeklyOverview === null ? [] : [overviewName]),
];

/** An offset that is new asks for nothing that fell before it was adopted. */
const sinceAfter = (policy: Policy, former: PolicySettings, settings: PolicySettings, at: Instant): Policy['since'] => {
  const known = new Set(offsetNames(former));
  const names = offsetNames(settings).flatMap((name): readonly (readonly [string, Instant])[] => {
    const since = known.has(name) ? policy.since[name] : at;
    return since === undefined ? [] : [[name, since]];
  });
  return Object.fromEntries(names);
};

/** What a policy becomes by an event of its log, over the settings that ship with the system. Total and dull. */
export const evolvePolicy =
  (shipped: PolicySettings) =>
  (policy: Policy, event: PolicyEvent, { version, recordedAt }: Pick<Recorded, 'version' | 'recordedAt'>): Policy => {
    switch (event.type) {
      case 'PolicyAdopted': {
        const { settings, basis } = event.data;
        const since = sinceAfter(policy, policy.settings ?? shipped, settings, recordedAt);
        return { version, settings, basis, adoptedAt: recordedAt, since };
      }
      case 'PolicyWithdrawn':
        return { version, settings: null, basis: event.data.basis, adoptedAt: recordedAt, since: {} };
      default:
        return assertNever(event);
    }
  };

/** Every reason for which a policy is refused, with the sentence that a person reads. */
export const policyRejectionSentences = {
  'POLICY.BASIS_MISSING': () => 'Chưa ghi căn cứ: mỗi lần thay đổi chính sách nhắc việc cần văn bản hoặc ý kiến chỉ đạo.',
  'POLICY.OFFSETS': () => 'Số ngày nhắc trước hạn phải là số nguyên từ 0 đến 365, mỗi số một lần.',
  'POLICY.MUTED': () => 'Phải có ít nhất một lần nhắc trước hạn: thời hạn theo văn bản chỉ đổi được giờ nhắc, không tắt được.',
  'POLICY.HOURS': () => 'Giờ gửi hằng ngày phải trước giờ kết thúc làm việc, giờ bắt đầu phải trước giờ kết thúc.',
  'POLICY.COUNTS': () => 'Số ngày, số lần phải là số nguyên trong khoảng cho phép.',
  'POLICY.NOTHING_TO_WITHDRAW': () => 'Kế hoạch này đang theo chính sách chung, không có chính sách riêng để bỏ.',
} as const satisfies Record<`POLICY.${string}`, () => string>;

export type PolicyRejection = Reason<keyof typeof policyRejectionSentences>;

/** What a command makes of a policy. Who may order it has been settled before. */
export const decidePolicy = (command: PolicyCommand, policy: Policy): Decision<PolicyEvent, PolicyRejection> => {
  const { data, meta } = command;
  if (data.basis.trim() === '') return reject('POLICY.BASIS_MISSING');
  switch (command.type) {
    case 'AdoptPolicy': {
      const problem = problemOfSettings(command.data.settings);
      if (problem !== null) return reject(`POLICY.${problem}`);
      if (policy.settings !== null && isSameValue(policy.settings, command.data.settings)) return nothing();
      return accept({ type: 'PolicyAdopted', data: { ...command.data, effectiveAt: meta.now } });
    }
    case 'WithdrawPolicy':
      if (policy.settings === null) return reject('POLICY.NOTHING_TO_WITHDRAW');
      return accept({ type: 'PolicyWithdrawn', data: { ...command.data, effectiveAt: meta.now } });
    default:
      return assertNever(command);
  }
};
