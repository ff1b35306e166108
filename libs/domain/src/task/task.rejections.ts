import type { Reason } from '../shared/decision.js';

type Details = Reason<string>['details'];

const text = (value: Details[string] | undefined): string => (value === undefined || value === null ? '…' : String(value));
const day = (value: Details[string] | undefined): string => {
  const [year, month, date] = text(value).slice(0, 10).split('-');
  return date === undefined ? text(value) : `${date}/${month ?? ''}/${year ?? ''}`;
};

/**
 * Every reason for which a task refuses a command, with the sentence that a person reads: what stands in the way and what to do.
 * Codes are stable; ids and values stand in the details.
 */
export const rejectionSentences = {
  'TASK.NOT_ENTERED': () => 'Nhiệm vụ chưa được đưa vào theo dõi.',
  'TASK.ALREADY_ENTERED': () => 'Nhiệm vụ này đã được đưa vào theo dõi; đề nghị cập nhật trên nhiệm vụ hiện có.',
  'TASK.WITHDRAWN': () => 'Nhiệm vụ không còn trong văn bản giao nhiệm vụ; nếu cần tiếp tục, đề nghị giao bằng một văn bản khác.',
  'TASK.TITLE_MISSING': () => 'Nhiệm vụ chưa có nội dung; đề nghị ghi nội dung nhiệm vụ trước khi đưa vào theo dõi.',
  'TASK.UNKNOWN_AGENCY': (of: Details) =>
    `Cơ quan “${text(of['agency'])}” không có trong danh mục hoặc đã kết thúc hoạt động; đề nghị chọn cơ quan khác.`,
  'TASK.DUE_BEFORE_ISSUE': (of: Details) =>
    `Thời hạn ${day(of['due'])} sớm hơn ngày giao nhiệm vụ (${day(of['issue'])}); đề nghị kiểm tra lại thời hạn.`,
  'TASK.HOLDER_IS_APPROVER': () =>
    'Cơ quan chủ trì không được đồng thời là cấp phê duyệt của cùng lượt giao; đề nghị chọn cấp phê duyệt khác.',
  'TASK.ALREADY_LEAD': () => 'Cơ quan này đang chủ trì một lượt giao của nhiệm vụ; đề nghị cập nhật trên lượt giao đó.',
  'TASK.NO_SUCH_PART': (of: Details) => `Nhiệm vụ không có lượt giao ${text(of['part'])}; đề nghị tải lại trang.`,
  'TASK.PART_CLOSED': () => 'Lượt giao này đã kết thúc theo dõi; nếu cần thực hiện tiếp, đề nghị Văn phòng mở lại.',
  'TASK.PART_NOT_CLOSED': () => 'Lượt giao này đang được theo dõi nên không cần mở lại.',
  'TASK.PART_SUSPENDED': () => 'Lượt giao này đang tạm dừng thực hiện; đề nghị chờ Văn phòng cho tiếp tục.',
  'TASK.NOT_SUSPENDED': () => 'Lượt giao này không ở trạng thái tạm dừng.',
  'TASK.NOT_YOUR_PART': () => 'Việc này thuộc cơ quan chủ trì của lượt giao; cơ quan đang thao tác không chủ trì lượt giao này.',
  'TASK.EFFECTIVE_IN_FUTURE': () => 'Thời điểm có hiệu lực không được sau thời điểm hiện tại.',
  'TASK.EFFECTIVE_BEFORE_LAST_ACT': (of: Details) =>
    `Thời điểm có hiệu lực không được trước lần cập nhật gần nhất của lượt giao (${day(of['lastAct'])}).`,
  'TASK.NOT_A_MEMBER': () => 'Người được phân công không thuộc cơ quan chủ trì; đề nghị chọn người của cơ quan.',
  'TASK.NOT_ACKNOWLEDGED': () => 'Nhiệm vụ chưa được tiếp nhận; đề nghị tiếp nhận nhiệm vụ trước.',
  'TASK.ALREADY_SUBMITTED': () =>
    'Kết quả đã được trình nên không thể đề nghị điều chỉnh cơ quan chủ trì; đề nghị trao đổi với Văn phòng UBND tỉnh.',
  'TASK.REASSIGNMENT_PENDING': () => 'Đề nghị điều chỉnh cơ quan chủ trì đang chờ Văn phòng xem xét; đề nghị chờ kết quả.',
  'TASK.NO_REASSIGNMENT_REQUESTED': () => 'Lượt giao này không có đề nghị điều chỉnh cơ quan chủ trì đang chờ xem xét.',
  'TASK.PROPOSES_ITSELF': () => 'Cơ quan được đề xuất đang là cơ quan chủ trì; đề nghị đề xuất cơ quan khác.',
  'TASK.ASKS_ITSELF': () => 'Cơ quan không gửi yêu cầu phối hợp cho chính mình; đề nghị bỏ cơ quan mình khỏi danh sách.',
  'TASK.REPLY_BY_IN_PAST': () => 'Hạn trả lời đã qua; đề nghị chọn hạn từ hôm nay trở đi.',
  'TASK.NO_SUCH_ASK': () => 'Không có yêu cầu phối hợp này; đề nghị tải lại trang.',
  'TASK.NOT_YOUR_ASK': () => 'Yêu cầu phối hợp này gửi cho cơ quan khác.',
  'TASK.ASK_CLOSED': () => 'Yêu cầu phối hợp này đã kết thúc; nếu cần bổ sung, đề nghị trao đổi với cơ quan chủ trì.',
  'TASK.CANNOT_RELEASE_ITSELF': () => 'Cơ quan phối hợp không tự cho thôi phối hợp; đề nghị gửi đề nghị thôi phối hợp.',
  'TASK.NO_SUCH_COORDINATOR': () => 'Cơ quan này không phải cơ quan phối hợp của nhiệm vụ.',
  'TASK.COORDINATOR_IS_LEAD': () => 'Cơ quan này đang chủ trì nhiệm vụ nên không cần giao phối hợp.',
  'TASK.OPEN_ASKS': (of: Details) =>
    `Còn ${text(of['open']).padStart(2, '0')} yêu cầu phối hợp chưa được trả lời; đề nghị ghi lý do trình khi chưa đủ ý kiến phối hợp.`,
  'TASK.SENT_IN_FUTURE': () => 'Ngày gửi không được sau ngày hôm nay.',
  'TASK.AWAITING_APPROVAL': () => 'Kết quả đã trình, đang chờ phê duyệt; nếu cần sửa, đề nghị rút kết quả đã trình.',
  'TASK.NO_SUCH_SUBMISSION': () => 'Không có lần trình này; đề nghị tải lại trang.',
  'TASK.NOT_PENDING': (of: Details) =>
    of['pending'] === null || of['pending'] === undefined
      ? 'Không có kết quả nào đang chờ phê duyệt; đề nghị tải lại trang.'
      : `Lần trình đang chờ phê duyệt là lần ${text(of['pending'])}; đề nghị tải lại trang và xem lại trước khi quyết định.`,
  'TASK.SENT_DATE_UNCONFIRMED': () =>
    'Ngày gửi ghi sớm hơn ngày cập nhật và quyết định việc đúng hạn; đề nghị Văn phòng xác nhận ngày gửi trước khi phê duyệt.',
  'TASK.SENT_DATE_SETTLED': () => 'Ngày gửi của lần trình này đã được dùng để kết luận, không sửa được nữa.',
  'TASK.NO_APPROVER': () => 'Lượt giao chưa có cấp phê duyệt; đề nghị Văn phòng chỉ định cấp phê duyệt trước.',
  'TASK.APPROVER_DESIGNATED': () => 'Lượt giao đã có cấp phê duyệt; đề nghị dùng chức năng thay cấp phê duyệt và ghi lý do.',
  'TASK.NOT_APPROVER': () => 'Việc này thuộc cấp có thẩm quyền phê duyệt của lượt giao.',
  'TASK.SAME_PERSON': () => 'Người phê duyệt phải khác người đã trình kết quả; đề nghị người khác có thẩm quyền quyết định.',
  'TASK.RESUBMIT_BY_IN_PAST': () => 'Hạn trình lại đã qua; đề nghị chọn ngày từ hôm nay trở đi.',
  'TASK.NOT_AWAITING_CONFIRMATION': () => 'Lượt giao này không có kết quả chờ Văn phòng xác nhận hoàn thành.',
  'TASK.NO_DEADLINE': () => 'Lượt giao này không có thời hạn nên không cần gia hạn.',
  'TASK.EXTENSION_PENDING': () => 'Đã có đề nghị gia hạn đang chờ quyết định; đề nghị chờ kết quả.',
  'TASK.NOBODY_ASSIGNED': () => 'Chưa nêu đơn vị, người thực hiện, hạn nội bộ hoặc ý kiến chỉ đạo.',
  'TASK.EXTENSION_IN_PAST': () => 'Thời hạn xin gia hạn đã qua; đề nghị chọn ngày từ hôm nay trở đi.',
  'TASK.EXTENSION_NOT_LATER': (of: Details) => `Thời hạn mới phải sau thời hạn hiện tại (${day(of['due'])}); đề nghị chọn ngày muộn hơn.`,
  'TASK.NO_SUCH_EXTENSION': () => 'Không có đề nghị gia hạn này; đề nghị tải lại trang.',
  'TASK.EXTENSION_DECIDED': () => 'Đề nghị gia hạn này đã được quyết định.',
  'TASK.DOCUMENT_NEEDED': () =>
    'Việc này thuộc thẩm quyền của cơ quan, người giao nhiệm vụ; khi ghi nhận thay, đề nghị nêu văn bản quyết định.',
  'TASK.CAUSE_PENDING': () => 'Đã có đề nghị xác nhận nguyên nhân khách quan đang chờ quyết định; đề nghị chờ kết quả.',
  'TASK.EVIDENCE_MISSING': () => 'Chưa có căn cứ chứng minh; đề nghị nêu văn bản hoặc đính kèm tài liệu.',
  'TASK.SPAN_REVERSED': () => 'Ngày kết thúc trước ngày bắt đầu; đề nghị kiểm tra lại khoảng thời gian.',
  'TASK.NOTHING_LATE': () => 'Lượt giao này không quá hạn nên không cần xác nhận nguyên nhân khách quan.',
  'TASK.NO_SUCH_CAUSE': () => 'Không có đề nghị xác nhận nguyên nhân khách quan này; đề nghị tải lại trang.',
  'TASK.CAUSE_DECIDED': () => 'Đề nghị xác nhận nguyên nhân khách quan này đã được quyết định.',
  'TASK.DELIVERED_IN_FUTURE': () => 'Ngày nhận không được sau ngày hôm nay.',
  'TASK.DELIVERED_BEFORE_ASKED': (of: Details) => `Ngày nhận không được trước ngày gửi đề nghị phối hợp (${day(of['asked'])}).`,
  'TASK.SILENCE_IS_NO_CONSENT': () =>
    'Quy định đang áp dụng không coi im lặng là đồng ý; đề nghị đôn đốc cơ quan được hỏi hoặc trình kèm lý do.',
  'TASK.REPLY_DATE_NOT_PASSED': (of: Details) =>
    of['replyBy'] === null || of['replyBy'] === undefined
      ? 'Yêu cầu phối hợp này không có hạn trả lời nên không thể coi im lặng là đồng ý.'
      : `Hạn trả lời (${day(of['replyBy'])}) chưa qua; đề nghị chờ hết hạn.`,
  'TASK.DELIVERY_NOT_PROVED': () =>
    'Chưa có căn cứ cho thấy cơ quan được hỏi đã nhận đề nghị trước hạn trả lời; đề nghị ghi nhận việc gửi, nhận trước.',
  'TASK.NOT_SILENT': () => 'Cơ quan được hỏi đã đề nghị thôi phối hợp nên không phải là im lặng; đề nghị xem xét đề nghị đó.',
  'TASK.NOT_CONSOLIDATOR': () => 'Việc này thuộc cơ quan đầu mối theo dõi, tổng hợp của nhiệm vụ.',
  'TASK.NO_SUCH_MILESTONE': () => 'Không có mốc thực hiện này; đề nghị tải lại trang.',
  'TASK.MILESTONE_CLOSED': () => 'Mốc thực hiện này đã được báo cáo hoặc không còn theo dõi.',
  'TASK.MILESTONE_NOT_REPORTED': () => 'Mốc thực hiện này chưa được báo cáo.',
  'TASK.NO_OPEN_PART': () => 'Nhiệm vụ chưa có lượt giao nào đang theo dõi; đề nghị giao cơ quan chủ trì trước.',
  'TASK.NOT_RECURRING': () => 'Lượt giao này chưa được đặt kỳ báo cáo; đề nghị Văn phòng đặt kỳ trước.',
  'TASK.PERIOD_OVER': (of: Details) => `Kỳ đầu tiên (${text(of['period'])}) đã hết hạn báo cáo; đề nghị chọn ngày bắt đầu muộn hơn.`,
  'TASK.NO_SUCH_CYCLE': () => 'Không có kỳ báo cáo này; đề nghị tải lại trang.',
  'TASK.CYCLE_CLOSED': () => 'Kỳ này đã được báo cáo hoặc không còn phải báo cáo.',
  'TASK.CYCLE_NOT_REPORTED': () => 'Kỳ này không có báo cáo đang chờ xem xét; đề nghị tải lại trang.',
  'TASK.HELD_BY_ANOTHER': () => 'Cơ quan nêu trong phương án không còn giữ việc này; đề nghị lập lại phương án chuyển giao.',
  'TASK.NOT_TAKEN_OVER': () => 'Lượt giao này không do cơ quan khác chuyển giao theo sắp xếp tổ chức.',
  'TASK.NO_BASELINE': () => 'Lượt giao này chưa được ghi nhận kết quả rà soát hiện trạng.',
  'TASK.BASELINE_BUILT_UPON': () =>
    'Lượt giao đã có cập nhật khác sau khi rà soát nên không rút lại được kết quả rà soát; nếu cần thực hiện tiếp, đề nghị mở lại.',
  'TASK.URGENT_BY_NOBODY': () => 'Đôn đốc khẩn phải do một người cụ thể thực hiện; đề nghị đăng nhập bằng tài khoản của người đôn đốc.',
  'TASK.NOT_UNREVIEWED': () => 'Lượt giao này không thuộc diện rà soát hiện trạng hoặc đã được rà soát.',
} as const satisfies Record<`TASK.${string}`, (details: Details) => string>;

export type TaskRejectionCode = keyof typeof rejectionSentences;
export type TaskRejection = Reason<TaskRejectionCode>;

/** The Vietnamese sentence of a rejection. */
export const rejectionSentence = (rejection: TaskRejection): string => {
  const sentence: (details: Details) => string = rejectionSentences[rejection.code];
  return sentence(rejection.details);
};
