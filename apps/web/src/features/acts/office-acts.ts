import { documentFields, type Act, type ActSubject, type Field } from './act.js';
import { baselineFields } from './baseline-fields.js';
import { pendingSubmission } from './lead-acts.js';

const reason: Field = { name: 'reason', label: 'Lý do', kind: 'prose', required: true };
const basis: readonly Field[] = [
  { name: 'basis', label: 'Căn cứ', kind: 'short', required: true, hint: 'Văn bản hoặc ý kiến chỉ đạo làm căn cứ.' },
  ...documentFields('văn bản'),
];
const submissionOf = ({ part }: ActSubject): Readonly<Record<string, unknown>> => pendingSubmission(part);
const newDue = (label: string): Field => ({ name: 'due', label, kind: 'date' });

/** What the Office does with one lead part. */
export const officeActs: readonly Act[] = [
  {
    verb: 'record-baseline',
    label: 'Rà soát hiện trạng',
    submit: 'Ghi nhận hiện trạng',
    fields: baselineFields,
    initial: () => ({ 'outcome.kind': 'in-progress' }),
    done: 'Đã ghi nhận kết quả rà soát.',
  },
  {
    verb: 'withdraw-baseline',
    label: 'Rút lại kết quả rà soát',
    submit: 'Rút lại',
    lead: 'Lượt giao trở lại như trước khi rà soát và mang dấu “Chưa rà soát hiện trạng”; kết quả đã ghi vẫn còn trong diễn biến.',
    fields: [reason],
    done: 'Đã rút lại kết quả rà soát.',
  },
  {
    verb: 'urge',
    label: 'Đôn đốc',
    submit: 'Gửi đôn đốc',
    fields: [
      { name: 'text', label: 'Nội dung đôn đốc', kind: 'prose', required: true },
      {
        name: 'urgent',
        label: 'Việc khẩn',
        kind: 'flag',
        hint: 'Tin nhắn Zalo đi ngay cả ngoài giờ làm việc; hệ thống ghi tên người đánh dấu khẩn.',
      },
      ...documentFields('công văn đôn đốc'),
    ],
    done: 'Đã ghi nhận đôn đốc.',
  },
  {
    verb: 'confirm-sent-date',
    label: 'Xác nhận ngày trình',
    submit: 'Xác nhận',
    lead: ({ part }) => {
      const pending = part?.submissions.findLast((submission) => submission.provisional);
      return pending === undefined ? '' : `Ngày gửi cơ quan đã khai: ${pending.sentOn.split('-').reverse().join('/')}.`;
    },
    fixed: submissionOf,
    done: 'Đã xác nhận ngày trình.',
  },
  {
    verb: 'correct-sent-date',
    label: 'Sửa ngày trình',
    submit: 'Ghi nhận',
    fields: [{ name: 'sentOn', label: 'Ngày gửi đúng', kind: 'date', required: true }, reason],
    fixed: submissionOf,
    done: 'Đã sửa ngày trình.',
  },
  {
    verb: 'designate-approver',
    label: 'Xác định cấp phê duyệt',
    submit: 'Ghi nhận',
    fields: [{ name: 'agencyId', label: 'Cấp phê duyệt', kind: 'agency', required: true }],
    initial: ({ part }) => ({ agencyId: part?.approver?.id ?? '' }),
    done: 'Đã xác định cấp phê duyệt.',
  },
  {
    verb: 'replace-approver',
    label: 'Thay cấp phê duyệt',
    submit: 'Ghi nhận',
    fields: [{ name: 'agencyId', label: 'Cấp phê duyệt mới', kind: 'agency', required: true }, reason],
    done: 'Đã thay cấp phê duyệt.',
  },
  {
    verb: 'reassign-part',
    label: 'Điều chỉnh cơ quan chủ trì',
    submit: 'Điều chỉnh',
    fields: [{ name: 'agencyId', label: 'Cơ quan chủ trì mới', kind: 'agency', required: true }, reason],
    done: 'Đã điều chỉnh cơ quan chủ trì.',
  },
  {
    verb: 'insist-assignment',
    label: 'Giữ nguyên cơ quan chủ trì',
    submit: 'Giữ nguyên',
    fields: [reason],
    done: 'Đã giữ nguyên cơ quan chủ trì.',
  },
  {
    verb: 'change-deadline',
    label: 'Điều chỉnh thời hạn',
    submit: 'Điều chỉnh',
    fields: [{ ...newDue('Thời hạn mới'), hint: 'Để trống: không định ngày.' }, ...basis],
    fixed: () => ({ due: null }),
    done: 'Đã điều chỉnh thời hạn.',
  },
  { verb: 'suspend', label: 'Tạm dừng thực hiện', submit: 'Tạm dừng', fields: basis, done: 'Đã tạm dừng thực hiện.' },
  {
    verb: 'resume',
    label: 'Tiếp tục thực hiện',
    submit: 'Tiếp tục',
    fields: [newDue('Thời hạn mới, nếu có'), ...basis],
    done: 'Đã cho tiếp tục thực hiện.',
  },
  { verb: 'withdraw-part', label: 'Rút lượt giao', submit: 'Rút lượt giao', fields: basis, done: 'Đã rút lượt giao.' },
  { verb: 'cancel', label: 'Thôi thực hiện', submit: 'Ghi nhận', fields: basis, done: 'Đã ghi nhận thôi thực hiện.' },
  {
    verb: 'supersede',
    label: 'Thay thế bằng nhiệm vụ khác',
    submit: 'Ghi nhận',
    fields: [{ name: 'by', label: 'Được thay thế bởi', kind: 'short', required: true }, ...basis],
    done: 'Đã ghi nhận thay thế.',
  },
  {
    verb: 'close-not-done',
    label: 'Kết thúc theo dõi, không hoàn thành',
    submit: 'Kết thúc theo dõi',
    fields: basis,
    done: 'Đã kết thúc theo dõi.',
  },
  {
    verb: 'reopen',
    label: 'Mở lại',
    title: 'Mở lại lượt giao đã kết thúc',
    submit: 'Mở lại',
    fields: [newDue('Thời hạn mới, nếu có'), ...basis],
    done: 'Đã mở lại lượt giao.',
  },
];

