import type { ComingMessageView } from '#contracts';
import { EmptyState } from '../../ui/empty-state.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { Reasons } from './letter-reader.js';

type Content = NonNullable<ComingMessageView['content']>;

const Parameters = ({ parameters }: Pick<Content, 'parameters'>) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Tham số của mẫu tin, đúng như sẽ gửi</caption>
      <thead>
        <tr>
          <th scope="col">Nội dung</th>
          <th scope="col">Giá trị sẽ gửi</th>
          <th scope="col">Tham số</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, meaning, value }) => (
          <tr key={name}>
            <td data-label="Nội dung">{meaning}</td>
            <td data-label="Giá trị sẽ gửi">{value}</td>
            <td data-label="Tham số">
              <code>{name}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const formWords = ({ form, templateId }: Content): string =>
  form === 'template'
    ? `Mẫu tin "Nhắc việc", mã ${templateId ?? ''}`
    : 'Tin của tài khoản Zalo: người nhận đã nhắn cho tài khoản trong 07 ngày trước lúc gửi';

/** One message as it will be sent, with its reasons. Null: it is not among those foretold any more. */
export const MessageReader = ({ message }: { readonly message: ComingMessageView | null }) => {
  if (message?.content == null)
    return <EmptyState title="Tin này không còn trong dự kiến">Công việc có thể đã thay đổi. Chọn một tin trong danh sách.</EmptyState>;
  const { recipient, at, heldBy, joined, content } = message;
  return (
    <article className="card mail" aria-label="Nội dung tin dự kiến">
      <h2>Tin Zalo gửi {recipient.name}</h2>
      <dl className="facts">
        <dt>Số điện thoại</dt>
        <dd>{recipient.phone}</dd>
        <dt>Dự kiến gửi</dt>
        <dd>{formatInstant(at)}</dd>
        <dt>Giờ gửi</dt>
        <dd>{heldBy ?? 'Gửi cùng lúc với thư nhắc, không phải chờ'}</dd>
        {joined > 1 ? (
          <>
            <dt>Gộp tin</dt>
            <dd>Nội dung của {formatNumber(joined)} lần nhắc trong một tin, để không quá số tin một ngày và một tuần.</dd>
          </>
        ) : null}
        <dt>Hình thức</dt>
        <dd>{formWords(content)}</dd>
      </dl>
      <p className="small soft">
        Tin gửi đi đúng như dưới đây nếu từ nay đến lúc gửi không có gì thay đổi. Tin không có tên nhiệm vụ; thư điện tử và việc cần xử lý
        mới là căn cứ.
      </p>
      {content.text === null ? <Parameters parameters={content.parameters} /> : <pre className="mail-text">{content.text}</pre>}
      <Reasons reasons={content.reasons} />
    </article>
  );
};
