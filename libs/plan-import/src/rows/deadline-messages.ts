import type { DeadlineFinding } from '#domain';
import type { Finding } from '#contracts';

/** Vietnamese sentences for what the deadline parser finds worth telling. */
export const deadlineMessages: Readonly<Record<DeadlineFinding, readonly [Finding['severity'], string]>> = {
  'repaired-split': ['warning', 'Thời hạn bị mất chữ số do ngắt dòng, đã tạm khôi phục; cần đối chiếu bản gốc.'],
  'short-year': ['warning', 'Năm chỉ ghi hai chữ số, được hiểu là 20xx.'],
  'before-means-day-before': ['info', '"Trước" một thời điểm được hiểu là hết ngày liền trước.'],
  'year-inferred': ['warning', 'Thời hạn không ghi năm; năm được suy ra từ ngày ban hành.'],
  'missing-year': ['warning', 'Thời hạn không ghi năm.'],
  'mixed-deadline': ['warning', 'Thời hạn vừa ghi một mốc vừa ghi thực hiện định kỳ, thường xuyên.'],
  'several-dates': ['warning', 'Thời hạn ghi nhiều mốc; lấy mốc cuối cùng.'],
  'counted-from-issue': ['info', 'Thời hạn tính từ ngày ban hành văn bản.'],
  'due-before-issue': ['warning', 'Thời hạn trước ngày ban hành văn bản.'],
  'reversed-range': ['warning', 'Khoảng thời gian có điểm cuối trước điểm đầu.'],
  'no-such-date': ['warning', 'Thời hạn ghi một ngày không có thật.'],
  'no-end': ['warning', 'Thời hạn chỉ ghi thời điểm bắt đầu.'],
  vague: ['warning', 'Thời hạn không đủ rõ để xác định ngày.'],
  unparsed: ['warning', 'Chưa đọc được thời hạn.'],
};
