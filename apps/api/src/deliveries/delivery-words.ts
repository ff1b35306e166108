import { zaloReasonInWords } from '#channels';
import type { DeliveryOutcomeName } from '#contracts';
import { returnWords, silenceReasons } from '../tasks/reminder-words.js';

const outcomes: Readonly<Record<DeliveryOutcomeName, string>> = {
  sent: 'Đã gửi',
  returned: 'Bị trả lại',
  waiting: 'Chờ gửi',
  refused: 'Bị từ chối',
  uncertain: 'Không rõ kết quả',
  void: 'Thôi gửi',
  silent: 'Không gửi',
  nobody: 'Chưa có người nhận',
};

/** What became of a delivery, as lists, panels and workbooks say it. */
export const outcomeLabel = (outcome: DeliveryOutcomeName): string => outcomes[outcome];

/** What the ledger writes down for programmers, for everybody else. */
const delivered: Readonly<Record<string, string>> = {
  'lapsed while claimed': 'Tiến trình gửi dừng giữa chừng trước khi chuyển thư đi',
  'lapsed while handing over': 'Tiến trình gửi dừng khi đang chuyển thư; không rõ thư đã đến hay chưa, không tự gửi lại',
  'the work moved on while it was being sent': 'Công việc đã chuyển bước trong lúc gửi',
  'no sender for zalo': 'Chưa có tiến trình gửi tin Zalo',
  'no sender for email': 'Chưa có tiến trình gửi thư',
  joined: 'Nhập vào một tin Zalo đang chờ của cùng người nhận',
};
const GAVE_UP = 'gave up: ';
const RETURNED = 'returned: ';
const HELD = /^held (\S+): (.*)$/su;

const heldWords = (destination: string, reason: string): string =>
  `${destination === '*' ? 'Máy chủ thư' : `Nơi nhận ${destination}`} tạm chưa nhận thư; tự gửi lại khi nhận. Trả lời gần nhất: ${reason}`;

/** Why something was not sent, or not at once; what a server answered is quoted. */
export const reasonWords = (reason: string): string => {
  if (reason.startsWith(GAVE_UP)) return `Đã thôi gửi lại sau 14 ngày. ${reasonWords(reason.slice(GAVE_UP.length))}`;
  if (reason.startsWith(RETURNED)) return returnWords(reason.slice(RETURNED.length));
  const [, destination, last] = HELD.exec(reason) ?? [];
  if (destination !== undefined && last !== undefined) return heldWords(destination, last);
  return delivered[reason] ?? silenceReasons[reason] ?? zaloReasonInWords(reason) ?? `Trả lời của nơi nhận: ${reason}`;
};
