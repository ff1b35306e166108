import { znsClassOf, type ZnsClass } from './zalo-contract.js';

const WORDS: Readonly<Record<ZnsClass, string>> = {
  transient: 'Zalo đang bận, hệ thống gửi lại',
  token: 'Khóa truy cập Zalo không được chấp nhận',
  night: 'Zalo không nhận tin ban đêm: chờ đến 06 giờ',
  'daily-limit': 'Tài khoản Zalo đã hết hạn mức trong ngày: chờ ngày sau',
  phone: 'Số điện thoại không đúng; thông báo đi bằng kênh khác',
  recipient: 'Người nhận không dùng hoặc đã chặn tin Zalo; thông báo đi bằng kênh khác',
  content: 'Nội dung tin không đúng mẫu đã duyệt; thông báo đi bằng kênh khác',
  malformed: 'Zalo không đọc được tin; thông báo đi bằng kênh khác',
  money: 'Tài khoản Zalo hết tiền: kênh tạm dừng, tin chờ',
  configuration: 'Tài khoản hoặc mẫu tin Zalo chưa đúng thiết lập: kênh tạm dừng, tin chờ',
};

/** A reason that this channel gave for the ledger, in the words of those who read it; null: not one of a template message. */
export const zaloReasonInWords = (reason: string): string | null => {
  const code = /\bzalo (-\d+) /u.exec(reason)?.[1];
  if (code === undefined) return null;
  const kind = znsClassOf(Number(code));
  return kind === null ? `Zalo trả lời mã ${code} chưa có trong tài liệu, hệ thống gửi lại` : WORDS[kind];
};
