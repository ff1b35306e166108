/** A rule that counts from the due date, in working days. */
export type DueRuleName = `due-in-${number}`;
/** `amended`: a new version of the plan asks for a new receipt. `coordination`: the general request to coordinate (ask 0); `ask`: one asked by a lead. */
export type RuleName = 'assigned' | 'amended' | 'coordination' | 'ask' | 'returned' | 'to-approve' | DueRuleName | 'overdue';

/** When reminders fall, as data. A new version plans everything anew; what was sent stays in the ledger. */
export interface ReminderPolicy {
  readonly version: number;
  /** Working days before the due date. */
  readonly beforeDue: readonly number[];
  /** Working days after the due date, and the calendar days between repetitions; what falls on a day off moves to the next working day. */
  readonly overdue: { readonly first: number; readonly everyDays: number };
  /** Minutes after midnight in Vietnam at which scheduled notices are due. */
  readonly dailyAt: number;
  /** Minutes after midnight until which a second mail of one day may leave. */
  readonly officeHoursEnd: number;
  /** A notice assembled later than this many minutes after it was due is marked as delayed. */
  readonly lateAfterMinutes: number;
  /** An entry of a plan that does not come to an end holds its notices back no longer than this. */
  readonly holdEntryMinutes: number;
}

/** The first policy: nothing automatic goes to the chairman but the notice that a submission awaits approval. */
export const firstPolicy: ReminderPolicy = {
  version: 1,
  beforeDue: [7, 1],
  overdue: { first: 1, everyDays: 7 },
  dailyAt: 7 * 60 + 30,
  officeHoursEnd: 17 * 60,
  lateAfterMinutes: 60,
  holdEntryMinutes: 30,
};

const LABELS: Readonly<Record<Exclude<RuleName, DueRuleName>, string>> = {
  assigned: 'Giao nhiệm vụ mới',
  amended: 'Điều chỉnh nhiệm vụ, đề nghị tiếp nhận lại',
  coordination: 'Đề nghị tham gia phối hợp',
  ask: 'Đề nghị cho ý kiến',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  'to-approve': 'Kết quả chờ phê duyệt',
  overdue: 'Quá hạn, nhắc hằng tuần',
};

export const isDueRule = (rule: RuleName): rule is DueRuleName => rule.startsWith('due-in-');

/** The rule in Vietnamese, as the task page shows it. */
export const ruleLabel = (rule: RuleName): string =>
  isDueRule(rule) ? `Trước hạn ${rule.slice('due-in-'.length).padStart(2, '0')} ngày làm việc` : LABELS[rule];
