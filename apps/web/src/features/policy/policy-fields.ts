/** What a person types or chooses for a setting: one text, or several choices. */
export type Typed = string | readonly string[];

type Kind = 'offsets' | 'days' | 'days-or-never' | 'minutes' | 'hour' | 'flag' | 'choice' | 'several' | 'agency' | 'agencies';

export interface PolicyField {
  /** Where it stands in the settings: `overdue.first`. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: Kind;
  /** After a number of days. */
  readonly unit?: string;
  readonly lowest?: number;
  readonly highest?: number;
  /** Offsets of which one at least has to stay: a legal deadline is timed, never muted. */
  readonly needed?: boolean;
  /** Rules what a person gets of all plans together: a plan's own policy does not have it. */
  readonly generalOnly?: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

export interface PolicySection {
  readonly title: string;
  readonly fields: readonly PolicyField[];
}

const WORKING = 'ngày làm việc';
const MINUTES_OF_A_DAY = 1_440;

const offsets = (path: string, label: string, more: Partial<PolicyField> = {}): PolicyField => ({
  path,
  label,
  kind: 'offsets',
  hint: 'Số ngày làm việc trước hạn, cách nhau bằng dấu phẩy; 0 là đúng ngày đến hạn.',
  ...more,
});
const days = (path: string, label: string, more: Partial<PolicyField> = {}): PolicyField => ({
  path,
  label,
  kind: 'days',
  unit: WORKING,
  lowest: 1,
  highest: 365,
  ...more,
});
const daysOrNever = (path: string, label: string, never: string, hint = 'Số ngày làm việc.'): PolicyField => ({
  path,
  label,
  kind: 'days-or-never',
  unit: WORKING,
  lowest: 0,
  highest: 365,
  hint: `${hint} Để trống: ${never}.`,
});

/** Every setting of a reminder policy, in the order of the work. Drives the form, the words of history and what is compared. */
export const policySections: readonly PolicySection[] = [
  {
    title: 'Trước hạn',
    fields: [
      offsets('beforeDue', 'Nhắc trước hạn', { needed: true }),
      offsets('beforeDueOfLong', 'Nhiệm vụ dài hơn một năm, nhắc trước hạn', { needed: true }),
      offsets('beforePeriod', 'Nhắc trước hạn báo cáo định kỳ'),
      {
        path: 'indicatorPeriods',
        label: 'Đề nghị báo cáo số liệu chỉ tiêu',
        kind: 'choice',
        choices: [
          { value: 'monthly', label: 'Hằng tháng' },
          { value: 'quarterly', label: 'Hằng quý' },
          { value: 'half-yearly', label: 'Sáu tháng' },
          { value: 'yearly', label: 'Hằng năm' },
          { value: '', label: 'Không đề nghị' },
        ],
      },
      {
        path: 'dayOffRule',
        label: 'Hạn trùng ngày nghỉ',
        kind: 'choice',
        choices: [
          { value: 'next', label: 'Chuyển sang ngày làm việc sau' },
          { value: 'previous', label: 'Chuyển về ngày làm việc trước' },
          { value: 'keep', label: 'Giữ nguyên' },
        ],
      },
    ],
  },
  {
    title: 'Quá hạn, nhắc lại',
    fields: [
      days('overdue.first', 'Lần nhắc quá hạn đầu tiên, sau hạn'),
      days('overdue.everyDays', 'Nhắc lại sau mỗi', {
        unit: 'ngày',
        hint: 'Tính cả ngày nghỉ; lần nhắc rơi vào ngày nghỉ chuyển sang ngày làm việc sau.',
      }),
      daysOrNever(
        'weeklyOverview',
        'Tổng hợp đầu tuần, gồm việc đã nhắc trước hạn từ',
        'không gửi bản tổng hợp',
        'Ngày làm việc đầu tuần, thư nhắc lại mọi việc còn mở đã thông báo: quá hạn, yêu cầu hoàn thiện, chờ phê duyệt, cần cho ý kiến, sắp đến hạn trong chừng ấy ngày làm việc.',
      ),
      daysOrNever('escalation.unitHeadFrom', 'Nhắc cả lãnh đạo phòng, từ trước hạn', 'không nhắc'),
      daysOrNever('escalation.headAfter', 'Nhắc cả người đứng đầu, từ sau hạn', 'không nhắc'),
      daysOrNever('escalation.followUpAfter', 'Đưa vào danh sách của chuyên viên theo dõi, sau hạn', 'không đưa'),
    ],
  },
  {
    title: 'Tiếp nhận, phối hợp',
    fields: [
      daysOrNever('notAcknowledged.agency', 'Chưa tiếp nhận: nhắc cơ quan, sau khi giao', 'không nhắc'),
      daysOrNever('notAcknowledged.office', 'Chưa tiếp nhận: báo Văn phòng, sau khi giao', 'không báo'),
      offsets('ask.before', 'Nhắc trước hạn cho ý kiến'),
      daysOrNever('ask.late', 'Nhắc quá hạn cho ý kiến, sau hạn', 'không nhắc'),
      { path: 'silenceIsConsent', label: 'Không trả lời khi quá hạn cho ý kiến là đồng ý', kind: 'flag' },
    ],
  },
  {
    title: 'Trình, phê duyệt, hoàn thiện',
    fields: [
      daysOrNever('undecidedAfter', 'Kết quả đã trình chưa được quyết định: báo chuyên viên theo dõi, sau khi trình', 'không báo'),
      days('resubmissionDays', 'Thời gian hoàn thiện, khi trả lại không nêu ngày'),
      offsets('beforeResubmission', 'Nhắc trước hạn trình lại'),
      { path: 'needsConfirmation', label: 'Văn phòng xác nhận hoàn thành sau khi phê duyệt', kind: 'flag' },
    ],
  },
  {
    title: 'Nơi nhận',
    fields: [
      { path: 'followedBy', label: 'Cơ quan theo dõi', kind: 'agency', hint: 'Danh sách của chuyên viên theo dõi thuộc cơ quan này.' },
      {
        path: 'leaders',
        label: 'Không tự động gửi đến',
        kind: 'agencies',
        hint: 'Lãnh đạo UBND tỉnh: chuyên viên theo dõi nhận thay để chuẩn bị nội dung trình.',
      },
    ],
  },
  {
    title: 'Giờ gửi',
    fields: [
      { path: 'dailyAt', label: 'Giờ gửi thư hằng ngày', kind: 'hour', generalOnly: true },
      { path: 'officeHours.from', label: 'Giờ làm việc, từ', kind: 'hour', generalOnly: true },
      {
        path: 'officeHours.to',
        label: 'Giờ làm việc, đến',
        kind: 'hour',
        generalOnly: true,
        hint: 'Ngoài giờ này không gửi thư thứ hai trong ngày và không gửi tin Zalo.',
      },
      {
        path: 'lateAfterMinutes',
        label: 'Ghi “gửi chậm do hệ thống gián đoạn” khi chậm quá',
        kind: 'minutes',
        unit: 'phút',
        lowest: 1,
        highest: MINUTES_OF_A_DAY,
        generalOnly: true,
      },
      {
        path: 'holdEntryMinutes',
        label: 'Đang đưa kế hoạch vào theo dõi: giữ thư giao việc nhiều nhất',
        kind: 'minutes',
        unit: 'phút',
        lowest: 0,
        highest: MINUTES_OF_A_DAY,
        generalOnly: true,
      },
    ],
  },
  {
    title: 'Tin Zalo',
    fields: [
      {
        path: 'phone.occasions',
        label: 'Gửi kèm thư khi',
        kind: 'several',
        generalOnly: true,
        choices: [
          { value: 'assigned', label: 'Mới giao việc' },
          { value: 'returned', label: 'Yêu cầu bổ sung, hoàn thiện' },
          { value: 'urged', label: 'Văn phòng đôn đốc' },
        ],
        hint: 'Tin ngắn, không có nội dung nhiệm vụ, cho người đã đăng ký; thư vẫn là văn bản lưu.',
      },
      offsets('phone.beforeDue', 'Gửi kèm thư nhắc trước hạn', { generalOnly: true }),
      days('phone.newWithinDays', 'Báo việc mới giao khi hạn còn trong', { unit: 'ngày', lowest: 0, generalOnly: true }),
      days('phone.perDay', 'Nhiều nhất cho một người trong ngày', { unit: 'tin', generalOnly: true }),
      days('phone.perWeek', 'Nhiều nhất cho một người trong tuần', { unit: 'tin', generalOnly: true }),
    ],
  },
];

/** The sections of the general policy, or of a plan's own. */
export const sectionsOf = (isGeneral: boolean): readonly PolicySection[] =>
  policySections
    .map(({ title, fields }) => ({ title, fields: fields.filter(({ generalOnly }) => isGeneral || generalOnly !== true) }))
    .filter(({ fields }) => fields.length > 0);
