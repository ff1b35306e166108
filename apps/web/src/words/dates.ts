/** Words for civil dates, instants and spans, as official papers write them: dd/mm/yyyy, decimal comma. */

const zone = 'Asia/Ho_Chi_Minh';
const instantFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const numberFormat = new Intl.NumberFormat('vi-VN');

export const formatNumber = (value: number): string => numberFormat.format(value);

/** `2026-11-27` → `27/11/2026`; what is no civil date stays as it is. */
export const formatDate = (date: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/u.exec(date) ?? [];
  return year === undefined ? date : `${day ?? ''}/${month ?? ''}/${year}`;
};

/** An instant as day and hour in Viet Nam. */
export const formatInstant = (instant: string): string => {
  const parts = Object.fromEntries(instantFormat.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts['day'] ?? ''}/${parts['month'] ?? ''}/${parts['year'] ?? ''} ${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`;
};

/** The civil date in Viet Nam of an instant. */
export const dateOfInstant = (instant: string): string => {
  const [day = '', month = '', year = ''] = formatInstant(instant).slice(0, 10).split('/');
  return `${year}-${month}-${day}`;
};

/** `5/3/2026`, `05/03/2026` or `05.03.2026` → `2026-03-05`; null where no such day exists. */
export const parseTypedDate = (text: string): string | null => {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/u.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
};

const workingDays = (count: number): string => `${formatNumber(count)} ngày làm việc`;

const farAhead = (days: number): string => {
  const perYear = 258;
  const years = Math.floor(days / perYear);
  const months = Math.floor(((days % perYear) / perYear) * 12);
  if (years === 0) return `còn khoảng ${String(months)} tháng`;
  return months === 0 ? `còn khoảng ${String(years)} năm` : `còn khoảng ${String(years)} năm ${String(months)} tháng`;
};

/** Working days left in words: "còn 3 ngày làm việc", "đến hạn hôm nay", "quá hạn 5 ngày làm việc", far off in months and years. */
export const timeLeft = (days: number): string => {
  if (days < 0) return `quá hạn ${workingDays(-days)}`;
  if (days === 0) return 'đến hạn hôm nay';
  return days > 62 ? farAhead(days) : `còn ${workingDays(days)}`;
};

/** A span for the fair clock: "12 ngày 3 giờ", "45 phút". */
export const formatSpan = (milliseconds: number): string => {
  const totalMinutes = Math.max(0, Math.round(milliseconds / 60_000));
  const days = Math.floor(totalMinutes / 1440);
  const hours = Math.floor((totalMinutes % 1440) / 60);
  if (days > 0) return hours > 0 && days < 60 ? `${formatNumber(days)} ngày ${String(hours)} giờ` : `${formatNumber(days)} ngày`;
  return hours > 0 ? `${String(hours)} giờ ${String(totalMinutes % 60)} phút` : `${String(totalMinutes)} phút`;
};

const kilobyte = 1024;
/** `123456` → `121 kB`. */
export const formatSize = (bytes: number): string => {
  if (bytes < kilobyte) return `${String(bytes)} byte`;
  const inKilobytes = bytes / kilobyte;
  return inKilobytes < kilobyte
    ? `${formatNumber(Math.round(inKilobytes))} kB`
    : `${formatNumber(Math.round(inKilobytes / 102.4) / 10)} MB`;
};
