import { zaloReasonInWords } from '#channels';
import type { ReminderView } from '#contracts';
import type { AgencyId, PersonId, TaskId } from '#domain';
import type { People } from '#identity';
import type { AgencyQueries } from '#read-models';
import { type UndeliverableNotices } from '#read-models';
import { ruleLabel, type ReminderLedger, type ReminderLine } from '#reminders';
import type { ReminderViews } from '../tokens.js';

/** Why a reminder was not sent, by the ledger's word for it. */
export const silenceReasons: Readonly<Record<string, string>> = {
  'no-recipient': 'Chưa có người nhận',
  'entered-late': 'Đưa vào theo dõi sau thời điểm nhắc',
  unreviewed: 'Chưa rà soát hiện trạng',
  'no-such-seat': 'Phòng chưa có trưởng phòng trong danh bạ; công chức đầu mối vẫn được nhắc',
  'before-policy': 'Lần nhắc này có từ chính sách áp dụng sau thời điểm nhắc',
  leader: 'Không tự động gửi lãnh đạo; chuyển chuyên viên theo dõi',
  muted: 'Người nhận đã chọn không nhận lần nhắc sớm này',
  superseded: 'Đã có lần nhắc mới hơn',
  'moved-on': 'Công việc đã chuyển bước trước khi gửi',
  'outside-office-hours': 'Tin Zalo ngoài giờ làm việc: chờ đến giờ làm việc',
  'day-is-full': 'Người nhận đã đủ số tin Zalo của ngày: chờ ngày làm việc sau',
  'week-is-full': 'Người nhận đã đủ số tin Zalo của tuần: chờ tuần sau',
};

/** `a***@so-noi-vu.example`, `Zalo ***321`: enough to recognise one's own address. */
export const masked = (address: string): string => address.replace(/^(.)[^@]*/u, '$1***');
const maskedPhone = (phone: string): string => `Zalo ***${phone.slice(-3)}`;

const ifAny = (address: string | null | undefined, shown: (address: string) => string): string | null =>
  address == null ? null : shown(address);

/** What the delivery ledger tells of a task's reminders, in words. */
export class LedgerReminderViews implements ReminderViews {
  constructor(
    private readonly ledger: ReminderLedger,
    private readonly people: People,
    private readonly agencies: AgencyQueries,
  ) {}

  async ofTask(task: TaskId): Promise<readonly ReminderView[]> {
    const [lines, names] = await Promise.all([this.ledger.remindersOfTask(task), this.agencies.names()]);
    return Promise.all(
      lines.map(async (line) => ({
        rule: line.rule,
        ruleLabel: ruleLabel(line.rule),
        subject: line.subject,
        agency: { id: line.agency, name: names.get(line.agency) ?? line.agency },
        seat: line.seat,
        isByZalo: line.recipientKey?.startsWith('zalo:') ?? false,
        dueAt: line.dueAt,
        outcome: line.outcome,
        reason: await this.reasonOf(line),
        at: line.at,
      })),
    );
  }

  /** Why nothing was sent; of what was sent, where to. */
  private async reasonOf({ outcome, reason, recipientKey }: ReminderLine): Promise<string | null> {
    if (outcome === 'sent' && recipientKey !== null) return this.addressOf(recipientKey);
    return reason === null ? null : (silenceReasons[reason] ?? zaloReasonInWords(reason) ?? reason);
  }

  private async addressOf(key: string): Promise<string | null> {
    const [kind, id = ''] = key.split(':', 2);
    if (kind === 'mailbox') return ifAny(await this.people.mailboxOf(id as AgencyId), masked);
    const person = await this.people.person(id as PersonId);
    return kind === 'zalo' ? ifAny(person?.phone, maskedPhone) : ifAny(person?.email, masked);
  }
}

/** The Office's pile: each task and agency once. */
export const undeliverableFrom = (ledger: ReminderLedger): UndeliverableNotices => ({
  withoutRecipient: async () => {
    const lines = await ledger.refusedForLackOfRecipient();
    const once = new Map(
      lines.map(({ taskId, agency }) => [`${taskId} ${agency}`, { taskId: taskId as TaskId, agencyId: agency as AgencyId }]),
    );
    return [...once.values()];
  },
});
