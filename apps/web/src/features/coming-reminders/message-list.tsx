import { Link } from '@tanstack/react-router';
import type { ComingMessages, ComingMessageView } from '#contracts';
import { formatDate, formatInstant, formatNumber } from '../../words/dates.js';
import { joinNames } from '../../words/labels.js';
import { MoreButton, type More } from './letter-list.js';

/** How the address names an open message: nobody gets two at one instant. */
export const messageKey = ({ recipient, at }: Pick<ComingMessageView, 'recipient' | 'at'>): string => `${recipient.key}@${at}`;

export const isMessageKey = (key: string): boolean => key.startsWith('zalo:');

const MessageLink = ({ message, day }: { readonly message: ComingMessageView; readonly day: string }) => {
  const { recipient, at, agencies, reminders, heldBy, joined, content } = message;
  const facts = (
    <>
      <span className="mail-subject">
        {recipient.name} <span className="soft">{recipient.phone}</span>
      </span>
      <span className="small soft">
        {joinNames(agencies)} · Zalo, {formatInstant(at).slice(-5)} · {formatNumber(reminders)} nội dung nhắc
        {joined > 1 ? `, gộp của ${formatNumber(joined)} lần nhắc` : ''}
      </span>
      {heldBy === null ? null : <span className="small coming-held">{heldBy}</span>}
    </>
  );
  if (content === null)
    return (
      <div className="coming-closed">
        {facts}
        <span className="small soft">Tin gộp còn có việc của cơ quan khác: chỉ người nhận và Văn phòng xem được nội dung.</span>
      </div>
    );
  return (
    <Link to="/du-kien-gui" search={(old) => ({ ...old, ngay: day, thu: messageKey(message) })} resetScroll={false}>
      {facts}
    </Link>
  );
};

/** Zalo counts an account's messages by the day; what is over it waits. */
const QuotaLine = ({ quota }: Pick<ComingMessages, 'quota'>) => {
  if (quota === null) return null;
  const { daily, remaining, at, foretold } = quota;
  return (
    <p className="small soft">
      Hạn mức Zalo: {formatNumber(daily)} tin một ngày, còn {formatNumber(remaining)} lúc {formatInstant(at)}.
      {foretold > daily ? ` Dự kiến ${formatNumber(foretold)} tin: số vượt hạn mức chờ sang ngày sau.` : ''}
    </p>
  );
};

interface MessageListProps {
  readonly messages: readonly ComingMessageView[];
  readonly total: number;
  readonly quota: ComingMessages['quota'];
  readonly day: string;
  readonly shown: string | undefined;
  readonly more: More;
}

/** The messages by Zalo of one day, in the order in which they leave. */
export const MessageList = ({ messages, total, quota, day, shown, more }: MessageListProps) => (
  <section aria-label="Danh sách tin Zalo dự kiến">
    <p className="small soft" role="status">
      {formatNumber(total)} tin Zalo, ngày {formatDate(day)}
    </p>
    <QuotaLine quota={quota} />
    <ul className="mail-list">
      {messages.map((message) => (
        <li key={messageKey(message)} data-shown={messageKey(message) === shown}>
          <MessageLink message={message} day={day} />
        </li>
      ))}
    </ul>
    <MoreButton more={more} />
  </section>
);
