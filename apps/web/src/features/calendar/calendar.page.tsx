import './calendar.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import type { CalendarView } from '#contracts';
import { calendarQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate } from '../../words/dates.js';
import { isOfOffice } from '../../words/labels.js';
import { DayForm } from './day-form.js';

const yearOf = (date: string): string => date.slice(0, 4);

const WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'] as const;
const weekday = (date: string): string => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';

const Days = ({ calendar, year }: { readonly calendar: CalendarView; readonly year: string }) => {
  const days = calendar.days.filter(({ date }) => yearOf(date) === year);
  if (days.length === 0) return <EmptyState title="Chưa có ngày nào">Năm này chưa có ngày nghỉ, ngày làm bù được ghi.</EmptyState>;
  return (
    <div className="table-frame">
      <table className="plain cards-when-narrow">
        <caption className="visually-hidden">Ngày nghỉ, ngày làm bù năm {year}</caption>
        <thead>
          <tr>
            <th scope="col">Ngày</th>
            <th scope="col">Là ngày</th>
            <th scope="col">Lý do</th>
            <th scope="col">Căn cứ</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, kind, occasion, basis }) => (
            <tr key={date}>
              <td data-label="Ngày">
                {weekday(date)}, {formatDate(date)}
              </td>
              <td data-label="Là ngày">{kind === 'off' ? 'Nghỉ' : 'Làm bù'}</td>
              <td data-label="Lý do">{occasion}</td>
              <td data-label="Căn cứ">{basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Years = ({ calendar }: { readonly calendar: CalendarView }) => {
  const years = [...new Set(calendar.days.map(({ date }) => yearOf(date)))].sort();
  const [chosen, choose] = useState(String(Math.max(...calendar.publishedYears)));
  const isPublished = calendar.publishedYears.includes(Number(chosen));
  return (
    <section className="stack" aria-label="Ngày nghỉ, ngày làm bù theo năm">
      <NativeSelect
        label="Năm"
        maw={160}
        value={chosen}
        data={years}
        onChange={(event) => {
          choose(event.currentTarget.value);
        }}
      />
      {isPublished ? null : (
        <p className="soft">Năm {chosen}: chưa công bố đủ; chỉ tính ngày nghỉ theo luật, chưa có Tết Nguyên đán và ngày hoán đổi.</p>
      )}
      <Days calendar={calendar} year={chosen} />
    </section>
  );
};

/** The working calendar with the basis of each day; the Office changes a day after it has seen what that touches. */
export const CalendarPage = () => {
  const session = useQuery(sessionQuery).data ?? null;
  return (
    <>
      <PageHeader title="Lịch làm việc" />
      <p className="soft calendar-intro">
        Thứ Bảy, Chủ nhật nghỉ; các ngày khác làm việc. Dưới đây là những ngày khác quy tắc đó, mỗi ngày theo văn bản quyết định.
      </p>
      <QueryView query={useQuery(calendarQuery)} rows={6}>
        {(calendar) => (
          <div className="stack">
            {session !== null && isOfOffice(session) ? <DayForm /> : null}
            <Years calendar={calendar} />
          </div>
        )}
      </QueryView>
    </>
  );
};
