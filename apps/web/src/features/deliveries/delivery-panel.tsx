import { useQuery } from '@tanstack/react-query';
import type { DeliveryDetailView } from '#contracts';
import { QueryView } from '../../ui/query-view.js';
import { SidePanel } from '../../ui/side-panel.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { DeliverySubject } from './delivery-subject.js';
import { channelLabels, outcomeLabels } from './delivery-words.js';
import { deliveryQuery } from './delivery.queries.js';

const lastWords = ({ outcomeLabel, reason, returnedAt }: DeliveryDetailView): string =>
  returnedAt !== null ? outcomeLabels.sent : reason === null ? outcomeLabel : `${outcomeLabel}: ${reason}`;

const Attempts = ({ delivery }: { readonly delivery: DeliveryDetailView }) => (
  <section className="stack-tight" aria-labelledby="tung-lan-gui">
    <h3 id="tung-lan-gui">Từng lần gửi</h3>
    <ol>
      {delivery.tries.map(({ at, reason }, index) => (
        <li key={index}>
          {formatInstant(at)}: chưa gửi được. {reason}
        </li>
      ))}
      {delivery.settledAt === null ? null : (
        <li>
          {formatInstant(delivery.settledAt)}: {lastWords(delivery)}
        </li>
      )}
      {delivery.returnedAt === null ? null : (
        <li>
          {formatInstant(delivery.returnedAt)}: {delivery.reason}
        </li>
      )}
    </ol>
    {delivery.nextAt === null ? null : <p>Lần gửi tới: {formatInstant(delivery.nextAt)}.</p>}
  </section>
);

const Carried = ({ delivery }: { readonly delivery: DeliveryDetailView }) => (
  <section className="stack-tight" aria-labelledby="luot-nhac-mang">
    <h3 id="luot-nhac-mang">{formatNumber(delivery.carried.length)} lượt nhắc trong thư</h3>
    <ul className="delivery-lines">
      {delivery.carried.map((line, index) => (
        <li key={index}>
          <DeliverySubject about={line.about} />
          <div className="small soft">
            {line.rule} · {line.agency.name} ({line.seatLabel}) · đến giờ {formatInstant(line.dueAt)}
          </div>
          {line.silence === null ? null : <div className="small">Không gửi cùng thư: {line.silence}</div>}
        </li>
      ))}
    </ul>
  </section>
);

const about = ({ recipient, channel, madeAt, late }: DeliveryDetailView): string =>
  [
    recipient === null ? null : `${recipient.name}${recipient.address === null ? '' : ` (${recipient.address})`}`,
    channel === null ? null : channelLabels[channel],
    `lập lúc ${formatInstant(madeAt)}`,
    late ? 'gửi chậm do hệ thống gián đoạn' : null,
  ]
    .filter((word) => word !== null)
    .join(' · ');

/** One mail or message: what it carries, and how each attempt to send it ended. */
export const DeliveryPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const query = useQuery(deliveryQuery(id));
  return (
    <SidePanel title="Thư nhắc" about={query.data === undefined ? 'Đang tải' : about(query.data)} onClose={onClose}>
      <QueryView query={query}>
        {(delivery) => (
          <div className="stack">
            <Attempts delivery={delivery} />
            <Carried delivery={delivery} />
          </div>
        )}
      </QueryView>
    </SidePanel>
  );
};
