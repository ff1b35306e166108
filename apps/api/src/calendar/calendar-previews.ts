import type { z } from 'zod';
import type { CalendarOfTheLog, PoliciesOfTheLog } from '#application';
import type { CalendarDayBody, CalendarEffectsView } from '#contracts';
import {
  deadlineSentence,
  evolveCalendar,
  isWorkingDay,
  plainDate,
  type AgencyId,
  type CalendarEvent,
  type WorkingCalendar,
} from '#domain';
import type { Clock } from '#platform';
import type { AgencyQueries } from '#read-models';
import { calendarEffects, planTablesOf, ruleLabel } from '#reminders';
import { reminderPlan } from '#schema';
import type pg from 'pg';

type Asked = z.output<typeof CalendarDayBody>;

/** As many reminders are shown one by one. */
const SHOWN = 100;

/** The event that the change would be: what a preview shows is what is then recorded. */
const changed = (
  { date, kind, occasion, basis }: Asked,
  calendar: WorkingCalendar,
  now: CalendarEvent['data']['effectiveAt'],
): WorkingCalendar => {
  const common = { date: plainDate(date), basis, moves: [], effectiveAt: now };
  const event: CalendarEvent =
    kind === 'weekly' ? { type: 'CalendarDayRevoked', data: common } : { type: 'CalendarDayDeclared', data: { ...common, kind, occasion } };
  return evolveCalendar(calendar, event, { version: calendar.version + 1 });
};

const WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const inWords = (date: string): string => {
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'Ngày';
  return `${weekday} ${date.split('-').reverse().join('/')}`;
};

/** That the day is already what it would become; null where it is not. */
const noticeOf = ({ date, kind }: Asked, calendar: WorkingCalendar): string | null => {
  const known = calendar.days.get(plainDate(date));
  if (known?.kind === kind) {
    const what = kind === 'off' ? 'ngày nghỉ' : 'ngày làm bù';
    return `${inWords(date)} đã có trong lịch là ${what} (${known.occasion}; căn cứ: ${known.basis}). Xác nhận sẽ thay lý do và căn cứ này.`;
  }
  if (kind !== 'off' || isWorkingDay(plainDate(date), calendar)) return null;
  return `${inWords(date)} vốn đã là ngày nghỉ hằng tuần: ghi thêm không làm dời thời hạn hay thông báo nào.`;
};

/** What a changed day would touch, before anybody confirms it. */
export class CalendarPreviews {
  constructor(
    private readonly pool: pg.Pool,
    private readonly calendar: CalendarOfTheLog,
    private readonly policies: PoliciesOfTheLog,
    private readonly agencies: AgencyQueries,
    private readonly clock: Clock,
  ) {}

  async of(asked: Asked): Promise<CalendarEffectsView> {
    const before = await this.calendar.calendar();
    const now = this.clock.now();
    const after = changed(asked, before, now);
    const change = { before, after, policies: await this.policies.book(), now };
    const [effects, names] = await Promise.all([calendarEffects(this.pool, planTablesOf(reminderPlan), change), this.agencies.names()]);
    const named = (agency: AgencyId) => ({ id: agency, name: names.get(agency) ?? agency });
    return {
      version: before.version,
      notice: noticeOf(asked, before),
      dues: effects.dues.map(({ task, part, from, due, rule }) => {
        const holder = task.leads.find(({ id }) => id === part)?.holder ?? task.assigningAuthority;
        const { id: taskId, ordinal, title } = task;
        return {
          taskId,
          ordinal,
          title,
          agency: named(holder),
          part,
          from,
          due,
          sentence: deadlineSentence(task.deadline, due, rule, after),
        };
      }),
      reminders: {
        total: effects.reminders.length,
        first: effects.reminders.slice(0, SHOWN).map(({ subject, row, from, to }) => ({
          ...subject,
          agency: named(row.agency),
          part: row.part,
          rule: ruleLabel(row.rule),
          from,
          to,
        })),
      },
    };
  }
}
