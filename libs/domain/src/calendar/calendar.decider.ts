import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import { dayOfWeek } from '../shared/plain-date.js';
import type { CalendarCommand, CalendarEvent } from './calendar.model.js';
import type { CalendarDay, WorkingCalendar } from './working-calendar.js';

/** The stream of the one calendar. */
export const CALENDAR_STREAM = 'calendar-vn';

export const initialCalendar: WorkingCalendar = { version: 0, days: new Map(), publishedYears: [] };

const byDate = (days: Iterable<CalendarDay>): WorkingCalendar['days'] => new Map([...days].map((day) => [day.date, day]));

/** What the calendar becomes by an event of its log. Total and dull. */
export const evolveCalendar = (
  calendar: WorkingCalendar,
  event: CalendarEvent,
  { version }: Pick<Recorded, 'version'>,
): WorkingCalendar => {
  switch (event.type) {
    case 'CalendarOpened':
      return { version, days: byDate(event.data.days), publishedYears: event.data.publishedYears };
    case 'CalendarDayDeclared': {
      const { date, kind, occasion, basis } = event.data;
      return { ...calendar, version, days: byDate([...calendar.days.values(), { date, kind, occasion, basis }]) };
    }
    case 'CalendarDayRevoked':
      return { ...calendar, version, days: byDate([...calendar.days.values()].filter(({ date }) => date !== event.data.date)) };
    case 'CalendarYearPublished':
      return { ...calendar, version, publishedYears: [...new Set([...calendar.publishedYears, event.data.year])].sort() };
    default:
      return assertNever(event);
  }
};

/** Every reason for which the calendar refuses a command, with the sentence that a person reads. */
export const calendarRejectionSentences = {
  'CALENDAR.BASIS_MISSING': () => 'Chưa ghi căn cứ: mỗi thay đổi của lịch làm việc cần số văn bản quyết định.',
  'CALENDAR.OCCASION_MISSING': () => 'Chưa ghi lý do của ngày, ví dụ “Tết Nguyên đán”.',
  'CALENDAR.WEEKDAY_IS_WORKED': () => 'Ngày làm bù phải là Thứ Bảy hoặc Chủ nhật; ngày thường vốn đã là ngày làm việc.',
  'CALENDAR.NO_SUCH_DAY': () => 'Ngày này không có trong danh sách ngày nghỉ, ngày làm bù.',
} as const satisfies Record<`CALENDAR.${string}`, () => string>;

export type CalendarRejection = Reason<keyof typeof calendarRejectionSentences>;
type CalendarDecision = Decision<CalendarEvent, CalendarRejection>;
type CommandOf<Type extends CalendarCommand['type']> = Extract<CalendarCommand, { type: Type }>;

const declare = ({ data, meta }: CommandOf<'DeclareCalendarDay'>, { days }: WorkingCalendar): CalendarDecision => {
  const known = days.get(data.date);
  if (data.basis.trim() === '') return reject('CALENDAR.BASIS_MISSING');
  if (data.occasion.trim() === '') return reject('CALENDAR.OCCASION_MISSING');
  if (data.kind === 'worked' && dayOfWeek(data.date) <= 5) return reject('CALENDAR.WEEKDAY_IS_WORKED');
  const isSame = known?.kind === data.kind && known.occasion === data.occasion && known.basis === data.basis;
  return isSame ? nothing() : accept({ type: 'CalendarDayDeclared', data: { ...data, effectiveAt: meta.now } });
};

const revoke = ({ data, meta }: CommandOf<'RevokeCalendarDay'>, { days }: WorkingCalendar): CalendarDecision => {
  if (data.basis.trim() === '') return reject('CALENDAR.BASIS_MISSING');
  if (!days.has(data.date)) return reject('CALENDAR.NO_SUCH_DAY');
  return accept({ type: 'CalendarDayRevoked', data: { ...data, effectiveAt: meta.now } });
};

const publish = ({ data, meta }: CommandOf<'PublishCalendarYear'>, { publishedYears }: WorkingCalendar): CalendarDecision => {
  if (data.basis.trim() === '') return reject('CALENDAR.BASIS_MISSING');
  if (publishedYears.includes(data.year)) return nothing();
  return accept({ type: 'CalendarYearPublished', data: { ...data, effectiveAt: meta.now } });
};

/** What a command makes of the calendar. Who may order it, the policy has settled before. */
export const decideCalendar = (command: CalendarCommand, calendar: WorkingCalendar): CalendarDecision => {
  switch (command.type) {
    case 'OpenCalendar':
      if (calendar.version > 0) return nothing();
      return accept({ type: 'CalendarOpened', data: { ...command.data, effectiveAt: command.meta.now } });
    case 'DeclareCalendarDay':
      return declare(command, calendar);
    case 'RevokeCalendarDay':
      return revoke(command, calendar);
    case 'PublishCalendarYear':
      return publish(command, calendar);
    default:
      return assertNever(command);
  }
};
