import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ComingLetter } from '#contracts';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { comingLetterQuery } from './coming.queries.js';

type Reason = ComingLetter['reasons'][number];

const Work = ({ work: { kind, id, title } }: Pick<Reason, 'work'>) =>
  kind === 'task' ? (
    <Link to="/nhiem-vu/$id" params={{ id }} search={{ muc: 'nhac-viec' }} className="clamp">
      {title}
    </Link>
  ) : (
    <Link to="/chi-tieu" className="clamp">
      Chỉ tiêu: {title}
    </Link>
  );

/** Why each line stands in a letter or a message. */
export const Reasons = ({ reasons }: Pick<ComingLetter, 'reasons'>) => (
  <details>
    <summary>Lý do gửi từng dòng ({formatNumber(reasons.length)})</summary>
    <ul className="coming-reasons">
      {reasons.map((reason) => (
        <li key={`${reason.work.id} ${reason.rule} ${reason.agency.id} ${reason.seat}`}>
          <Work work={reason.work} />
          <p className="small soft">
            {reason.ruleLabel}; {reason.agency.name}, vị trí nhận: {reason.seatLabel}; {reason.policy.label}.
          </p>
        </li>
      ))}
    </ul>
  </details>
);

const Letter = ({ letter }: { readonly letter: ComingLetter }) => (
  <article className="card mail" aria-label="Nội dung thư dự kiến">
    <h2>{letter.subject}</h2>
    <dl className="facts">
      <dt>Người nhận</dt>
      <dd>{letter.recipient.name}</dd>
      <dt>Dự kiến gửi</dt>
      <dd>{formatInstant(letter.at)}</dd>
      <dt>Tắt bằng một lần bấm</dt>
      <dd>{letter.isMutable ? 'được, chương trình thư hiện nút' : 'không, có nội dung không được tắt'}</dd>
    </dl>
    <p className="small soft">
      Thư gửi đi đúng như dưới đây nếu từ nay đến lúc gửi không có gì thay đổi. Liên kết tiếp nhận chỉ được cấp khi gửi.
    </p>
    {/* A page of its own that runs no script and sends nothing. */}
    <iframe title={`Thư dự kiến: ${letter.subject}`} sandbox="" srcDoc={letter.html} />
    <details>
      <summary>Bản chữ thường</summary>
      <pre className="mail-text">{letter.text}</pre>
    </details>
    <Reasons reasons={letter.reasons} />
  </article>
);

export const LetterReader = ({ day, recipient }: { readonly day: string; readonly recipient: string }) => (
  <QueryView query={useQuery(comingLetterQuery(day, recipient))}>{(letter) => <Letter letter={letter} />}</QueryView>
);
