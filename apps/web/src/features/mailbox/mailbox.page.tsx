import './mailbox.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { MailSummary, MailView } from '#contracts';
import { mailboxQuery, mailQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';

const pollMilliseconds = 5_000;

const MailList = ({ mails }: { readonly mails: readonly MailSummary[] }) => (
  <ul className="mail-list">
    {mails.map((mail) => (
      <li key={mail.id}>
        <Link to="/hop-thu-chay-thu" search={{ thu: mail.id }} resetScroll={false}>
          <span className="mail-subject">{mail.subject}</span>
          <span className="small soft">Gửi đến: {mail.to.join(', ')}</span>
          <span className="small soft">{formatInstant(mail.receivedAt)}</span>
        </Link>
      </li>
    ))}
  </ul>
);

/** Links of a mail open in a tab of their own; its page runs no script. */
const framed = (html: string): string => `<base target="_blank">${html}`;

const Message = ({ mail }: { readonly mail: MailView }) => (
  <article className="card mail" aria-label="Nội dung thư">
    <h2>{mail.subject}</h2>
    <dl className="facts">
      <dt>Từ</dt>
      <dd>{mail.from}</dd>
      <dt>Gửi đến</dt>
      <dd>{mail.to.join(', ')}</dd>
      <dt>Lúc</dt>
      <dd>{formatInstant(mail.receivedAt)}</dd>
    </dl>
    {mail.html === null ? (
      <pre className="mail-text">{mail.text}</pre>
    ) : (
      <>
        <iframe title={`Thư: ${mail.subject}`} sandbox="allow-popups allow-popups-to-escape-sandbox" srcDoc={framed(mail.html)} />
        <details>
          <summary>Bản chữ thường</summary>
          <pre className="mail-text">{mail.text}</pre>
        </details>
      </>
    )}
  </article>
);

const ShownMail = ({ id }: { readonly id: string }) => (
  <QueryView query={useQuery(mailQuery(id))}>{(mail) => <Message mail={mail} />}</QueryView>
);

/** Mails that a trial run has sent: they stay in the system, nobody outside gets them. */
export const MailboxPage = () => {
  const { thu } = useSearch({ from: '/signed-in/hop-thu-chay-thu' });
  const query = useQuery({ ...mailboxQuery, refetchInterval: pollMilliseconds });
  return (
    <>
      <PageHeader title="Hộp thư chạy thử" lead="Thư hệ thống đã gửi khi chạy thử. Không thư nào ra ngoài." />
      <QueryView query={query}>
        {(mails) =>
          mails.length === 0 ? (
            <EmptyState title="Chưa có thư">Thư giao việc, nhắc hạn và thư báo kết quả hiện ở đây ngay khi được gửi.</EmptyState>
          ) : (
            <div className="mailbox" data-open={thu !== undefined}>
              <section aria-label="Danh sách thư">
                <p className="small soft" role="status">
                  {formatNumber(mails.length)} thư, mới nhất trước
                </p>
                <MailList mails={mails} />
              </section>
              <div className="mail-pane">
                {thu === undefined ? (
                  <EmptyState title="Chọn một thư để đọc" />
                ) : (
                  <>
                    <p className="mail-back">
                      <Link to="/hop-thu-chay-thu">Về danh sách thư</Link>
                    </p>
                    <ShownMail id={thu} />
                  </>
                )}
              </div>
            </div>
          )
        }
      </QueryView>
    </>
  );
};
