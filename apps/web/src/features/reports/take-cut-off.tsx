import { lazy, Suspense, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { ReportsSearch } from '../../app/searches.js';
import { Notice } from '../../ui/notice.js';
import { PeriodSelect, PlanSelect } from '../figures/period-fields.js';
import { presetsOf, type Preset } from '../figures/period-presets.js';
import { useReportAct } from './use-report-act.js';

const DateField = lazy(() => import('../acts/date-field.js'));

interface TakeCutOffProps {
  readonly today: string;
  readonly search: ReportsSearch;
}

const firstPeriod = (search: ReportsSearch, preset: Preset | undefined, today: string): Pick<Preset, 'from' | 'to'> => ({
  from: search.tungay ?? preset?.from ?? today,
  to: search.denngay ?? preset?.to ?? today,
});

/** The Office chooses a period that is over; its figures are read and laid before the agencies. */
export const TakeCutOff = ({ today, search }: TakeCutOffProps) => {
  const navigate = useNavigate();
  const presets = presetsOf(today).filter(({ to }) => to < today);
  const [period, setPeriod] = useState(() => firstPeriod(search, presets[0], today));
  const [plan, setPlan] = useState(search.kehoach ?? '');
  const taking = useReportAct('Đã chốt số liệu; các cơ quan được báo để đối chiếu.', ({ id }) => {
    void navigate({ to: '/so-lieu/chot/$id', params: { id } });
  });
  return (
    <section className="card stack-tight no-print" aria-labelledby="chot-ky">
      <h2 id="chot-ky">Chốt số liệu của một kỳ</h2>
      <p className="small soft">
        Số liệu được đọc tại thời điểm chốt và gửi các cơ quan có lượt giao đối chiếu trong 2 ngày làm việc. Việc ghi nhận sau thời điểm này
        không làm thay đổi số liệu đã chốt.
      </p>
      <form
        className="report-fields"
        onSubmit={(event) => {
          event.preventDefault();
          taking.send('', { ...period, ...(plan === '' ? {} : { plan }) });
        }}
      >
        <PeriodSelect presets={presets} period={period} onPeriod={setPeriod} />
        <Suspense fallback={null}>
          <DateField
            label="Từ ngày"
            required
            value={period.from}
            onValue={(from) => {
              setPeriod({ ...period, from });
            }}
          />
          <DateField
            label="Đến hết ngày"
            required
            value={period.to}
            onValue={(to) => {
              setPeriod({ ...period, to });
            }}
          />
        </Suspense>
        <PlanSelect value={plan} onValue={setPlan} />
        <Button type="submit" loading={taking.isSending}>
          Chốt số liệu
        </Button>
      </form>
      {taking.isSending ? <p role="status">Đang tính số liệu của kỳ…</p> : null}
      {taking.failure === null ? null : <Notice tone="red" title={taking.failure} />}
    </section>
  );
};
