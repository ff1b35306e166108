import type { Channel, OutgoingMessage } from '#channels';
import { anchorText, type AnchorPost } from '#evidence';

const NAME = 'Nơi lưu mốc đối chiếu';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const message = (id: string, address: string, subject: string, text: string): OutgoingMessage => ({
  id,
  to: { address, name: NAME },
  subject,
  text,
  html: `<pre style="white-space: pre-wrap; overflow-wrap: anywhere">${escaped(text)}</pre>`,
  brief: null,
  thread: null,
  unsubscribe: null,
});

const LEAD =
  'Đề nghị lưu thư này ở nơi mà người quản trị hệ thống không sửa được. Sau này, lệnh "dondoc verify --anchor TỆP" đối chiếu nhật ký với mốc ' +
  'dưới đây (lưu thư thành tệp văn bản là đủ): nhật ký bị viết lại hoặc bị cắt bớt đều phát hiện được.';

const day = (at: string): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(at));

/** Mails anchors, and the alarm where none can be made, to the address that keeps them. */
export const anchorPost = (address: string, channel: Channel): AnchorPost => {
  const send = async (mail: OutgoingMessage): Promise<boolean> =>
    (await channel.send(mail, () => Promise.resolve(true))).outcome === 'sent';
  return {
    address,
    sendAnchor: (signed) => {
      const { position, at } = signed.anchor;
      const subject = `Mốc đối chiếu nhật ký ngày ${day(at)}, đến sự kiện số ${position.toLocaleString('vi-VN')}`;
      return send(message(`anchor-${position}`, address, subject, `${LEAD}\n\n${anchorText(signed)}`));
    },
    sendAlarm: (sentence) =>
      send(message(`anchor-alarm-${Date.now()}`, address, 'Nhật ký không còn nguyên vẹn, đề nghị kiểm tra', sentence)),
  };
};
