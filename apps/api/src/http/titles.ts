import {
  agencyGroupRejectionSentences,
  agencyNamesRejectionSentences,
  calendarRejectionSentences,
  agencyRejectionSentences,
  indicatorRejectionSentences,
  planRejectionSentences,
  policyRejectionSentences,
  rejectionSentences,
  remarkRejectionSentences,
  reorganisationRejectionSentences,
  reportRejectionSentences,
} from '#domain';

type Details = Readonly<Record<string, string | number | boolean | null>>;
type Sentence = (details: Details) => string;

/** Refusals that are not the domain's: of the policy, and of the way to the log. */
const others: Readonly<Record<string, string>> = {
  'ACTOR.FORBIDDEN': 'Tài khoản không có quyền thực hiện việc này.',
  'ACTOR.NOT_YOUR_AGENCY': 'Tài khoản không đại diện cho cơ quan đã nêu.',
  'AGENCY.NOT_FOUND': 'Không tìm thấy cơ quan.',
  'AGENCY.OFFICE_ONLY': 'Việc này thuộc Văn phòng UBND tỉnh và quản trị hệ thống.',
  'AGENCY.UNKNOWN': 'Có cơ quan được nêu mà không có trong danh mục hoặc đã kết thúc hoạt động; đề nghị kiểm tra mã cơ quan.',
  'CALENDAR.STALE': 'Lịch làm việc đã được người khác thay đổi; đề nghị xem lại ảnh hưởng trước khi xác nhận.',
  'COMMAND.AGENCY_AMBIGUOUS': 'Tài khoản đại diện cho nhiều cơ quan; đề nghị nêu rõ cơ quan (onBehalfOf).',
  'COMMAND.ASK_AMBIGUOUS': 'Có nhiều đề nghị phối hợp; đề nghị nêu rõ lượt giao (part) và số của đề nghị (ask).',
  'COMMAND.EFFECTIVE_DATE_IS_FOR_THE_OFFICE': 'Chỉ Văn phòng UBND tỉnh được ghi nhận việc có hiệu lực từ ngày trước.',
  'COMMAND.EFFECTIVE_IN_FUTURE': 'Thời điểm có hiệu lực không được sau hiện tại.',
  'COMMAND.NUMBER_AMBIGUOUS': 'Có nhiều mục cùng đang chờ; đề nghị nêu rõ số của mục cần thực hiện.',
  'COMMAND.PART_AMBIGUOUS': 'Nhiệm vụ có nhiều lượt giao; đề nghị nêu rõ lượt giao (part).',
  'INDICATOR.NOT_FOUND': 'Không tìm thấy chỉ tiêu.',
  'INDICATOR.NOT_YOUR_INDICATOR': 'Chỉ tiêu này do cơ quan khác theo dõi, đánh giá.',
  'INDICATOR.OFFICE_ONLY': 'Việc này thuộc Văn phòng UBND tỉnh.',
  'INDICATOR.UNKNOWN_AGENCY': 'Cơ quan không có trong danh mục hoặc đã kết thúc hoạt động.',
  'PLAN.COMPARISON_STALE':
    'Kế hoạch, bản dự thảo hoặc tình hình thực hiện đã thay đổi từ khi so sánh; đề nghị xem lại bản so sánh mới nhất.',
  'PLAN.DRAFT_INVALID': 'Nội dung sửa không phù hợp với dự thảo; đề nghị kiểm tra lại.',
  'PLAN.EFFECTIVE_DAY_MISSING': 'Văn bản chưa có ngày ban hành; đề nghị nêu ngày kế hoạch có hiệu lực.',
  'PLAN.NO_SUCH_FINDING': 'Dự thảo không có điểm cần xem này; đề nghị tải lại trang.',
  'PLAN.NOT_FOUND': 'Không tìm thấy kế hoạch.',
  'PLAN.OFFICE_ONLY': 'Việc này thuộc Văn phòng UBND tỉnh.',
  'POLICY.UNKNOWN_PLAN':
    'Không có kế hoạch này trong số các kế hoạch đang theo dõi; đề nghị chọn lại kế hoạch, hoặc đưa kế hoạch vào theo dõi trước khi đặt chính sách riêng.',
  'POLICY.UNKNOWN_AGENCY': 'Chính sách nêu cơ quan không có trong danh mục hoặc đã kết thúc hoạt động; đề nghị kiểm tra lại mã cơ quan.',
  'POLICY.STALE': 'Chính sách nhắc việc đã được người khác thay đổi; đề nghị xem lại những gì sẽ đổi trước khi xác nhận.',
  'PLAN.ROWS_REFUSED': 'Một số dòng của dự thảo chưa đưa vào theo dõi được; đề nghị sửa các dòng đã nêu.',
  'PLAN.STALE': 'Dự thảo đã được người khác sửa; đề nghị tải lại trang.',
  'REPORT.NOT_SOUND': 'Nội dung đã chốt không khớp mã kiểm tra; đề nghị báo quản trị hệ thống, không khóa số liệu này.',
  'REPORT.OFFICE_ONLY': 'Việc chốt, khóa số liệu thuộc Văn phòng UBND tỉnh.',
  'REMARK.NOT_DIRECTING': 'Ý kiến chỉ đạo thuộc cấp phê duyệt, cơ quan, người giao nhiệm vụ và Văn phòng; đề nghị gửi dưới dạng trao đổi.',
  'REQUEST.KEY_REUSED': 'Khóa chống gửi trùng đã dùng cho một yêu cầu khác.',
  'STREAM.BUSY': 'Nhiều người đang cập nhật cùng lúc; đề nghị thử lại.',
  'STREAM.UNKNOWN_EVENT': 'Hệ thống đang được nâng cấp; đề nghị thử lại sau ít phút.',
  'TASK.NOT_ASKED': 'Cơ quan không được đề nghị phối hợp trong việc này.',
  'TASK.NOT_ASSIGNING_AUTHORITY': 'Việc này thuộc cơ quan, người giao nhiệm vụ hoặc Văn phòng UBND tỉnh.',
  'TASK.NOT_FOUND': 'Không tìm thấy nhiệm vụ.',
  'TASK.NOT_YOUR_APPROVAL': 'Việc này thuộc cấp có thẩm quyền phê duyệt của lượt giao.',
  'TASK.NO_LEAD_PART': 'Nhiệm vụ chưa có cơ quan chủ trì.',
  'TASK.OFFICE_ONLY': 'Việc này thuộc Văn phòng UBND tỉnh.',
  'TASK.SYSTEM_ONLY': 'Việc này do hệ thống tự thực hiện theo thời gian.',
  'TASK.STALE': 'Nội dung đã thay đổi so với bản đang xem; đề nghị tải lại và xem lại trước khi thực hiện.',
};

const sentences: Readonly<Record<string, Sentence>> = {
  ...rejectionSentences,
  ...planRejectionSentences,
  ...indicatorRejectionSentences,
  ...agencyRejectionSentences,
  ...agencyNamesRejectionSentences,
  ...agencyGroupRejectionSentences,
  ...reorganisationRejectionSentences,
  ...calendarRejectionSentences,
  ...reportRejectionSentences,
  ...policyRejectionSentences,
  ...remarkRejectionSentences,
};

const isScalar = (value: unknown): value is Details[string] => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const scalars = (details: Readonly<Record<string, unknown>>): Details => {
  const kept: Record<string, Details[string]> = {};
  for (const [key, value] of Object.entries(details)) if (isScalar(value)) kept[key] = value;
  return kept;
};

/** The Vietnamese sentence of a stable code. A code without one still says that the rules do not allow it. */
export const titleOf = (code: string, details: Readonly<Record<string, unknown>> = {}): string =>
  sentences[code]?.(scalars(details)) ?? others[code] ?? 'Không thực hiện được theo quy định.';