/** What the Office does with the whole task. */
export const taskActs: readonly Act[] = [
  {
    verb: 'assign-part',
    label: 'Giao cơ quan chủ trì',
    title: 'Giao lượt giao cho cơ quan chủ trì',
    submit: 'Giao',
    fields: [
      { name: 'agencyId', label: 'Cơ quan chủ trì', kind: 'agency', required: true },
      { name: 'due', label: 'Thời hạn riêng của lượt giao', kind: 'date', hint: 'Để trống: theo thời hạn của nhiệm vụ.' },
      { name: 'approver', label: 'Cấp phê duyệt', kind: 'agency' },
    ],
    done: 'Đã giao cơ quan chủ trì.',
  },
  {
    verb: 'name-coordinator',
    label: 'Giao cơ quan phối hợp',
    submit: 'Giao',
    fields: [{ name: 'agencyId', label: 'Cơ quan phối hợp', kind: 'agency', required: true }],
    done: 'Đã giao cơ quan phối hợp.',
  },
  {
    verb: 'release-coordinator',
    label: 'Thôi cơ quan phối hợp',
    submit: 'Ghi nhận',
    fields: ({ task }) => [
      {
        name: 'agencyId',
        label: 'Cơ quan thôi phối hợp',
        kind: 'choice',
        required: true,
        choices: task.coordinatingParts.filter((part) => !part.released).map(({ agency }) => ({ value: agency.id, label: agency.name })),
      },
      reason,
    ],
    done: 'Đã thôi cơ quan phối hợp.',
  },
  {
    verb: 'name-consolidator',
    label: 'Giao cơ quan đầu mối tổng hợp',
    submit: 'Giao',
    fields: [{ name: 'agencyId', label: 'Cơ quan đầu mối theo dõi, tổng hợp', kind: 'agency', required: true }],
    done: 'Đã giao cơ quan đầu mối theo dõi, tổng hợp.',
  },
  {
    verb: 'assign-follow-up',
    label: 'Phân công chuyên viên theo dõi',
    submit: 'Phân công',
    fields: [{ name: 'personId', label: 'Chuyên viên theo dõi', kind: 'person', agencyId: 'van-phong-ubnd-tinh', required: true }],
    done: 'Đã phân công chuyên viên theo dõi.',
  },
];
