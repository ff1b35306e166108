import { Link } from '@tanstack/react-router';
import type { DeliveryView } from '#contracts';
import type { DeliveriesSearch } from '../../app/searches.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { DeliverySubject } from './delivery-subject.js';
import { channelLabels, outcomeTones } from './delivery-words.js';

const Recipient = ({ delivery: { recipient, first, channel } }: { readonly delivery: DeliveryView }) => {
  if (recipient === null) return first === null ? null : <>{`${first.agency.name} (${first.seatLabel})`}</>;
  return (
    <>
      {recipient.name}
      <div className="small soft">
        {[recipient.kind === 'mailbox' ? 'hộp thư cơ quan' : null, channel === null ? null : channelLabels[channel], recipient.address]
          .filter((word) => word !== null)
          .join(' · ')}
      </div>
    </>
  );
};

const About = ({ delivery: { first, lines } }: { readonly delivery: DeliveryView }) =>
  first === null ? null : (
    <>
      <DeliverySubject about={first.about} />
      <div className="small soft">
        {first.rule}
        {lines > 1 ? ` và ${formatNumber(lines - 1)} lượt nhắc khác` : ''}
      </div>
    </>
  );

const Outcome = ({ delivery }: { readonly delivery: DeliveryView }) => (
  <>
    <span className="mark" data-tone={outcomeTones[delivery.outcome]}>
      {delivery.outcomeLabel}
    </span>
    {delivery.reason === null ? null : <div className="small soft">{delivery.reason}</div>}
    {delivery.nextAt === null ? null : <div className="small soft">Gửi lúc {formatInstant(delivery.nextAt)}</div>}
    {delivery.late ? <div className="small soft">Gửi chậm do hệ thống gián đoạn</div> : null}
  </>
);

interface DeliveryTableProps {
  readonly deliveries: readonly DeliveryView[];
  readonly search: DeliveriesSearch;
}

/** Mails, messages and reminders that were not sent, the newest first. */
export const DeliveryTable = ({ deliveries, search }: DeliveryTableProps) => (
  <div className="table-frame long">
    <table className="plain cards-when-narrow delivery-table">
      <caption className="visually-hidden">Thư nhắc, mới nhất trước</caption>
      <thead>
        <tr>
          <th scope="col">Lập lúc</th>
          <th scope="col">Nơi nhận</th>
          <th scope="col">Nội dung</th>
          <th scope="col">Kết quả</th>
          <td className="no-print">
            <span className="visually-hidden">Xem</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.key}>
            <td data-label="Lập lúc">{formatInstant(delivery.madeAt)}</td>
            <td data-label="Nơi nhận">
              <Recipient delivery={delivery} />
            </td>
            <td data-label="Nội dung">
              <About delivery={delivery} />
            </td>
            <td data-label="Kết quả">
              <Outcome delivery={delivery} />
            </td>
            <td className="no-print">
              {delivery.deliveryId === null ? null : (
                <Link to="/thu-nhac-da-gui" search={{ ...search, thu: delivery.deliveryId }} resetScroll={false}>
                  Chi tiết<span className="visually-hidden"> thư lập lúc {formatInstant(delivery.madeAt)}</span>
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
