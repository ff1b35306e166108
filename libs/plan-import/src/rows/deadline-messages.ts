import type { DeadlineFinding } from '#domain';

/** Vietnamese sentences for what the deadline parser finds worth telling. */
export const deadlineMessages: Readonly<Record<DeadlineFinding, string>> = {
  'repaired-split': 'Thời hạn bị mất chữ số do ngắt dòng, đã tạm khôi phục; cần đối chiếu bản gốc.',
  'short-year': 'Năm chỉ ghi hai chữ số, được hiểu là 20xx.',
  'before-means-day-before': '"Trước" một thời điểm được hiểu là hết ngày liền trước.',
  'year-inferred': 'Thời hạn không ghi năm; năm được suy ra từ ngày ban hành.',
  'missing-year': 'Thời hạn không ghi năm.',
  'mixed-deadline': 'Thời hạn vừa ghi một mốc vừa ghi thực hiện định kỳ, thường xuyên.',
  'several-dates': 'Thời hạn ghi nhiều mốc; lấy mốc cuối cùng.',
  'counted-from-issue': 'Thời hạn tính từ ngày ban hành văn bản.',
  'due-before-issue': 'Thời hạn trước ngày ban hành văn bản.',
  'reversed-range': 'Khoảng thời gian có điểm cuối trước điểm đầu.',
  'no-such-date': 'Thời hạn ghi một ngày không có thật.',
  'no-end': 'Thời hạn chỉ ghi thời điểm bắt đầu.',
  vague: 'Thời hạn không đủ rõ để xác định ngày.',
  unparsed: 'Chưa đọc được thời hạn.',
};
