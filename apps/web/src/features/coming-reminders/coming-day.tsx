import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ComingDays, ComingMessages, ComingScope } from '#contracts';
import type { ComingSearch } from '../../app/searches.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageError } from '../../ui/page-error.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { formatDate } from '../../words/dates.js';
import { comingMessagesQuery, comingQuery } from './coming.queries.js';
import { LetterList } from './letter-list.js';
import { LetterReader } from './letter-reader.js';
import { isMessageKey, messageKey, MessageList } from './message-list.js';
import { MessageReader } from './message-reader.js';

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

/** Why no message by Zalo stands there. */
const zaloSilence: Readonly<Record<ComingMessages['state'], string>> = {
  open: 'Tin chỉ gửi cho người đã đăng ký nhận qua Zalo, trong những dịp mà chính sách nhắc việc cho phép.',
  paused: 'Kênh Zalo đang tạm dừng: tin chờ đến khi quản trị mở lại, chưa dự kiến được lúc gửi. Thư điện tử vẫn gửi như thường lệ.',
  none: 'Hệ thống chưa nối tài khoản Zalo của tỉnh.',
};

interface Silence {
  readonly isZaloAlone: boolean;
  readonly state: ComingMessages['state'];
}

const NoDay = ({ isZaloAlone, state }: Silence) =>
  isZaloAlone ? (
    <EmptyState title="Trong 07 ngày tới không có tin Zalo nào dự kiến gửi">{zaloSilence[state]}</EmptyState>
  ) : (
    <EmptyState title="Trong 07 ngày tới không có ngày làm việc nào" />
  );

const NothingOfDay = ({ day, isZaloAlone, state }: Silence & { readonly day: string }) =>
  isZaloAlone ? (
    <EmptyState title={`Ngày ${formatDate(day)} không có tin Zalo nào dự kiến gửi`}>{zaloSilence[state]}</EmptyState>
  ) : (
    <EmptyState title={`Sáng ngày ${formatDate(day)} không có thư nào dự kiến gửi`}>
      Thư giao việc, đôn đốc và yêu cầu hoàn thiện được gửi ngay khi có việc, nên không nằm trong dự kiến.
    </EmptyState>
  );

interface ForetoldDay {
  readonly search: ComingSearch;
  readonly scope: ComingScope;
}

const isZaloAlone = ({ search }: ForetoldDay): boolean => search.kenh === 'zalo';

const parametersOf = ({ search, scope }: ForetoldDay) => ({
  scope,
  agency: search.coquan,
  plan: search.kehoach,
  name: search.nguoi,
});

const useLetters = (asked: ForetoldDay) => {
  const enabled = !isZaloAlone(asked);
  const query = useInfiniteQuery({ ...comingQuery({ ...parametersOf(asked), day: asked.search.ngay }), enabled });
  const pages = enabled ? (query.data?.pages ?? []) : [];
  return { query, first: pages[0], found: pages.flatMap((page) => page.letters) };
};

/** Of the day whose letters are shown, or, alone, of the first on which there are any. */
const useMessages = (asked: ForetoldDay, ofLetters: ComingDays | undefined) => {
  const isAsked = asked.search.kenh !== 'thu-dien-tu';
  const query = useInfiniteQuery({
    ...comingMessagesQuery({ ...parametersOf(asked), day: asked.search.ngay ?? ofLetters?.day ?? undefined }),
    enabled: isAsked && (isZaloAlone(asked) || ofLetters !== undefined),
  });
  const pages = isAsked ? (query.data?.pages ?? []) : [];
  return { query, first: pages[0], found: pages.flatMap((page) => page.messages) };
};

/** Letters, and messages of the same day; of the channel that was asked for, or of both. */
const useForetold = (asked: ForetoldDay) => {
  const letters = useLetters(asked);
  const messages = useMessages(asked, letters.first);
  const [one, other] = [letters.first?.days ?? [], messages.first?.days ?? []];
  const day = letters.first?.day ?? messages.first?.day ?? null;
  return {
    letters,
    // Those of the day before stand in while these are on their way.
    messages: messages.first?.day === day ? messages : { ...messages, first: undefined, found: [] },
    days: [...new Set([...one, ...other])].sort(),
    day,
  };
};

interface Shown {
  readonly foretold: ReturnType<typeof useForetold>;
  readonly day: string;
  readonly shown: string | undefined;
}

const Lists = ({ foretold: { letters, messages }, day, shown }: Shown) => (
  <div className="coming-lists">
    {letters.found.length === 0 ? null : (
      <LetterList letters={letters.found} total={letters.first?.total ?? 0} day={day} shown={shown} more={letters.query} />
    )}
    {messages.found.length === 0 ? null : (
      <MessageList
        messages={messages.found}
        total={messages.first?.total ?? 0}
        quota={messages.first?.quota ?? null}
        day={day}
        shown={shown}
        more={messages.query}
      />
    )}
    {messages.first?.state === 'paused' ? <p className="small soft">{zaloSilence.paused}</p> : null}
  </div>
);

const Pane = ({ foretold: { messages }, day, shown }: Shown) => {
  if (shown === undefined) return <EmptyState title="Chọn một thư hoặc tin để đọc" />;
  return (
    <>
      <p className="mail-back">
        <Link to="/du-kien-gui" search={({ thu: _letter, ...rest }) => rest}>
          Về danh sách thư
        </Link>
      </p>
      {isMessageKey(shown) ? (
        <MessageReader message={messages.found.find((message) => messageKey(message) === shown) ?? null} />
      ) : (
        <LetterReader day={day} recipient={shown} />
      )}
    </>
  );
};

const Foretold = ({ foretold, day, shown, silence }: Shown & { readonly silence: Silence }) => {
  const { letters, messages } = foretold;
  if (letters.found.length + messages.found.length === 0)
    return messages.query.isFetching ? <PageSkeleton rows={3} /> : <NothingOfDay day={day} {...silence} />;
  return (
    <div className="mailbox" data-open={shown !== undefined}>
      <Lists foretold={foretold} day={day} shown={shown} />
      <div className="mail-pane">
        <Pane foretold={foretold} day={day} shown={shown} />
      </div>
    </div>
  );
};

/** One day of what will be sent: its letters, its messages by Zalo, and the one that is open. */
export const ComingDay = (asked: ForetoldDay) => {
  const foretold = useForetold(asked);
  const { letters, messages, days, day } = foretold;
  const silence = { isZaloAlone: isZaloAlone(asked), state: messages.first?.state ?? 'open' } as const;
  const { query } = silence.isZaloAlone ? messages : letters;
  if (query.data === undefined)
    return query.error === null ? <PageSkeleton rows={6} /> : <PageError error={query.error} retry={() => void query.refetch()} />;
  if (day === null) return <NoDay {...silence} />;
  return (
    <>
      <Days days={days} shown={day} />
      <Foretold foretold={foretold} day={day} shown={asked.search.thu} silence={silence} />
    </>
  );
};
