import { Link } from '@tanstack/react-router';
import type { ChannelHealthView } from '#contracts';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { channelLabels } from './delivery-words.js';

const stateOf = ({
  server,
  paused,
  dueSince,
  lastTrouble,
  lastSentAt,
}: ChannelHealthView): readonly [tone: string | undefined, words: string] => {
  if (server === null) return [undefined, 'Chưa cấu hình'];
  if (paused !== null) return ['red', 'Tạm dừng'];
  if (dueSince !== null && lastTrouble !== null && (lastSentAt === null || lastTrouble.at > lastSentAt)) return ['amber', 'Đang gửi lại'];
  return lastSentAt === null ? ['navy', 'Chưa gửi lần nào'] : ['green', 'Đang gửi được'];
};

const orNone = (instant: string | null): string => (instant === null ? 'chưa có trong 14 ngày qua' : formatInstant(instant));

const remedies = {
  email:
    'Nơi nhận từ chối: sửa địa chỉ ở mục “Địa chỉ bị từ chối” trên trang Kênh Zalo. Máy chủ không trả lời: kiểm tra SMTP_URL và máy chủ thư.',
  zalo: 'Mã lỗi và cách xử lý có trên trang Kênh Zalo.',
} as const;

const Trouble = ({ channel, lastTrouble }: ChannelHealthView) =>
  lastTrouble === null ? null : (
    <>
      <dt>Lỗi gần nhất</dt>
      <dd>
        {formatInstant(lastTrouble.at)} ({lastTrouble.outcomeLabel.toLowerCase()}): {lastTrouble.reason}
        <div className="small soft">{remedies[channel]}</div>
      </dd>
    </>
  );

const Holds = ({ holds }: ChannelHealthView) =>
  holds.length === 0 ? null : (
    <>
      <dt>Tạm chưa nhận</dt>
      {holds.map(({ destination, reason, since, until }) => (
        <dd key={destination}>
          {destination ?? 'Máy chủ thư'}, từ {formatInstant(since)}; thử lại từ {formatInstant(until)}
          <div className="small soft">{reason}</div>
        </dd>
      ))}
    </>
  );

const Channel = ({ health }: { readonly health: ChannelHealthView }) => {
  const { channel, server, paused, waiting, lastSentAt, lastWeek } = health;
  const [tone, words] = stateOf(health);
  return (
    <section className="card stack-tight" aria-labelledby={`kenh-${channel}`}>
      <h3 id={`kenh-${channel}`}>
        {channelLabels[channel]}{' '}
        <span className="mark" data-tone={tone}>
          {words}
        </span>
      </h3>
      <dl className="facts">
        <dt>Chờ gửi</dt>
        <dd>{formatNumber(waiting)}</dd>
        <dt>Gửi được gần nhất</dt>
        <dd>{orNone(lastSentAt)}</dd>
        <dt>07 ngày qua</dt>
        <dd>
          {formatNumber(lastWeek.sent)} đã gửi,{channel === 'email' ? ` ${formatNumber(lastWeek.returned)} bị trả lại,` : ''}{' '}
          {formatNumber(lastWeek.refused)} bị từ chối, {formatNumber(lastWeek.uncertain)} không rõ kết quả
        </dd>
        {paused === null ? null : (
          <>
            <dt>Tạm dừng</dt>
            <dd>
              {formatInstant(paused.at)}: {paused.reason}
            </dd>
          </>
        )}
        <Holds {...health} />
        <Trouble {...health} />
      </dl>
      {server === 'stand-in' ? <p className="small soft">Đang chạy thử: không thư, tin nào ra ngoài hệ thống.</p> : null}
      {channel === 'zalo' ? (
        <p className="small">
          <Link to="/zalo">Khóa truy cập, hạn mức và mẫu tin</Link>
        </p>
      ) : null}
    </section>
  );
};

/** How each channel carries: up, resting, what went wrong last and what to do. */
export const SendingChannels = ({ channels }: { readonly channels: readonly ChannelHealthView[] }) => (
  <section className="stack" aria-labelledby="cac-kenh">
    <h2 id="cac-kenh">Các kênh gửi</h2>
    <div className="sending-cards">
      {channels.map((health) => (
        <Channel key={health.channel} health={health} />
      ))}
    </div>
  </section>
);
