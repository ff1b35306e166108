import type { Reason } from '../shared/decision.js';

type Details = Reason<string>['details'];

/** Every reason for which a plan refuses a command, with the sentence that a person reads. */
export const planRejectionSentences = {
  'PLAN.NOT_DRAFTED': () => 'Chưa có dự thảo của kế hoạch này; đề nghị tải tệp kế hoạch lên trước.',
  'PLAN.ALREADY_DRAFTED': () => 'Kế hoạch này đã có dự thảo từ một tệp khác; đề nghị tạo dự thảo mới.',
  'PLAN.ALREADY_ENTERED': () => 'Kế hoạch đã được đưa vào theo dõi nên không sửa dự thảo được nữa; đề nghị điều chỉnh trên từng nhiệm vụ.',
  'PLAN.DRAFT_CLOSED': () => 'Bản dự thảo này đã đóng, không sửa hoặc đưa vào theo dõi được nữa; đề nghị nhập lại tệp nếu cần.',
  'PLAN.NO_SUCH_CORRECTION': () => 'Không có lần sửa này; đề nghị tải lại trang.',
  'PLAN.NOTHING_TO_UNDO': () => 'Không còn lần sửa nào để hoàn tác.',
  'PLAN.NOTHING_TO_REDO': () => 'Không có lần sửa nào vừa hoàn tác để làm lại.',
  'PLAN.CORRECTED_SINCE': () => 'Nội dung này đã được sửa tiếp ở một lần sau; đề nghị hoàn tác lần sửa sau trước.',
  'PLAN.NOT_ENTERED': () => 'Kế hoạch chưa được đưa vào theo dõi.',
  'PLAN.NO_SUCH_PLACE': (of: Details) => `Dự thảo không có vị trí “${String(of['pointer'])}”; đề nghị tải lại trang.`,
  'PLAN.NO_ROWS': () => 'Dự thảo không có nhiệm vụ hoặc chỉ tiêu nào để đưa vào theo dõi.',
  'PLAN.ROW_TWICE': (of: Details) => `Dòng ${String(of['row'])} xuất hiện hai lần trong kế hoạch; đề nghị kiểm tra lại dự thảo.`,
  'PLAN.EFFECTIVE_IN_FUTURE': () => 'Ngày kế hoạch có hiệu lực không được sau ngày hôm nay.',
  'PLAN.ROWS_MISSING': (of: Details) =>
    `Mới đưa vào theo dõi ${String(of['tasks'])}/${String(of['ofTasks'])} nhiệm vụ, ${String(of['indicators'])}/${String(of['ofIndicators'])} chỉ tiêu.`,
  'PLAN.ENTRY_RUNNING': () => 'Kế hoạch đang được đưa vào theo dõi; đề nghị chờ xong rồi áp dụng bản sửa đổi.',
  'PLAN.AMENDMENT_RUNNING': () => 'Một bản sửa đổi khác đang được áp dụng; đề nghị chờ xong rồi so sánh lại.',
  'PLAN.AMENDED_BEFORE_ENTRY': () => 'Ngày bản sửa đổi có hiệu lực không được trước ngày kế hoạch có hiệu lực.',
  'PLAN.LINES_DO_NOT_ADD_UP': () => 'Kế hoạch đã thay đổi từ khi so sánh; đề nghị so sánh lại với bản sửa đổi.',
  'PLAN.CLOSED': () => 'Kế hoạch đã kết thúc theo dõi.',
} as const satisfies Record<`PLAN.${string}`, (details: Details) => string>;

export type PlanRejectionCode = keyof typeof planRejectionSentences;
export type PlanRejection = Reason<PlanRejectionCode>;
