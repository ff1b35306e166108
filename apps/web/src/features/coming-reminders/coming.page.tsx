import '../mailbox/mailbox.css';
import '../tasks/tasks.css';
import './coming.css';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, SegmentedControl } from '@mantine/core';
import type { ComingDays, ComingScope, SessionView } from '#contracts';
import { sessionQuery } from '../../api/queries.js';
import type { ComingSearch } from '../../app/searches.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageError } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { formatDate, formatNumber } from '../../words/dates.js';
import { isOfOffice, joinNames } from '../../words/labels.js';
import { ComingFilters } from './coming-filters.js';
import { comingQuery } from './coming.queries.js';
import { LetterReader } from './letter-reader.js';

type Letter = ComingDays['letters'][number];

const scopeLabels: Readonly<Record<ComingScope, string>> = { mine: 'Gửi tôi', agency: 'Cơ quan tôi', all: 'Toàn tỉnh' };

/** The Office follows everybody; anybody else begins with their own. */
const scopeOf = (search: ComingSearch, session: SessionView): ComingScope => {
  const asked = (Object.keys(scopeLabels) as ComingScope[]).find((scope) => scope === search.xem);
  return asked ?? (isOfOffice(session) ? 'all' : 'mine');
};

const weekdays = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const weekdayOf = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

const Days = ({ days, shown }: { readonly days: readonly string[]; readonly shown: string | null }) => (
  <nav aria-label="Ngày gửi" className="coming-days no-print">
    {days.map((day) => (
      <Link
        key={day}
        to="/du-kien-gui"
        search={({ thu: _letter, ...rest }) => ({ ...rest, ngay: day })}
        replace
        resetScroll={false}
        data-shown={day === shown}
        aria-current={day === shown ? 'date' : undefined}
      >
        {weekdayOf(day)} <strong>{formatDate(day).slice(0, 5)}</strong>
      </Link>
    ))}
  </nav>
);

const LetterLink = ({ letter, day }: { readonly letter: Letter; readonly day: string }) => {
  const { recipient, agencies, subject, reminders } = letter;
  const facts = (
    <>
      <span className="mail-subject">{recipient.name}</span>
      <span className="small soft">
        {joinNames(agencies)} · {recipient.channel === 'zalo' ? 'Zalo' : 'thư điện tử'}
        {recipient.kind === 'mailbox' ? ' (hộp thư công vụ)' : ''} · {formatNumber(reminders)} nội dung nhắc
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

interface LettersProps {
  readonly letters: readonly Letter[];
  readonly day: string;
  readonly shown: string | undefined;
}

const Letters = ({ letters, day, shown }: LettersProps) => (
  <ul className="mail-list">
    {letters.map((letter) => (
      <li key={letter.recipient.key} data-shown={letter.recipient.key === shown}>
        <LetterLink letter={letter} day={day} />
      </li>
    ))}
  </ul>
);

const Day = ({ search, scope }: { readonly search: ComingSearch; readonly scope: ComingScope }) => {
  const query = useInfiniteQuery(comingQuery({ scope, day: search.ngay, agency: search.coquan, plan: search.kehoach, name: search.nguoi }));
  const [first] = query.data?.pages ?? [];
  if (first === undefined)
    return query.error === null ? <PageSkeleton rows={6} /> : <PageError error={query.error} retry={() => void query.refetch()} />;
  const { days, day, total } = first;
  if (day === null) return <EmptyState title="Trong 07 ngày tới không có ngày làm việc nào" />;
  const letters = query.data?.pages.flatMap((page) => page.letters) ?? [];
  return (
    <>
      <Days days={days} shown={day} />
      {letters.length === 0 ? (
        <EmptyState title={`Sáng ngày ${formatDate(day)} không có thư nào dự kiến gửi`}>
          Thư giao việc, đôn đốc và yêu cầu hoàn thiện được gửi ngay khi có việc, nên không nằm trong dự kiến.
        </EmptyState>
      ) : (
        <div className="mailbox" data-open={search.thu !== undefined}>
          <section aria-label="Danh sách thư dự kiến">
            <p className="small soft" role="status">
              {formatNumber(total)} thư, sáng ngày {formatDate(day)}
            </p>
            <Letters letters={letters} day={day} shown={search.thu} />
            {query.hasNextPage ? (
              <Button variant="default" mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Xem thêm
              </Button>
            ) : null}
          </section>
          <div className="mail-pane">
            {search.thu === undefined ? (
              <EmptyState title="Chọn một thư để đọc" />
            ) : (
              <>
                <p className="mail-back">
                  <Link to="/du-kien-gui" search={({ thu: _letter, ...rest }) => rest}>
                    Về danh sách thư
                  </Link>
                </p>
                <LetterReader day={day} recipient={search.thu} />
              </>
            )}
          </div>
        </div>
      )}
    </>
  );
};

/** What will be sent in the coming seven days if nothing happens: by day, by recipient, each letter as it will leave. */
export const ComingPage = () => {
  const search = useSearch({ from: '/signed-in/du-kien-gui' });
  const navigate = useNavigate({ from: '/du-kien-gui' });
  const { data: session } = useSuspenseQuery(sessionQuery);
  const scope = scopeOf(search, session);
  const answers = session.memberships.some(({ position }) => ['head', 'deputy', 'clerk'].includes(position));
  const scopes: readonly ComingScope[] = [
    'mine',
    ...(answers ? (['agency'] as const) : []),
    ...(isOfOffice(session) ? (['all'] as const) : []),
  ];
  return (
    <>
      <PageHeader title="Dự kiến gửi trong 07 ngày tới" lead="Thư nhắc theo thời hạn, đúng như sẽ gửi nếu không có gì thay đổi">
        {scopes.length === 1 ? null : (
          <SegmentedControl
            className="no-print"
            aria-label="Xem thư gửi"
            value={scope}
            onChange={(value) => {
              void navigate({ search: ({ ngay }) => ({ ...(ngay === undefined ? {} : { ngay }), xem: value }), replace: true });
            }}
            data={scopes.map((value) => ({ value, label: scopeLabels[value] }))}
          />
        )}
      </PageHeader>
      {scope === 'all' ? <ComingFilters key={search.nguoi ?? ''} search={search} /> : null}
      <Day search={search} scope={scope} />
    </>
  );
};
