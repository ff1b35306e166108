import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../ui/notice.js';
import { formatNumber } from '../../words/dates.js';
import { withoutChannelQuery } from './without-channel.query.js';
import { lostOf, summaryOf } from './without-channel-words.js';

/** That somebody would not get what is coming, where the sending is looked at; nothing while everybody would. */
export const WithoutChannelNotice = () => {
  const { data } = useQuery(withoutChannelQuery);
  const summary = data === undefined ? null : summaryOf(data);
  if (data === undefined || summary === null) return null;
  const lost = lostOf(data);
  return (
    <Notice tone="amber" title={summary}>
      <p>
        {lost === 0
          ? 'Trong 30 ngày tới chưa có lượt nhắc nào bị lỡ thêm. '
          : `${formatNumber(lost)} lượt nhắc trong 30 ngày tới không tới được ai. `}
        <Link to="/chua-co-kenh-nhan">Xem và bổ sung địa chỉ</Link>
      </p>
    </Notice>
  );
};
