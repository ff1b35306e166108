import { documentFields, type Act, type ActSubject } from './act.js';
import { pendingSubmission } from './lead-acts.js';

const pendingExtension = ({ part }: ActSubject) => part?.extensions.findLast((extension) => extension.outcome.kind === 'pending');
const extensionNumber = (subject: ActSubject): Readonly<Record<string, unknown>> => {
  const pending = pendingExtension(subject);
  return pending === undefined ? {} : { extension: pending.number };
};

/** What coordinating agencies do with what they were asked. */
export const askActs: readonly Act[] = [
  {
    verb: 'acknowledge-ask',
    label: 'Tiếp nhận đề nghị phối hợp',
    submit: 'Tiếp nhận',
    done: 'Đã tiếp nhận đề nghị phối hợp.',
  },
  {
    verb: 'give-opinion',
    label: 'Tham gia ý kiến',
    submit: 'Gửi ý kiến',
    fields: [
      { name: 'text', label: 'Nội dung tham gia ý kiến', kind: 'prose', required: true },
      { name: 'files', label: 'Văn bản kèm theo', kind: 'files' },
    ],
    done: 'Đã gửi ý kiến tham gia.',
  },
  {
    verb: 'request-release',
    label: 'Đề nghị thôi phối hợp',
    submit: 'Gửi đề nghị',
    fields: [{ name: 'reason', label: 'Lý do', kind: 'prose', required: true }],
    done: 'Đã gửi đề nghị thôi phối hợp.',
  },
  {
    verb: 'release-ask',
    label: 'Thôi yêu cầu ý kiến',
    submit: 'Thôi yêu cầu',
    fields: [{ name: 'reason', label: 'Lý do', kind: 'prose', required: true }],
    fixed: ({ ask }) => (ask === null ? {} : { agencyId: ask.agency.id }),
    done: 'Đã thôi yêu cầu ý kiến.',
  },
];

/** What approvers and the assigning authority decide. */
export const decisionActs: readonly Act[] = [
  {
    verb: 'approve-completion',
    label: 'Phê duyệt',
    title: 'Phê duyệt kết quả',
    submit: 'Phê duyệt',
    fields: [{ name: 'note', label: 'Ý kiến', kind: 'prose' }],
    fixed: ({ part }) => pendingSubmission(part),
    done: 'Đã phê duyệt.',
  },
  {
    verb: 'return-completion',
    label: 'Yêu cầu bổ sung, hoàn thiện',
    submit: 'Gửi yêu cầu',
    fields: [
      {
        name: 'kind',
        label: 'Đánh giá',
        kind: 'choice',
        required: true,
        choices: [
          { value: 'incomplete', label: 'Chưa đầy đủ, bổ sung thêm' },
          { value: 'not-acceptable', label: 'Không đạt yêu cầu' },
        ],
      },
      { name: 'reason', label: 'Nội dung cần bổ sung, hoàn thiện', kind: 'prose', required: true },
      { name: 'resubmitBy', label: 'Trình lại trước hết ngày', kind: 'date', hint: 'Để trống: 5 ngày làm việc.' },
    ],
    fixed: ({ part }) => pendingSubmission(part),
    done: 'Đã gửi yêu cầu bổ sung, hoàn thiện.',
  },
  {
    verb: 'record-approval',
    label: 'Ghi nhận văn bản phê duyệt',
    submit: 'Ghi nhận',
    lead: 'Dùng khi việc phê duyệt thực hiện bằng văn bản giấy hoặc ở cấp trên.',
    fields: [...documentFields('văn bản phê duyệt', true), { name: 'note', label: 'Ghi chú', kind: 'prose' }],
    fixed: ({ part }) => pendingSubmission(part),
    done: 'Đã ghi nhận văn bản phê duyệt.',
  },
  {
    verb: 'confirm-completion',
    label: 'Xác nhận hoàn thành',
    submit: 'Xác nhận',
    done: 'Đã xác nhận hoàn thành.',
  },
  {
    verb: 'grant-extension',
    label: 'Đồng ý gia hạn',
    submit: 'Đồng ý',
    fields: [{ name: 'due', label: 'Gia hạn đến hết ngày', kind: 'date', required: true }, ...documentFields('văn bản đồng ý')],
    initial: (subject) => ({ due: pendingExtension(subject)?.due ?? '' }),
    fixed: extensionNumber,
    done: 'Đã đồng ý gia hạn.',
  },
  {
    verb: 'refuse-extension',
    label: 'Không đồng ý gia hạn',
    submit: 'Không đồng ý',
    fields: [{ name: 'reason', label: 'Lý do', kind: 'prose', required: true }],
    fixed: extensionNumber,
    done: 'Đã ghi nhận không đồng ý gia hạn.',
  },
];
