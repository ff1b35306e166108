import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { ComingDays } from '#contracts';
import { formatDate, formatNumber } from '../../words/dates.js';
import { joinNames } from '../../words/labels.js';

type Letter = ComingDays['letters'][number];

const LetterLink = ({ letter, day }: { readonly letter: Letter; readonly day: string }) => {
  const { recipient, agencies, subject, reminders } = letter;
  const facts = (
    <>
      <span className="mail-subject">{recipient.name}</span>
      <span className="small soft">
        {joinNames(agencies)} · thư điện tử{recipient.kind === 'mailbox' ? ' (hộp thư công vụ)' : ''} · {formatNumber(reminders)} nội dung
        nhắc
      </span>
    </>
  );
  if (subject === null)
    return (
      <div className="coming-closed">
        {facts}
        <span className="small soft">Thư gộp còn có việc của cơ quan khác: chỉ người nhận và Văn phòng xem được nội dung.</span>
      </div>
    );
  return (
    <Link to="/du-kien-gui" search={(old) => ({ ...old, ngay: day, thu: recipient.key })} resetScroll={false}>
      {facts}
      <span className="small">{subject}</span>
    </Link>
  );
};

/** More of a list that is read page by page. */
export interface More {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

export const MoreButton = ({ more }: { readonly more: More }) =>
  more.hasNextPage ? (
    <Button variant="default" mt="sm" loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
      Xem thêm
    </Button>
  ) : null;

interface LetterListProps {
  readonly letters: readonly Letter[];
  readonly total: number;
  readonly day: string;
  readonly shown: string | undefined;
  readonly more: More;
}

/** The letters of one morning, by recipient. */
export const LetterList = ({ letters, total, day, shown, more }: LetterListProps) => (
  <section aria-label="Danh sách thư dự kiến">
    <p className="small soft" role="status">
      {formatNumber(total)} thư, sáng ngày {formatDate(day)}
    </p>
    <ul className="mail-list">
      {letters.map((letter) => (
        <li key={letter.recipient.key} data-shown={letter.recipient.key === shown}>
          <LetterLink letter={letter} day={day} />
        </li>
      ))}
    </ul>
    <MoreButton more={more} />
  </section>
);
