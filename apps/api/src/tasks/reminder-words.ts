import { zaloReasonInWords } from '#channels';

/** Why a reminder was not sent, or has not left, in Vietnamese: of the plan, of the ledger, of a channel. */
export const silenceReasons: Readonly<Record<string, string>> = {
  'no-recipient': 'Chưa có người nhận, hoặc người nhận chưa có địa chỉ liên hệ; việc nằm trong danh sách của Văn phòng',
  'entered-late': 'Đưa vào theo dõi sau thời điểm nhắc',
  unreviewed: 'Chưa rà soát hiện trạng',
  'no-such-seat': 'Phòng chưa có trưởng phòng trong danh bạ; công chức đầu mối vẫn được nhắc',
  'before-policy': 'Lần nhắc này có từ chính sách áp dụng sau thời điểm nhắc',
  leader: 'Không tự động gửi lãnh đạo; chuyển chuyên viên theo dõi',
  muted: 'Người nhận đã chọn không nhận lần nhắc sớm này',
  superseded: 'Đã có lần nhắc mới hơn',
  'moved-on': 'Công việc đã chuyển bước trước khi gửi',
  'outside-office-hours': 'Tin Zalo ngoài giờ làm việc: chờ đến giờ làm việc',
  'day-is-full': 'Người nhận đã đủ số tin Zalo của ngày: chờ ngày làm việc sau',
  'week-is-full': 'Người nhận đã đủ số tin Zalo của tuần: chờ tuần sau',
  held: 'Thư được giữ lại',
  'lapsed while claimed': 'Tiến trình gửi dừng trước khi chuyển thư; đang gửi lại',
  'lapsed while handing over': 'Tiến trình gửi dừng đúng lúc chuyển thư: chưa rõ nơi nhận đã nhận hay chưa; nhắc lại trong thư gộp lần sau',
  'the worker stopped': 'Tiến trình gửi khởi động lại; thư được gửi ngay sau đó',
  'others before it took long': 'Các thư trước gửi chậm; thư chờ đến lượt',
  'the work moved on while it was being sent': 'Công việc thay đổi khi đang gửi; nội dung được lập lại',
  'rests until it may ring a phone':
    'Tin Zalo chờ giờ làm việc, hoặc người nhận đã đủ số tin (01 tin một ngày, 03 tin một tuần); thư điện tử đã gửi như thường lệ',
  'not a Vietnamese mobile number': 'Số điện thoại không phải số di động Việt Nam',
  'nothing short to say': 'Nội dung không rút gọn được thành tin Zalo',
  'not an e-mail address': 'Địa chỉ thư không đúng dạng',
  'address under .invalid': 'Địa chỉ của người chạy thử, không gửi ra ngoài',
};

const SMTP: Readonly<Record<string, string>> = {
  EAUTH: 'Máy chủ thư không nhận tài khoản gửi',
  ETLS: 'Không thiết lập được kết nối an toàn với máy chủ thư',
  EENVELOPE: 'Máy chủ thư không nhận địa chỉ người nhận',
  EMESSAGE: 'Máy chủ thư không nhận thư',
};

/** The server's own words hold addresses and are for the operator's log; its number says enough here. */
const smtpWords = (reason: string): string | null => {
  const [, code] = /^(E[A-Z]+|ERROR): /u.exec(reason) ?? [];
  if (code === undefined) return null;
  const [, answer] = /\b([45]\d\d)\b/u.exec(reason) ?? [];
  return `${SMTP[code] ?? 'Chưa kết nối được máy chủ thư'}${answer === undefined ? '' : ` (mã ${answer})`}`;
};

/** By enhanced status code (RFC 3463), the most exact first. */
const RETURNS: readonly (readonly [code: RegExp, words: string])[] = [
  [/^5\.1\.[016]$/u, 'địa chỉ thư của người nhận không có hoặc không còn dùng'],
  [/^5\.1\.(?:2|10)$/u, 'tên miền trong địa chỉ của người nhận không nhận thư'],
  [/^5\.1\.[78]$/u, 'nơi nhận không chấp nhận địa chỉ gửi của hệ thống'],
  [/^5\.1\./u, 'địa chỉ thư của người nhận không đúng'],
  [/^5\.2\.1$/u, 'hộp thư của người nhận đã khóa hoặc đã đóng'],
  [/^[45]\.2\.2$/u, 'hộp thư của người nhận đã đầy'],
  [/^5\.(?:2\.3|3\.4)$/u, 'thư lớn hơn mức nơi nhận cho phép'],
  [/^[45]\.2\./u, 'hộp thư của người nhận không nhận thư'],
  [/^[45]\.4\./u, 'không chuyển được thư đến máy chủ nơi nhận'],
  [/^[45]\.7\./u, 'nơi nhận chặn thư theo quy định bảo mật của họ'],
];

/** Of a mail that had left and came back, in the words of every page: its report begins with the code; the rest may hold addresses. */
export const returnWords = (reason: string): string => {
  const [code] = /^[245]\.\d{1,3}\.\d{1,3}/u.exec(reason) ?? [];
  const cause = RETURNS.find(([pattern]) => code !== undefined && pattern.test(code))?.[1] ?? 'máy chủ nơi nhận không giao được thư';
  return `Đã gửi nhưng bị trả lại: ${cause}${code === undefined ? '' : ` (mã ${code})`}`;
};

export const reasonWords = (reason: string): string => {
  if (reason.startsWith('gave up: ')) return `Đã thử gửi nhiều ngày không được: ${reasonWords(reason.slice('gave up: '.length))}`;
  if (reason.startsWith('no sender for ')) return 'Chưa có tiến trình gửi cho kênh này; thư chờ';
  return (
    silenceReasons[reason] ??
    zaloReasonInWords(reason) ??
    smtpWords(reason) ??
    'Chưa gửi được vì lỗi kỹ thuật; quản trị xem nhật ký hệ thống'
  );
};
