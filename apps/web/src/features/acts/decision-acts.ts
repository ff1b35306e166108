import { byDocument, documentFields, type Act, type ActSubject } from './act.js';
import { pendingSubmission } from './lead-acts.js';

const pendingExtension = ({ part }: ActSubject) => part?.extensions.findLast((extension) => extension.outcome.kind === 'pending');
const extensionNumber = (subject: ActSubject): Readonly<Record<string, unknown>> => {
  const pending = pendingExtension(subject);
  return pending === undefined ? {} : { extension: pending.number };
};

const askedAgency = ({ ask }: ActSubject): Readonly<Record<string, unknown>> => (ask === null ? {} : { agencyId: ask.agency.id });
/** The coordinating part of the agency that the general request was sent to. */
const coordinatorMeant = ({ task, ask }: ActSubject): Readonly<Record<string, unknown>> => {
  const meant = task.coordinatingParts.find(({ agency, released }) => agency.id === ask?.agency.id && !released);
  return meant === undefined ? {} : { part: meant.part, from: meant.agency.id };
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
    fixed: askedAgency,
    done: 'Đã thôi yêu cầu ý kiến.',
  },
  {
    verb: 'record-delivery',
    label: 'Ghi nhận đã nhận',
    title: 'Ghi nhận cơ quan được hỏi đã nhận đề nghị',
    submit: 'Ghi nhận',
    fields: [
      { name: 'on', label: 'Ngày nhận', kind: 'date', required: true },
      { name: 'evidence', label: 'Căn cứ', kind: 'short', required: true, hint: 'Ví dụ: sổ công văn đến, biên nhận trên trục liên thông.' },
      ...documentFields('văn bản'),
    ],
    fixed: askedAgency,
    done: 'Đã ghi nhận việc gửi, nhận.',
  },
  {
    verb: 'accept-silence',
    label: 'Coi im lặng là đồng ý',
    submit: 'Ghi nhận',
    lead: 'Chỉ áp dụng khi quy định cho phép và có căn cứ cơ quan được hỏi đã nhận đề nghị trước hạn trả lời.',
    fixed: askedAgency,
    done: 'Đã ghi nhận im lặng là đồng ý.',
  },
  {
    verb: 'succeed-coordinator',
    label: 'Chuyển giao phối hợp',
    title: 'Chuyển giao việc phối hợp theo sắp xếp tổ chức',
    submit: 'Chuyển giao',
    fields: [
      { name: 'agencyId', label: 'Cơ quan kế thừa', kind: 'agency', required: true },
      { name: 'basis', label: 'Căn cứ', kind: 'short', required: true },
      ...documentFields('văn bản'),
    ],
    fixed: coordinatorMeant,
    onCoordinator: true,
    done: 'Đã chuyển giao việc phối hợp.',
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
    lead: byDocument,
    fields: [{ name: 'due', label: 'Gia hạn đến hết ngày', kind: 'date', required: true }, ...documentFields('văn bản đồng ý')],
    initial: (subject) => ({ due: pendingExtension(subject)?.due ?? '' }),
    fixed: extensionNumber,
    done: 'Đã đồng ý gia hạn.',
  },
  {
    verb: 'refuse-extension',
    label: 'Không đồng ý gia hạn',
    submit: 'Không đồng ý',
    lead: byDocument,
    fields: [{ name: 'reason', label: 'Lý do', kind: 'prose', required: true }, ...documentFields('văn bản')],
    fixed: extensionNumber,
    done: 'Đã ghi nhận không đồng ý gia hạn.',
  },
];
