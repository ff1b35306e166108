import { PolicyBook, shippedPolicy, type RulingPolicy } from '#domain';

/** A rule that counts from a date, in working days before it; 0: on the day itself. */
export type DueRuleName = `due-in-${number}`;
export type ResubmitRuleName = `resubmit-in-${number}`;
export type AskRuleName = `ask-due-in-${number}`;
/**
 * `amended`: a new version of the plan asks for a new receipt. `coordination`: the general request to coordinate (ask 0); `ask`: one
 * asked by a lead. `undecided`: a submission waits for its approver. `overview`: what was told before and is still open, at the
 * beginning of a week.
 */
export type RuleName =
  | 'assigned'
  | 'amended'
  | 'not-acknowledged'
  | 'urged'
  | 'urged-urgently'
  | 'coordination'
  | 'ask'
  | AskRuleName
  | 'ask-late'
  | 'returned'
  | ResubmitRuleName
  | 'to-approve'
  | 'undecided'
  | DueRuleName
  | 'overdue'
  | 'overview';

/** When reminders of a plan fall, as data. A new version plans everything anew; what was sent stays in the ledger. */
export type ReminderPolicy = RulingPolicy;

/** As the system ships. */
export const firstPolicy: ReminderPolicy = PolicyBook.of(shippedPolicy).ruling(null);

type NamedRule = Exclude<RuleName, DueRuleName | ResubmitRuleName | AskRuleName>;

const LABELS: Readonly<Record<NamedRule, string>> = {
  assigned: 'Giao nhiệm vụ mới',
  amended: 'Điều chỉnh nhiệm vụ, đề nghị tiếp nhận lại',
  'not-acknowledged': 'Chưa tiếp nhận nhiệm vụ',
  urged: 'Văn phòng đôn đốc',
  'urged-urgently': 'Văn phòng đôn đốc khẩn',
  coordination: 'Đề nghị tham gia phối hợp',
  ask: 'Đề nghị cho ý kiến',
  'ask-late': 'Quá hạn cho ý kiến',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  'to-approve': 'Kết quả chờ phê duyệt',
  undecided: 'Kết quả đã trình, chưa có quyết định',
  overdue: 'Quá hạn, nhắc hằng tuần',
  overview: 'Tổng hợp đầu tuần',
};

const COUNTED = [
  { prefix: 'due-in-', before: 'Trước hạn', onTheDay: 'Đúng ngày đến hạn' },
  { prefix: 'resubmit-in-', before: 'Trước hạn trình lại', onTheDay: 'Đúng ngày phải trình lại' },
  { prefix: 'ask-due-in-', before: 'Trước hạn cho ý kiến', onTheDay: 'Đúng ngày phải cho ý kiến' },
] as const;

export const isDueRule = (rule: RuleName): rule is DueRuleName => rule.startsWith('due-in-');

/** Rules that say the same of a subject at different times: of several that are outstanding only the latest is true now. */
export const familyOf = (rule: RuleName): string => {
  if (isDueRule(rule) || rule === 'overdue') return 'due';
  if (rule.startsWith('ask-')) return 'ask-reply';
  return rule.startsWith('resubmit-in-') ? 'resubmit' : rule;
};

/** So many working days before the date that a rule counts from; null: it counts from none, or from after it. */
export const daysAhead = (rule: RuleName): number | null => (isDueRule(rule) ? Number(rule.slice('due-in-'.length)) : null);

const isNamed = (rule: string): rule is NamedRule => rule in LABELS;

/** The rule in Vietnamese, as the task page shows it; a rule of an older policy by its name. */
export const ruleLabel = (rule: string): string => {
  if (isNamed(rule)) return LABELS[rule];
  const counted = COUNTED.find(({ prefix }) => rule.startsWith(prefix));
  if (counted === undefined) return rule;
  const days = rule.slice(counted.prefix.length);
  return days === '0' ? counted.onTheDay : `${counted.before} ${days.padStart(2, '0')} ngày làm việc`;
};
