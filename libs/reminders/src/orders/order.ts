import { addDays, dateInVietnam, type Instant, type PersonId, type PlainDate } from '#domain';
import { dayInFigures } from '../compose/digest.js';

/** A reminder of the plan that has not been made into a letter yet, or a letter. */
export type OrderTarget = { readonly planKey: string } | { readonly delivery: string };

/** Whose word it is. */
export interface Ordering {
  /** The task or indicator on whose page it was ordered. */
  readonly taskId: string;
  readonly person: PersonId;
  readonly reason: string;
  /** The same request again is answered as before, and does nothing. */
  readonly request: { readonly key: string; readonly hash: string } | null;
}

/** Every reason for which an order is refused, with the sentence that a person reads. */
const orderRefusals = {
  'REMINDER.NOT_FOUND': 'Không còn nhắc việc này: kế hoạch nhắc đã thay đổi. Tải lại trang để xem tình trạng mới nhất.',
  'REMINDER.SILENT': 'Nhắc việc này không gửi theo chính sách, nên không giữ lại hay gửi ngay được.',
  'REMINDER.HELD_ALREADY': 'Nhắc việc này đang được giữ lại.',
  'REMINDER.NOT_HELD': 'Nhắc việc này không còn được giữ lại.',
  'REMINDER.HOLD_ENDS_TOO_SOON': 'Ngày giữ lại phải từ hôm nay trở đi.',
  'REMINDER.HOLD_ENDS_BEFORE_DUE': 'Nhắc việc này đến ngày {day} mới gửi: giữ lại đến hết ngày {day} hoặc một ngày sau đó.',
  'REMINDER.HOLD_TOO_LONG':
    'Chỉ giữ lại được đến hết ngày {day}: tối đa 30 ngày, tính từ hôm nay hoặc từ ngày dự kiến gửi nếu chưa đến; hết hạn có thể giữ tiếp.',
  'REMINDER.MOVED_ON': 'Công việc đã chuyển bước hoặc đã hoàn thành, không gửi nhắc việc này nữa.',
  'REMINDER.MADE_ALREADY': 'Nhắc việc này đã được lập thành thư.',
  'REMINDER.LEFT_ALREADY': 'Thư đang được gửi hoặc đã gửi xong.',
  'REMINDER.NOT_TO_RESEND': 'Chỉ gửi lại thư bị từ chối, bị trả lại hoặc chưa rõ đã đến hay chưa.',
  'REMINDER.RESENT_ALREADY': 'Thư này đã được gửi lại; xem thư gửi lại ở danh sách.',
  'REMINDER.NO_RECIPIENT': 'Chưa có người nhận: bổ sung người hoặc địa chỉ trong danh bạ rồi gửi.',
  'REMINDER.CHANNEL_PAUSED': 'Kênh gửi đang tạm dừng; thư sẽ đi khi quản trị mở lại kênh.',
  'REQUEST.KEY_REUSED': 'Khóa chống gửi trùng đã dùng cho một yêu cầu khác.',
} as const;
export type OrderRefusal = keyof typeof orderRefusals;

export type OrderOutcome = { readonly ok: true; readonly id: string; readonly delivery: string | null } | Refused;

/** `day`: which the sentence names. */
export interface Refused {
  readonly ok: false;
  readonly code: OrderRefusal;
  readonly day?: PlainDate;
}

export const refused = (code: OrderRefusal, day?: PlainDate): Refused => ({ ok: false, code, ...(day === undefined ? {} : { day }) });

/** The sentence that a person reads. */
export const refusalInWords = ({ code, day }: Refused): string =>
  orderRefusals[code].replaceAll('{day}', day === undefined ? '' : dayInFigures(day));

/** Counted from the later of today and the day on which the reminder is to go. */
const LONGEST_HOLD_DAYS = 30;

/** The last day to whose end something may be held that goes, or would have gone, at `dueAt`. */
export const lastDayOfHold = (now: Instant, dueAt: Instant): PlainDate =>
  addDays(dateInVietnam(dueAt > now ? dueAt : now), LONGEST_HOLD_DAYS);

export type OrderKind = 'hold' | 'lift' | 'send-now' | 'resend';

/** An order as it was recorded. ISO instants. */
export interface RecordedOrder {
  readonly id: string;
  readonly kind: OrderKind;
  readonly planKey: string | null;
  readonly deliveryId: string | null;
  readonly madeDelivery: string | null;
  readonly until: Instant | null;
  /** A hold that keeps something back now. */
  readonly isActive: boolean;
  readonly reason: string;
  readonly person: PersonId;
  readonly at: Instant;
}
