import './my-reminders.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MyRemindersView } from '#contracts';
import { myRemindersQuery } from '../../api/queries.js';
import { Notice } from '../../ui/notice.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant } from '../../words/dates.js';
import { wishesInWords } from './wishes-in-words.js';
import { WishesForm } from './wishes-form.js';

const Channels = ({ view: { email, zalo } }: { readonly view: MyRemindersView }) => (
  <section className="card" aria-labelledby="kenh-nhan">
    <h2 id="kenh-nhan">Kênh nhận</h2>
    <dl className="facts">
      <dt>Thư điện tử</dt>
      <dd>{email ?? 'chưa có địa chỉ'}</dd>
      <dt>Zalo</dt>
      <dd>
        {zalo.isOffered ? (zalo.isOn ? 'đang nhận tin' : 'chưa đăng ký') : 'hệ thống này chưa có Zalo'}
        {zalo.isOffered ? (
          <>
            {' · '}
            <Link to="/nhan-tin-zalo">{zalo.isOn ? 'Xem, thôi nhận tin' : 'Đăng ký nhận tin'}</Link>
          </>
        ) : null}
      </dd>
    </dl>
  </section>
);

/** What is a duty of law stays; why is said once and plainly. */
const CannotBeMuted = () => (
  <section className="stack-tight" aria-labelledby="khong-tat-duoc">
    <h2 id="khong-tat-duoc">Những thông báo không tắt được</h2>
    <p>
      Thời hạn do văn bản của UBND tỉnh, Chủ tịch UBND tỉnh ấn định. Thủ trưởng cơ quan chủ trì và công chức được giao đầu mối chịu trách
      nhiệm về thời hạn đó, nên chỉ chọn được giờ nhận, không tắt được:
    </p>
    <ul>
      <li>nhắc đúng ngày đến hạn và nhắc quá hạn của nhiệm vụ cơ quan chủ trì;</li>
      <li>kết quả được yêu cầu bổ sung, hoàn thiện và hạn trình lại;</li>
      <li>nhiệm vụ mới giao, được điều chỉnh, chưa tiếp nhận; đôn đốc của Văn phòng; kết quả chờ phê duyệt; nội dung cần cho ý kiến.</li>
    </ul>
    <p>Nhiệm vụ mới giao, đôn đốc, yêu cầu hoàn thiện và kết quả chờ phê duyệt được gửi ngay khi phát sinh, không chờ giờ đã chọn.</p>
    <p>Ngày làm việc đầu tuần, theo chính sách nhắc việc, thư hằng ngày nhắc lại cả những việc đã thông báo trước đây mà còn mở.</p>
  </section>
);

const History = ({ view: { history, usualAt } }: { readonly view: MyRemindersView }) => (
  <section className="stack-tight" aria-labelledby="lich-su-chon">
    <h2 id="lich-su-chon">Lịch sử thay đổi</h2>
    {history.length === 0 ? (
      <p>Chưa thay đổi lần nào: thư nhắc gửi theo chính sách chung.</p>
    ) : (
      <ol className="stack-tight">
        {history.map(({ version, wishes, by, at, via }) => (
          <li key={version}>
            {formatInstant(at)}, {by}
            {via === 'link' ? ', qua liên kết trong thư' : ''}: {wishesInWords(wishes, usualAt)}
          </li>
        ))}
      </ol>
    )}
  </section>
);

/** Each for themselves: at which hour the day's mail comes, and which early reminders one does without. */
export const MyRemindersPage = () => (
  <>
    <PageHeader
      title="Thời gian nhận thư nhắc"
      lead="Mỗi ngày làm việc có nhiều nhất một thư nhắc gộp cho mỗi người, gửi khi có việc mới đến mốc nhắc."
    />
    <QueryView query={useQuery(myRemindersQuery)}>
      {(view) => (
        <div className="stack">
          {view.email === null && !view.zalo.isOn ? (
            <Notice tone="amber" title="Chưa có kênh nhận nhắc việc">
              <p>Thư nhắc của đồng chí đang gửi đến hộp thư công vụ của cơ quan. Đề nghị Văn phòng UBND tỉnh ghi địa chỉ thư công vụ.</p>
            </Notice>
          ) : null}
          <WishesForm key={view.version} view={view} />
          <Channels view={view} />
          <CannotBeMuted />
          <History view={view} />
        </div>
      )}
    </QueryView>
  </>
);
