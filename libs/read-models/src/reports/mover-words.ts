/** What changed a period that was over, in a few words. */
const words: Readonly<Record<string, string>> = {
  TaskEntered: 'đưa vào theo dõi nhiệm vụ có hiệu lực trong kỳ',
  TaskAmended: 'điều chỉnh nhiệm vụ theo văn bản',
  PartAssigned: 'giao nhiệm vụ có hiệu lực trong kỳ',
  PartWithdrawn: 'rút lượt giao',
  PartReassigned: 'điều chỉnh cơ quan chủ trì',
  PartReopened: 'mở lại nhiệm vụ',
  PartSuspended: 'tạm dừng thực hiện',
  PartResumed: 'thực hiện trở lại',
  PartCancelled: 'thôi thực hiện',
  PartSuperseded: 'được thay thế',
  PartClosedNotDone: 'kết thúc theo dõi, không hoàn thành',
  PartSucceeded: 'chuyển sang cơ quan kế thừa',
  BaselineRecorded: 'rà soát hiện trạng',
  CompletionSubmitted: 'ghi nhận kết quả đã trình',
  CompletionApproved: 'phê duyệt kết quả',
  CompletionReturned: 'yêu cầu bổ sung, hoàn thiện',
  SubmissionWithdrawn: 'rút kết quả đã trình',
  SentDateConfirmed: 'xác nhận ngày gửi',
  SentDateCorrected: 'đính chính ngày gửi',
  ExtensionGranted: 'gia hạn',
  DeadlineChanged: 'điều chỉnh thời hạn',
  CycleReported: 'ghi nhận báo cáo kỳ',
  CycleSigned: 'ký báo cáo kỳ',
  CycleDateConfirmed: 'xác nhận, đính chính ngày gửi báo cáo kỳ',
};

/** Acts that no number depends on are told together. */
export const moverWords = (type: string): string => words[type] ?? 'cập nhật khác tại nhiệm vụ';
