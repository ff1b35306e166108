import type { DeliveryOutcomeName } from '#contracts';

/** Outcomes as the filter offers them; views bring their own labels. */
export const outcomeLabels: Readonly<Record<DeliveryOutcomeName, string>> = {
  sent: 'Đã gửi',
  returned: 'Bị trả lại',
  waiting: 'Chờ gửi',
  refused: 'Bị từ chối',
  uncertain: 'Không rõ kết quả',
  void: 'Thôi gửi',
  silent: 'Không gửi',
  nobody: 'Chưa có người nhận',
};

export const outcomeTones: Readonly<Partial<Record<DeliveryOutcomeName, string>>> = {
  sent: 'green',
  returned: 'red',
  waiting: 'navy',
  refused: 'red',
  uncertain: 'amber',
  nobody: 'red',
};

export const isOutcome = (text: string | undefined): text is DeliveryOutcomeName => text !== undefined && text in outcomeLabels;

export const channelLabels = { email: 'Thư điện tử', zalo: 'Zalo' } as const;
