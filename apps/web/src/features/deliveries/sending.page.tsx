import './deliveries.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SendingHealthView } from '#contracts';
import { sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { outcomeTones } from './delivery-words.js';
import { sendingQuery } from './delivery.queries.js';
import { SendingChannels } from './sending-channels.js';
import { WithoutChannelNotice } from '../without-channel/without-channel-notice.js';

const roundNames: Readonly<Record<SendingHealthView['rounds'][number]['name'], string>> = {
  sweep: 'Quét việc đến giờ nhắc',
  replan: 'Tính lại lịch nhắc theo chính sách, lịch làm việc',
  cycles: 'Mở kỳ báo cáo của việc định kỳ',
};

const Alarms = ({ alarms }: Pick<SendingHealthView, 'alarms'>) =>
  alarms.length === 0 ? (
    <p>
      <span className="mark" data-tone="green">
        Không có cảnh báo
      </span>
    </p>
  ) : (
    <>
      {alarms.map(({ what, remedy }) => (
        <Notice key={what} tone="red" title={what}>
          <p>{remedy}</p>
        </Notice>
      ))}
    </>
  );

const Rounds = ({ rounds }: Pick<SendingHealthView, 'rounds'>) => (
  <section className="stack-tight" aria-labelledby="tien-trinh">
    <h2 id="tien-trinh">Tiến trình</h2>
    {rounds.length === 0 ? (
      <EmptyState title="Chưa có tiến trình nào">Mỗi tiến trình worker hiện ở đây sau vòng chạy đầu tiên.</EmptyState>
    ) : (
      <div className="table-frame">
        <table className="plain cards-when-narrow">
          <caption className="visually-hidden">Các vòng chạy của từng tiến trình</caption>
          <thead>
            <tr>
              <th scope="col">Việc</th>
              <th scope="col">Tiến trình</th>
              <th scope="col">Chạy gần nhất</th>
              <th scope="col">Lần tới</th>
              <th scope="col">Tình trạng</th>
            </tr>
          </thead>
          <tbody>
            {rounds.map((round) => (
              <tr key={`${round.name} ${round.owner}`}>
                <td data-label="Việc">{roundNames[round.name]}</td>
                <td data-label="Tiến trình">{round.owner}</td>
                <td data-label="Chạy gần nhất">{formatInstant(round.lastAt)}</td>
                <td data-label="Lần tới">{round.isStill ? 'không có' : formatInstant(round.nextAt)}</td>
                <td data-label="Tình trạng">
                  <span className="mark" data-tone={round.isStill || round.problem !== null ? 'red' : 'green'}>
                    {round.isStill ? 'Đứng yên' : round.problem === null ? 'Đang chạy' : 'Gặp lỗi'}
                  </span>
                  {round.problem === null ? null : <div className="small soft">{round.problem}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);

const queueWords = (queue: SendingHealthView['queue']): string =>
  queue === null
    ? 'không trả lời'
    : `${formatNumber(queue.waiting)} chờ, ${formatNumber(queue.active)} đang chạy, ${formatNumber(queue.delayed)} hẹn giờ, ${formatNumber(queue.failed)} lỗi (${queue.backend === 'redis' ? 'Redis' : 'PostgreSQL'})`;

/** The board opens in a tab of its own: it is no page of this app. */
const BoardLink = () => {
  const session = useQuery(sessionQuery).data;
  return session?.roles.includes('administrator') === true ? (
    <p className="small no-print">
      <a href="/api/queue-board" target="_blank" rel="noreferrer">
        Mở bảng hàng đợi
      </a>{' '}
      (chỉ xem, trong thẻ mới)
    </p>
  ) : null;
};

const Queues = ({ health }: { readonly health: SendingHealthView }) => (
  <section className="card stack-tight" aria-labelledby="hang-doi">
    <h2 id="hang-doi">Hàng đợi</h2>
    <dl className="facts">
      <dt>Đến giờ mà chưa đi</dt>
      <dd>{formatNumber(health.backlog)} thư, tin</dd>
      <dt>Hàng đợi</dt>
      <dd>{queueWords(health.queue)}</dd>
      <dt>Lịch nhắc</dt>
      <dd>
        {health.planLag === null
          ? 'không theo kịp nhật ký'
          : health.planLag === 0
            ? 'đã theo kịp nhật ký'
            : `còn ${formatNumber(health.planLag)} sự kiện chưa tính đến`}
      </dd>
    </dl>
    {health.queue === null ? null : <BoardLink />}
  </section>
);

const Day = ({ day, today }: Pick<SendingHealthView, 'day' | 'today'>) => (
  <section className="card stack-tight" aria-labelledby="trong-ngay">
    <h2 id="trong-ngay">Hôm nay</h2>
    {day.length === 0 ? (
      <p className="soft">Chưa lập thư, tin nào.</p>
    ) : (
      <ul className="sending-day">
        {day.map(({ outcome, outcomeLabel, count, reasons }) => (
          <li key={outcome}>
            <Link to="/thu-nhac-da-gui" search={{ tungay: today, denngay: today, ketqua: outcome }}>
              <span className="mark" data-tone={outcomeTones[outcome]}>
                {outcomeLabel}: {formatNumber(count)}
              </span>
            </Link>
            {outcome === 'silent'
              ? reasons.map(({ reason, count: because }) => (
                  <div key={reason} className="small soft">
                    {formatNumber(because)} vì: {reason.toLowerCase()}
                  </div>
                ))
              : null}
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** Whether reminders go out: alarms with their remedies, processes, queues, channels, and the day in numbers. Read again every ten seconds. */
export const SendingPage = () => (
  <>
    <PageHeader title="Sức khỏe việc nhắc" lead="Tiến trình, hàng đợi, kênh gửi và kết quả trong ngày" />
    <QueryView query={useQuery(sendingQuery)} rows={6}>
      {(health) => (
        <div className="stack">
          <Alarms alarms={health.alarms} />
          <WithoutChannelNotice />
          <div className="sending-cards">
            <Day day={health.day} today={health.today} />
            <Queues health={health} />
          </div>
          <SendingChannels channels={health.channels} />
          <Rounds rounds={health.rounds} />
          <p className="small soft">Số liệu lúc {formatInstant(health.at)}; tự đọc lại sau mỗi 10 giây.</p>
        </div>
      )}
    </QueryView>
  </>
);
