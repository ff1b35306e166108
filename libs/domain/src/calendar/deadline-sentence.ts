import type { Deadline, DayOffRule } from '../deadline/deadline.js';
import { dayOfWeek, type PlainDate } from '../shared/plain-date.js';
import type { WorkingCalendar } from './working-calendar.js';
import { isWorkingDay, shiftedDue } from './working-days.js';

const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'] as const;
const day = (date: PlainDate): string => date.split('-').reverse().join('/');

const rules: Readonly<Record<Exclude<DayOffRule, 'keep'>, string>> = {
  next: 'chuyển sang ngày làm việc kế tiếp (áp dụng tương tự Điều 148 Bộ luật Dân sự 2015)',
  previous: 'chuyển về ngày làm việc liền trước',
};

/** Why nobody works on that day. */
const restOn = (date: PlainDate, { days }: WorkingCalendar): string => {
  const known = days.get(date);
  return known?.kind === 'off' ? `ngày nghỉ (${known.occasion}; căn cứ: ${known.basis})` : (WEEKDAYS[dayOfWeek(date) - 1] ?? '');
};

const unpublished = (date: PlainDate, { publishedYears }: WorkingCalendar): string =>
  publishedYears.includes(Number(date.slice(0, 4))) ? '' : ` Ngày nghỉ của năm ${date.slice(0, 4)} chưa công bố.`;

const periodNames: Readonly<Partial<Record<Deadline['kind'], string>>> = {
  month: 'tháng',
  quarter: 'quý',
  'half-year': 'nửa năm',
  year: 'năm',
  range: 'khoảng thời gian',
};

const ofSingleDate = (printed: PlainDate, rule: DayOffRule, calendar: WorkingCalendar): string => {
  const due = shiftedDue({ kind: 'date', due: printed }, rule, calendar) ?? printed;
  if (isWorkingDay(printed, calendar)) return `Đến hết ngày ${day(printed)}, 24 giờ.`;
  if (rule === 'keep') return `Đến hết ngày ${day(printed)}, 24 giờ; là ${restOn(printed, calendar)}, thời hạn giữ nguyên.`;
  return `${day(printed)} là ${restOn(printed, calendar)}; ${rules[rule]}: đến hết ngày ${day(due)}, 24 giờ.`;
};

const NOT_DATED: Readonly<Partial<Record<Deadline['kind'], string>>> = {
  recurring: 'Nhiệm vụ thường xuyên, định kỳ: thời hạn tính theo từng kỳ báo cáo.',
  'by-rule': 'Thực hiện theo quy định: thời hạn tính theo kỳ báo cáo khi Văn phòng đặt kỳ.',
};

/** Where the printed deadline ends, and by which rule, in one sentence for people. */
const ofPrinted = (deadline: Pick<Deadline, 'kind' | 'due'>, rule: DayOffRule, calendar: WorkingCalendar): string => {
  if (deadline.due === null) return NOT_DATED[deadline.kind] ?? 'Văn bản không ghi thời hạn cụ thể.';
  const period = periodNames[deadline.kind];
  if (period === undefined) return ofSingleDate(deadline.due, rule, calendar) + unpublished(deadline.due, calendar);
  return `Đến hết ngày ${day(deadline.due)}, 24 giờ: ngày cuối của ${period}; thời hạn theo kỳ không dời khi trùng ngày nghỉ.`;
};

/** The rule by which a date was counted: the one in force, else the one that was when the task was entered. */
const RULES: readonly DayOffRule[] = ['next', 'previous', 'keep'];

/** Why a part is due on its day: by the document, or by a later order, which rules instead. `due` null: no date runs. */
export const deadlineSentence = (
  deadline: Pick<Deadline, 'kind' | 'due'>,
  due: PlainDate | null,
  rule: DayOffRule,
  calendar: WorkingCalendar,
): string => {
  if (due === null) return ofPrinted(deadline, rule, calendar);
  const counted = [rule, ...RULES].find((one) => due === shiftedDue(deadline, one, calendar));
  if (counted !== undefined) return ofPrinted(deadline, counted, calendar);
  const printed = deadline.due === null ? 'không ghi thời hạn' : `ghi ${day(deadline.due)}`;
  const rest = isWorkingDay(due, calendar) ? '' : ` Ngày này là ${restOn(due, calendar)}.`;
  return `Đến hết ngày ${day(due)}, 24 giờ, theo lần điều chỉnh gần nhất; văn bản ban đầu ${printed}.${rest}`;
};
