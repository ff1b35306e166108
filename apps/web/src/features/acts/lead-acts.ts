import type { LeadPartView } from '#contracts';
import { documentFields, type Act, type ActSubject, type Field, type Values } from './act.js';

const internalFields = (prefix: string, subject: ActSubject): readonly Field[] => [
  { name: `${prefix}unit`, label: 'Phòng, đơn vị thực hiện', kind: 'short' },
  {
    name: `${prefix}officer`,
    label: 'Người phụ trách',
    kind: 'person',
    ...(subject.part === null ? {} : { agencyId: subject.part.agency.id }),
  },
  { name: `${prefix}internalDeadline`, label: 'Hạn nội bộ', kind: 'date' },
  { name: `${prefix}instruction`, label: 'Ý kiến chỉ đạo', kind: 'prose' },
];

/** The internal assignment as it stands, to be changed rather than typed again. */
const assignedNow = (internal: LeadPartView['internal']): Values =>
  internal === null
    ? {}
    : {
        unit: internal.unit ?? '',
        officer: internal.officer?.id ?? '',
        internalDeadline: internal.internalDeadline ?? '',
        instruction: internal.instruction ?? '',
      };

const hasOpenAsks = (subject: ActSubject): boolean => subject.part?.asks.some((ask) => ask.outcome.kind === 'open') ?? false;

const submissionFields = (subject: ActSubject): readonly Field[] => [
  { name: 'text', label: 'Kết quả thực hiện', kind: 'prose', required: true },
  ...documentFields('văn bản báo cáo kết quả'),
  {
    name: 'sentOn',
    label: 'Ngày gửi',
    kind: 'date',
    hint: 'Để trống là hôm nay. Ngày sớm hơn hôm nay chờ Văn phòng xác nhận.',
  },
  { name: 'files', label: 'Văn bản, sản phẩm kèm theo', kind: 'files' },
  ...(hasOpenAsks(subject)
    ? [
        {
          name: 'despiteOpenAsks',
          label: 'Lý do trình khi còn ý kiến phối hợp chưa trả lời',
          kind: 'prose',
          required: true,
        } satisfies Field,
      ]
    : []),
];

/** What the lead agency does with its part. */
export const leadActs: readonly Act[] = [
  {
    verb: 'acknowledge',
    label: 'Tiếp nhận và phân công',
    title: 'Tiếp nhận nhiệm vụ và phân công thực hiện',
    submit: 'Tiếp nhận',
    lead: 'Việc phân công có thể để trống và bổ sung sau.',
    fields: (subject) => internalFields('assignTo.', subject),
    done: 'Đã tiếp nhận nhiệm vụ.',
  },
  {
    verb: 'assign-internally',
    label: 'Phân công nội bộ',
    title: 'Phân công thực hiện trong cơ quan',
    submit: 'Phân công',
    fields: (subject) => internalFields('', subject),
    initial: ({ part }) => assignedNow(part?.internal ?? null),
    done: 'Đã phân công thực hiện.',
  },
  {
    verb: 'report-progress',
    label: 'Báo cáo tiến độ',
    submit: 'Gửi báo cáo',
    fields: [
      { name: 'text', label: 'Kết quả đã làm được', kind: 'prose', required: true },
      {
        name: 'status',
        label: 'Đánh giá tiến độ',
        kind: 'choice',
        choices: [
          { value: 'on-course', label: 'Đúng tiến độ' },
          { value: 'at-risk', label: 'Có nguy cơ chậm' },
          { value: 'stuck', label: 'Đang vướng mắc' },
        ],
      },
      { name: 'percent', label: 'Ước khối lượng hoàn thành (%)', kind: 'percent', hint: 'Không bắt buộc, từ 0 đến 100.' },
      { name: 'difficulties', label: 'Khó khăn, vướng mắc, kiến nghị', kind: 'prose' },
      { name: 'files', label: 'Tài liệu kèm theo', kind: 'files' },
    ],
    initial: ({ part }) => ({
      percent: part?.progress?.percent === null || part?.progress === null || part === null ? '' : String(part.progress.percent),
      status: part?.progress?.status ?? '',
    }),
    done: 'Đã gửi báo cáo tiến độ.',
  },
  {
    verb: 'ask-coordination',
    label: 'Xin ý kiến phối hợp',
    submit: 'Gửi xin ý kiến',
    fields: [
      { name: 'agencies', label: 'Cơ quan được xin ý kiến', kind: 'agencies', required: true },
      { name: 'text', label: 'Nội dung cần tham gia ý kiến', kind: 'prose', required: true },
      { name: 'replyBy', label: 'Đề nghị trả lời trước hết ngày', kind: 'date', required: true },
    ],
    done: 'Đã gửi xin ý kiến phối hợp.',
  },
  {
    verb: 'submit-completion',
    label: 'Trình hoàn thành',
    title: 'Trình hoàn thành nhiệm vụ',
    submit: 'Trình',
    lead: ({ part }) =>
      part?.approver == null
        ? 'Lượt giao chưa có cấp phê duyệt; kết quả được ghi nhận và chờ Văn phòng xác định cấp phê duyệt.'
        : `Kết quả được trình ${part.approver.name} phê duyệt.`,
    fields: submissionFields,
    done: 'Đã trình hoàn thành, chờ phê duyệt.',
  },
  {
    verb: 'withdraw-submission',
    label: 'Rút trình',
    title: 'Rút kết quả đã trình',
    submit: 'Rút trình',
    fields: [{ name: 'reason', label: 'Lý do', kind: 'prose' }],
    fixed: ({ part }) => pendingSubmission(part),
    done: 'Đã rút kết quả đã trình.',
  },
  {
    verb: 'request-extension',
    label: 'Đề nghị gia hạn',
    submit: 'Gửi đề nghị',
    fields: [
      { name: 'due', label: 'Thời hạn mới đề nghị', kind: 'date', required: true },
      { name: 'reason', label: 'Lý do', kind: 'prose', required: true },
      ...documentFields('văn bản đề nghị'),
    ],
    done: 'Đã gửi đề nghị gia hạn.',
  },
  {
    verb: 'request-reassignment',
    label: 'Đề nghị điều chỉnh cơ quan chủ trì',
    submit: 'Gửi đề nghị',
    lead: 'Trách nhiệm thực hiện giữ nguyên cho đến khi Văn phòng có ý kiến.',
    fields: [
      { name: 'reason', label: 'Lý do', kind: 'prose', required: true },
      { name: 'proposal', label: 'Cơ quan đề xuất chủ trì', kind: 'agency' },
    ],
    done: 'Đã gửi đề nghị điều chỉnh cơ quan chủ trì.',
  },
];

/** The number of the submission that awaits a decision, said outright so that a newer one is never decided by mistake. */
export function pendingSubmission(part: ActSubject['part']): Readonly<Record<string, unknown>> {
  const pending = part?.submissions.findLast((submission) => submission.outcome.kind === 'pending');
  return pending === undefined ? {} : { submission: pending.number };
}
